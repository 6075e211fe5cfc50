package provisioning

import (
	"context"
	"errors"
	"time"

	"accountsmanager/domain"
)

// Verdict is what an attempt to send came to.
type Verdict int

// The verdicts.
const (
	VerdictDone     Verdict = iota // the effect is there
	VerdictRefused                 // the server said no; nothing happened
	VerdictExists                  // the server says that it exists; it may be ours
	VerdictCharges                 // the server asks to accept charges; nothing happened
	VerdictNotSent                 // nothing reached the server, or it took nothing
	VerdictUnknown                 // it may have happened
	VerdictPerson                  // it cannot be sent without a person
	VerdictConflict                // both sides changed a field; nothing was sent
)

// Outcome is what an attempt to send came to, with the details.
type Outcome struct {
	Verdict    Verdict
	Why        Reason
	Ref        string // of what was made
	Status     int
	Code       string
	Problems   domain.Problems
	Charges    []domain.Charge
	Conflicts  []domain.Conflict
	RetryAfter time.Duration
	RequestID  string
}

// ErrRolledBack says that the server said "created", and that there is no such
// thing: it was taken back, or has yet to show.
var ErrRolledBack = errors.New("the server said created and took it back")

// Judge reads the error of a send: nil is done, and an error that nobody typed
// counts as unknown, because only a plain answer proves that nothing happened.
func Judge(ref string, err error) Outcome {
	var (
		refused *domain.RefusedError
		charges *domain.ChargesError
		busy    *domain.BusyError
		lost    *domain.UnansweredError
		clash   *domain.ConflictError
	)
	switch {
	case err == nil:
		return Outcome{Verdict: VerdictDone, Ref: ref}
	case errors.As(err, &clash):
		return Outcome{Verdict: VerdictConflict, Why: ReasonConflict, Conflicts: clash.Conflicts}
	case errors.As(err, &charges):
		return Outcome{Verdict: VerdictCharges, Why: ReasonCharges, Status: 402, Charges: charges.Charges, RequestID: charges.RequestID}
	case errors.As(err, &refused):
		o := Outcome{
			Verdict: VerdictRefused, Why: ReasonRefused, Status: refused.Status, Code: refused.Code,
			Problems: refused.Problems, RequestID: refused.RequestID,
		}
		if refused.Status == 409 || hasCode(refused.Problems, domain.TakenOnServer) {
			o.Verdict, o.Why = VerdictExists, ReasonTaken
		}
		return o
	case errors.As(err, &busy):
		return Outcome{Verdict: VerdictNotSent, Why: ReasonBusy, Status: busy.Status, RetryAfter: busy.RetryAfter}
	case errors.Is(err, ErrRolledBack):
		return Outcome{Verdict: VerdictUnknown, Why: ReasonRollback}
	case errors.As(err, &lost):
		return Outcome{
			Verdict: VerdictUnknown, Why: ReasonNoAnswer, Status: lost.Status, RetryAfter: lost.RetryAfter, RequestID: lost.RequestID,
		}
	case errors.Is(err, domain.ErrSecretNotFound), errors.Is(err, domain.ErrKeyringLocked), errors.Is(err, domain.ErrKeyringAbsent):
		return NoPassword(err)
	case errors.Is(err, domain.ErrSignedOut), errors.Is(err, domain.ErrWrongCredentials), errors.Is(err, domain.ErrAccountDisabled),
		errors.Is(err, domain.ErrMultiFactor), errors.Is(err, domain.ErrUnknownKey):
		return Outcome{Verdict: VerdictNotSent, Why: ReasonSignIn}
	case errors.Is(err, domain.ErrOffline), errors.Is(err, domain.ErrCertificate), errors.Is(err, domain.ErrNotCrossbar):
		return Outcome{Verdict: VerdictNotSent, Why: ReasonOffline}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return Outcome{Verdict: VerdictUnknown, Why: ReasonNoAnswer}
	}
	return Outcome{Verdict: VerdictUnknown, Why: ReasonNoAnswer}
}

func hasCode(ps domain.Problems, code domain.Code) bool {
	for _, p := range ps {
		if p.Code == code {
			return true
		}
	}
	return false
}

// Sight is what looking for a step's effect came to.
type Sight int

// The sights.
const (
	SightFound   Sight = iota // the effect is there, and it is ours
	SightAbsent               // it is not there
	SightUnclear              // looking cannot settle it: a person must
	SightFailed               // the look itself failed; look again later
)

// Finding is what looking came to, with the details.
type Finding struct {
	Sight   Sight
	Ref     string  // of what was found
	Failure Outcome // where the look failed
}

// Found, Absent, Unclear and LookFailed make findings.
func Found(ref string) Finding { return Finding{Sight: SightFound, Ref: ref} }

// Absent says that the effect is not on the server.
func Absent() Finding { return Finding{Sight: SightAbsent} }

// Unclear says that looking cannot settle it.
func Unclear() Finding { return Finding{Sight: SightUnclear} }

// Perhaps is Unclear, with the one thing on the server that may be it.
func Perhaps(ref string) Finding { return Finding{Sight: SightUnclear, Ref: ref} }

// NoPassword is the outcome of a step that cannot be sent because its password
// cannot be had: it waits for the person, who types it again or opens the keyring.
func NoPassword(err error) Outcome {
	if errors.Is(err, domain.ErrKeyringLocked) {
		return Outcome{Verdict: VerdictPerson, Why: ReasonKeyring}
	}
	return Outcome{Verdict: VerdictPerson, Why: ReasonPassword}
}

// LookFailed says that the look did not come through.
func LookFailed(err error) Finding { return Finding{Sight: SightFailed, Failure: Judge("", err)} }
