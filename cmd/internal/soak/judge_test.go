package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

func restful(last sample) outcome {
	first := sample{PSS: 150_000, Own: 90_000, Goroutines: 20, Threads: 15, Files: 20}
	return outcome{Warm: 2, AtRest: []sample{{}, {}, first, {PSS: 999_999}, first, last, {PSS: 999_999}, last}}
}

func TestWhatGrowsIsSaid(t *testing.T) {
	flat := restful(sample{PSS: 159_000, Goroutines: 24, Threads: 18, Files: 20})
	flat.judge()
	require.Empty(t, flat.Exceeded)
	for what, last := range map[string]sample{
		"PSS": {PSS: 161_000}, "in no file": {Own: 101_000}, "goroutines": {Goroutines: 40}, "threads": {Threads: 30}, "files": {Files: 60},
	} {
		grown := restful(last)
		grown.judge()
		require.Len(t, grown.Exceeded, 1, what)
		require.Contains(t, grown.Exceeded[0], what)
	}
	short := outcome{Warm: 2, AtRest: make([]sample, 7)}
	short.judge()
	require.NotEmpty(t, short.Exceeded)
}

func TestComplaintsAreCountedAndExplained(t *testing.T) {
	list := sum([]string{
		`time=2026-11-26T10:00:00Z level=INFO msg="started"`,
		`time=2026-11-26T10:00:00Z level=WARN msg="told a person that something failed" error="GET /accounts/12: the server cannot be reached: EOF"`,
		`time=2026-11-26T10:00:05Z level=WARN msg="told a person that something failed" error="GET /accounts/34: the server cannot be reached: EOF"`,
		`time=2026-11-26T10:00:06Z level=ERROR msg="the database is damaged"`,
		"Fyne error:  something",
		"",
	})
	require.Len(t, list, 3)
	require.Equal(t, 2, list[0].Times)
	require.NotEmpty(t, list[0].Reason)
	require.Empty(t, list[1].Reason)
	require.Empty(t, list[2].Reason)
	r := restful(sample{})
	r.Log = list
	r.judge()
	require.Len(t, r.Exceeded, 2, "what nobody has explained fails the run")
}
