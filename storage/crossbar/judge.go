package crossbar

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"accountsmanager/domain"
)

// code is the status that counts: Crossbar can put an error's own into the
// envelope of an answer that was delivered well.
func (a answer) code() int {
	if a.status/100 != 2 || a.unreadable != nil || a.envelope.Status == "success" {
		return a.status
	}
	if n, err := strconv.Atoi(string(a.envelope.Error)); err == nil && n >= 300 && n < 600 {
		return n
	}
	return http.StatusInternalServerError
}

// said is the server's own word for what happened.
func (a answer) said() string {
	if m := string(a.envelope.Message); m != "" {
		return m
	}
	return strings.ToLower(http.StatusText(a.code()))
}

// judge turns what the server says into one of domain's errors, nil where it did
// what it was asked. A 401 is the session's business, see session.do.
func (q call) judge(a answer) error {
	switch code := a.code(); {
	case code/100 == 2 && a.unreadable == nil:
		return nil
	case code/100 == 2:
		return q.garbled(a)
	case code/100 == 3:
		// Crossbar redirects nobody: this is what stands before it, or a hotel.
		return fmt.Errorf("%s: %w: redirected (%d)", q.name(), domain.ErrNotCrossbar, code)
	case code == http.StatusTooManyRequests:
		return fmt.Errorf("%s: %w", q.name(), &domain.BusyError{Status: code, RetryAfter: a.retryAfter})
	case code == http.StatusPaymentRequired:
		return q.charged(a)
	case code == http.StatusRequestTimeout || code >= 500:
		return q.failed(a)
	}
	return q.refused(a)
}

// garbled is a good status over a body that nobody can read.
func (q call) garbled(a answer) error {
	kind := domain.ErrNotCrossbar
	switch {
	case q.effect:
		kind = domain.ErrUnanswered
	case errors.Is(a.unreadable, errTruncated):
		kind = domain.ErrOffline
	}
	return fmt.Errorf("%s: %w: the answer (%d) is unreadable: %v", q.name(), kind, a.status, a.unreadable)
}

// rules are refusals that Crossbar words as failures of its own (500).
var rules = []string{"account_has_descendants", "account_has_active_port", "plan_is_not_assigned"}

// failed is an answer of the 5xx kind. Some of them are refusals all the same:
// Crossbars before 5 give validation errors as 500, and so do some rules. Any
// other leaves a write in doubt, for it may come from half-way through.
func (q call) failed(a answer) error {
	code := a.code()
	switch {
	case code == http.StatusNotImplemented, slices.Contains(rules, string(a.envelope.Message)), len(q.problems(a)) > 0:
		return q.refused(a)
	case q.effect:
		return fmt.Errorf("%s: %w", q.name(), &domain.UnansweredError{
			Status: code, Said: q.scrub(a.said()), RetryAfter: a.retryAfter, RequestID: a.requestID,
		})
	}
	return fmt.Errorf("%s: %s: %w", q.name(), q.scrub(a.said()), &domain.BusyError{Status: code, RetryAfter: a.retryAfter})
}

func (q call) refused(a answer) error {
	return fmt.Errorf("%s: %w", q.name(), &domain.RefusedError{
		Status: a.code(), Code: q.scrub(a.said()), Problems: q.complaints(a), RequestID: a.requestID,
	})
}

func (q call) charged(a answer) error {
	charges := decodeCharges(a.envelope.Data)
	if len(charges) == 0 && a.envelope.Message != "accept charges" {
		return q.refused(a) // a bill is open, or there is no card: nothing to accept
	}
	for i, c := range charges {
		charges[i].Category, charges[i].Item, charges[i].Name = q.scrub(c.Category), q.scrub(c.Item), q.scrub(c.Name)
	}
	return fmt.Errorf("%s: %w", q.name(), &domain.ChargesError{Charges: charges, RequestID: a.requestID})
}

// scrub takes the call's own secrets out of what the server said: it likes to
// repeat the value that it complains about.
func (q call) scrub(said string) string {
	for _, secret := range q.secrets {
		if !secret.IsZero() {
			said = strings.ReplaceAll(said, secret.Reveal(), secret.String())
		}
	}
	return clip(said)
}

// clip keeps a server's words to a length that can be shown.
func clip(s string) string {
	const most = 500
	s = strings.ToValidUTF8(s, "�")
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}
