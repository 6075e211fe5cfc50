package provisioning_test

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

var (
	noon   = time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	policy = provisioning.DefaultPolicy()
)

func waiting(kind provisioning.Kind) provisioning.Step {
	return provisioning.Step{ID: string(kind), OpID: "op", Kind: kind, State: provisioning.Waiting, Intent: intentOf(kind)}
}

func intentOf(kind provisioning.Kind) provisioning.Intent {
	switch kind {
	case provisioning.KindAccount:
		return provisioning.Intent{Account: &provisioning.AccountIntent{Name: "ABC"}}
	case provisioning.KindAdministrator:
		return provisioning.Intent{Admin: &provisioning.AdminIntent{Admin: domain.Administrator{ID: "7"}}}
	case provisioning.KindLimits:
		return provisioning.Intent{Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 4}}}
	case provisioning.KindCredit:
		return provisioning.Intent{Credit: &provisioning.CreditIntent{PeriodStart: noon}}
	case provisioning.KindPlans:
		return provisioning.Intent{Plans: &provisioning.PlansIntent{}}
	case provisioning.KindApps:
		return provisioning.Intent{Apps: &provisioning.AppsIntent{}}
	case provisioning.KindCallflow:
	}
	return provisioning.Intent{Callflow: &provisioning.CallflowIntent{}}
}

// The states that a step can be in, each reached as the courier reaches it.
var reached = map[string]func(provisioning.Kind) provisioning.Step{
	"waiting": waiting,
	"backing off": func(k provisioning.Kind) provisioning.Step {
		return answered(waiting(k), provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonBusy, Status: 429})
	},
	"sending": func(k provisioning.Kind) provisioning.Step { return waiting(k).Sending(noon) },
	"unknown": func(k provisioning.Kind) provisioning.Step {
		return answered(waiting(k), provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer})
	},
	"doubt": func(k provisioning.Kind) provisioning.Step {
		return answered(waiting(k), provisioning.Outcome{Verdict: provisioning.VerdictExists, Why: provisioning.ReasonTaken, Status: 409})
	},
	"done": func(k provisioning.Kind) provisioning.Step {
		return answered(waiting(k), provisioning.Outcome{Verdict: provisioning.VerdictDone, Ref: "ref"})
	},
	"refused": func(k provisioning.Kind) provisioning.Step {
		return answered(waiting(k), provisioning.Outcome{Verdict: provisioning.VerdictRefused, Why: provisioning.ReasonRefused, Status: 400})
	},
	"charges": func(k provisioning.Kind) provisioning.Step {
		return answered(waiting(k), provisioning.Outcome{
			Verdict: provisioning.VerdictCharges, Why: provisioning.ReasonCharges, Status: 402, Charges: []domain.Charge{{Name: "Trunk"}},
		})
	},
	"password lost": func(k provisioning.Kind) provisioning.Step {
		return waiting(k).Answered(noon, provisioning.Outcome{Verdict: provisioning.VerdictPerson, Why: provisioning.ReasonPassword}, policy, 0)
	},
	"unclear": func(k provisioning.Kind) provisioning.Step {
		s := answered(waiting(k), provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer})
		return s.Looked(noon, provisioning.Unclear(), policy, 0)
	},
	"left out": func(k provisioning.Kind) provisioning.Step { return waiting(k).Leave() },
	"left out unknown": func(k provisioning.Kind) provisioning.Step {
		return answered(waiting(k), provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}).Leave()
	},
	"dropped": func(k provisioning.Kind) provisioning.Step { return waiting(k).Drop() },
}

func answered(s provisioning.Step, o provisioning.Outcome) provisioning.Step {
	return s.Sending(noon).Answered(noon, o, policy, 0)
}

func requireInvariants(t require.TestingT, s provisioning.Step) {
	switch s.State {
	case provisioning.Sending:
		require.True(t, s.Exposed, "what is being sent may have arrived")
		require.False(t, s.LastSent.IsZero())
	case provisioning.Unknown:
		require.True(t, s.Exposed || s.Doubt, "there is something to find out")
	case provisioning.Waiting:
		require.False(t, s.Exposed || s.Doubt, "what may be on the server is unknown, not waiting")
	case provisioning.Done:
		require.False(t, s.Exposed || s.Doubt, "what is done is accounted for")
		require.Zero(t, s.Tries)
		require.False(t, s.DoneAt.IsZero())
	case provisioning.Refused:
		require.False(t, s.Exposed || s.Doubt, "a refusal says that nothing happened")
		require.NotEqual(t, provisioning.NoReason, s.Why)
	case provisioning.NeedsPerson:
		require.NotEqual(t, provisioning.NoReason, s.Why)
	case provisioning.LeftOut:
		require.NotEqual(t, provisioning.KindAccount, s.Kind, "without the account there is nothing")
	}
	require.Equal(t, s.State == provisioning.Done, !s.DoneAt.IsZero())
	if s.State.Settled() {
		require.True(t, s.Decide(noon.AddDate(1, 0, 0), true).Action == provisioning.Rest, "settled is settled")
	}
}

func TestStatesAreReachedSound(t *testing.T) {
	for name, reach := range reached {
		for _, kind := range provisioning.Kinds() {
			t.Run(fmt.Sprint(name, " ", kind), func(t *testing.T) { requireInvariants(t, reach(kind)) })
		}
	}
}

func TestDecide(t *testing.T) {
	rest, send, look := provisioning.Decision{}, provisioning.Decision{Action: provisioning.Send}, provisioning.Decision{Action: provisioning.Look}
	later := noon.Add(time.Hour)
	for name, want := range map[string]provisioning.Decision{
		"waiting": send, "backing off": send, "sending": rest, "unknown": look, "doubt": look, "done": rest, "refused": rest,
		"charges": rest, "password lost": rest, "unclear": rest, "left out": rest, "left out unknown": rest, "dropped": rest,
	} {
		require.Contains(t, reached, name)
		s := reached[name](provisioning.KindLimits)
		require.Equal(t, want, s.Decide(later, true), name)
		require.Equal(t, rest, s.Decide(later, false), "%s: everything waits for the account", name)
		account := reached[name](provisioning.KindAccount)
		if s.State != provisioning.LeftOut { // which an account cannot be
			require.Equal(t, s.Decide(later, true), account.Decide(later, false), "%s: the account waits for nothing", name)
		}
	}
	require.Len(t, reached, 13, "a new state needs a line above")

	s := waiting(provisioning.KindLimits)
	s.Next = later
	require.Equal(t, provisioning.Decision{At: later}, s.Decide(noon, true))
	require.Equal(t, send, s.Decide(later, true), "due is due at the very instant")
}

// transition is what a person's click does in each state: the state after it,
// and whether the courier sends, looks or rests then.
type transition struct {
	state provisioning.State
	does  provisioning.Action
}

func TestWhatAPersonCanDo(t *testing.T) {
	const (
		rest, send, look = provisioning.Rest, provisioning.Send, provisioning.Look
		w, u, s          = provisioning.Waiting, provisioning.Unknown, provisioning.Sending
		d, r, n, l       = provisioning.Done, provisioning.Refused, provisioning.NeedsPerson, provisioning.LeftOut
	)
	other := provisioning.Intent{Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 5}}}
	actions := map[string]func(provisioning.Step) provisioning.Step{
		"retry": provisioning.Step.Retry, "leave": provisioning.Step.Leave, "drop": provisioning.Step.Drop, "include": provisioning.Step.Include,
		"accept": provisioning.Step.Accept,
		"mend":   func(s provisioning.Step) provisioning.Step { return s.Mend(other) },
	}
	table := map[string]map[string]transition{
		"retry": {
			"waiting": {w, send}, "backing off": {w, send}, "sending": {s, rest}, "unknown": {u, look}, "doubt": {u, look}, "done": {d, rest},
			"refused": {w, send}, "charges": {w, send}, "password lost": {w, send}, "unclear": {u, look},
			"left out": {l, rest}, "left out unknown": {l, rest}, "dropped": {l, rest},
		},
		"leave": {
			"waiting": {l, rest}, "backing off": {l, rest}, "sending": {s, rest}, "unknown": {l, rest}, "doubt": {l, rest}, "done": {d, rest},
			"refused": {l, rest}, "charges": {l, rest}, "password lost": {l, rest}, "unclear": {l, rest},
			"left out": {l, rest}, "left out unknown": {l, rest}, "dropped": {l, rest},
		},
		"include": {
			"waiting": {w, send}, "backing off": {w, rest}, "sending": {s, rest}, "unknown": {u, rest}, "doubt": {u, look}, "done": {d, rest},
			"refused": {r, rest}, "charges": {n, rest}, "password lost": {n, rest}, "unclear": {n, rest},
			"left out": {w, send}, "left out unknown": {u, look}, "dropped": {w, send},
		},
		"accept": {
			"waiting": {w, send}, "backing off": {w, rest}, "sending": {s, rest}, "unknown": {u, rest}, "doubt": {u, look}, "done": {d, rest},
			"refused": {r, rest}, "charges": {w, send}, "password lost": {n, rest}, "unclear": {n, rest},
			"left out": {l, rest}, "left out unknown": {l, rest}, "dropped": {l, rest},
		},
		"mend": {
			"waiting": {w, send}, "backing off": {w, send}, "sending": {s, rest}, "unknown": {u, rest}, "doubt": {u, look}, "done": {w, send},
			"refused": {w, send}, "charges": {w, send}, "password lost": {w, send}, "unclear": {n, rest},
			"left out": {w, send}, "left out unknown": {u, look}, "dropped": {w, send},
		},
	}
	table["drop"] = maps.Clone(table["leave"])
	table["drop"]["unknown"], table["drop"]["doubt"] = transition{u, rest}, transition{u, look}
	for action, do := range actions {
		require.Len(t, table[action], len(reached), action)
		for name, want := range table[action] {
			t.Run(action+" "+name, func(t *testing.T) {
				before := reached[name](provisioning.KindLimits)
				after := do(before)
				requireInvariants(t, after)
				require.Equal(t, want.state, after.State)
				require.Equal(t, want.does, after.Decide(noon, true).Action)

				require.Equal(t, before.OpID, after.OpID, "what may be on the server keeps its identity")
				require.Equal(t, before.FirstSent, after.FirstSent)
				require.Equal(t, before.LastSent, after.LastSent)
				require.True(t, !before.Exposed || after.Exposed, "no click makes an open question go away")
				require.True(t, !before.Doubt || after.Doubt)
				mended := action == "mend" && want.state == w
				if mended {
					require.Equal(t, other, after.Intent)
				} else {
					require.Equal(t, before.Intent, after.Intent)
				}
				switch late := want.state == s || want.state == u || want.state == d || name == "unclear"; {
				case action == "mend" && late:
					require.Equal(t, &other, after.Wanted, "what is wanted is not forgotten")
				case action == "drop" && late && want.state != l:
					require.Equal(t, &provisioning.Intent{}, after.Wanted, "nor is what is not wanted any more")
				default:
					require.Nil(t, after.Wanted)
				}
			})
		}
	}
}

func TestTheAccountCannotBeLeftOut(t *testing.T) {
	for name, reach := range reached {
		s := reach(provisioning.KindAccount)
		require.NotEqual(t, provisioning.LeftOut, s.Leave().State, name)
		require.NotEqual(t, provisioning.LeftOut, s.Drop().State, name)
	}
}

func TestAcceptedChargesAreSentAlong(t *testing.T) {
	s := reached["charges"](provisioning.KindLimits)
	require.False(t, s.Retry().Accepted, "trying again is no yes")
	s = s.Accept()
	require.True(t, s.Accepted)
	require.Empty(t, s.Charges)
	require.True(t, s.Sending(noon).Accepted)

	again := answered(s, provisioning.Outcome{Verdict: provisioning.VerdictRefused, Why: provisioning.ReasonRefused, Status: 400})
	require.False(t, again.Mend(provisioning.Intent{Limits: &provisioning.LimitsIntent{}}).Accepted, "a yes is to those charges only")
}

func TestDropIsTakenBackByTheDraftAlone(t *testing.T) {
	require.True(t, waiting(provisioning.KindCredit).Drop().Dropped)
	require.False(t, waiting(provisioning.KindCredit).Leave().Dropped)
	require.True(t, waiting(provisioning.KindCredit).Drop().Leave().Dropped)
	require.False(t, waiting(provisioning.KindCredit).Leave().Drop().Dropped, "who left it out wants it left out")
	require.False(t, waiting(provisioning.KindCredit).Drop().Include().Dropped)
}

// What comes back after a person left a step out must not bring it back.
func TestLeftOutStaysLeftOut(t *testing.T) {
	for _, name := range []string{"unknown", "doubt"} {
		left := reached[name](provisioning.KindLimits).Leave()
		for what, f := range map[string]provisioning.Finding{
			"absent": provisioning.Absent(), "unclear": provisioning.Unclear(), "failed": provisioning.LookFailed(domain.ErrOffline),
		} {
			after := left.Looked(noon.Add(time.Hour), f, policy, 0)
			require.Equal(t, left, after, "%s, then %s", name, what)
		}
		found := left.Looked(noon, provisioning.Found("ref"), policy, 0)
		require.Equal(t, provisioning.Done, found.State, "what is there is there")
	}
	left := waiting(provisioning.KindAdministrator).Leave()
	require.Equal(t, left, left.Answered(noon, provisioning.Outcome{Verdict: provisioning.VerdictPerson, Why: provisioning.ReasonPassword}, policy, 0))
}

func TestRestarted(t *testing.T) {
	for name, reach := range reached {
		before := reach(provisioning.KindLimits)
		after := before.Restarted()
		requireInvariants(t, after)
		require.Equal(t, after, after.Restarted())
		if name == "sending" {
			require.Equal(t, provisioning.Unknown, after.State)
			require.Equal(t, provisioning.Look, after.Decide(noon, true).Action)
			require.Equal(t, before.LastSent, after.LastSent)
			continue
		}
		require.Equal(t, before, after, name)
	}
}

func TestAnAnswerSaysWhy(t *testing.T) {
	problems := domain.Problems{{Field: domain.FieldTwoWay, Code: domain.ServerSays, Detail: "too many"}}
	s := answered(waiting(provisioning.KindLimits), provisioning.Outcome{
		Verdict: provisioning.VerdictRefused, Why: provisioning.ReasonRefused, Status: 400, Code: "validation error", Problems: problems, RequestID: "r1",
	})
	require.Equal(t, []any{provisioning.Refused, provisioning.ReasonRefused, 400, "validation error", problems, "r1"},
		[]any{s.State, s.Why, s.Status, s.Code, s.Problems, s.RequestID})
	done := answered(s.Retry(), provisioning.Outcome{Verdict: provisioning.VerdictDone, Ref: "ref", RequestID: "r2"})
	require.Equal(t, []any{provisioning.Done, provisioning.NoReason, 0, "", "ref", "r2", noon},
		[]any{done.State, done.Why, done.Status, done.Code, done.Ref, done.RequestID, done.DoneAt})
	require.Empty(t, done.Problems)
}

func TestWaitsGrowAndAreObeyed(t *testing.T) {
	s := waiting(provisioning.KindLimits)
	now := noon
	var last time.Duration
	for range 12 {
		s = s.Sending(now).Answered(now, provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonBusy, Status: 503}, policy, 0)
		wait := s.Next.Sub(now)
		require.GreaterOrEqual(t, wait, last)
		last, now = wait, s.Next
	}
	require.Equal(t, policy.LastRetry/2, last)

	for _, verdict := range []provisioning.Verdict{provisioning.VerdictNotSent, provisioning.VerdictUnknown} {
		s = answered(waiting(provisioning.KindLimits), provisioning.Outcome{Verdict: verdict, RetryAfter: 17 * time.Minute})
		require.Equal(t, noon.Add(17*time.Minute), s.Next, "Retry-After is obeyed")
	}
	failed := reached["unknown"](provisioning.KindLimits).Looked(noon, provisioning.LookFailed(&domain.BusyError{Status: 429, RetryAfter: time.Hour}), policy, 0)
	require.Equal(t, noon.Add(time.Hour), failed.Next)
}

// A server that never answers is not asked at the same pace for ever.
func TestLostAnswersBackOff(t *testing.T) {
	s := waiting(provisioning.KindLimits)
	now := noon
	var last time.Duration
	for range 14 {
		sent := now
		s = s.Sending(now).Answered(now, provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}, policy, 0)
		for s.State == provisioning.Unknown {
			now = s.Next
			s = s.Looked(now, provisioning.Absent(), policy, 0)
		}
		require.Equal(t, provisioning.Waiting, s.State)
		now = s.Next
		require.GreaterOrEqual(t, now.Sub(sent), last)
		last = now.Sub(sent)
	}
	require.Equal(t, policy.LastRetry/2, last)
}

func TestAnAccountThatIsTakenBackIsNotMadeForEver(t *testing.T) {
	s := answered(waiting(provisioning.KindAccount), provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonRollback})
	now := noon
	for looks := 0; s.State == provisioning.Unknown; looks++ {
		require.Less(t, looks, 20)
		require.Equal(t, provisioning.ReasonRollback, s.Why)
		now = s.Next
		s = s.Looked(now, provisioning.Absent(), policy, 0)
	}
	require.Equal(t, provisioning.Refused, s.State)
	require.Equal(t, provisioning.ReasonRollback, s.Why)
	require.Equal(t, noon.Add(policy.Absence[provisioning.KindAccount]), now, "it is given time to turn up after all")
	require.Equal(t, provisioning.Send, s.Retry().Decide(now, false).Action)
}

// "It exists" is no refusal of a credit: nobody else uses its id.
func TestACreditThatExistsIsNeverRefused(t *testing.T) {
	s := reached["doubt"](provisioning.KindCredit)
	now := noon
	for looks := 0; s.State == provisioning.Unknown; looks++ {
		require.Less(t, looks, 20)
		s = s.Looked(now, provisioning.Absent(), policy, 0)
		if s.State == provisioning.Unknown {
			now = s.Next
		}
	}
	require.Equal(t, provisioning.NeedsPerson, s.State)
	require.Equal(t, provisioning.ReasonUnclear, s.Why)
	require.Equal(t, provisioning.Look, s.Retry().Decide(now, true).Action, "never sent again without looking")
}

func TestARefusedNameIsKnownAtOnce(t *testing.T) {
	s := reached["doubt"](provisioning.KindAccount).Looked(noon, provisioning.Absent(), policy, 0)
	require.Equal(t, provisioning.Refused, s.State, "nothing of ours can be under way: it was the first send")
	require.Equal(t, provisioning.ReasonTaken, s.Why)
}

func TestStepField(t *testing.T) {
	for kind, want := range map[provisioning.Kind]domain.Field{
		provisioning.KindAccount: domain.FieldName, provisioning.KindAdministrator: domain.AdminField("7", domain.PartEmail),
		provisioning.KindLimits: domain.FieldTwoWay, provisioning.KindCredit: domain.FieldCredit, provisioning.KindPlans: domain.FieldPlans,
		provisioning.KindApps: domain.FieldApps, provisioning.KindCallflow: domain.FieldName,
	} {
		require.Equal(t, want, waiting(kind).Field(), kind)
	}
}

// A clock that goes back while the step waits, though not to before what it waits
// for, must not let it look without a pause.
func TestEveryLookIsFollowedByAWaitThoughTheClockWasSetBack(t *testing.T) {
	lost := answered(waiting(provisioning.KindLimits), provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer})
	other := provisioning.Intent{Limits: &provisioning.LimitsIntent{Trunks: domain.Trunks{TwoWay: 9}}}
	late := noon.Add(20 * time.Second)
	step := lost.Mend(other).Looked(late, provisioning.Absent(), policy, 0)
	require.Equal(t, provisioning.Rest, step.Decide(late, true).Action)
	back := late.Add(-10 * time.Second)
	require.Equal(t, provisioning.Look, step.Decide(back, true).Action, "what it was told then means nothing now")
	step = step.Looked(back, provisioning.Absent(), policy, 0)
	require.Equal(t, provisioning.Rest, step.Decide(back, true).Action)
}
