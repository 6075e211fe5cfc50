// Command crossbar-sandbox serves a sandbox Crossbar over HTTP. It prints one
// line of JSON that says where it is and how to sign in, and serves until it is
// told to stop.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"accountsmanager/storage/sandbox"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	switch {
	case errors.Is(err, flag.ErrHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "crossbar-sandbox:", err)
		os.Exit(1)
	}
}

// run serves until ctx ends.
func run(ctx context.Context, args []string, stdout, stderr io.Writer) (err error) {
	listen, secure, o, err := parse(args, stderr)
	if err != nil {
		return err
	}
	o.Logger = slog.New(slog.NewTextHandler(stderr, nil))
	s, err := sandbox.New(o) //nolint:contextcheck // opening is not broken off
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }() //nolint:contextcheck // what ends takes no part in what ended it
	begin := s.Listen
	if secure {
		begin = s.ListenTLS
	}
	l, err := begin(listen)
	if err != nil {
		return err
	}
	if err := json.NewEncoder(stdout).Encode(s.Credentials()); err != nil { //nolint:gosec // they are for whoever started it
		return fmt.Errorf("printing credentials: %w", err)
	}
	ended := make(chan error, 1)
	go func() { ended <- l.Wait() }()
	select {
	case <-ctx.Done():
		return nil
	case err := <-ended:
		return err
	}
}

func parse(args []string, stderr io.Writer) (listen string, secure bool, o sandbox.Options, err error) {
	flags := flag.NewFlagSet("crossbar-sandbox", flag.ContinueOnError)
	flags.SetOutput(stderr)
	flags.StringVar(&listen, "listen", "127.0.0.1:8000", "`address` to serve at; port 0 takes a free one")
	flags.BoolVar(&secure, "tls", false, "serve HTTPS, with a new certificate that nobody vouches for; its fingerprint is in the line")
	flags.StringVar(&o.Path, "data", "", "SQLite `file` that keeps the state (default: in memory)")
	accounts := flags.Int("accounts", -1, "`number` of accounts to generate; 0 is a master account alone (default: a sample of 24)")
	flags.Uint64Var(&o.Seed, "seed", 1, "what generated accounts are made of")
	flavour := flags.String("flavour", string(sandbox.Kazoo5), "release to imitate: kazoo5 or kazoo43")
	create := flags.Duration("create-time", 20*time.Millisecond, "how long making an account takes")
	flags.Func("fault", "a fault that is active from the start, as `JSON` (repeatable)", func(s string) error {
		var f sandbox.Fault
		if err := json.Unmarshal([]byte(s), &f); err != nil {
			return err
		}
		o.Faults = append(o.Faults, f)
		return nil
	})
	if err := flags.Parse(args); err != nil {
		return "", false, o, err
	}
	if flags.NArg() > 0 {
		return "", false, o, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	o.Flavour = sandbox.Flavour(*flavour)
	o.Accounts, o.Empty = max(*accounts, 0), *accounts == 0
	if o.CreateTime = *create; *create <= 0 {
		o.CreateTime = -1
	}
	return listen, secure, o, nil
}
