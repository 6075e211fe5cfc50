package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func TestMemoryIsGivenBackOnceTheProgramRests(t *testing.T) {
	cycles, given := uint64(3), 0
	th := &thrift{cycles: func() uint64 { return cycles }}
	th.giveBack = func() {
		given++
		cycles++ // as debug.FreeOSMemory does
	}
	looks := func(n int) int {
		for range n {
			th.look()
		}
		return given
	}
	require.Zero(t, looks(1), "something was collected: it is not at rest")
	require.Equal(t, 1, looks(1))
	require.Equal(t, 1, looks(20), "at rest, nothing is done")
	for range 5 {
		cycles++
		require.Equal(t, 1, looks(1), "at work, nothing is done")
	}
	require.Equal(t, 2, looks(10))
}

func TestCollectionsAreCounted(t *testing.T) {
	before := collections()
	keep := make([][]byte, 0, 8)
	for range 8 {
		keep = append(keep, make([]byte, 64<<20))
	}
	require.Greater(t, collections(), before)
	require.Len(t, keep, 8)
	trimC()
}
