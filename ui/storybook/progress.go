package storybook

import (
	"slices"
	"strings"
	"time"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
)

// submitted is Litware's draft with a step of every kind, all of them done.
func submitted() provisioning.Provisioning {
	p := sample.Litware()
	limits := p.Step(string(provisioning.KindLimits))
	*limits = provisioning.Step{
		ID: limits.ID, OpID: limits.OpID, Kind: limits.Kind, Intent: limits.Intent, State: provisioning.Done,
		FirstSent: sample.Noon, LastSent: sample.Noon, DoneAt: sample.Noon.Add(300 * time.Millisecond),
	}
	for _, s := range []provisioning.Step{
		{Kind: provisioning.KindPlans, Intent: provisioning.Intent{Plans: &provisioning.PlansIntent{Plans: offer().Plans[:2]}}},
		{Kind: provisioning.KindApps, Intent: provisioning.Intent{Apps: &provisioning.AppsIntent{Blacklist: []string{"app-fax"}, Allowed: 3}}},
	} {
		s.ID, s.OpID, s.State, s.FirstSent, s.LastSent, s.DoneAt = string(s.Kind), "op-"+string(s.Kind), provisioning.Done, sample.Noon, sample.Noon, sample.Noon.Add(time.Second)
		p.Steps = append(p.Steps, s)
	}
	return p
}

// stepOf is the step of a kind.
func stepOf(p *provisioning.Provisioning, kind provisioning.Kind) *provisioning.Step {
	for i := range p.Steps {
		if p.Steps[i].Kind == kind {
			return &p.Steps[i]
		}
	}
	panic("no step of kind " + string(kind)) // submitted has one of each
}

// reset puts a step into a state as if it had come there now.
func reset(s *provisioning.Step, to provisioning.State, why provisioning.Reason) {
	s.State, s.Why, s.DoneAt, s.Ref = to, why, time.Time{}, ""
	if to == provisioning.Waiting {
		s.FirstSent, s.LastSent = time.Time{}, time.Time{}
	}
}

// refuse lets the server have said no to a step.
func refuse(s *provisioning.Step) {
	reset(s, provisioning.Refused, provisioning.ReasonRefused)
	s.Status, s.Code, s.RequestID = 403, "forbidden", "5e11ab"
	s.Problems = domain.Problems{{Code: domain.ServerSays, Detail: "only the reseller may do this"}}
}

// progress shows how far a submission is.
func progress(change func(*provisioning.Provisioning)) func(*Stage) {
	return func(s *Stage) {
		ws, p := sample.Full(many), submitted()
		change(&p)
		ws.SetProvisioning(p)
		rows := sample.Work()
		rows[0].Summary, rows[0].Why, rows[0].Step, rows[0].Status = p.Summary(), provisioning.NoReason, "", 0
		if at := slices.IndexFunc(p.Steps, func(s provisioning.Step) bool { return s.Why != provisioning.NoReason }); at >= 0 {
			rows[0].Why, rows[0].Step, rows[0].Status = p.Steps[at].Why, p.Steps[at].Kind, p.Steps[at].Status
		}
		ws.SetWork(rows)
		s.open(ws)
		s.choose("draft/" + p.ID)
	}
}

// all puts every step into a state.
func all(to provisioning.State, why provisioning.Reason) func(*provisioning.Provisioning) {
	return func(p *provisioning.Provisioning) {
		p.Account = domain.AccountRef{}
		for i := range p.Steps {
			reset(&p.Steps[i], to, why)
		}
	}
}

func progressStories() group {
	g := group{screen: "Progress", packages: []string{"outbox"}, states: []state{
		{"the mock-up", func(s *Stage) { s.open(sample.Full(many)); s.choose("draft/d3") }},
		{"waiting", progress(all(provisioning.Waiting, ""))},
		{"creating the account", progress(func(p *provisioning.Provisioning) {
			all(provisioning.Waiting, "")(p)
			reset(&p.Steps[0], provisioning.Sending, "")
		})},
		{"side by side", progress(func(p *provisioning.Provisioning) {
			for i := range p.Steps[1:] {
				reset(&p.Steps[i+1], provisioning.Sending, "")
			}
		})},
		{"all done", progress(func(*provisioning.Provisioning) {})},
		{"left out", progress(func(p *provisioning.Provisioning) {
			reset(stepOf(p, provisioning.KindLimits), provisioning.LeftOut, "")
		})},
		{"several need you", progress(func(p *provisioning.Provisioning) {
			refuse(stepOf(p, provisioning.KindLimits))
			reset(stepOf(p, provisioning.KindCredit), provisioning.NeedsPerson, provisioning.ReasonUnclear)
			refuse(stepOf(p, provisioning.KindApps))
		})},
		{"cannot be read", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("Provisioning", domain.ErrDiskFull)
			s.open(ws)
			s.choose("draft/d3")
		}},
		{"long texts", progress(func(p *provisioning.Provisioning) {
			p.Name = strings.Repeat("Gesellschaft für Fernmeldewesen ", 4)
			refuse(stepOf(p, provisioning.KindLimits))
			stepOf(p, provisioning.KindLimits).Problems[0].Detail = strings.Repeat("the server has a lot to say about this; ", 12)
		})},
	}}
	for _, kind := range provisioning.NewAccountKinds() {
		g.states = append(g.states, state{"refused: " + string(kind), progress(func(p *provisioning.Provisioning) {
			if kind == provisioning.KindAccount {
				all(provisioning.Waiting, "")(p)
			}
			refuse(stepOf(p, kind))
		})})
	}
	return g
}

// reasons are why a submission may wait or stand, each with how it shows. That a draft was
// changed afterwards shows in the sidebar, and a conflict in an account that exists.
func reasons() map[provisioning.Reason]func(*provisioning.Provisioning) {
	next := sample.Noon.Add(12 * time.Second)
	waits := func(why provisioning.Reason) func(*provisioning.Provisioning) {
		return func(p *provisioning.Provisioning) {
			all(provisioning.Waiting, "")(p)
			p.Steps[0].Why, p.Steps[0].Next, p.Steps[0].Status = why, next, 429
		}
	}
	needs := func(kind provisioning.Kind, why provisioning.Reason) func(*provisioning.Provisioning) {
		return func(p *provisioning.Provisioning) { reset(stepOf(p, kind), provisioning.NeedsPerson, why) }
	}
	return map[provisioning.Reason]func(*provisioning.Provisioning){
		provisioning.ReasonOffline: waits(provisioning.ReasonOffline),
		provisioning.ReasonBusy:    waits(provisioning.ReasonBusy),
		provisioning.ReasonSignIn:  waits(provisioning.ReasonSignIn),
		provisioning.ReasonKeyring: func(p *provisioning.Provisioning) {
			s := stepOf(p, provisioning.KindAdministrator)
			reset(s, provisioning.Waiting, provisioning.ReasonKeyring)
			s.Next = next
		},
		provisioning.ReasonNoAnswer: func(p *provisioning.Provisioning) {
			s := stepOf(p, provisioning.KindLimits)
			reset(s, provisioning.Unknown, provisioning.ReasonNoAnswer)
			s.Exposed, s.Next = true, next
		},
		provisioning.ReasonRefused: func(p *provisioning.Provisioning) { refuse(stepOf(p, provisioning.KindCallflow)) },
		provisioning.ReasonCharges: func(p *provisioning.Provisioning) {
			needs(provisioning.KindLimits, provisioning.ReasonCharges)(p)
			stepOf(p, provisioning.KindLimits).Charges = []domain.Charge{
				{Name: "Two-way trunk", Quantity: 20, Rate: decimal.RequireFromString("2.5"), Total: decimal.NewFromInt(50)},
				{Name: "Activation", Quantity: 1, Rate: decimal.NewFromInt(15), Total: decimal.NewFromInt(15)},
			}
		},
		provisioning.ReasonPassword: needs(provisioning.KindAdministrator, provisioning.ReasonPassword),
		provisioning.ReasonUnclear:  needs(provisioning.KindCredit, provisioning.ReasonUnclear),
		provisioning.ReasonTaken: func(p *provisioning.Provisioning) {
			all(provisioning.Waiting, "")(p)
			reset(&p.Steps[0], provisioning.Refused, provisioning.ReasonTaken)
			p.Steps[0].Intent.Account.Realm = "adatum.sip.northwind.example"
		},
		provisioning.ReasonRollback: func(p *provisioning.Provisioning) {
			all(provisioning.Waiting, "")(p)
			reset(&p.Steps[0], provisioning.Refused, provisioning.ReasonRollback)
		},
	}
}

func waysStories() group {
	g := group{screen: "Progress, by reason", packages: []string{"outbox"}}
	known := reasons()
	for _, why := range []provisioning.Reason{
		provisioning.ReasonOffline, provisioning.ReasonBusy, provisioning.ReasonSignIn, provisioning.ReasonKeyring, provisioning.ReasonNoAnswer,
		provisioning.ReasonRefused, provisioning.ReasonCharges, provisioning.ReasonPassword, provisioning.ReasonUnclear, provisioning.ReasonTaken,
		provisioning.ReasonRollback,
	} {
		g.states = append(g.states, state{strings.ReplaceAll(string(why), "_", " "), progress(known[why])})
	}
	g.states = append(g.states, state{"password not known any more", func(s *Stage) {
		ws := sample.Full(many)
		ws.Fail("SentPassword", workspace.ErrPasswordLost)
		s.open(ws)
		s.choose("draft/d3")
	}})
	return g
}
