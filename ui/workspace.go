package ui

import (
	"context"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/account"
	"accountsmanager/ui/batch"
	"accountsmanager/ui/health"
	"accountsmanager/ui/importer"
	"accountsmanager/ui/outbox"
	"accountsmanager/ui/sidebar"
	"accountsmanager/ui/signin"
	"accountsmanager/ui/trunks"
	"accountsmanager/ui/wizard"
)

// Workspace is what the window asks of the program: what its views ask for, and
// what belongs to the window as a whole.
type Workspace interface {
	account.Workspace
	batch.Workspace
	health.Workspace
	importer.Workspace
	outbox.Workspace
	sidebar.Workspace
	signin.Workspace
	trunks.Workspace
	wizard.Workspace

	Subscribe(listen func(workspace.Event)) (cancel func())
	Resume(ctx context.Context) (bool, error)
	OpenProfile(ctx context.Context, id string) error
	GoOnline()
	StopRefresh()
	GoOnRefreshing()
	RefreshNow()
	SignOut(ctx context.Context) error
	SetRoute(ctx context.Context, r domain.Route) error
	Refresh(ctx context.Context, parentID string) error

	Templates(ctx context.Context) (workspace.Templates, error)
	SaveTemplate(ctx context.Context, name string, d domain.Draft) error
	RenameTemplate(ctx context.Context, id, name string) error
	DeleteTemplate(ctx context.Context, id string) error
	SetDefaultTemplate(ctx context.Context, id string) error
	NewDraftFrom(ctx context.Context, id string, parent domain.AccountRef) (domain.Draft, error)
	Like(ctx context.Context, accountID string) (domain.Draft, error)

	UndoImport(ctx context.Context, done workspace.Imported) (kept int, err error)
	Export(ctx context.Context, accounts, drafts bool) (data []byte, accountCount, draftCount int, err error)

	Welcome(ctx context.Context, accountID string, passwords bool) (workspace.Welcome, error)

	Account(ctx context.Context, id string) (domain.Account, error)
	NewDraft(parent domain.AccountRef) domain.Draft
	Draft(ctx context.Context, id string) (domain.Draft, error)
	RestoreDraft(ctx context.Context, d domain.Draft) error

	LastCrash(ctx context.Context) (report workspace.CrashReport, found bool, err error)
	DismissCrash(ctx context.Context) error
	Diagnose(ctx context.Context) workspace.Diagnostics

	Setting(ctx context.Context, key string) (string, error)
	SaveSetting(ctx context.Context, key, value string) error
}

var _ Workspace = (*workspace.Workspace)(nil)
