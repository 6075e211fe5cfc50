package ui

import (
	"runtime"
	"testing"

	"github.com/stretchr/testify/require"
)

func TestTheAddressOfAFolder(t *testing.T) {
	require.Equal(t, "file:///home/dana/my%20data%23", folderURL("/home/dana/my data#").String())
	if runtime.GOOS == "windows" {
		require.Equal(t, "file:///C:/data", folderURL(`C:\data`).String())
	} else {
		require.Equal(t, "file:///C:/data", folderURL("C:/data").String())
	}
}
