package provisioning

import "time"

// Drop is the step after its part of the draft was taken out. Unlike one that a
// person left out, it comes back with the draft. What is done, or may be, cannot
// be dropped: that it is not wanted any more is kept beside it.
func (s Step) Drop() Step {
	switch {
	case s.State == LeftOut, s.Kind == KindAccount:
		return s
	case s.State == Sending, s.State == Unknown, s.State == Done:
		s.Wanted = &Intent{}
		return s
	}
	s = s.Leave()
	s.Wanted, s.Dropped = nil, true
	return s
}

// Mend is the step with a new intent, after a person changed the draft and
// submitted it again. Where the old one is on the wire, may have been taken, or
// has made something, the new one is kept as wanted: see Step.Wanted.
func (s Step) Mend(intent Intent) Step {
	if SameIntent(intent, s.Intent) {
		s.Wanted = nil
		return s.Include().Retry()
	}
	s.Wanted = &intent
	switch {
	case s.State == Sending:
		return s
	case s.Exposed, s.Doubt: // looking has to settle it first
		return s.Include()
	case s.State == Done && !s.repeatableAs(intent):
		return s
	case !s.Stray.IsZero(): // it may yet arrive: Looked knows how long
		s.State, s.Exposed = Unknown, true
		s.Dropped, s.DoneAt = false, time.Time{}
		return s.Retry()
	}
	s = s.takeWanted()
	s.State = Waiting
	return s.Retry()
}

// amend gives the step what is wanted instead, once it is known what became of
// what was sent.
func (s Step) amend(now time.Time, p Policy) Step {
	if s.Wanted == nil || s.Exposed || s.Doubt {
		return s
	}
	switch {
	case s.State == Sending, s.State == LeftOut, s.State == Done && !s.repeatableAs(*s.Wanted):
		return s
	case s.Wanted.IsZero():
		s.Wanted, s.Dropped = nil, true
		return s.Leave()
	}
	if now.Before(s.Stray) { // the clock was set back: wait once more from here
		s.Stray = now
	}
	if over := s.Stray.Add(p.Lifetime()); !s.Stray.IsZero() && over.After(now) {
		s.State, s.Why, s.Exposed = Unknown, ReasonNoAnswer, true
		s.DoneAt, s.Next = time.Time{}, over
		return s
	}
	s = s.takeWanted()
	if s.State == Waiting { // for the server, which waits for nobody's change of mind
		return s
	}
	s.State = Waiting
	return s.Retry()
}

// takeWanted makes the wanted intent the step's own.
func (s Step) takeWanted() Step {
	s.Intent, s.Wanted = *s.Wanted, nil
	s.Accepted, s.Charges, s.Dropped = false, nil, false
	s.Stray, s.DoneAt, s.Ref = time.Time{}, time.Time{}, ""
	return s
}

// repeatableAs tells whether sending the step again with another intent brings
// that about: service plans, for one, are only ever added.
func (s Step) repeatableAs(wanted Intent) bool {
	if wanted.IsZero() || !s.Kind.Repeatable() {
		return false
	}
	if s.Intent.Plans == nil || wanted.Plans == nil {
		return true
	}
	has := map[string]bool{}
	for _, p := range wanted.Plans.Plans {
		has[p.ID] = true
	}
	for _, p := range s.Intent.Plans.Plans {
		if !has[p.ID] {
			return false
		}
	}
	return true
}
