package workspace

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"sync"

	"accountsmanager/domain"
)

// passwords holds what was typed in this session, so that a keyring that is
// missing or slow takes nothing away from the person.
type passwords struct {
	mu    sync.Mutex
	seed  map[string]domain.Secret // by profile
	typed map[string]domain.Secret // by typedKey
}

func typedKey(draftID, adminID string) string { return "draft/" + draftID + "/" + adminID }
func seedKey(profileID string) string         { return "profile/" + profileID + "/seed" }

// TypePassword keeps a password that was typed for an administrator: in memory at
// once, and in the keyring where there is one.
func (w *Workspace) TypePassword(ctx context.Context, draftID, adminID string, password domain.Secret) {
	key := typedKey(draftID, adminID)
	w.passwords.mu.Lock()
	w.passwords.typed[key] = password
	w.passwords.mu.Unlock()
	w.keep(ctx, key, password)
}

// TypedPassword returns what was typed for an administrator: from this session,
// else from the keyring. ErrSecretNotFound: it is not known any more.
func (w *Workspace) TypedPassword(ctx context.Context, draftID, adminID string) (domain.Secret, error) {
	key := typedKey(draftID, adminID)
	w.passwords.mu.Lock()
	password, ok := w.passwords.typed[key]
	w.passwords.mu.Unlock()
	if ok {
		return password, nil
	}
	password, err := w.secrets.Get(ctx, key)
	if err != nil {
		w.noteKeyring(err)
		return domain.Secret{}, fmt.Errorf("fetch a typed password: %w", err)
	}
	w.passwords.mu.Lock()
	w.passwords.typed[key] = password
	w.passwords.mu.Unlock()
	return password, nil
}

// noteKeyring shows that the keyring cannot be used, where that is why a secret could
// not be had.
func (w *Workspace) noteKeyring(err error) {
	if errors.Is(err, domain.ErrSecretNotFound) || errors.Is(err, context.Canceled) || errors.Is(w.Status().Keyring, err) {
		return
	}
	w.setStatus(func(s *Status) { s.Keyring = err })
}

// forgetTyped takes a typed password out of the keyring. This session still
// knows it, to show it once more.
func (w *Workspace) forgetTyped(ctx context.Context, draftID, adminID string) {
	if err := w.secrets.Delete(ctx, typedKey(draftID, adminID)); err != nil {
		w.log.Warn("a password that is needed no more stays in the keyring", "draft", draftID, "error", err)
	}
}

// Password is an administrator's password, typed or generated.
func (w *Workspace) Password(ctx context.Context, draftID string, admin domain.Administrator) (domain.Secret, error) {
	if admin.Mode == domain.PasswordTyped {
		return w.TypedPassword(ctx, draftID, admin.ID)
	}
	seed, err := w.seed(ctx)
	if err != nil {
		return domain.Secret{}, fmt.Errorf("generate a password: %w", err)
	}
	return domain.GeneratePassword(seed, draftID, admin)
}

// seed is what the profile's generated passwords are derived from. It is made
// once; where no keyring keeps it, it lasts for this session. The only error is the
// context's.
func (w *Workspace) seed(ctx context.Context) (domain.Secret, error) {
	profile, _ := w.session()
	w.passwords.mu.Lock()
	defer w.passwords.mu.Unlock()
	if s, ok := w.passwords.seed[profile.ID]; ok {
		return s, nil
	}
	seed, err := w.secrets.Get(ctx, seedKey(profile.ID))
	switch {
	case err == nil:
	case ctx.Err() != nil: // nobody waits for it any more: it says nothing about the keyring
		return domain.Secret{}, err
	case errors.Is(err, domain.ErrSecretNotFound), errors.Is(err, domain.ErrKeyringAbsent):
		seed = domain.NewSecret(randomHex(32))
		if err := w.secrets.Set(ctx, seedKey(profile.ID), seed); err != nil {
			w.log.Warn("the keyring did not take the seed", "error", err)
			w.setStatus(func(s *Status) { s.Keyring = err })
		}
	default:
		// A locked keyring may hold a seed that was used already: it is not
		// replaced, only stood in for until it opens.
		seed = domain.NewSecret(randomHex(32))
		w.setStatus(func(s *Status) { s.Keyring = err })
	}
	if w.passwords.seed == nil {
		w.passwords.seed = map[string]domain.Secret{}
	}
	w.passwords.seed[profile.ID] = seed
	return seed, nil
}

func randomHex(bytes int) string {
	b := make([]byte, bytes)
	rand.Read(b) // it never fails, see crypto/rand
	return hex.EncodeToString(b)
}
