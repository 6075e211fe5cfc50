package workspace

import (
	"context"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// Clock tells the time and waits.
type Clock interface {
	Now() time.Time
	// After sends once, when d has passed.
	After(d time.Duration) <-chan time.Time
}

// Secrets is the keyring. Every call ends by its context; errors are
// domain.ErrSecretNotFound, ErrKeyringLocked, ErrKeyringAbsent and
// ErrSecretTooBig.
type Secrets interface {
	Get(ctx context.Context, key string) (domain.Secret, error)
	Set(ctx context.Context, key string, value domain.Secret) error
	Delete(ctx context.Context, key string) error // of what is not there: nil
}

// Profile is one reseller on one server. What signs it in is in the keyring
// under its id, and only there.
type Profile struct {
	ID          string          `json:"id"`
	Server      string          `json:"server"`  // base address, such as https://api.example:8443/v2
	Account     string          `json:"account"` // as typed: name, realm or phone number
	UserName    string          `json:"user_name,omitempty"`
	Method      SignInMethod    `json:"method"`
	Identity    domain.Identity `json:"identity,omitzero"`      // of the last sign-in
	RealmSuffix string          `json:"realm_suffix,omitempty"` // set by the person
	Sandbox     bool            `json:"sandbox,omitempty"`      // the built-in one
	UsedAt      time.Time       `json:"used_at,omitzero"`
	Route       domain.Route    `json:"route,omitzero"` // the way to the server
}

// SignInMethod is what a profile signs in with.
type SignInMethod string

// The methods.
const (
	WithPassword SignInMethod = "password" // user name, password, account: user_auth
	WithAPIKey   SignInMethod = "api_key"  // an account's API key: api_auth
)

// Store keeps everything but secrets. All methods may be called from any
// goroutine; a write that returned nil survives the end of the process, and one
// documented as durable survives the loss of power too. Unknown ids give
// domain.ErrNotFound; a full disk ErrDiskFull; a read-only one ErrReadOnly.
type Store interface {
	Profiles(ctx context.Context) ([]Profile, error) // last used first
	SaveProfile(ctx context.Context, p Profile) error

	// SaveDraft keeps a draft as it was typed, replacing its last state.
	SaveDraft(ctx context.Context, profileID string, d domain.Draft, at time.Time) error
	Draft(ctx context.Context, id string) (domain.Draft, error)
	// Drafts lists the drafts of a profile, last edited first; those that were
	// submitted are included until they are deleted.
	Drafts(ctx context.Context, profileID string) ([]domain.DraftSummary, error)
	DeleteDraft(ctx context.Context, id string) error
	// DraftTrunks lists what is typed for trunks in those drafts of a profile that were
	// not submitted.
	DraftTrunks(ctx context.Context, profileID string) ([]domain.TypedTrunks, error)
	// SaveDrafts keeps many drafts, all or none.
	SaveDrafts(ctx context.Context, profileID string, drafts []domain.Draft, at time.Time) error
	// DeleteUnchanged removes those drafts that were saved last at this time and were
	// never submitted; RestoreUnchanged puts others in the place of such. Both tell of
	// how many that was so.
	DeleteUnchanged(ctx context.Context, profileID string, ids []string, saved time.Time) (int, error)
	RestoreUnchanged(ctx context.Context, profileID string, drafts []domain.Draft, saved, at time.Time) (int, error)
	// Holders lists who has which name and realm: accounts first, then drafts.
	Holders(ctx context.Context, profileID string) ([]Holder, error)

	// PutAccounts stores rows of a listing, in one transaction, and marks them
	// as seen at that time. A nil Enabled, an unknown parent and an UnknownCount of
	// descendants do not overwrite what is known. It tells whether anything is not as
	// it was known.
	PutAccounts(ctx context.Context, profileID string, accounts []domain.Account, seen time.Time) (changed bool, err error)
	// CountBelow counts the cached accounts below each one, at any depth.
	CountBelow(ctx context.Context, profileID string) error
	// ForgetUnseen removes the children of parent (where it is empty, accounts
	// anywhere) that were last seen before that time, with all that is below them and
	// what was read of them, and tells how many.
	ForgetUnseen(ctx context.Context, profileID, parentID string, before time.Time) (int, error)
	Account(ctx context.Context, profileID, id string) (domain.Account, error)
	// Accounts lists accounts by name. With a search text it looks through the
	// whole profile at name, realm and id, best match first (exact, prefix, word,
	// inside), and then at contacts, users and notes of those that were read; else it lists the children of ParentID.
	Accounts(ctx context.Context, profileID string, q AccountQuery) ([]domain.Account, error)
	// CountAccounts counts the cached accounts of a profile; with a parent, only
	// those right below it.
	CountAccounts(ctx context.Context, profileID, parentID string) (int, error)
	// CountRead counts the accounts of which contacts, users or notes were read, so
	// that a search finds them.
	CountRead(ctx context.Context, profileID string) (int, error)
	// Realms samples at most limit realms of the profile's accounts.
	Realms(ctx context.Context, profileID string, limit int) ([]string, error)
	// NameHolder tells who has a normalized name, among accounts and among
	// drafts other than exceptDraft; RealmHolder the same for a whole realm.
	NameHolder(ctx context.Context, profileID, normalized, exceptDraft string) (holder string, taken bool, err error)
	RealmHolder(ctx context.Context, profileID, realm, exceptDraft string) (holder string, taken bool, err error)

	// SavePart keeps what was read of an account, in the place of what was read of
	// the same document before. Parts gives all of it, empty where nothing was read.
	SavePart(ctx context.Context, profileID, accountID string, doc domain.Document, p Part) error
	Parts(ctx context.Context, profileID, accountID string) (map[domain.Document]Part, error)
	// PartOfAll lists what was read of one document, of all accounts that listings know.
	PartOfAll(ctx context.Context, profileID string, doc domain.Document) ([]AccountPart, error)
	// ForgetAccount removes an account that was deleted, with all that is below it
	// and was read of it.
	ForgetAccount(ctx context.Context, profileID, id string) error

	Catalogue(ctx context.Context, profileID string) (domain.Catalogue, error) // empty if never saved
	SaveCatalogue(ctx context.Context, profileID string, c domain.Catalogue) error

	// Enqueue stores a provisioning with all its steps, in the place of one with
	// the same id. Durable.
	Enqueue(ctx context.Context, profileID string, p provisioning.Provisioning) error
	// CommitStep replaces one step, and the account of its provisioning where
	// account is not zero. Durable: nothing is sent before it returns.
	CommitStep(ctx context.Context, provisioningID string, s provisioning.Step, account domain.AccountRef) error
	Provisioning(ctx context.Context, id string) (provisioning.Provisioning, error)
	// Provisionings lists those that are not finished (not all steps done or
	// left out), oldest first; with finished, the others too.
	Provisionings(ctx context.Context, profileID string, finished bool) ([]provisioning.Provisioning, error)
	// Withdraw removes a provisioning, so that its draft can be edited again.
	Withdraw(ctx context.Context, id string) error

	// Setting reads a value of the program itself, such as the window's size;
	// empty where it was never set.
	Setting(ctx context.Context, key string) (string, error)
	SaveSetting(ctx context.Context, key, value string) error

	// Condition tells what can be told at a glance, QuickCheck reads all that is kept:
	// ErrStoreDamaged where any of it is broken. It takes a while where there is much.
	Condition(ctx context.Context) (StoreCondition, error)
	QuickCheck(ctx context.Context) error
	// Contents counts what is kept.
	Contents(ctx context.Context) (StoreContents, error)
}

// AccountQuery says which accounts to list.
type AccountQuery struct {
	ParentID string
	Search   string
	Limit    int // 0: all
	Offset   int
}

// Credentials sign a profile in. Secret is the API key, or the hash that Conceal makes of
// a password: it is what is kept, and as good as the password.
type Credentials struct {
	Method   SignInMethod
	UserName string
	Account  string // name, realm or phone number
	Secret   domain.Secret
	Route    domain.Route // the way to the server; the zero value is the usual one
}

// Connector reaches servers.
type Connector interface {
	// CheckServer tidies a server address as it was typed (adds the scheme and
	// /v2 where they are missing) or says what is wrong: ErrBadServerURL,
	// ErrInsecureServer (only https, except on this computer).
	CheckServer(typed string) (string, error)
	// CheckRoute tidies a way to a server, and tells which authorities are in it.
	// Errors: ErrBadProxy, ErrProxyPassword, ErrBadFingerprint, ErrNoAuthority.
	CheckRoute(r domain.Route) (domain.Route, []domain.Certificate, error)
	// Conceal turns a password into the credentials hash that signs in, so that
	// the password itself need not be kept.
	Conceal(userName string, password domain.Secret) domain.Secret
	// SignIn opens a session. Secret is the hash, or the API key. Errors:
	// ErrWrongCredentials, ErrUnknownKey, ErrAccountDisabled, ErrMultiFactor,
	// CertificateError, ErrNotCrossbar, ErrOffline (with ErrProxy, where that is
	// why), BusyError.
	SignIn(ctx context.Context, server string, c Credentials) (Backend, domain.Identity, error)
	// Preview renders the requests that a provisioning will send, secrets masked.
	Preview(p provisioning.Provisioning) []Request
}

// Request is a request as it will be sent, for people to read.
type Request struct {
	StepID string
	Method string
	Path   string // such as /v2/accounts/{parent}; what is not known yet in braces
	Body   string // indented JSON
}

// SearchBy says by what a server searches accounts.
type SearchBy string

// What servers search by (Kazoo: cb_search).
const (
	SearchByName  SearchBy = "name"
	SearchByRealm SearchBy = "realm"
)

// Page is a part of a listing.
type Page struct {
	Accounts []domain.Account
	Next     string // opaque; empty at the end
}

// Backend is a signed-in session with one server. A 401 signs in again by
// itself, once. Reads return ErrOffline, ErrSignedOut, ErrForbidden, ErrNotFound,
// BusyError or RefusedError; writes besides them ErrUnanswered (it may have
// happened) and ChargesError.
type Backend interface {
	Identity() domain.Identity

	// Children reads one page of the accounts right below parent, by name.
	Children(ctx context.Context, parentID, start string, size int) (Page, error)
	// Descendants reads one page of all accounts below one, at any depth, by name;
	// where since is not zero, those alone that changed since then. How many are below
	// each is not told. Deleted ones are not in it.
	Descendants(ctx context.Context, id, start string, size int, since time.Time) (Page, error)
	// DisabledBelow reads the ids of the disabled accounts at any depth, where since is
	// not zero of those alone that changed since then.
	DisabledBelow(ctx context.Context, id string, since time.Time) ([]string, error)
	// Search finds accounts below one's own of which the name, or the realm, begins
	// with a text as the server compares it; at most a page of them.
	Search(ctx context.Context, by SearchBy, text string) ([]domain.Account, error)
	// Disabled reads the ids of the disabled accounts right below parent.
	Disabled(ctx context.Context, parentID string) ([]string, error)
	// ReadPart reads one document of an account (not DocUser: DocUsers lists them).
	// It only ever reads.
	ReadPart(ctx context.Context, accountID string, doc domain.Document) (Part, error)
	// ReadUser reads a user's own document.
	ReadUser(ctx context.Context, accountID, userID string) (domain.User, error)
	// Ledger reads the ledger's entries of the 30 days before a time, newest first.
	Ledger(ctx context.Context, accountID string, before time.Time) ([]domain.LedgerEntry, error)
	// Quote tells what service plans would cost together. Nothing is changed.
	Quote(ctx context.Context, accountID string, plans []string) ([]domain.Charge, error)
	// Belongings lists what hangs on a user.
	Belongings(ctx context.Context, accountID, userID string) ([]domain.Belonging, error)
	// APIKey reads an account's API key.
	APIKey(ctx context.Context, accountID string) (domain.Secret, error)

	Classifiers(ctx context.Context, accountID string) ([]domain.Classifier, error)
	ServicePlans(ctx context.Context, accountID string) ([]domain.ServicePlan, error)
	Apps(ctx context.Context, accountID string) ([]domain.App, error)
	Sellers(ctx context.Context, accountID string) ([]domain.Representative, error)
	OwnTrunks(ctx context.Context, accountID string) (domain.TrunkTotals, error)
	SoldTrunks(ctx context.Context, accountID string) (domain.Trunks, error)

	// Perform sends one step, once: it never repeats a write by itself, but for
	// the one after a 401. Ref is the id of what was made.
	Perform(ctx context.Context, t Task) (ref string, err error)
	// Find looks whether the step's effect is on the server and is ours.
	Find(ctx context.Context, t Task) provisioning.Finding
	// Confirm reads the account of a provisioning back after it was created or
	// found: the reference as the server has it, or ErrNotFound where the
	// server said "created" and rolled back.
	Confirm(ctx context.Context, id, opID string) (domain.AccountRef, error)

	// ClockSkew is the server's clock less this computer's, to the second, as the last
	// answer told that had the time in it; false where none had.
	ClockSkew() (skew time.Duration, known bool)

	Close()
}

// UnknownCount of descendants stands for a number that was not told.
const UnknownCount = -1

// Task is a step with what it needs to be sent or looked for.
type Task struct {
	Step     provisioning.Step
	Account  domain.AccountRef // zero for the account's own step
	Password domain.Secret     // of an administrator
	Now      time.Time
	// Read, where given, is told what a document held when it was read back after it
	// was changed, or compared before.
	Read func(doc domain.Document, p Part)
}

// Part is what was read of one document of an account.
type Part struct {
	Values domain.Values `json:"values,omitempty"`
	Users  []domain.User `json:"users,omitempty"` // DocUsers
	// Balance and Ledger are DocCredit's: the balance in currency units, and the
	// entries of the last 30 days, newest first.
	Balance string               `json:"balance,omitempty"`
	Ledger  []domain.LedgerEntry `json:"ledger,omitempty"`
	ReadAt  time.Time            `json:"read_at"`
}

// AccountPart is what was read of one document of an account.
type AccountPart struct {
	Account domain.AccountRef
	Part    Part
}

// Sandbox is the Crossbar that comes with the program.
type Sandbox interface {
	// Start serves it on this computer, or tells where it already does.
	Start(ctx context.Context) (SandboxAccess, error)
}

// SandboxAccess is how to sign in to the built-in sandbox.
type SandboxAccess struct {
	Server, UserName, Account string
	Password                  domain.Secret
}
