package wizard

import (
	"context"
	"time"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
)

// passwordKeeper brings typed passwords to the workspace, which keeps them in the
// keyring. That may take its time (somebody may have to unlock it), so it never
// holds up the saving of the draft, in which no password is.
type passwordKeeper struct {
	run   *run.Runner
	store interface {
		TypePassword(ctx context.Context, draftID, adminID string, password domain.Secret)
	}
	after  func(time.Duration, func()) (cancel func())
	onKept func() // the workspace knows what was typed; called on the UI thread

	draftID string
	pending map[string]domain.Secret // by administrator
	flying  bool
	sent    map[string]domain.Secret // those that are flying
	cancel  func()
	waiting []func()
}

// typed takes up what a password is by now.
func (k *passwordKeeper) typed(adminID string, password domain.Secret) {
	if k.pending == nil {
		k.pending = map[string]domain.Secret{}
	}
	k.pending[adminID] = password
	k.unschedule()
	k.cancel = k.after(quiet, func() {
		k.cancel = nil
		k.pass()
	})
}

// flush calls then when the workspace has every password that was typed.
func (k *passwordKeeper) flush(then func()) {
	if !k.flying && len(k.pending) == 0 {
		then()
		return
	}
	k.waiting = append(k.waiting, then)
	k.pass()
}

func (k *passwordKeeper) unschedule() {
	if k.cancel != nil {
		k.cancel()
		k.cancel = nil
	}
}

func (k *passwordKeeper) pass() {
	if k.flying || len(k.pending) == 0 {
		return
	}
	k.unschedule()
	batch := k.pending
	k.flying, k.sent, k.pending = true, batch, nil
	run.Do(k.run, func(ctx context.Context) error {
		for id, password := range batch {
			k.store.TypePassword(ctx, k.draftID, id, password)
		}
		return nil
	}, func(error) { k.landed() })
}

// last hands over, at once, what is not known to have arrived. It is for when nothing runs
// in the background any more.
func (k *passwordKeeper) last(ctx context.Context) {
	k.unschedule()
	for _, batch := range []map[string]domain.Secret{k.sent, k.pending} {
		for id, password := range batch {
			k.store.TypePassword(ctx, k.draftID, id, password)
		}
	}
	k.sent, k.pending = nil, nil
}

func (k *passwordKeeper) landed() {
	k.flying, k.sent = false, nil
	if len(k.pending) > 0 {
		if len(k.waiting) > 0 || k.cancel == nil {
			k.pass()
		}
		return // else the timer takes up what was typed meanwhile
	}
	k.onKept()
	waiting := k.waiting
	k.waiting = nil
	for _, then := range waiting {
		then()
	}
}
