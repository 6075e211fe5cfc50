package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"accountsmanager/cmd/internal/wire"
)

// exitCrash is the exit status of Go programs that panic.
const exitCrash = 2

// sayCrash ends the program where the UI thread panicked, and says where the report is.
// To be deferred. A panic elsewhere cannot be caught: the runtime writes it down, and the
// next start makes the report.
func sayCrash(p *wire.Program) {
	value := recover()
	if value == nil {
		return
	}
	fmt.Fprintln(os.Stderr, "accounts-manager:", p.LastWords(value))
	os.Exit(exitCrash)
}

// crashNow panics where it is called, with a value that a report must not show: what the
// tests ask for.
//
//go:noinline
func crashNow(secret string, bytes [16]byte) {
	panic(errors.New(secret + strings.Repeat(".", len(bytes)-16)))
}

// crashOn panics with what was asked for, on the UI thread or elsewhere.
func crashOn(thread, secret string, do func(func())) {
	var bytes [16]byte
	copy(bytes[:], secret)
	if thread == "ui" {
		do(func() { crashNow(secret, bytes) })
		return
	}
	go crashNow(secret, bytes)
}
