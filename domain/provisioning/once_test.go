package provisioning_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// This simulates one step on its way: a courier that follows the machine and may
// be killed between any two of its acts, a person who clicks at any time, and a
// server of which the truth is known. The server protects from nothing: what is
// sent twice happens twice.

// server is what is really so. Nothing of it is known to the machine but by
// answers and looks.
type server struct {
	applied  int       // how often the effect took place
	value    int       // the intent that took place last
	arriving []arrival // effects that are under way
	taken    bool      // somebody else has the name: ours is always refused
}

// arrival is an effect that takes place later.
type arrival struct {
	at    time.Time
	value int
}

// gone stands for an intent that is not wanted any more.
const gone = -2

type simulation struct {
	t      *rapid.T
	server server
	now    time.Time
	behind time.Duration // of this computer's clock, which only ever jumps back
	step   provisioning.Step
	faulty bool // the first part of a run; in the second all goes well
	left   bool // it was left out, and yet it is there
	wish   int  // the intent that the person submitted last
	open   bool // something was sent that no answer and no look has accounted for
}

// idempotent steps may be repeated: what counts is that the last one is the one
// that was wanted.
func idempotent(kind provisioning.Kind) bool { return policy.Absence[kind] == 0 }

func TestKindsThatMayBeRepeated(t *testing.T) {
	for _, kind := range provisioning.Kinds() {
		require.Equal(t, kind.Repeatable(), idempotent(kind), "an effect that is made may turn up late: %s", kind)
	}
}

func TestEachEffectHappensOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		kind := rapid.SampledFrom(provisioning.Kinds()).Draw(t, "kind")
		s := &simulation{t: t, now: noon, step: waiting(kind), faulty: true}
		s.wish = intentNumber(s.step)
		for range rapid.IntRange(0, 25).Draw(t, "rounds") {
			s.disturb()
			s.round()
		}
		s.faulty = false
		for rounds := 0; !s.ended(); rounds++ {
			require.Less(t, rounds, 60, "it never ends: %+v", s.step)
			s.round()
		}
		s.pass(time.Hour) // nothing may be under way any more
		if s.server.taken && s.server.applied == 0 {
			require.Equal(t, provisioning.Refused, s.step.State)
			require.Equal(t, provisioning.ReasonTaken, s.step.Why)
			return
		}
		require.Equal(t, provisioning.Done, s.step.State)
		require.GreaterOrEqual(t, s.server.applied, 1)
		require.Equal(t, intentNumber(s.step), s.server.value, "what is said to be there is there")
		s.requireNothingForgotten()
	})
}

// requireNothingForgotten: what was submitted last was sent, or is kept as not
// sent.
func (s *simulation) requireNothingForgotten() {
	switch {
	case s.step.Wanted == nil:
		require.Equal(s.t, s.wish, intentNumber(s.step), "something that was submitted is gone")
	case s.wish == gone:
		require.True(s.t, s.step.Wanted.IsZero())
	default:
		require.True(s.t, s.left || !idempotent(s.step.Kind), "it could have been sent")
		require.Equal(s.t, s.wish, intentNumber(provisioning.Step{Intent: *s.step.Wanted}))
	}
}

// ended tells whether the step stands, and lets a patient person do what each
// state offers where it does not stand for good.
func (s *simulation) ended() bool {
	switch s.step.State {
	case provisioning.Done:
		return true
	case provisioning.Refused:
		if s.step.Why == provisioning.ReasonTaken && s.server.taken {
			return true
		}
		s.commit(s.step.Retry())
	case provisioning.NeedsPerson:
		s.click(rapid.SampledFrom([]string{"word", "retry"}).Draw(s.t, "patience"))
		s.commit(s.step.Accept().Retry())
	case provisioning.LeftOut:
		s.click("include")
	case provisioning.Waiting, provisioning.Sending, provisioning.Unknown:
		if s.step.Rests() {
			s.click("retry")
		}
	}
	return false
}

// commit is the one way in which the step changes.
func (s *simulation) commit(step provisioning.Step) {
	requireInvariants(s.t, step)
	require.Equal(s.t, s.step.OpID, step.OpID)
	if changed := intentNumber(step) != intentNumber(s.step); changed && !idempotent(step.Kind) {
		require.Zero(s.t, s.server.applied, "another intent, with the old one on the server")
		require.Empty(s.t, s.server.arriving, "another intent, with the old one under way")
	}
	if refused := step.State == provisioning.Refused && s.step.State != provisioning.Refused; refused && !idempotent(step.Kind) {
		require.Zero(s.t, s.server.applied, "refused, and yet it happened")
		require.Empty(s.t, s.server.arriving, "refused, and yet it will happen")
	}
	if step.State == provisioning.Done {
		require.Positive(s.t, s.server.applied, "done, and yet nothing happened")
	}
	s.step = step
}

// learn commits what an answer or a look came to. What a person left out stays
// out, unless it is there.
func (s *simulation) learn(step provisioning.Step) {
	if s.step.State == provisioning.LeftOut {
		if s.left = step.State == provisioning.Done; !s.left {
			require.Equal(s.t, s.step, step)
		}
	}
	s.commit(step)
}

func intentNumber(s provisioning.Step) int {
	if s.Intent.Callflow != nil {
		return len(s.Intent.Callflow.Carrier)
	}
	return -1
}

// pass lets time go by; what was under way arrives.
func (s *simulation) pass(d time.Duration) {
	s.now = s.now.Add(d)
	still := s.server.arriving[:0]
	slices.SortStableFunc(s.server.arriving, func(a, b arrival) int { return a.at.Compare(b.at) })
	for _, a := range s.server.arriving {
		if a.at.After(s.now) {
			still = append(still, a)
		} else {
			s.happens(a.value)
		}
	}
	s.server.arriving = still
	if !idempotent(s.step.Kind) {
		require.LessOrEqual(s.t, s.server.applied, 1, "it happened twice")
	}
}

func (s *simulation) happens(value int) {
	s.server.applied++
	s.server.value = value
}

func (s *simulation) clock() time.Time { return s.now.Add(-s.behind) }

func (s *simulation) chance(label string) bool {
	return s.faulty && rapid.IntRange(0, 3).Draw(s.t, label) == 0
}

func (s *simulation) lasts(label string, most time.Duration) {
	if s.faulty {
		s.pass(time.Duration(rapid.Int64Range(0, int64(most)).Draw(s.t, label)))
	}
}

func (s *simulation) dice() float64 { return rapid.Float64Range(0, 0.999).Draw(s.t, "dice") }

// disturb is what happens around the courier: a person, the clock, other people.
func (s *simulation) disturb() {
	switch rapid.IntRange(0, 9).Draw(s.t, "disturb") {
	case 0:
		s.person()
	case 1:
		s.behind += time.Duration(rapid.Int64Range(0, int64(time.Hour)).Draw(s.t, "clock jumps back"))
	case 2:
		if nobody := s.server.applied == 0 && len(s.server.arriving) == 0; nobody && s.step.Kind != provisioning.KindCredit {
			s.server.taken = true
		}
	case 3:
		s.commit(s.step.Restarted())
	}
}

func (s *simulation) person() {
	s.click(rapid.SampledFrom([]string{"retry", "accept", "leave", "drop", "include", "mend", "stop", "word"}).Draw(s.t, "click"))
}

// click is a person's gesture, and what it says about what is wanted.
func (s *simulation) click(what string) {
	switch before := s.step; what {
	case "retry":
		s.commit(before.Retry())
	case "accept":
		s.commit(before.Accept())
	case "stop":
		s.commit(before.Hold())
	case "word":
		s.word()
	case "leave":
		s.commit(before.Leave())
	case "drop":
		s.commit(before.Drop())
		if s.step.Dropped || s.step.Wanted != nil && s.step.Wanted.IsZero() {
			s.wish = gone
		}
	case "include":
		s.commit(before.Include())
		if before.State == provisioning.LeftOut && s.wish == gone && s.step.Wanted == nil {
			s.wish = intentNumber(s.step)
		}
	case "mend":
		// The intent's kind does not matter here: its number tells it apart.
		s.wish = rapid.IntRange(0, 5).Draw(s.t, "wish")
		s.commit(before.Mend(provisioning.Intent{Callflow: &provisioning.CallflowIntent{Carrier: provisioning.Carrier(make([]byte, s.wish))}}))
	}
}

// word is a person who waits until nothing can be under way any more, looks on the
// server, and tells the truth.
func (s *simulation) word() {
	if s.step.State != provisioning.NeedsPerson || s.step.Why != provisioning.ReasonUnclear {
		return
	}
	s.pass(time.Hour)
	there := s.server.applied > 0 && (!idempotent(s.step.Kind) || s.server.value == intentNumber(s.step))
	if there && s.step.Kind == provisioning.KindAccount {
		return // the program must find that one itself
	}
	s.open = false
	s.commit(s.step.Told(s.clock(), there, policy))
}

// round is one turn of the courier.
func (s *simulation) round() {
	d := s.step.Decide(s.clock(), true)
	switch d.Action {
	case provisioning.Rest:
		if !d.At.IsZero() {
			s.pass(max(0, d.At.Sub(s.clock())))
		}
	case provisioning.Send:
		s.send()
	case provisioning.Look:
		s.look()
	}
}

func (s *simulation) send() {
	require.False(s.t, s.open, "sent again without having looked")
	require.False(s.t, s.step.Held, "sent although it was stopped")
	if s.chance("killed before the intent is committed") {
		s.commit(s.step.Restarted())
		return
	}
	s.commit(s.step.Sending(s.clock()))
	s.open = true
	if s.chance("killed before it is sent") {
		s.commit(s.step.Restarted())
		return
	}
	sent, value := s.now, intentNumber(s.step)
	outcome := s.receive(sent, value)
	if s.chance("somebody clicks while it is out") {
		s.person()
	}
	if s.chance("killed before the outcome is committed") {
		s.commit(s.step.Restarted())
		return
	}
	if outcome.Verdict != provisioning.VerdictUnknown {
		s.open = false
	}
	s.learn(s.step.Answered(s.clock(), outcome, policy, s.dice()))
}

// receive is the server's side of a send.
func (s *simulation) receive(sent time.Time, value int) provisioning.Outcome {
	exists := provisioning.Outcome{Verdict: provisioning.VerdictExists, Why: provisioning.ReasonTaken, Status: 409}
	lost := provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonNoAnswer}
	happens := func() {
		if !s.server.taken {
			s.happens(value)
		}
		s.pass(0)
	}
	fates := map[string]func() provisioning.Outcome{
		"done": func() provisioning.Outcome {
			happens()
			return provisioning.Outcome{Verdict: provisioning.VerdictDone, Ref: "ref"}
		},
		"lost before": func() provisioning.Outcome { return lost },
		"lost after":  func() provisioning.Outcome { happens(); return lost },
		"late": func() provisioning.Outcome {
			window := max(policy.Absence[s.step.Kind], time.Minute)
			if !s.server.taken {
				s.server.arriving = append(s.server.arriving, arrival{
					at: sent.Add(time.Duration(rapid.Int64Range(0, int64(window)-1).Draw(s.t, "arrives after"))), value: value,
				})
			}
			return lost
		},
		"took it back": func() provisioning.Outcome {
			return provisioning.Outcome{Verdict: provisioning.VerdictUnknown, Why: provisioning.ReasonRollback}
		},
		"made, and says it exists": func() provisioning.Outcome { happens(); return exists },
		"refused": func() provisioning.Outcome {
			return provisioning.Outcome{Verdict: provisioning.VerdictRefused, Why: provisioning.ReasonRefused, Status: 400}
		},
		"not sent": func() provisioning.Outcome {
			return provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonOffline}
		},
		"busy": func() provisioning.Outcome {
			return provisioning.Outcome{Verdict: provisioning.VerdictNotSent, Why: provisioning.ReasonBusy, Status: 429, RetryAfter: time.Minute}
		},
		"charges": func() provisioning.Outcome {
			return provisioning.Outcome{Verdict: provisioning.VerdictCharges, Why: provisioning.ReasonCharges, Status: 402}
		},
	}
	fate := "done"
	if s.faulty {
		fate = rapid.SampledFrom([]string{
			"done", "lost before", "lost after", "late", "took it back", "made, and says it exists", "refused", "not sent", "busy", "charges",
		}).Draw(s.t, "fate")
	}
	answers := fate == "done" || fate == "made, and says it exists"
	if s.server.taken && answers {
		return exists
	}
	outcome := fates[fate]()
	// Longer than a request lives, nobody waits for its answer.
	s.lasts("the answer takes", 130*time.Second)
	return outcome
}

func (s *simulation) look() {
	finding := provisioning.Absent()
	if s.server.applied > 0 && (!idempotent(s.step.Kind) || s.server.value == intentNumber(s.step)) {
		finding = provisioning.Found("ref")
	}
	switch {
	case s.chance("the look fails"):
		finding = provisioning.LookFailed(&domain.BusyError{Status: 503})
	case s.chance("the look is unclear"):
		finding = provisioning.Unclear()
	}
	s.lasts("the look takes", 30*time.Second)
	if s.chance("somebody clicks during the look") {
		s.person()
	}
	if s.chance("killed before the finding is committed") {
		s.commit(s.step.Restarted())
		return
	}
	if finding.Sight == provisioning.SightAbsent || finding.Sight == provisioning.SightFound {
		s.open = false
	}
	s.learn(s.step.Looked(s.clock(), finding, policy, s.dice()))
}
