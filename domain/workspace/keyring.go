package workspace

import (
	"context"
	"errors"

	"accountsmanager/domain"
)

// keyringState is what was learnt of the keyring besides Status.Keyring; under mu.
type keyringState struct {
	tried bool // it was asked at least once
	lacks bool // it answered that it does not hold what signs the open profile in
}

// keyringAnswered notes what came of asking the keyring for what signs in.
func (w *Workspace) keyringAnswered(err error) {
	lacks := errors.Is(err, domain.ErrSecretNotFound)
	works := err == nil || lacks
	w.mu.Lock()
	w.keyring.tried = true
	if works {
		w.keyring.lacks = lacks
	}
	before := w.status.Keyring
	switch {
	case !works:
		w.status.Keyring = err
	case !errors.Is(before, domain.ErrSecretTooBig): // reading proves nothing about that
		w.status.Keyring = nil
	}
	changed := (before == nil) != (w.status.Keyring == nil)
	w.mu.Unlock()
	if changed || !works {
		w.bus.emit(StatusChanged{})
	}
}

// tryKeyring asks the keyring again, and goes on where it had stood in the way of a
// connection.
func (w *Workspace) tryKeyring(ctx context.Context) {
	profile, _ := w.session()
	_, err := w.secrets.Get(ctx, signInKey(profile.ID))
	if ctx.Err() != nil {
		return // nobody waits for it any more; it says nothing about the keyring
	}
	w.keyringAnswered(err)
	if err == nil && errors.Is(w.Status().Reason, domain.ErrKeyringLocked) {
		w.wakeConnection()
	}
}

func (w *Workspace) keyringHealth(s Status) Finding {
	w.mu.Lock()
	known := w.keyring
	w.mu.Unlock()
	f := Finding{Subject: AboutKeyring, Level: LevelOK, Code: FoundKeyringWorks}
	switch {
	case s.Keyring != nil:
		f.Level, f.Code, f.Why = LevelLook, FoundKeyringFails, s.Keyring
	case !known.tried:
		f.Level, f.Code = LevelUnknown, FoundKeyringUntried
	case known.lacks && s.Profile.ID != "":
		f.Level, f.Code = LevelLook, FoundKeyringLacks
	}
	return f
}
