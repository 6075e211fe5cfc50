package provisioning

import (
	"slices"
	"time"

	"accountsmanager/domain"
)

// Kind is what a step does on the server.
type Kind string

// The kinds: first those that make a new account, in the order in which they are
// shown, then those that a person asks for afterwards.
const (
	KindAccount       Kind = "account"
	KindAdministrator Kind = "administrator"
	KindLimits        Kind = "limits"
	KindCredit        Kind = "credit"
	KindPlans         Kind = "service_plan"
	KindApps          Kind = "app_restrictions"
	KindCallflow      Kind = "callflow"

	// KindPassword gives an administrator who exists another password.
	KindPassword Kind = "password"
	// KindEdit changes fields of one document of an account that exists.
	KindEdit Kind = "edit"
	// KindRemoveUser deletes a user of an account.
	KindRemoveUser Kind = "remove_user"
	// KindReseller makes an account a reseller, or ends that.
	KindReseller Kind = "reseller"
	// KindMove puts an account below another one.
	KindMove Kind = "move"
	// KindDelete deletes an account, for good.
	KindDelete Kind = "delete"
)

// NewAccountKinds lists the kinds that make a new account, in the order in which
// they are shown.
func NewAccountKinds() []Kind {
	return []Kind{KindAccount, KindAdministrator, KindLimits, KindCredit, KindPlans, KindApps, KindCallflow}
}

// Kinds lists every kind.
func Kinds() []Kind {
	return append(NewAccountKinds(), KindPassword, KindEdit, KindRemoveUser, KindReseller, KindMove, KindDelete)
}

// OfDraft tells whether steps of this kind follow from a draft.
func (k Kind) OfDraft() bool { return slices.Contains(NewAccountKinds(), k) }

// Makes tells whether steps of this kind are one request each that follows from
// their intent alone; the others compare with what is there before they change it.
func (k Kind) Makes() bool { return k.OfDraft() || k == KindPassword }

// Repeatable tells whether a step of this kind sets rather than makes: doing it
// again does no harm, and doing it again with another intent brings that about.
func (k Kind) Repeatable() bool {
	switch k {
	case KindLimits, KindPlans, KindApps, KindCallflow, KindPassword, KindEdit, KindRemoveUser, KindReseller, KindMove, KindDelete:
		return true
	case KindAccount, KindAdministrator, KindCredit:
	}
	return false
}

// State is how far a step is.
type State string

// The states. Done, Refused, NeedsPerson and LeftOut go no further by
// themselves.
const (
	Waiting     State = "waiting"      // to be sent, now or at Next
	Sending     State = "sending"      // committed to; an answer is awaited
	Unknown     State = "unknown"      // sent perhaps, answered never: look first
	Done        State = "done"         // its effect is on the server
	Refused     State = "refused"      // the server said no
	NeedsPerson State = "needs_person" // only a person can decide
	LeftOut     State = "left_out"     // a person decided to go without, or the draft does
)

// Settled tells whether nothing more happens by itself.
func (s State) Settled() bool {
	switch s {
	case Done, Refused, NeedsPerson, LeftOut:
		return true
	case Waiting, Sending, Unknown:
	}
	return false
}

// Reason says why a step waits or stands.
type Reason string

// The reasons.
const (
	NoReason       Reason = ""
	ReasonOffline  Reason = "offline"       // nobody could be reached, nothing was sent
	ReasonBusy     Reason = "busy"          // the server asked for patience
	ReasonNoAnswer Reason = "no_answer"     // sent perhaps; now looking
	ReasonSignIn   Reason = "sign_in"       // somebody has to sign in
	ReasonRefused  Reason = "refused"       // Problems and Code say why
	ReasonCharges  Reason = "charges"       // Charges wait for a yes
	ReasonPassword Reason = "password_lost" // the typed password is not known any more
	ReasonKeyring  Reason = "keyring"       // the keyring that has the password is locked
	ReasonUnclear  Reason = "cannot_tell"   // looking did not settle what happened
	ReasonTaken    Reason = "taken"         // another has this name, realm or user name
	ReasonRollback Reason = "rolled_back"   // the server said created and took it back
	ReasonChanged  Reason = "changed"       // all is done, but the draft says more than was sent
	ReasonConflict Reason = "conflict"      // Conflicts: both sides changed a field
)

// Step is one effect on the server, with all that is needed to bring it about
// once: what is intended, by what it can be found again, and how far it is.
type Step struct {
	ID     string `json:"id"`    // within the provisioning, such as "administrator/2"
	OpID   string `json:"op_id"` // the marker by which its effect is found again
	Kind   Kind   `json:"kind"`
	Intent Intent `json:"intent"`
	// Wanted is what a person submitted when it was too late to change Intent: the
	// step was on the wire, or done. An empty one says that it is not wanted any
	// more. Once it is known what became of Intent, it takes its place where it
	// can, and is left for a person where it cannot.
	Wanted *Intent `json:"wanted,omitempty"`

	State State  `json:"state"`
	Why   Reason `json:"why,omitempty"`

	// Exposed: a send may have reached the server and is not accounted for, so
	// the next thing to do is to look.
	Exposed bool `json:"exposed,omitempty"`
	// Held: a person stopped it. It is not sent before they say so; what was sent
	// is looked for all the same.
	Held bool `json:"held,omitempty"`
	// Doubt: the server refused because the thing exists; it may be ours from an
	// earlier send. If looking does not find it, the refusal stands.
	Doubt bool `json:"doubt,omitempty"`

	AskedAt   time.Time `json:"asked_at,omitzero"` // when a person asked for it, of what is done to an account
	Tries     int       `json:"tries,omitempty"`   // in a row without success; sets the back-off
	Looks     int       `json:"looks,omitempty"`   // in a row that found nothing
	FirstSent time.Time `json:"first_sent,omitzero"`
	LastSent  time.Time `json:"last_sent,omitzero"`
	SentBy    string    `json:"sent_by,omitempty"` // the user name that was signed in then; empty with an API key
	// Stray is when a request went out last that was never answered, of a kind
	// that is repeated without harm: it may still arrive, so nothing else than the
	// same may be sent for as long as a request lives.
	Stray  time.Time `json:"stray,omitzero"`
	Next   time.Time `json:"next,omitzero"`  // not before
	Since  time.Time `json:"since,omitzero"` // when Next was set
	DoneAt time.Time `json:"done_at,omitzero"`

	// Marks tell the passwords apart that went out with it and are not accounted
	// for; see domain.MarkPassword. One is left once it is known which was taken.
	Marks []string `json:"marks,omitempty"`

	Ref       string            `json:"ref,omitempty"` // its id on the server
	Status    int               `json:"status,omitempty"`
	Code      string            `json:"code,omitempty"`
	Problems  domain.Problems   `json:"problems,omitempty"`
	Charges   []domain.Charge   `json:"charges,omitempty"`
	Conflicts []domain.Conflict `json:"conflicts,omitempty"`
	Accepted  bool              `json:"accepted,omitempty"` // a person accepted the charges
	Dropped   bool              `json:"dropped,omitempty"`  // left out because the draft has it no more
	RequestID string            `json:"request_id,omitempty"`
}

// Provisioning is a draft on its way to the server. Its id is that of the draft.
type Provisioning struct {
	ID      string            `json:"id"`
	Name    string            `json:"name"`
	Parent  domain.AccountRef `json:"parent"`
	Account domain.AccountRef `json:"account,omitzero"` // once it exists
	// Changes: the account existed before; the steps are what a person did to it
	// since, and never end.
	Changes   bool      `json:"changes,omitempty"`
	CreatedAt time.Time `json:"created_at"`
	// Draft is what was submitted last, to tell what was typed since.
	Draft *domain.Draft `json:"draft,omitempty"`
	Steps []Step        `json:"steps"`
}

// Rests tells whether nothing more happens to the step by itself: it is settled,
// or a person stopped it before it was sent.
func (s Step) Rests() bool {
	return s.State.Settled() || s.Held && s.State == Waiting && !s.Exposed && !s.Doubt
}

// CanTakeBack tells whether nothing of the step was ever sent that is not accounted
// for, so that it can go without a trace.
func (s Step) CanTakeBack() bool {
	return s.State != Done && s.State != Sending && !s.Exposed && !s.Doubt && s.Stray.IsZero()
}

// Unfinished counts the steps that are neither done nor left out.
func (p Provisioning) Unfinished() int {
	n := 0
	for _, s := range p.Steps {
		if s.State != Done && s.State != LeftOut {
			n++
		}
	}
	return n
}

// Step returns the step with this id, or nil.
func (p *Provisioning) Step(id string) *Step {
	for i := range p.Steps {
		if p.Steps[i].ID == id {
			return &p.Steps[i]
		}
	}
	return nil
}

// AccountReady tells whether the account exists, so that the rest can go out.
func (p Provisioning) AccountReady() bool { return !p.Account.IsZero() }

// Summary is what a list shows of a provisioning.
type Summary string

// The summaries, from the most pressing to the least.
const (
	SummaryNeedsYou Summary = "needs_you"
	SummaryStopped  Summary = "stopped"
	SummaryWorking  Summary = "working"
	SummaryQueued   Summary = "queued"
	SummaryDone     Summary = "done"
)

// Summary sums the steps up.
func (p Provisioning) Summary() Summary {
	busy, waiting, held := false, false, false
	for _, s := range p.Steps {
		switch s.State {
		case Refused, NeedsPerson:
			return SummaryNeedsYou
		case Sending:
			busy = true
		case Waiting, Unknown:
			if s.Rests() {
				held = true
			} else {
				waiting = true
			}
		case Done, LeftOut:
		}
	}
	switch {
	case busy:
		return SummaryWorking
	case held:
		return SummaryStopped
	case waiting:
		return SummaryQueued
	}
	return SummaryDone
}

// Waits tells whether the i-th step has to wait for an earlier one: what is done to
// one thing is done in the order in which a person did it, and an account is deleted
// last of all.
func (p Provisioning) Waits(i int) bool {
	s := p.Steps[i]
	for _, before := range p.Steps[:i] {
		if before.Rests() {
			continue
		}
		if s.Kind == KindDelete || before.Kind == KindDelete || s.touches() != "" && s.touches() == before.touches() {
			return true
		}
	}
	return false
}

// touches names the thing that the step changes, where another step may change the
// same; empty for what is made.
func (s Step) touches() string {
	switch {
	case s.Intent.Edit != nil:
		return string(s.Intent.Edit.Document) + "/" + s.Intent.Edit.UserID
	case s.Intent.Password != nil:
		return string(domain.DocUser) + "/" + s.Intent.Password.UserID
	case s.Intent.RemoveUser != nil:
		return string(domain.DocUser) + "/" + s.Intent.RemoveUser.ID
	case s.Intent.Reseller != nil, s.Intent.Move != nil:
		return string(domain.DocAccount) + "/"
	}
	return ""
}

// NothingSent tells whether no step was ever exposed to the server, so that the
// whole can still be taken back without a trace.
func (p Provisioning) NothingSent() bool {
	for _, s := range p.Steps {
		if s.State == Done || s.State == Sending || s.Exposed || s.Doubt {
			return false
		}
	}
	return true
}

// Field returns the field of the wizard that a step's problem belongs to
// where the server named none.
func (s Step) Field() domain.Field {
	switch s.Kind {
	case KindAdministrator:
		return domain.AdminField(s.Intent.Admin.Admin.ID, domain.PartEmail)
	case KindLimits:
		return domain.FieldTwoWay
	case KindCredit:
		return domain.FieldCredit
	case KindPassword:
		return domain.AdminField(s.Intent.Password.Admin.ID, domain.PartPassword)
	case KindPlans:
		return domain.FieldPlans
	case KindApps:
		return domain.FieldApps
	case KindEdit:
		return s.Intent.Edit.Edits[0].Field
	case KindAccount, KindCallflow, KindRemoveUser, KindReseller, KindMove, KindDelete:
	}
	return domain.FieldName
}
