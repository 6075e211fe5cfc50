package main

import (
	"os"
	"testing"
)

func TestMain(m *testing.M) {
	status := m.Run()
	forgetProgramFile()
	os.Exit(status)
}
