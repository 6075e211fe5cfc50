package main

import (
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/keyring"
	"accountsmanager/storage/sandbox"
)

// What goes wrong on this computer, rather than on the way to the server. Each has a
// sentence, and nothing is lost or doubled by it.

// TestTroubleWithTheKeyring: the program says so, goes on with what it can, and
// forgets nothing that the keyring still has.
func TestTroubleWithTheKeyring(t *testing.T) {
	for name, trouble := range map[string]struct {
		err      error
		sentence string
	}{
		"none":   {domain.ErrKeyringAbsent, "This computer has no keyring"},
		"locked": {domain.ErrKeyringLocked, "keyring is locked"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.signIn().exits(exitDone)
			o := abcOrder()
			w.run("import", w.file("new.csv", orderColumns+o.row())).exits(exitDone)
			mended := w.secrets
			w.secrets = failingSecrets{trouble.err}
			w.env[passwordVariable] = w.login.Password
			r := w.run("submit", "--all").exits(exitPerson).tells(trouble.sentence)
			require.Empty(t, w.remote.effects(t), r.out)
			w.secrets = mended
			w.run("submit", "--all", "--wait").exits(exitDone)
			require.Equal(t, tally{}, o.counted(t, w.remote.state(t).named(t)))
		})
	}
}

// smallKeyring is a keyring that takes as much as Windows' does: nothing here comes
// near that, so it takes less.
type smallKeyring struct {
	workspace.Secrets
	most int
}

func TestASecretTooBigForTheKeyring(t *testing.T) {
	w := newWorld(t)
	w.secrets = smallKeyring{Secrets: keyring.NewMemory(), most: 8}
	w.signIn().exits(exitDone).tells("does not take a secret of this length")
	o := abcOrder()
	o.password = "" // what is typed would last for one run only, and this says so elsewhere
	w.run("import", w.file("new.csv", orderColumns+o.row())).exits(exitDone)
	w.env[passwordVariable] = w.login.Password
	w.run("submit", "--all", "--wait").exits(exitDone).tells("does not take a secret of this length")
	require.Equal(t, tally{}, o.counted(t, w.remote.state(t).named(t)))
}

// jumpyClock shows the computer's time, less an hour from one moment on.
type jumpyClock struct {
	workspace.Clock
	asked, jumpAt *atomic.Int64
}

func (c jumpyClock) Now() time.Time {
	if c.asked.Add(1) > c.jumpAt.Load() {
		return c.Clock.Now().Add(-time.Hour)
	}
	return c.Clock.Now()
}

// TestTheClockJumpsBackAnHour: wherever in the work it happens, with answers lost and
// the server busy meanwhile, all is done once, and nobody waits for an hour.
func TestTheClockJumpsBackAnHour(t *testing.T) {
	step := int64(40)
	if wholeRun() {
		step = 3
	}
	tried := 0
	for at := int64(1); at < 160; at += step {
		w := newWorld(t)
		w.signIn().exits(exitDone)
		o := abcOrder()
		w.run("import", w.file("new.csv", orderColumns+o.row())).exits(exitDone)
		require.NoError(t, w.server.SetFaults(
			sandbox.Fault{Method: "PUT", Path: "/ledgers/credit$", Kind: sandbox.FaultCutAfter},
			sandbox.Fault{Method: "PUT", Path: "/users$", Kind: sandbox.FaultCutAfter},
			sandbox.Fault{Method: "POST", Path: "/limits$", Kind: sandbox.FaultStatus, Status: 429},
			sandbox.Fault{Method: "PUT", Path: "/callflows$", Kind: sandbox.FaultCutBefore},
		))
		asked, jumpAt := &atomic.Int64{}, &atomic.Int64{}
		jumpAt.Store(at)
		w.change = func(parts *workspace.Options) { parts.Clock = jumpyClock{parts.Clock, asked, jumpAt} }
		w.run("submit", "--all", "--wait").exits(exitDone)
		require.Equal(t, tally{}, o.counted(t, w.remote.state(t).named(t)), "after %d looks at the clock", at)
		tried++
	}
	t.Logf("clock: set back by an hour at %d moments: lost 0, doubled 0", tried)
}
