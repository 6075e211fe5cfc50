package outbox

import (
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/words"
)

// screen is all that is shown of one provisioning.
type screen struct {
	name    string
	summary provisioning.Summary
	title   string // of the summary card
	text    string
	rows    []stepRow
	charges []chargeTable

	// Where one step alone needs the person, the buttons below are about it;
	// where several do, each row has its own.
	single *stepRow

	canRetry    bool // something stands that a new try could move
	canWithdraw bool // nothing was sent
	canWait     bool // it goes on by itself, later: "try now" makes sense
	canStop     bool // something is not sent yet, and would be
	canGoOn     bool // a person stopped it
	// waitsForSignIn: nothing moves before the person has signed in.
	waitsForSignIn bool
	account        domain.AccountRef
}

// stepRow is one step, or a kind of step that was not needed.
type stepRow struct {
	id     string // empty where not needed
	kind   provisioning.Kind
	state  provisioning.State
	mark   string
	title  string
	detail string
	took   string

	needsPerson bool
	canLeave    bool
	canChange   bool
	canAccept   bool
	canTell     bool   // a person may say whether it is on the server
	canBeThere  bool   // and may say that it is
	canInclude  bool   // it was left out, and can be sent after all
	holder      string // who has the name or the realm
	newRealm    string // one that can be had instead
	change      string // the words of the button that changes it
	field       domain.Field
}

// chargeTable is what the server wants for one step.
type chargeTable struct {
	step  string
	title string
	lines []chargeLine
	total string
}

type chargeLine struct{ what, quantity, rate, total string }

// describe says what the screen shows of p at this time. Taken is who has the name
// or the realm, where that is known.
func describe(p provisioning.Provisioning, taken workspace.Taken, now time.Time) screen {
	s := screen{name: p.Name, summary: p.Summary(), canWithdraw: p.NothingSent() && p.Summary() != provisioning.SummaryDone, account: p.Account}
	s.title, s.text = words.Headline(p)
	needing := 0
	s.canGoOn = s.summary == provisioning.SummaryStopped
	for _, k := range provisioning.Kinds() {
		found := false
		for _, step := range p.Steps {
			if step.Kind != k {
				continue
			}
			found = true
			r := describeStep(p, step, now)
			if k == provisioning.KindAccount {
				r.holder, r.newRealm = takenWords(taken), taken.NewRealm
			}
			s.rows = append(s.rows, r)
			if r.needsPerson {
				needing++
			}
			if r.canAccept {
				s.charges = append(s.charges, describeCharges(step))
			}
			s.canRetry = s.canRetry || (r.needsPerson && !r.canAccept)
			s.canStop = s.canStop || !step.State.Settled() && !step.Held
			s.waitsForSignIn = s.waitsForSignIn || (!step.State.Settled() && step.Why == provisioning.ReasonSignIn)
			s.canWait = s.canWait || (!step.Rests() && step.State != provisioning.Sending && step.Next.After(now))
		}
		if !found && k.OfDraft() {
			s.rows = append(s.rows, stepRow{kind: k, mark: "·", title: words.KindTitle(k), detail: lang.L("not needed")})
		}
	}
	s.canStop = s.canStop && !s.canWithdraw // taking it back is the better stop, while nothing was sent
	if needing == 1 {
		for i := range s.rows {
			if s.rows[i].needsPerson {
				s.single = &s.rows[i]
			}
		}
	}
	return s
}

func describeStep(p provisioning.Provisioning, step provisioning.Step, now time.Time) stepRow {
	r := stepRow{
		id: step.ID, kind: step.Kind, state: step.State, mark: mark(step.State),
		title: words.StepTitle(step), detail: words.StepDetail(p, step, now), took: words.StepTook(step),
	}
	r.canInclude = step.State == provisioning.LeftOut && !step.Dropped
	if step.State != provisioning.Refused && step.State != provisioning.NeedsPerson {
		return r
	}
	r.needsPerson = true
	r.canTell = step.Why == provisioning.ReasonUnclear
	r.canBeThere = r.canTell && step.Kind != provisioning.KindAccount
	r.canLeave = step.Kind != provisioning.KindAccount
	r.canAccept = step.Why == provisioning.ReasonCharges
	r.change, r.canChange = changeWords(step)
	r.field = fieldOf(step)
	return r
}

// fieldOf is where in the wizard a step that stands is mended.
func fieldOf(step provisioning.Step) domain.Field {
	if step.Why == provisioning.ReasonPassword {
		return domain.AdminField(step.Intent.Admin.Admin.ID, domain.PartPassword)
	}
	for _, problem := range step.Problems {
		if problem.Field != "" {
			return problem.Field
		}
	}
	return step.Field()
}

// changeWords names the button that opens the wizard at what a step is about. The
// callflow has no field: there is nothing to change.
func changeWords(step provisioning.Step) (string, bool) {
	if step.Why == provisioning.ReasonUnclear || step.Why == provisioning.ReasonKeyring { // there is nothing to change about it
		return "", false
	}
	switch step.Kind {
	case provisioning.KindAccount:
		return lang.L("Change the account…"), true
	case provisioning.KindAdministrator:
		return lang.L("Change the administrator…"), true
	case provisioning.KindLimits:
		return lang.L("Change the limits…"), true
	case provisioning.KindCredit:
		return lang.L("Change the credit…"), true
	case provisioning.KindPlans:
		return lang.L("Change the service plan…"), true
	case provisioning.KindApps:
		return lang.L("Change the apps…"), true
	case provisioning.KindCallflow, provisioning.KindPassword,
		provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller, provisioning.KindMove,
		provisioning.KindDelete:
	}
	return "", false
}

func mark(s provisioning.State) string {
	switch s {
	case provisioning.Done:
		return "✓"
	case provisioning.Refused:
		return "✗"
	case provisioning.NeedsPerson:
		return "!"
	case provisioning.Sending:
		return "→"
	case provisioning.Unknown:
		return "?"
	case provisioning.Waiting:
		return "…"
	case provisioning.LeftOut:
	}
	return "–"
}

func describeCharges(step provisioning.Step) chargeTable {
	t := chargeTable{step: step.ID, title: words.StepTitle(step)}
	sum := decimal.Zero
	for _, c := range step.Charges {
		what := c.Name
		if what == "" {
			what = strings.TrimSpace(strings.ReplaceAll(c.Category+" "+c.Item, "_", " "))
		}
		sum = sum.Add(c.Total)
		t.lines = append(t.lines, chargeLine{
			what: what, quantity: words.Count(int(c.Quantity)), rate: words.Money(c.Rate), total: words.Money(c.Total),
		})
	}
	t.total = words.Money(sum)
	return t
}

// supportText is all that helps somebody to find out what happened, for the
// clipboard. It has no secret in it: a step never holds one.
func supportText(p provisioning.Provisioning, version string, now time.Time) string {
	var b strings.Builder
	add := func(name, value string) {
		if value != "" {
			b.WriteString(name + ": " + value + "\n")
		}
	}
	add("accounts-manager", version)
	add("time", now.UTC().Format(time.RFC3339))
	add("provisioning", p.ID)
	add("name", p.Name)
	add("parent", p.Parent.ID+" "+p.Parent.Name)
	add("account", strings.TrimSpace(p.Account.ID+" "+p.Account.Realm))
	add("submitted", stamp(p.CreatedAt))
	for _, s := range p.Steps {
		b.WriteString("\n[" + s.ID + "] " + string(s.State))
		if s.Why != "" {
			b.WriteString(" (" + string(s.Why) + ")")
		}
		b.WriteString("\n")
		add("  marker", s.OpID)
		add("  reference", s.Ref)
		add("  first sent", stamp(s.FirstSent))
		add("  last sent", stamp(s.LastSent))
		add("  done", stamp(s.DoneAt))
		add("  next", stamp(s.Next))
		if s.Status != 0 {
			add("  answer", words.Refusal(s.Status, s.Code, s.Problems))
		}
		add("  request id", s.RequestID)
	}
	return b.String()
}

func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(time.RFC3339Nano)
}
