package wizard

import (
	"context"
	"errors"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Wizard is one "Add New Account", from opening a draft to closing it. Its
// methods belong to the UI thread.
type Wizard struct {
	deps      Deps
	state     *state
	saver     *saver
	passwords *passwordKeeper
	reading   *run.Latest[known]
	known     known
	informed  bool // known was read

	allCountries []widgets.Option

	modal    *widgets.Modal
	saved    *widgets.Text
	steps    *widgets.Steps
	stepTabs []domain.Tab // that steps shows
	stepsBox *fyne.Container
	foot     *foot
	notice   *widgets.Banner
	views    map[domain.Tab]view
	places   map[domain.Field]place

	busyWith   domain.Field
	kept       bool // the store has something of the draft
	closing    bool
	submitting bool
	done       bool
	putOff     bool // problems are shown once the mouse is let go
	stopClock  func()
	removed    map[string]bool // administrators taken out whose typed password is to be forgotten
}

// New makes a wizard that is not open yet.
func New(deps Deps) *Wizard {
	if deps.After == nil {
		deps.After = after(deps.Run)
	}
	if deps.Language == "" {
		deps.Language = lang.SystemLocale().LanguageString()
	}
	w := &Wizard{
		deps: deps, views: map[domain.Tab]view{}, places: map[domain.Field]place{}, removed: map[string]bool{},
		reading: run.NewLatest[known](deps.Run),
	}
	w.saver = &saver{
		run: deps.Run, store: deps.Workspace, after: deps.After, now: deps.Now, every: deps.SaveEvery,
		onStatus: w.savedAs, onChecked: w.checked,
	}
	w.passwords = &passwordKeeper{run: deps.Run, store: deps.Workspace, after: deps.After, onKept: w.saver.recheck}
	return w
}

// Show opens a draft: one that was just started, or one to go on with, on the tab
// and with the values that it was left with.
func (w *Wizard) Show(d domain.Draft) {
	w.known.identity = w.deps.Workspace.Identity()
	w.state = newState(d, d.Tab == domain.TabPlans) // until it is known whether there are any
	if f := w.deps.FocusField; f != "" {
		w.state.judge(f.Tab())
		w.state.visit(f.Tab())
	}
	w.kept = !d.IsBlank(domain.NewDraft(d.ID, d.Parent, w.known.identity))
	w.passwords.draftID = d.ID
	w.assemble()
	w.savedAs(saveStatus{})
	w.showTab()
	w.modal.Show()
	w.addShortcuts()
	w.focusField(w.deps.FocusField)
	w.saver.open(w.state.draft)
	w.Reload()
}

// IsOpen says whether the wizard is on the screen.
func (w *Wizard) IsOpen() bool { return w.modal != nil && w.modal.IsOpen() }

// SaveLast saves what is not saved and waits for it, once the window is gone.
func (w *Wizard) SaveLast(ctx context.Context) error {
	if w.done || w.state == nil {
		return nil
	}
	w.passwords.last(ctx)
	return w.saver.last(ctx)
}

// Flush saves at once what is not saved, and calls then when it is, or with what
// keeps it from being saved. The window calls it before it closes.
func (w *Wizard) Flush(then func(error)) {
	if w.done || w.state == nil {
		then(nil)
		return
	}
	var result error
	left := 2
	part := func(err error) {
		result = errors.Join(result, err)
		if left--; left == 0 {
			then(result)
		}
	}
	w.passwords.flush(func() { part(nil) })
	w.saver.flush(part)
}

func (w *Wizard) assemble() {
	w.saved = widgets.NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted)
	w.stepsBox = widgets.VBox(0)
	w.makeSteps()
	w.foot = newFoot(w)
	w.notice = widgets.NewBanner(widgets.TonePrimary, lang.L("The account exists already"),
		lang.L("What is done stays done. Only steps that are not done yet take what you change here."))
	w.notice.Hide()
	w.modal = widgets.NewModal(w.deps.Window.Canvas(), widgets.ModalOptions{
		Title: lang.L("Add New Account"), TitleRight: w.saved, Header: w.stepsBox,
		Body: widgets.VBox(0), Footer: w.foot.row,
		Default: w.foot.next, OnEscape: w.Close, OnClosed: w.closed,
	})
}

// makeSteps makes the row of tabs anew where there is one more or less than
// before.
func (w *Wizard) makeSteps() {
	if w.steps != nil && slices.Equal(w.stepTabs, w.state.tabs) {
		return
	}
	w.stepTabs = slices.Clone(w.state.tabs)
	items := make([]widgets.StepItem, len(w.state.tabs))
	for i, tab := range w.state.tabs {
		items[i] = widgets.StepItem{Label: words.Tab(tab)}
	}
	w.steps = widgets.NewSteps(items)
	w.steps.OnSelected = func(i int) { w.goTo(w.state.tabs[i]) }
	w.steps.SetCurrent(w.state.index())
	w.stepsBox.Objects = []fyne.CanvasObject{w.steps}
	w.stepsBox.Refresh()
}

// view returns the content of the current tab, made when it is first seen.
func (w *Wizard) view() view {
	tab := w.state.draft.Tab
	if v, ok := w.views[tab]; ok {
		return v
	}
	var v view
	switch tab {
	case domain.TabContacts:
		v = newContacts(w)
	case domain.TabPlans:
		v = newPlans(w)
	case domain.TabRestrictions:
		v = newRestrictions(w)
	case domain.TabPermissions:
		v = newPermissions(w)
	case domain.TabReview:
		v = newReview(w)
	default:
		v = newGeneral(w)
	}
	w.views[tab] = v
	return v
}

// showTab puts the current tab into the panel.
func (w *Wizard) showTab() {
	v := w.view()
	v.load(w.state.draft)
	w.modal.SetBody(widgets.VBox(14, w.notice, v.content()))
	w.steps.SetCurrent(w.state.index())
	w.foot.load()
	w.drawProblems()
}

// relayout gives the tab its new size after something came or went.
func (w *Wizard) relayout() { w.view().content().Refresh() }

// load shows the draft and what is known in the tab that is seen.
func (w *Wizard) load() { w.view().load(w.state.draft) }

// edit changes the draft at a field, and has it saved.
func (w *Wizard) edit(f domain.Field, change func(*domain.Draft)) {
	if w.done {
		return
	}
	w.turnTo(f)
	w.state.edit(f, change)
	w.saver.changed(w.state.draft)
}

// turnTo notes that the person is busy with a field now, and done with the one
// before: not every widget tells when it loses the keyboard.
func (w *Wizard) turnTo(f domain.Field) {
	before := w.busyWith
	w.busyWith = f
	if before != "" && before != f {
		w.leave(before)
	}
}

// watch follows the keyboard through a field. Where the whole window loses it,
// because somebody looks something up in another program, nobody is done yet.
func (w *Wizard) watch(f domain.Field, inside fyne.Focusable) func(focused bool) {
	return func(focused bool) {
		if focused && !w.done {
			w.turnTo(f)
			return
		}
		w.deps.Run.Dispatch(func() { // by then it is known where the keyboard went
			if now := w.deps.Window.Canvas().Focused(); !w.done && now != inside && !w.aside(now) {
				w.leave(f)
			}
		})
	}
}

// aside tells whether somebody looks something up before they go on with a field: the
// keyboard is on the button for that, or in a panel over the wizard, from which it comes
// back.
func (w *Wizard) aside(now fyne.Focusable) bool {
	help, ok := now.(*widgets.Button)
	return ok && help.Helps() || widgets.TopModal(w.deps.Window.Canvas()) != w.modal
}

// leave notes that the person is done with a field.
func (w *Wizard) leave(f domain.Field) {
	if w.done {
		return
	}
	w.state.leave(f)
	w.showProblems()
}

// goTo opens another tab and gives the keyboard to its first field.
func (w *Wizard) goTo(tab domain.Tab) { w.open(tab, "") }

// jump opens the tab of a field and gives it the keyboard.
func (w *Wizard) jump(f domain.Field) { w.open(f.Tab(), f) }

func (w *Wizard) open(tab domain.Tab, f domain.Field) {
	if w.done || w.closing {
		return
	}
	w.deps.Window.Canvas().Unfocus() // what has it may still want to be left
	if tab != w.state.draft.Tab {
		w.state.visit(tab)
		w.saver.changed(w.state.draft)
		w.saver.flush(func(error) {}) // the new tab wants to know at once what is wrong
		w.showTab()
	}
	if f != "" {
		w.turnTo(f) // also from where the keyboard had only gone aside
	}
	w.focusField(f)
}

// focusField gives a field the keyboard; without one, or where it is nowhere, the
// first one of the tab.
func (w *Wizard) focusField(f domain.Field) {
	p, ok := w.places[f]
	if f == "" || !ok {
		p, ok = w.places[w.view().first()]
	}
	if ok && p.focus != nil {
		p.focus()
	}
}

// focus gives o the keyboard. What has just come onto the screen cannot be scrolled
// to before the window has painted it once.
func (w *Wizard) focus(o fyne.Focusable) {
	if o == nil {
		return
	}
	c := w.deps.Window.Canvas()
	c.Focus(o)
	w.deps.After(painted, func() {
		if object, ok := o.(fyne.CanvasObject); ok && c.Focused() == o {
			widgets.Reveal(object)
		}
	})
}

// painted is a time in which a window has painted for sure.
const painted = 60 * time.Millisecond

// put says where a field stands.
func (w *Wizard) put(f domain.Field, p place) { w.places[f] = p }

// take says that a field is on the screen no more.
func (w *Wizard) take(f domain.Field) { delete(w.places, f) }

// checked takes up what is wrong with the newest draft.
func (w *Wizard) checked(problems domain.Problems, err error) {
	if err != nil {
		w.modal.Toasts().Show(lang.L("The draft could not be checked: {{.Why}}", data{"Why": words.Error(err).Title}), widgets.ToneBad)
		return
	}
	w.state.checked(problems)
	w.showProblems()
}

// showProblems draws the problems, as soon as no button of the mouse is held: a line that
// comes or goes moves what is below it, and what moves away under the pointer is not clicked.
func (w *Wizard) showProblems() {
	switch {
	case w.putOff || w.done:
	case widgets.MouseHeld():
		w.putOff = true
		widgets.OnRelease(func() {
			w.deps.Run.Dispatch(func() { // after what the click does
				w.putOff = false
				w.showProblems()
			})
		})
	default:
		w.drawProblems()
	}
}

// drawProblems draws what is wrong at the fields, on the tabs and in the foot, as far as
// the person should see it by now.
func (w *Wizard) drawProblems() {
	for f, p := range w.places {
		if p.show != nil {
			problem, wrong := w.state.at(f)
			p.show(problem, wrong)
		}
	}
	for i, tab := range w.state.tabs {
		wrong := w.state.wrongOn(tab)
		w.steps.SetProblems(i, wrong)
		switch {
		case wrong > 0:
		case tab == domain.TabReview: // it is done when the account is created
			w.steps.SetState(i, widgets.StepOpen)
		case w.state.draft.HasVisited(tab) && tab != w.state.draft.Tab:
			w.steps.SetState(i, widgets.StepDone)
		default:
			w.steps.SetState(i, widgets.StepOpen)
		}
	}
	w.foot.remind()
	if w.state.onReview() {
		w.load()
	}
}
