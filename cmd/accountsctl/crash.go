package main

import (
	"context"
	"errors"
	"fmt"
	"net/http/httptrace"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// The points of a step at which the tests have a run kill itself, as kill -9
// does, in the order in which a run passes them.
const (
	beforeIntent  = "before-intent"  // it was decided on, and is not committed
	afterIntent   = "after-intent"   // it is committed, and not sent
	afterSend     = "after-send"     // the request has left this computer whole
	afterAnswer   = "after-answer"   // the answer is here, and nobody has looked at it
	beforeOutcome = "before-outcome" // what came of it is known, and is not committed
	afterOutcome  = "after-outcome"  // it is committed, and nobody was told
)

var crashPoints = []string{beforeIntent, afterIntent, afterSend, afterAnswer, beforeOutcome, afterOutcome}

// crash is where a run kills itself: at the nth time that a step of this kind
// passes this point. The zero value never does.
type crash struct {
	kind  provisioning.Kind
	point string
	kill  func()
	panic string // or where it panics, once all is open: panicHere or panicElsewhere

	mu     sync.Mutex
	left   int             // times still to be passed
	out    map[string]bool // steps that this run is sending
	passed bool
}

// parseCrash reads "KIND/POINT", or "KIND:N/POINT" for the nth of its kind.
func parseCrash(text string) (*crash, error) {
	if text == "" {
		return &crash{}, nil
	}
	if text == panicHere || text == panicElsewhere {
		return &crash{panic: text}, nil
	}
	kind, point, _ := strings.Cut(text, "/")
	kind, nth, counted := strings.Cut(kind, ":")
	left := 1
	if counted {
		n, err := strconv.Atoi(nth)
		if err != nil || n < 1 {
			return nil, &usageError{fmt.Sprintf("--crash-at %s: %q is no number from 1", text, nth)}
		}
		left = n
	}
	if !slices.Contains(provisioning.Kinds(), provisioning.Kind(kind)) || !slices.Contains(crashPoints, point) {
		return nil, &usageError{fmt.Sprintf("--crash-at %s: want KIND[:N]/POINT with a point of %v", text, crashPoints)}
	}
	return &crash{kind: provisioning.Kind(kind), point: point, left: left, kill: killSelf, out: map[string]bool{}}, nil
}

// Where a run panics instead.
const (
	panicHere      = "panic"
	panicElsewhere = "panic-elsewhere" // on a goroutine of its own
)

// panicNow panics where that was asked for, with a secret in its value.
func (c *crash) panicNow(secret string) {
	switch c.panic {
	case panicHere:
		panic(errors.New(secret))
	case panicElsewhere:
		go func() { panic(errors.New(secret)) }()
		select {}
	}
}

// killSelf ends this process as kill -9 does: nothing is closed, flushed or told.
func killSelf() {
	if self, err := os.FindProcess(os.Getpid()); err == nil {
		_ = self.Kill() // if even that fails, going on would spoil the test
	}
	select {}
}

// decorate puts the crash around the store and the server.
func (c *crash) decorate(parts *workspace.Options) {
	if c.kind == "" {
		return
	}
	parts.Store = crashingStore{parts.Store, c}
	parts.Connector = crashingConnector{parts.Connector, c}
}

// pass is called by a step at a point. Where it is the one, it does not return.
func (c *crash) pass(kind provisioning.Kind, point string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if kind != c.kind || point != c.point || c.passed {
		return
	}
	if c.left--; c.left == 0 {
		c.passed = true
		c.kill()
	}
}

// commits notes that a step is committed, as being sent or as something else, and
// tells whether it was being sent before: what is committed then is the outcome.
func (c *crash) commits(step string, sending bool) (outcome bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	outcome = c.out[step]
	c.out[step] = sending
	return outcome
}

// crashingStore is a store whose commits are points.
type crashingStore struct {
	workspace.Store
	*crash
}

func (s crashingStore) CommitStep(ctx context.Context, id string, step provisioning.Step, account domain.AccountRef) error {
	before, after := "", ""
	switch outcome := s.commits(id+" "+step.ID, step.State == provisioning.Sending); {
	case step.State == provisioning.Sending:
		before, after = beforeIntent, afterIntent
	case outcome:
		before, after = beforeOutcome, afterOutcome
	}
	s.pass(step.Kind, before)
	err := s.Store.CommitStep(ctx, id, step, account)
	if err == nil {
		s.pass(step.Kind, after)
	}
	return err
}

// crashingConnector makes sessions whose sends are points.
type crashingConnector struct {
	workspace.Connector
	*crash
}

func (c crashingConnector) SignIn(ctx context.Context, server string, by workspace.Credentials) (workspace.Backend, domain.Identity, error) {
	backend, identity, err := c.Connector.SignIn(ctx, server, by)
	if err != nil {
		return nil, identity, err
	}
	return crashingBackend{backend, c.crash}, identity, nil
}

type crashingBackend struct {
	workspace.Backend
	*crash
}

func (b crashingBackend) Perform(ctx context.Context, t workspace.Task) (string, error) {
	ref, err := b.Backend.Perform(httptrace.WithClientTrace(ctx, b.trace(t.Step.Kind)), t)
	b.pass(t.Step.Kind, afterAnswer)
	return ref, err
}

// trace marks the point at which the step's own request has left: one with a
// body, as a step may read before it writes.
func (b crashingBackend) trace(kind provisioning.Kind) *httptrace.ClientTrace {
	var writes atomic.Bool
	return &httptrace.ClientTrace{
		GetConn: func(string) { writes.Store(false) },
		WroteHeaderField: func(key string, _ []string) {
			if strings.EqualFold(key, "Content-Type") {
				writes.Store(true)
			}
		},
		WroteRequest: func(httptrace.WroteRequestInfo) {
			if writes.Load() {
				b.pass(kind, afterSend)
			}
		},
	}
}
