package crossbar

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// What the fuzzed sessions know and no error may tell.
const (
	canaryToken = "canary-token-31337"
	canaryTyped = "canary-typed-31337"
	canaryKey   = "canary-key-31337"
)

// parrot is a server without a network that gives one answer to everything but
// signing in. It notes whether it was asked to change something.
type parrot struct {
	status int
	body   string
	wrote  atomic.Bool
}

func (p *parrot) RoundTrip(r *http.Request) (*http.Response, error) {
	status, body := p.status, p.body
	if strings.HasSuffix(r.URL.Path, "_auth") {
		status, body = http.StatusCreated, strings.ReplaceAll(fmt.Sprintf(okAuth, 1), "TOKEN-1", canaryToken)
	} else if r.Method != http.MethodGet && !strings.HasSuffix(r.URL.Path, "/quote") {
		p.wrote.Store(true)
	}
	return &http.Response{
		StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Request: r,
		Header: http.Header{"Date": {"Sun, 01 Mar 2026 12:00:00 GMT"}}, Body: io.NopCloser(strings.NewReader(body)),
	}, nil
}

// parroted is a session of its own at a parrot.
func parroted(p *parrot, version string) *session {
	c := New(Options{Transport: p, Now: func() time.Time { return someDay }})
	way := c.waysIn(workspace.Credentials{Method: workspace.WithAPIKey, Secret: domain.NewSecret(canaryKey)})[0]
	return newSession(c, "https://api.example.com/v2", way, grant{
		token:    domain.NewSecret(canaryToken),
		identity: domain.Identity{AccountID: reseller, IsReseller: true, Timezone: "Europe/Madrid", Language: "es-ES", Version: version},
	})
}

// question is something to ask a server for: the ids of what came, and whether it came.
type question struct {
	what string
	ask  func(context.Context, *session) (ids []string, err error)
}

// questions are all that can be read.
func questions() []question {
	var out []question
	for _, doc := range []domain.Document{
		domain.DocAccount, domain.DocLimits, domain.DocSecurity, domain.DocUsers, domain.DocCredit, domain.DocApps, domain.DocPlans, domain.DocCallflow,
	} {
		out = append(out, question{"part " + string(doc), func(ctx context.Context, s *session) ([]string, error) {
			part, err := s.ReadPart(ctx, customer, doc)
			return idsOf(part.Users, func(u domain.User) string { return u.ID }), err
		}})
	}
	return append(out, append(listQuestions(), plainQuestions()...)...)
}

func listQuestions() []question {
	account := func(a domain.Account) string { return a.ID }
	return []question{
		{"children", func(ctx context.Context, s *session) ([]string, error) {
			page, err := s.Children(ctx, customer, "", 50)
			return idsOf(page.Accounts, account), err
		}},
		{"descendants", func(ctx context.Context, s *session) ([]string, error) {
			page, err := s.Descendants(ctx, customer, "x", 50, someDay)
			return idsOf(page.Accounts, account), err
		}},
		{"search", func(ctx context.Context, s *session) ([]string, error) {
			accounts, err := s.Search(ctx, workspace.SearchByName, "x")
			return idsOf(accounts, account), err
		}},
		{"disabled", func(ctx context.Context, s *session) ([]string, error) { return s.Disabled(ctx, customer) }},
		{"disabled below", func(ctx context.Context, s *session) ([]string, error) {
			return s.DisabledBelow(ctx, customer, someDay)
		}},
		{"classifiers", func(ctx context.Context, s *session) ([]string, error) {
			list, err := s.Classifiers(ctx, customer)
			return idsOf(list, func(c domain.Classifier) string { return c.ID }), err
		}},
		{"plans", func(ctx context.Context, s *session) ([]string, error) {
			list, err := s.ServicePlans(ctx, customer)
			return idsOf(list, func(p domain.ServicePlan) string { return p.ID }), err
		}},
		{"apps", func(ctx context.Context, s *session) ([]string, error) {
			list, err := s.Apps(ctx, customer)
			return idsOf(list, func(a domain.App) string { return a.Label }), err
		}},
		{"sellers", func(ctx context.Context, s *session) ([]string, error) {
			list, err := s.Sellers(ctx, customer)
			return idsOf(list, func(r domain.Representative) string { return r.UserID }), err
		}},
	}
}

func plainQuestions() []question {
	plain := func(what string, ask func(context.Context, *session) error) question {
		return question{what, func(ctx context.Context, s *session) ([]string, error) { return nil, ask(ctx, s) }}
	}
	return []question{
		plain("user", func(ctx context.Context, s *session) error { _, err := s.ReadUser(ctx, customer, "u1"); return err }),
		plain("ledger", func(ctx context.Context, s *session) error { _, err := s.Ledger(ctx, customer, someDay); return err }),
		plain("quote", func(ctx context.Context, s *session) error {
			_, err := s.Quote(ctx, customer, []string{"plan"})
			return err
		}),
		plain("key", func(ctx context.Context, s *session) error { _, err := s.APIKey(ctx, customer); return err }),
		plain("own trunks", func(ctx context.Context, s *session) error { _, err := s.OwnTrunks(ctx, customer); return err }),
		plain("sold trunks", func(ctx context.Context, s *session) error { _, err := s.SoldTrunks(ctx, customer); return err }),
		plain("confirm", func(ctx context.Context, s *session) error {
			_, err := s.Confirm(ctx, customer, "op-account")
			return err
		}),
		plain("belongings", func(ctx context.Context, s *session) error { _, err := s.Belongings(ctx, customer, "u1"); return err }),
		plain("meeting", func(ctx context.Context, s *session) error { return s.meet(ctx) }),
	}
}

func idsOf[T any](list []T, id func(T) string) (ids []string) {
	for _, item := range list {
		ids = append(ids, id(item))
	}
	return ids
}

// everyTask has a step of every kind, and an edit of every document.
func everyTask() []workspace.Task {
	var tasks []workspace.Task
	for i := range zeta().Steps {
		tasks = append(tasks, taskOf(i))
	}
	step := func(kind provisioning.Kind, intent provisioning.Intent) {
		tasks = append(tasks, workspace.Task{
			Account: domain.AccountRef{ID: customer}, Now: someDay,
			Step: provisioning.Step{ID: string(kind), OpID: "op-" + string(kind), Kind: kind, Intent: intent},
		})
	}
	step(provisioning.KindPassword, provisioning.Intent{Password: &provisioning.PasswordIntent{UserID: "u1", Admin: domain.Administrator{Email: "ada@abc.example"}}})
	step(provisioning.KindRemoveUser, provisioning.Intent{RemoveUser: &domain.User{ID: "u1"}})
	step(provisioning.KindReseller, provisioning.Intent{Reseller: &provisioning.ResellerIntent{Promote: true}})
	step(provisioning.KindMove, provisioning.Intent{Move: &provisioning.MoveIntent{To: domain.AccountRef{ID: reseller}}})
	step(provisioning.KindDelete, provisioning.Intent{Delete: &provisioning.DeleteIntent{Name: "x"}})
	var edits domain.Edits
	for _, e := range []domain.Edit{
		{Field: domain.FieldName, After: "N"},
		{Field: domain.FieldTwoWay, Before: "0", After: "2"},
		{Field: domain.FieldMultiFactor, Before: "false", After: "true"},
		{Field: domain.UserField("u1", domain.PartEmail), After: "x@y.example"},
		{Field: domain.AppField("app"), Before: "true", After: "false"},
		{Field: domain.PlanField("plan"), Before: "false", After: "true"},
		{Field: domain.FieldCarrier, After: string(provisioning.CarrierBlended)},
	} {
		edits = edits.Set(e.Field, e.Before, e.After)
	}
	for _, d := range edits.Documents() {
		step(provisioning.KindEdit, provisioning.Intent{Edit: &d})
	}
	for i := range tasks {
		tasks[i].Password = domain.NewSecret(canaryTyped)
	}
	return tasks
}

// typed are the errors that somebody decides on.
var typed = []error{
	domain.ErrOffline, domain.ErrUnanswered, domain.ErrSignedOut, domain.ErrNotCrossbar, domain.ErrForbidden, domain.ErrNotFound, domain.ErrConflict,
}

func isTyped(err error) bool {
	for _, target := range typed {
		if errors.Is(err, target) {
			return true
		}
	}
	var (
		busy    *domain.BusyError
		refused *domain.RefusedError
		charges *domain.ChargesError
	)
	return errors.As(err, &busy) || errors.As(err, &refused) || errors.As(err, &charges)
}

// requireDecent: an error is one that somebody decides on, and tells none of the secrets.
func requireDecent(t *testing.T, what string, err error, secrets ...string) {
	t.Helper()
	if err == nil {
		return
	}
	require.True(t, isTyped(err), "%s: %v", what, err)
	said := fmt.Sprintf("%v %+v", err, provisioning.Judge("", err))
	for _, secret := range secrets {
		require.NotContains(t, said, secret, what)
	}
}

// FuzzAnswers: whatever a server answers, every question to it and every change ends
// in something usable or in an error of a known type; nothing without an id comes out
// of a list, no secret out of an error, and no change that was answered counts as one
// that was never sent. Which of them is asked is fuzzed as well; 0 asks for everything.
func FuzzAnswers(f *testing.F) {
	told := canaryToken + " " + canaryTyped + " " + canaryKey
	for i, seed := range append(echoes(told),
		success(`{"id":"x","created":63934444800,"api_key":"k","amount":1e300,"blacklist":["a",1],"contact":{"billing":{"country":1}}}`),
		success(`[{"id":"x","name":"n","username":"u","descendants_count":2,"tree":["a"],"source":{"id":"op-credit","service":"adjustments"},"amount":-5}]`),
		success(`{"did_us":{"friendly_name":""},"":{"emergency":true},"x":5}`), success(`null`), success(`"x"`), `{"status":"error","error":"409"}`,
		success(`{"invoices":[{"items":[{"rate":1e17,"billable":1e17}]}],"quantities":{"cascade":{"limits":{"twoway_trunks":-1}}}}`),
		failure(402, "accept charges", `{"c":{"i":{"rate":5,"name":"`+told+`","quantity":3}}}`),
		`{"data":{"id":"x"},"request_id":"`+told+`","status":"error","message":"x"}`, "<html>", "", `{"status":"succ`,
	) {
		for n, status := range []int{200, 201, 400, 402, 409, 500} {
			f.Add(uint16(status), seed, false, uint8(0))
			f.Add(uint16(status), seed, true, uint8(i*6+n))
		}
	}
	questions, tasks := questions(), everyTask()
	f.Fuzz(func(t *testing.T, status uint16, body string, old bool, which uint8) {
		p := &parrot{status: 200 + int(status+200)%400, body: body}
		version := map[bool]string{true: "4.3.42", false: "5.0.0"}[old]
		n := int(which) % (1 + len(questions) + len(tasks))
		for i, q := range questions {
			if n != 0 && n != 1+i {
				continue
			}
			ids, err := q.ask(context.Background(), parroted(p, version))
			require.NotContains(t, ids, "", q.what)
			requireDecent(t, q.what, err, canaryToken, canaryKey)
			require.False(t, p.wrote.Load(), "reading changes nothing: %s", q.what)
		}
		for i, task := range tasks {
			if n == 0 || n == 1+len(questions)+i {
				requireCarriedOut(t, p, version, task)
			}
		}
	})
}

// requireCarriedOut has a step sent and looked for.
func requireCarriedOut(t *testing.T, p *parrot, version string, task workspace.Task) {
	t.Helper()
	secrets := []string{canaryToken, canaryKey}
	if k := task.Step.Kind; k == provisioning.KindAdministrator || k == provisioning.KindPassword {
		secrets = append(secrets, canaryTyped) // the others do not send it
	}
	p.wrote.Store(false)
	ref, err := parroted(p, version).Perform(context.Background(), task)
	requireDecent(t, task.Step.ID, err, secrets...)
	if err == nil && task.Step.Kind.Makes() {
		require.NotEmpty(t, ref, task.Step.ID)
	}
	if p.wrote.Load() {
		require.NotErrorIs(t, err, domain.ErrOffline, "%s was sent", task.Step.ID)
	}
	p.wrote.Store(false)
	parroted(p, version).Find(context.Background(), task)
	require.False(t, p.wrote.Load(), "looking changes nothing")
}
