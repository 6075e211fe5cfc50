package workspacetest

import (
	"fmt"
	"slices"
	"time"

	"accountsmanager/domain"
)

// Fate is what becomes of one request to carry out a step.
type Fate struct {
	happens   bool
	after     time.Duration // when it happens
	err       error
	charges   bool // err counts only until the charges are accepted
	rollsBack bool
}

// Fine is carried out and answered.
func Fine() Fate { return Fate{happens: true} }

// LostBefore never arrives, and nobody can tell.
func LostBefore() Fate { return Fate{err: fmt.Errorf("cut off: %w", domain.ErrUnanswered)} }

// LostAfter is carried out; the answer is lost.
func LostAfter() Fate {
	return Fate{happens: true, err: fmt.Errorf("cut off: %w", domain.ErrUnanswered)}
}

// Late loses its answer and is carried out that much later.
func Late(after time.Duration) Fate {
	return Fate{happens: true, after: after, err: fmt.Errorf("timed out: %w", domain.ErrUnanswered)}
}

// Fails is not carried out; err is the answer.
func Fails(err error) Fate { return Fate{err: err} }

// Refused is refused with these problems.
func Refused(status int, problems ...domain.Problem) Fate {
	return Fails(&domain.RefusedError{Status: status, Code: "validation error", Problems: problems, RequestID: "request-1"})
}

// Busy is not carried out; the server asks for patience.
func Busy(retryAfter time.Duration) Fate {
	return Fails(&domain.BusyError{Status: 429, RetryAfter: retryAfter})
}

// Charged is carried out only once these charges are accepted.
func Charged(charges ...domain.Charge) Fate {
	return Fate{happens: true, charges: true, err: &domain.ChargesError{Charges: charges, RequestID: "request-1"}}
}

// RolledBack is answered as done, and taken back.
func RolledBack() Fate { return Fate{rollsBack: true} }

// Next sets what becomes of the next sends of a step, by its id such as
// "account" or "credit". After them, all is fine again.
func (s *Server) Next(stepID string, fates ...Fate) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fates[stepID] = append(s.fates[stepID], fates...)
}

// NextLook makes the next looks for a step fail with these errors.
func (s *Server) NextLook(stepID string, errs ...error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.looks[stepID] = append(s.looks[stepID], errs...)
}

// Hide makes looks for a step unable to tell.
func (s *Server) Hide(stepID string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.hidden == nil {
		s.hidden = map[string]bool{}
	}
	s.hidden[stepID] = true
}

// FailRead makes a method of the Backend that reads, such as "Classifiers",
// fail with err until it is called with nil.
func (s *Server) FailRead(method string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.reads[method] = err
}

// FailSignIn makes signing in fail with err until it is called with nil.
func (s *Server) FailSignIn(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.signIn = err
}

// Down makes the server unreachable, or reachable again.
func (s *Server) Down(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
	s.atDown = 0
}

// TriedWhileDown counts the requests since it went down.
func (s *Server) TriedWhileDown() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.atDown
}

// Revoke makes every session so far signed out.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = s.sessions
}

// Hold lets requests of a method, such as "Perform", wait until the returned
// function is called, once. Those that come after the next Hold wait for that.
func (s *Server) Hold(method string) (release func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	gate := make(chan struct{})
	s.gates[method] = gate
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.gates[method] == gate {
			delete(s.gates, method)
		}
		close(gate)
	}
}

// Answer is what Hold takes to let not the requests of a reading method wait, but the
// answers to them: what they say is how it was when they were asked.
func Answer(method string) string { return "the answer to " + method }

// Held lists the requests that wait.
func (s *Server) Held() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.held)
}

// fate takes the next fate of a step.
func (s *Server) fate(stepID string) Fate {
	list := s.fates[stepID]
	if len(list) == 0 {
		return Fine()
	}
	s.fates[stepID] = list[1:]
	return list[0]
}
