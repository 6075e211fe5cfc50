package provisioning

import (
	"slices"
	"time"

	"accountsmanager/domain"
)

// Action is what to do with a step.
type Action int

// The actions.
const (
	Rest Action = iota // nothing, or not before Decision.At
	Send
	Look
)

// Decision is what to do with a step, and when.
type Decision struct {
	Action Action
	At     time.Time // with Rest: when to ask again; zero means not by itself
}

// Decide says what to do with the step at this time. Every step but that of the
// account waits for the account.
func (s Step) Decide(now time.Time, accountReady bool) Decision {
	if s.State != Waiting && s.State != Unknown || s.Rests() {
		return Decision{}
	}
	if s.Kind != KindAccount && !accountReady {
		return Decision{}
	}
	if s.Next.After(now) && !now.Before(s.Since) { // else the clock was set back
		return Decision{At: s.Next}
	}
	if s.State == Unknown || s.Exposed || s.Doubt {
		return Decision{Action: Look}
	}
	return Decision{Action: Send}
}

// Sending is the step as it must be committed before its request goes out.
func (s Step) Sending(now time.Time) Step {
	s.State, s.Why = Sending, NoReason
	s.Exposed = true
	s.LastSent = now
	if s.FirstSent.IsZero() {
		s.FirstSent = now
	}
	s.Next = time.Time{}
	s.Status, s.Code, s.Problems, s.RequestID = 0, "", nil, ""
	return s
}

// SentWith notes the password that is about to go out with the step, by its mark.
func (s Step) SentWith(mark string) Step {
	if mark == "" {
		return s
	}
	marks := slices.DeleteFunc(slices.Clone(s.Marks), func(m string) bool { return m == mark })
	s.Marks = append(marks, mark)
	return s
}

// PasswordIs tells whether the password with this mark is the one that the server
// has: it is the only one that was ever sent, or the one that was answered.
func (s Step) PasswordIs(mark string) bool { return len(s.Marks) == 1 && s.Marks[0] == mark }

// Answered is the step after its request came to an outcome, or could not be
// made (then it was still waiting). Dice is in [0,1). A step that a person took
// out of its hands meanwhile stays as it is.
func (s Step) Answered(now time.Time, o Outcome, p Policy, dice float64) Step {
	if s.State != Sending && s.State != Waiting {
		return s
	}
	return s.answered(now, o, p, dice).amend(now, p).since(now, s)
}

// since notes when it was that the step was told to wait. Told again after the
// clock was set back, it waits from here, or it would not wait at all.
func (s Step) since(now time.Time, before Step) Step {
	if !s.Next.Equal(before.Next) || now.Before(s.Since) {
		s.Since = now
	}
	return s
}

func (s Step) answered(now time.Time, o Outcome, p Policy, dice float64) Step {
	s.Why, s.Status, s.Code, s.Problems, s.RequestID = o.Why, o.Status, o.Code, o.Problems, o.RequestID
	switch o.Verdict {
	case VerdictDone:
		if n := len(s.Marks); n > 1 {
			s.Marks = s.Marks[n-1:] // what went out before it took no effect
		}
		return s.done(now, o.Ref)
	case VerdictRefused:
		s.State, s.Exposed, s.Marks = Refused, false, nil
	case VerdictExists:
		s.State, s.Doubt, s.Exposed, s.Looks = Unknown, true, false, 0
		s.Next = now
	case VerdictCharges:
		s.State, s.Exposed, s.Charges = NeedsPerson, false, o.Charges
	case VerdictPerson:
		s.State, s.Exposed = NeedsPerson, false
	case VerdictConflict:
		s.State, s.Exposed, s.Conflicts = NeedsPerson, false, o.Conflicts
	case VerdictNotSent:
		s.State, s.Exposed = Waiting, false
		s.Marks = s.Marks[:max(0, len(s.Marks)-1)]
		s.Tries++
		s.Next = now.Add(p.Backoff(s.Tries, o.RetryAfter, dice))
	case VerdictUnknown:
		s = s.unanswered()
		s.Tries++
		s.Next = now.Add(max(p.poll(0), o.RetryAfter))
	}
	return s
}

// Looked is the step after somebody looked for its effect. Dice is in [0,1). A
// step that a person left out meanwhile stays out, unless its effect is there.
func (s Step) Looked(now time.Time, f Finding, p Policy, dice float64) Step {
	if s.State != Unknown && f.Sight != SightFound {
		return s
	}
	if s.State == LeftOut { // it is there; what was wanted instead was left out too
		return s.looked(now, f, p, dice).since(now, s)
	}
	return s.looked(now, f, p, dice).amend(now, p).since(now, s)
}

func (s Step) looked(now time.Time, f Finding, p Policy, dice float64) Step {
	switch f.Sight {
	case SightFound:
		return s.done(now, f.Ref)
	case SightUnclear:
		s.State, s.Why, s.Ref = NeedsPerson, ReasonUnclear, f.Ref
	case SightFailed:
		s.State = Unknown
		s.Why = f.Failure.Why
		s.Tries++
		s.Next = now.Add(p.Backoff(s.Tries, f.Failure.RetryAfter, dice))
	case SightAbsent:
		return s.absent(now, p, dice)
	}
	return s
}

// absent decides what "not there" means: the refusal stands, it may yet turn up,
// the server took it back, or it is safe to send again.
func (s Step) absent(now time.Time, p Policy, dice float64) Step {
	s.Looks++
	if now.Before(s.LastSent) { // the clock was set back: wait once more from here
		s.LastSent = now
	}
	if settled := s.LastSent.Add(p.Absence[s.Kind]); now.Before(settled) && !s.refusalStands() {
		if s.Why != ReasonRollback {
			s.Why = ReasonNoAnswer
		}
		s.Next = now.Add(p.poll(s.Looks))
		if s.Next.After(settled) {
			s.Next = settled
		}
		return s
	}
	switch {
	case s.Doubt && s.Kind == KindCredit:
		// Nobody else uses the id of a credit: it is there, only not to be seen.
		s.State, s.Why = NeedsPerson, ReasonUnclear
	case s.Doubt:
		s.State, s.Why, s.Doubt, s.Exposed = Refused, ReasonTaken, false, false
	case s.Why == ReasonRollback: // and would be the next time
		s.State, s.Exposed = Refused, false
	default:
		s.State, s.Why, s.Exposed = Waiting, NoReason, false
		s.Next = s.LastSent.Add(p.Backoff(s.Tries, 0, dice))
		if s.Next.Before(now) {
			s.Next = now
		}
	}
	return s
}

// refusalStands: a thing that exists and was refused on our very first send
// cannot be ours that is still turning up. A credit's always is.
func (s Step) refusalStands() bool {
	return s.Doubt && s.Kind != KindCredit && s.LastSent.Equal(s.FirstSent)
}

// unanswered: what was sent may be on the server, or get there yet.
func (s Step) unanswered() Step {
	s.State, s.Exposed, s.Looks = Unknown, true, 0
	if s.Kind.Repeatable() {
		s.Stray = s.LastSent
	}
	return s
}

func (s Step) done(now time.Time, ref string) Step {
	s.State, s.Why = Done, NoReason
	s.Exposed, s.Doubt = false, false
	s.Ref, s.DoneAt, s.Next = ref, now, time.Time{}
	s.Tries, s.Looks = 0, 0
	s.Status, s.Code, s.Problems, s.Charges, s.Conflicts = 0, "", nil, nil, nil
	return s
}

// Restarted is the step as a new process finds it: what was being sent when the
// last one ended is unknown.
func (s Step) Restarted() Step {
	if s.State == Sending {
		s = s.unanswered()
		s.Why, s.Next = ReasonNoAnswer, time.Time{}
	}
	return s
}

// Reconnected is the step once there is a connection again: it waits for that no longer.
// What a person stopped stays so.
func (s Step) Reconnected() Step {
	if s.State.Settled() || s.Why != ReasonOffline && s.Why != ReasonSignIn {
		return s
	}
	held := s.Held
	s = s.Retry()
	s.Held = held
	return s
}

// Told is the step after a person looked on the server, where the program cannot
// tell: the effect is there, or it is not and is to be sent again. Nobody can say
// "there" of an account, which the program must know by its id.
func (s Step) Told(now time.Time, there bool, p Policy) Step {
	switch {
	case s.State != NeedsPerson, s.Why != ReasonUnclear, there && s.Kind == KindAccount:
		return s
	case there:
		return s.done(now, s.Ref).amend(now, p)
	}
	s.Exposed, s.Doubt, s.Ref, s.Stray = false, false, "", time.Time{}
	s.State = Waiting
	return s.amend(now, p).Retry()
}

// Hold is the step after a person said: stop. What is on the wire comes back, or is
// looked for; nothing else goes out.
func (s Step) Hold() Step {
	s.Held = s.Held || !s.State.Settled()
	return s
}

// Retry is the step after a person said: try again, or go on. What may have been
// sent is still looked for first.
func (s Step) Retry() Step {
	s.Held = false
	switch s.State {
	case Done, LeftOut, Sending:
		return s
	case Waiting, Unknown, Refused, NeedsPerson:
	}
	s.State = Waiting
	if s.Exposed || s.Doubt {
		s.State = Unknown
	}
	s.Why, s.Next, s.Tries, s.Looks = NoReason, time.Time{}, 0, 0
	s.Status, s.Code, s.Problems = 0, "", nil
	return s
}

// Accept is the step after a person accepted its charges.
func (s Step) Accept() Step {
	if s.Why != ReasonCharges {
		return s
	}
	s.Accepted, s.Charges = true, nil
	return s.Retry()
}

// Resolve is the step after a person chose between their values and the server's:
// those of the fields in mine are sent over the server's, the others are not sent.
// A step of which nothing is left to send is left out.
func (s Step) Resolve(mine []domain.Field) Step {
	if s.Why != ReasonConflict || s.Intent.Edit == nil {
		return s
	}
	edit := *s.Intent.Edit
	edit.Edits = edit.Edits.Resolve(s.Conflicts, mine)
	s.Conflicts = nil
	if len(edit.Edits) == 0 {
		return s.Leave()
	}
	s.Intent.Edit = &edit
	return s.Retry()
}

// Leave is the step after a person said: leave it out. A step that is out on the
// wire cannot be left out, and neither can the account itself.
func (s Step) Leave() Step {
	if s.Kind == KindAccount || s.State == Sending || s.State == Done {
		return s
	}
	s.State, s.Why, s.Next = LeftOut, NoReason, time.Time{}
	return s
}

// Include is the step after a person said: not left out after all.
func (s Step) Include() Step {
	if s.State != LeftOut {
		return s
	}
	s.State, s.Dropped = Waiting, false
	return s.Retry()
}
