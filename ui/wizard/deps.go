package wizard

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// Workspace is what the wizard asks of the program. All of it but Identity,
// Status and NewAdministrator may block and is called in the background.
type Workspace interface {
	Identity() domain.Identity
	Status() workspace.Status
	NewAdministrator() domain.Administrator

	SaveDraft(ctx context.Context, d domain.Draft) error
	DeleteDraft(ctx context.Context, id string) (domain.Draft, error)
	Check(ctx context.Context, d domain.Draft) (domain.Problems, error)
	Catalogue(ctx context.Context) (domain.Catalogue, error)
	RealmSuffix(ctx context.Context) (string, error)
	SetRealmSuffix(ctx context.Context, suffix string) error
	Accounts(ctx context.Context, q workspace.AccountQuery) ([]domain.Account, error)

	Password(ctx context.Context, draftID string, admin domain.Administrator) (domain.Secret, error)
	TypePassword(ctx context.Context, draftID, adminID string, password domain.Secret)

	Provisioning(ctx context.Context, id string) (provisioning.Provisioning, error)
	Preview(ctx context.Context, d domain.Draft) ([]workspace.Request, error)
	Submit(ctx context.Context, draftID string) error
}

var _ Workspace = (*workspace.Workspace)(nil)

// Deps are what a wizard needs.
type Deps struct {
	Workspace Workspace
	Run       *run.Runner
	Window    fyne.Window
	Now       func() time.Time
	// After calls f on the UI thread when d is over, unless it is cancelled
	// before; nil waits for real.
	After func(d time.Duration, f func()) (cancel func())
	// Language is the tag of the language that the person reads, which countries
	// are named in; empty for the system's.
	Language string
	// SaveEvery is how long what is typed may wait to be saved with what follows; zero
	// saves it at once.
	SaveEvery time.Duration
	// Toasts shows soft messages over the window; nil goes without.
	Toasts *widgets.ToastHost

	// OnClosed is called once, when the wizard is gone, however it ended.
	OnClosed func()
	// OnSubmitted is called after OnClosed when the draft was submitted.
	OnSubmitted func(draftID string)
	// SaveReview asks where to save the review of a draft as a PDF file, and saves it;
	// nil does not offer that. Submitted: it was submitted before.
	SaveReview func(d domain.Draft, submitted bool, sections []domain.PaperSection)
	// SaveTemplate asks for a name, and keeps a draft as a template; nil does not offer
	// that.
	SaveTemplate func(domain.Draft)
	// FocusField opens the wizard at a field rather than where the person was.
	FocusField domain.Field
}

// after is the real Deps.After.
func after(r *run.Runner) func(time.Duration, func()) func() {
	return func(d time.Duration, f func()) func() {
		timer := time.AfterFunc(d, func() { r.Dispatch(f) })
		return func() { timer.Stop() }
	}
}
