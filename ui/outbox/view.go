package outbox

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// Workspace is what the screen reads and the ways on that it offers.
type Workspace interface {
	Provisioning(ctx context.Context, id string) (provisioning.Provisioning, error)
	RetryStep(ctx context.Context, id, stepID string) error
	LeaveOut(ctx context.Context, id, stepID string) error
	AcceptCharges(ctx context.Context, id, stepID string) error
	Withdraw(ctx context.Context, id string) error
	Stop(ctx context.Context, id string) error
	TakeWord(ctx context.Context, id, stepID string, there bool) error
	Taken(ctx context.Context, id string) (workspace.Taken, error)
	UseRealm(ctx context.Context, id, label string) error
	SentPassword(ctx context.Context, id, stepID string) (domain.Secret, error)
	ResetPassword(ctx context.Context, id, stepID string) error
}

// Actions are what a person can choose here, told to the window.
type Actions struct {
	Change    func(id string, field domain.Field) // open the wizard there
	Withdrawn func(id string)                     // it is a draft again
	Account   func(id string)                     // show the new account
	Finished  func()                              // all is done: it can be found among the accounts now
	Add       func()                              // another one
	Up        func()                              // the breadcrumb's first place
	SignIn    func()                              // it waits for that
	Failed    func(err error)
	Copied    func(what string)
}

// Options are what the screen is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Actions   Actions
	Now       func() time.Time
	Version   string // for the details
	// After calls f on the UI thread when d is over, unless it is cancelled
	// before; nil waits for real.
	After func(d time.Duration, f func()) (cancel func())
}

// View is the screen. Its methods belong to the UI thread.
type View struct {
	options   Options
	id        string
	p         provisioning.Provisioning
	reading   *run.Latest[provisioning.Provisioning]
	passwords map[string]sentPassword // by the administrator's step; forgotten when the screen is left
	fetching  map[string]bool         // by what set it last
	taken     workspace.Taken         // who has the name or the realm
	busy      bool                    // a wish is being carried out
	stopTick  func()

	crumb        *widgets.Breadcrumb
	title        *widgets.Text
	badge        *widgets.Badge
	heading      *widgets.Text
	text         *widgets.Text
	steps        *fyne.Container
	shown        []string // what the steps say, to draw them anew only when it changes
	charges      *fyne.Container
	chargesSay   string          // what they say, likewise
	above, below *fyne.Container // places of the passwords
	passwordsSay string          // what they say, likewise
	foot         *fyne.Container
	buttons      []*widgets.Button // those in foot
	object       fyne.CanvasObject
	page         *widgets.FocusScroll // all of it but the foot
	footer       *edges.Surface
}

// New makes the screen; Show fills it.
func New(o Options) *View {
	v := &View{options: o, reading: run.NewLatest[provisioning.Provisioning](o.Runner)}
	if v.options.After == nil {
		v.options.After = func(d time.Duration, f func()) func() {
			timer := time.AfterFunc(d, func() { o.Runner.Dispatch(f) })
			return func() { timer.Stop() }
		}
	}
	v.build()
	return v
}

func (v *View) build() {
	v.crumb = widgets.NewBreadcrumb(nil, func(at int) {
		if at == 0 {
			v.options.Actions.Up()
		}
	})
	v.title = widgets.NewDisplay("")
	v.badge = widgets.NewBadge("", widgets.ToneOff)
	v.heading = widgets.NewHeading("")
	v.text = widgets.NewCaption("")
	v.steps = widgets.VBox(0)
	v.charges, v.above, v.below = hidden(), hidden(), hidden()
	v.foot = edges.Foot(10)
	body := widgets.VBox(14,
		widgets.NewCard(widgets.VBox(2, v.heading, v.text)),
		v.charges,
		v.above,
		widgets.NewBareCard(v.steps),
		v.below,
	)
	v.page = widgets.NewFocusScroll(widgets.VBox(0,
		widgets.Pad(16, 24, 0, 24, widgets.VBox(4, v.crumb, widgets.HBox(10, v.title, v.badge))),
		widgets.Pad(18, 24, 18, 24, body),
	))
	// What can be done stays in sight, however long the list of steps is.
	v.footer = edges.NewSurface(edges.LineTop, widgets.Pad(12, 24, 12, 24, v.foot))
	v.object = edges.Bottom(v.footer, v.page)
	v.reveal(false)
}

// reveal shows the screen, or nothing while it is not known what stands on it.
func (v *View) reveal(known bool) { v.page.Hidden, v.footer.Hidden = !known, !known }

// hidden is a place for what is not always there.
func hidden() *fyne.Container {
	box := widgets.VBox(14)
	box.Hide()
	return box
}

// Object is what the window shows.
func (v *View) Object() fyne.CanvasObject { return v.object }

// ID is the provisioning that is shown; empty shows none.
func (v *View) ID() string { return v.id }

// DoneAccount is the account that has come of what is shown, once all is done;
// empty before.
func (v *View) DoneAccount() string {
	if v.p.ID == "" || v.p.Summary() != provisioning.SummaryDone {
		return ""
	}
	return v.p.Account.ID
}

// Show shows how far a submitted draft is.
func (v *View) Show(id string) {
	if v.id != id {
		v.Leave()
		v.id = id
		v.page.ScrollToTop()
	}
	v.Changed()
}

// Leave forgets what was shown, and the passwords first of all.
func (v *View) Leave() {
	v.reading.Cancel()
	v.unschedule()
	v.id, v.p = "", provisioning.Provisioning{}
	v.passwords, v.fetching, v.taken = nil, nil, workspace.Taken{}
	v.busy = false
	v.shown, v.buttons, v.chargesSay, v.passwordsSay = nil, nil, "", ""
	v.charges.RemoveAll()
	v.above.RemoveAll()
	v.below.RemoveAll()
	v.steps.RemoveAll()
	v.foot.RemoveAll()
	v.reveal(false)
}

// Changed reads again how far it is. The window calls it when a step has moved.
func (v *View) Changed() {
	if v.id == "" {
		return
	}
	id, ws := v.id, v.options.Workspace
	v.reading.Go(func(ctx context.Context) (provisioning.Provisioning, error) { return ws.Provisioning(ctx, id) },
		func(p provisioning.Provisioning, err error) {
			if err != nil {
				v.options.Actions.Failed(err)
				return
			}
			finished := p.Summary() == provisioning.SummaryDone && v.DoneAccount() == ""
			v.p = p
			v.redraw()
			if finished {
				v.options.Actions.Finished()
			}
			v.fetchPasswords()
			v.findHolder()
		})
}

// redraw brings the screen in line with what was read, and with the time.
func (v *View) redraw() {
	s := describe(v.p, v.taken, v.options.Now())
	v.crumb.SetNames([]string{v.p.Parent.Name, v.p.Name})
	v.title.SetText(s.name)
	v.badge.Set(badgeOf(s.summary))
	v.heading.SetText(s.title)
	v.text.SetText(s.text)
	v.showCharges(s)
	v.showPasswords(s)
	v.showSteps(s)
	v.showFoot(s)
	v.reveal(true)
	v.object.Refresh()
	v.schedule()
}

// tick is how often the waits on the screen count down.
const tick = time.Second

// schedule has the screen drawn again in a second where it shows a wait.
func (v *View) schedule() {
	v.unschedule()
	now := v.options.Now()
	for _, s := range v.p.Steps {
		if !s.State.Settled() && s.Next.After(now) {
			v.stopTick = v.options.After(tick, v.redraw)
			return
		}
	}
}

func (v *View) unschedule() {
	if v.stopTick != nil {
		v.stopTick()
		v.stopTick = nil
	}
}

// wish carries out what a person chose; until it is, nothing else can be chosen.
func (v *View) wish(work func(ctx context.Context) error, then func()) {
	if v.busy {
		return
	}
	v.busy = true
	id := v.id
	v.redraw()
	run.Do(v.options.Runner, work, func(err error) {
		if v.id != id {
			return
		}
		v.busy = false
		if err != nil {
			v.options.Actions.Failed(err)
		} else if then != nil {
			then()
		}
		v.Changed()
	})
}

// copyDetails copies what support asks for.
func (v *View) copyDetails() {
	fyne.CurrentApp().Clipboard().SetContent(supportText(v.p, v.options.Version, v.options.Now()))
	v.options.Actions.Copied(lang.L("The details are copied."))
}
