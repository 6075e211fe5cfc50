package crossbar

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
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
	wrote  bool
}

func (p *parrot) RoundTrip(r *http.Request) (*http.Response, error) {
	status, body := p.status, p.body
	if strings.HasSuffix(r.URL.Path, "_auth") {
		status, body = http.StatusCreated, strings.ReplaceAll(fmt.Sprintf(okAuth, 1), "TOKEN-1", canaryToken)
	} else if r.Method != http.MethodGet && !strings.HasSuffix(r.URL.Path, "/quote") {
		p.wrote = true
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

// ask asks for all that can be read, and says what of it there is.
func ask(s *session, say func(what string, err error, ids ...string)) {
	ctx := context.Background()
	for _, doc := range []domain.Document{
		domain.DocAccount, domain.DocLimits, domain.DocSecurity, domain.DocUsers, domain.DocCredit, domain.DocApps, domain.DocPlans, domain.DocCallflow,
	} {
		part, err := s.ReadPart(ctx, customer, doc)
		say("part "+string(doc), err, idsOf(part.Users, func(u domain.User) string { return u.ID })...)
	}
	page := func(p workspace.Page, err error) {
		say("page", err, idsOf(p.Accounts, func(a domain.Account) string { return a.ID })...)
	}
	page(s.Children(ctx, customer, "", 50))
	page(s.Descendants(ctx, customer, "x", 50, someDay))
	accounts, err := s.Search(ctx, workspace.SearchByName, "x")
	say("search", err, idsOf(accounts, func(a domain.Account) string { return a.ID })...)
	ids, err := s.Disabled(ctx, customer)
	say("disabled", err, ids...)
	ids, err = s.DisabledBelow(ctx, customer, someDay)
	say("disabled below", err, ids...)
	_, err = s.ReadUser(ctx, customer, "u1")
	say("user", err)
	_, err = s.Ledger(ctx, customer, someDay)
	say("ledger", err)
	_, err = s.Quote(ctx, customer, []string{"plan"})
	say("quote", err)
	_, err = s.APIKey(ctx, customer)
	say("key", err)
	classifiers, err := s.Classifiers(ctx, customer)
	say("classifiers", err, idsOf(classifiers, func(c domain.Classifier) string { return c.Name })...)
	plans, err := s.ServicePlans(ctx, customer)
	say("plans", err, idsOf(plans, func(p domain.ServicePlan) string { return p.ID })...)
	apps, err := s.Apps(ctx, customer)
	say("apps", err, idsOf(apps, func(a domain.App) string { return a.Label })...)
	sellers, err := s.Sellers(ctx, customer)
	say("sellers", err, idsOf(sellers, func(r domain.Representative) string { return r.UserID })...)
	_, err = s.OwnTrunks(ctx, customer)
	say("own trunks", err)
	_, err = s.SoldTrunks(ctx, customer)
	say("sold trunks", err)
	_, err = s.Confirm(ctx, customer, "op-account")
	say("confirm", err)
	_, err = s.Belongings(ctx, customer, "u1")
	say("belongings", err)
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
		{Field: domain.FieldName, After: "N"}, {Field: domain.FieldTwoWay, Before: "0", After: "2"}, {Field: domain.FieldMultiFactor, Before: "false", After: "true"},
		{Field: domain.UserField("u1", domain.PartEmail), After: "x@y.example"}, {Field: domain.AppField("app"), Before: "true", After: "false"},
		{Field: domain.PlanField("plan"), Before: "false", After: "true"}, {Field: domain.FieldCarrier, After: string(provisioning.CarrierBlended)},
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

// FuzzAnswers: whatever a server answers, every question to it and every change ends
// in something usable or in an error of a known type; nothing without an id comes out
// of a list, no secret out of an error, and no change that was answered counts as one
// that was never sent.
func FuzzAnswers(f *testing.F) {
	told := canaryToken + " " + canaryTyped + " " + canaryKey
	for _, seed := range append(echoes(told),
		success(`{"id":"x","created":63934444800,"api_key":"k","amount":1e300,"blacklist":["a",1],"contact":{"billing":{"country":1}}}`),
		success(`[{"id":"x","name":"n","username":"u","descendants_count":2,"tree":["a"],"source":{"id":"op-credit","service":"adjustments"},"amount":-5}]`),
		success(`{"did_us":{"friendly_name":""},"":{"emergency":true},"x":5}`), success(`null`), success(`"x"`), `{"status":"error","error":"409"}`,
		success(`{"invoices":[{"items":[{"rate":1e17,"billable":1e17}]}],"quantities":{"cascade":{"limits":{"twoway_trunks":-1}}}}`),
		failure(402, "accept charges", `{"c":{"i":{"rate":5,"name":"`+told+`","quantity":3}}}`),
		`{"data":{"id":"x"},"request_id":"`+told+`","status":"error","message":"x"}`, "<html>", "", `{"status":"succ`,
	) {
		for _, status := range []int{200, 201, 400, 402, 409, 500} {
			f.Add(uint16(status), seed, false)
		}
	}
	f.Fuzz(func(t *testing.T, status uint16, body string, old bool) {
		p := &parrot{status: 200 + int(status+400-200)%400, body: body}
		version := map[bool]string{true: "4.3.42", false: "5.0.0"}[old]
		secrets := []string{canaryToken, canaryKey}
		say := func(what string, err error, ids ...string) {
			require.NotContains(t, ids, "", what)
			if err == nil {
				return
			}
			require.True(t, isTyped(err), "%s: %v", what, err)
			said := fmt.Sprintf("%v %+v", err, provisioning.Judge("", err))
			for _, secret := range secrets {
				require.NotContains(t, said, secret, what)
			}
		}
		ask(parroted(p, version), say)
		require.False(t, p.wrote, "reading changes nothing")
		for _, task := range everyTask() {
			if p.wrote = false; task.Step.Kind == provisioning.KindAdministrator || task.Step.Kind == provisioning.KindPassword {
				secrets = append(secrets[:2:2], canaryTyped) // the others do not send it
			} else {
				secrets = secrets[:2]
			}
			ref, err := parroted(p, version).Perform(context.Background(), task)
			say("perform "+task.Step.ID, err)
			if err == nil && task.Step.Kind.Makes() {
				require.NotEmpty(t, ref, task.Step.ID)
			}
			if p.wrote {
				require.NotErrorIs(t, err, domain.ErrOffline, "%s was sent", task.Step.ID)
			}
			p.wrote = false
			parroted(p, version).Find(context.Background(), task)
			require.False(t, p.wrote, "looking changes nothing")
		}
	})
}
