package outbox

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// badgeOf is the mark beside the title.
func badgeOf(s provisioning.Summary) (string, widgets.Tone) {
	switch s {
	case provisioning.SummaryNeedsYou:
		return words.SummaryBadge(s), widgets.ToneBad
	case provisioning.SummaryWorking:
		return words.SummaryBadge(s), widgets.TonePrimary
	case provisioning.SummaryQueued:
		return words.SummaryBadge(s), widgets.ToneWarn
	case provisioning.SummaryStopped:
		return words.SummaryBadge(s), widgets.ToneOff
	case provisioning.SummaryDone:
	}
	return words.SummaryBadge(s), widgets.ToneOK
}

func toneOf(s provisioning.State) widgets.Tone {
	switch s {
	case provisioning.Done:
		return widgets.ToneOK
	case provisioning.Refused, provisioning.NeedsPerson:
		return widgets.ToneBad
	case provisioning.Unknown:
		return widgets.ToneWarn
	case provisioning.Sending:
		return widgets.TonePrimary
	case provisioning.Waiting, provisioning.LeftOut:
	}
	return widgets.ToneOff
}

// Widths of the columns at the ends of a step's row, in units.
const (
	markWidth = 26
	tookWidth = 44
)

// showSteps draws the rows of the steps; the same rows are left alone, so that
// what has the keyboard keeps it while waits count down elsewhere.
func (v *View) showSteps(s screen) {
	var says []string
	for _, r := range s.rows {
		says = append(says, fmt.Sprint(r, s.single == nil, v.busy))
	}
	if slices.Equal(says, v.shown) {
		return
	}
	v.shown = says
	v.steps.RemoveAll()
	for i, r := range s.rows {
		if i > 0 {
			v.steps.Add(widgets.NewDivider())
		}
		v.steps.Add(v.stepRow(r, s.single == nil))
	}
}

// stepRow is the row of one step, with its own links where several need a person.
func (v *View) stepRow(r stepRow, links bool) fyne.CanvasObject {
	said := widgets.VBox(4, widgets.NewCaption(r.detail))
	if r.holder != "" {
		said.Add(widgets.NewCaption(r.holder))
	}
	ways := v.rowWays(r, links)
	if len(ways) > 0 {
		row := edges.Flow(10)
		for _, w := range ways {
			row.Add(v.link(w.label, w.tapped))
		}
		said.Add(row)
	}
	return widgets.Pad(11, 16, 11, 16, widgets.HBox(12,
		widgets.FixedWidth(markWidth, widgets.NewBadge(r.mark, toneOf(r.state))),
		widgets.Grow(widgets.NewText(r.title).Bold().Fitting(widgets.Wrap)),
		widgets.Grow(said),
		widgets.FixedWidth(tookWidth, widgets.NewCaption(r.took).Aligned(fyne.TextAlignTrailing)),
	))
}

// way is something that a person can choose.
type way struct {
	label  string
	tapped func()
}

// rowWays are the ways on that a step's row offers itself: what is about it alone,
// and with links what the buttons below offer where only one step needs the person.
func (v *View) rowWays(r stepRow, links bool) []way {
	var ways []way
	if r.newRealm != "" {
		ways = append(ways, way{lang.L("Use {{.Realm}}", map[string]any{"Realm": r.newRealm}), func() { v.useRealm(v.taken.Label) }})
	}
	if r.canInclude {
		ways = append(ways, way{lang.L("Send it after all"), func() { v.include(r.id) }})
	}
	if links && r.needsPerson {
		ways = append(ways, v.stepWays(r)...)
	}
	return ways
}

// stepWays are the ways on from a step that needs the person, besides trying again.
func (v *View) stepWays(r stepRow) []way {
	var ways []way
	if r.canAccept {
		ways = append(ways, way{lang.L("Accept the charges"), func() { v.accept(r.id) }})
	}
	if r.canBeThere {
		ways = append(ways, way{lang.L("It is there"), func() { v.tell(r.id, true) }})
	}
	if r.canTell {
		ways = append(ways, way{lang.L("It is not there: send it"), func() { v.tell(r.id, false) }})
	}
	if r.canChange {
		ways = append(ways, way{r.change, func() { v.change(r) }})
	}
	if r.canLeave {
		ways = append(ways, way{lang.L("Leave it out"), func() { v.leaveOut(r.id) }})
	}
	return ways
}

func (v *View) link(label string, tapped func()) *widgets.Button {
	b := widgets.NewLink(label, tapped)
	if v.busy {
		b.Disable()
	}
	return b
}

// showFoot draws the buttons below the steps; the same ones are left alone, so
// that the one that has the keyboard keeps it.
func (v *View) showFoot(s screen) {
	now := v.footButtons(s)
	same := len(now) == len(v.buttons)
	for i, b := range now {
		same = same && b.Text() == v.buttons[i].Text()
	}
	if !same {
		v.buttons = now
		v.foot.RemoveAll()
		for _, b := range now {
			v.foot.Add(b)
		}
	}
	for i, b := range v.buttons {
		b.OnTapped = now[i].OnTapped
		if details := i == len(now)-1; v.busy && !details {
			b.Disable()
		} else {
			b.Enable()
		}
	}
}

func (v *View) footButtons(s screen) []*widgets.Button {
	var buttons []*widgets.Button
	add := func(label string, tapped func()) {
		kind := widgets.Secondary
		if len(buttons) == 0 {
			kind = widgets.Primary
		}
		buttons = append(buttons, widgets.NewButton(kind, label, tapped))
	}
	switch {
	case s.summary == provisioning.SummaryDone:
		if !s.account.IsZero() {
			add(lang.L("Open the account"), func() { v.options.Actions.Account(v.p.Account.ID) })
		}
		add(lang.L("Add another"), v.options.Actions.Add)
	case s.waitsForSignIn:
		add(lang.L("Sign in"), v.options.Actions.SignIn)
	case s.canGoOn:
		add(lang.L("Go on"), v.goOn)
	case s.canRetry:
		add(retryWords(s), func() { v.retry(s) })
	case s.canWait:
		add(lang.L("Try now"), func() { v.retry(s) })
	}
	if one := s.single; one != nil {
		for _, w := range v.stepWays(*one) {
			add(w.label, w.tapped)
		}
	}
	if s.canStop {
		buttons = append(buttons, widgets.NewButton(widgets.Secondary, lang.L("Stop"), v.stop))
	}
	if s.canWithdraw {
		buttons = append(buttons, widgets.NewButton(widgets.Secondary, lang.L("Take it back"), v.withdraw))
	}
	return append(buttons, widgets.NewButton(widgets.Flat, lang.L("Copy details for support"), v.copyDetails))
}

// retryWords name the button that tries again: what cannot be told is looked for.
func retryWords(s screen) string {
	if s.single != nil && s.single.canTell {
		return lang.L("Look again")
	}
	return lang.L("Try again")
}
