package workspace

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// ErrPasswordLost: an administrator exists, and the password that was sent is not
// known on this computer any more: the keyring that had it is gone, or never was.
// ResetPassword gives another one.
var ErrPasswordLost = errors.New("the password that was sent is not known any more")

// passwordToSend is the password of a step, with its mark.
func (w *Workspace) passwordToSend(ctx context.Context, id string, s provisioning.Step) (password domain.Secret, mark string, err error) {
	draftID := id
	var admin domain.Administrator
	switch {
	case s.Intent.Admin != nil:
		admin = s.Intent.Admin.Admin
	case s.Intent.Password != nil:
		draftID, admin = s.Intent.Password.DraftID, s.Intent.Password.Admin
	default:
		return domain.Secret{}, "", fmt.Errorf("step %s: %w", s.ID, domain.ErrSecretNotFound)
	}
	if password, err = w.Password(ctx, draftID, admin); err != nil {
		return domain.Secret{}, "", err
	}
	seed, err := w.seed(ctx)
	if err != nil {
		return domain.Secret{}, "", fmt.Errorf("mark a password: %w", err)
	}
	return password, domain.MarkPassword(seed, password), nil
}

// SentPassword is the password that an administrator has on the server, as this
// program set it last. Errors: ErrPasswordLost; ErrNotFound where there is no such
// administrator yet.
func (w *Workspace) SentPassword(ctx context.Context, id, stepID string) (domain.Secret, error) {
	p, err := w.store.Provisioning(ctx, id)
	if err != nil {
		return domain.Secret{}, fmt.Errorf("read the provisioning: %w", err)
	}
	steps := p.PasswordSteps(stepID)
	steps = slices.DeleteFunc(steps, func(s *provisioning.Step) bool { return s.State != provisioning.Done })
	if len(steps) == 0 {
		return domain.Secret{}, fmt.Errorf("step %s: %w", stepID, domain.ErrNotFound)
	}
	return w.passwordOf(ctx, id, *steps[len(steps)-1])
}

// passwordOf is the password that went out with a step that is done. Error:
// ErrPasswordLost.
func (w *Workspace) passwordOf(ctx context.Context, id string, s provisioning.Step) (domain.Secret, error) {
	password, mark, err := w.passwordToSend(ctx, id, s)
	if err != nil || !s.PasswordIs(mark) {
		w.log.Info("a sent password is not known", "step", s.ID, "error", err)
		return domain.Secret{}, fmt.Errorf("step %s: %w", s.ID, ErrPasswordLost)
	}
	return password, nil
}

// ResetPassword gives an administrator who exists another password, a generated
// one. It is queued like everything else that is sent.
func (w *Workspace) ResetPassword(ctx context.Context, id, stepID string) error {
	p, err := w.addPasswordStep(ctx, id, stepID)
	if err != nil {
		return fmt.Errorf("set a new password: %w", err)
	}
	w.changed(p)
	w.courier.carry(id) //nolint:contextcheck // deliveries live as long as the session
	return nil
}

func (w *Workspace) addPasswordStep(ctx context.Context, id, stepID string) (provisioning.Provisioning, error) {
	defer w.courier.desks.sit(id)()
	profile, _ := w.session()
	p, err := w.store.Provisioning(ctx, id)
	if err != nil {
		return p, err
	}
	steps := p.PasswordSteps(stepID)
	if len(steps) == 0 || steps[0].State != provisioning.Done {
		return p, fmt.Errorf("step %s: %w", stepID, domain.ErrNotFound)
	}
	made, admin := *steps[0], steps[0].Intent.Admin.Admin
	for _, again := range steps[1:] {
		if !again.State.Settled() { // asked for twice
			return p, nil
		}
		admin = again.Intent.Password.Admin
	}
	admin.Mode = domain.PasswordGenerated
	admin.Round++
	p.Steps = append(p.Steps, provisioning.Step{
		ID: "password/" + admin.ID + "/" + strconv.Itoa(admin.Round), OpID: newID(), Kind: provisioning.KindPassword, State: provisioning.Waiting,
		Intent: provisioning.Intent{Password: &provisioning.PasswordIntent{DraftID: id, Admin: admin, UserID: made.Ref}},
	})
	return p, w.store.Enqueue(ctx, profile.ID, p)
}
