// Command accountsctl is Accounts Manager without its window, for scripts and for
// servers: the same data directory, the same drafts, the same courier. It prints
// plain tables for people and JSON for scripts on standard output, and what goes
// on meanwhile on standard error.
//
// Flags, commands and how their results are shown live here; what an account is
// and how it is created is the workspace's business.
package main

import (
	"context"
	"io"
	"os"
	"os/signal"
	"syscall"

	"accountsmanager/domain/workspace"
	"accountsmanager/storage/crossbar"
)

// version is set by the build.
var version = "development"

// surroundings are what a run reads from and writes to.
type surroundings struct {
	stdin          io.Reader
	stdout, stderr io.Writer
	getenv         func(string) string
	program        string // what crashes are written down for; empty: they are not
	// decorate, if given, may replace parts of the workspace: the keyring and the
	// clock of tests.
	decorate func(*workspace.Options)
	// timeouts bound the requests; zero has the usual ones, scaled as the waits are.
	timeouts crossbar.Timeouts
}

func main() {
	// The first signal ends the run in order: what is on the wire is given time to
	// come back. The second ends it at once, which loses nothing either.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(run(ctx, os.Args[1:], surroundings{
		stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, program: "accountsctl",
	}))
}
