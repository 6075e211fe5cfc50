package ui

import (
	"context"
	"log/slog"
	"maps"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/account"
	"accountsmanager/ui/batch"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/health"
	"accountsmanager/ui/outbox"
	"accountsmanager/ui/run"
	"accountsmanager/ui/sidebar"
	"accountsmanager/ui/signin"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/trunks"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/wizard"
	"accountsmanager/ui/words"
)

// Options are what the window is made of.
type Options struct {
	App        fyne.App
	Workspace  Workspace
	Dispatcher run.Dispatcher
	Version    string
	// Server is filled in on the sign-in screen; empty has the one used last.
	Server string
	// Sandbox: there is a built-in one to try.
	Sandbox bool
	// ResetUI forgets the window's size and appearance.
	ResetUI bool
	// Tray shows the program in the system's tray, where the desktop has one.
	Tray    bool
	Files   Files
	Printer Printer
	// Data is the data directory, to be shown; empty where there is none.
	Data string
	// Trouble is something to say at the start, such as a damaged database that
	// was set aside; nil if there is nothing.
	Trouble error
	Now     func() time.Time
	// After calls f on the UI thread when d is over, unless it is cancelled
	// before; nil waits for real.
	After func(d time.Duration, f func()) (cancel func())
	// Quit ends the program once all is saved; nil is App.Quit.
	Quit func()
	// NoWindow is called where the desktop gives no window, before Quit.
	NoWindow func()
	Log      *slog.Logger // nil logs nothing
}

// Window is the program's one window. Its methods belong to the UI thread, but
// for Stop.
type Window struct {
	options Options
	runner  *run.Runner
	cancel  context.CancelFunc
	window  fyne.Window
	feed    *feed
	reading *run.Latest[snapshot]
	keeping *run.Turns // of what is kept with every key, the last state stays
	now     snapshot   // as it was read last

	appearance  theme.Appearance
	unsubscribe func()
	closing     bool
	started     bool // what was open last has been opened, or there was nothing

	shown      map[*fyne.Container]fyne.CanvasObject // what each stack shows
	screens    *fyne.Container                       // what fills the window: one of the two below
	signIn     *signin.View
	wantSignIn bool // over an open profile, because somebody asked for it
	leaving    bool // the sign-in screen is being left as it was come to
	main       fyne.CanvasObject
	split      *edges.Split    // the sidebar and the rest
	forgotten  map[string]bool // the profiles whose arrangement ResetUI has forgotten

	side             *sidebar.Sidebar
	pages            *fyne.Container // what fills the main column: one of the four below
	home             *homePage
	trunks           *trunks.View
	account          *account.View
	outbox           *outbox.View
	foot             *footBar
	noticeBox        *fyne.Container
	notice           notice
	noticeShown      bool
	keyringDismissed bool
	crash            *workspace.CrashReport // nil, or the one that is offered
	crashShown       bool
	mainColumn       *fyne.Container
	toasts           *widgets.ToastHost

	batch        *batch.Panel       // nil, or the one that is open
	refreshEvery time.Duration      // how often changes are read by themselves; zero for never
	saveEvery    time.Duration      // how long what is typed may wait to be saved; zero not at all
	importing    bool               // a file is being imported
	lastImport   workspace.Imported // to be taken back

	health  *health.Panel  // nil, or the one that is open
	wizard  *wizard.Wizard // nil, or the one that is open
	draftAt string         // the draft whose row is marked though no page shows it
	menu    menuState
	tray    *tray // nil without
	notes   notifier
	toured  bool // the tour was shown, in this run or before
}

// snapshot is what the window itself shows of the workspace.
type snapshot struct {
	status    workspace.Status
	total     int
	work      []workspace.WorkRow
	queued    map[string]int      // changes of accounts that exist, by account
	others    []workspace.Profile // who else has signed in on this computer
	templates workspace.Templates
	web       string      // the address of the profile's web interface
	left      arrangement // how the window was left under a profile that was opened just now

	standing map[string]provisioning.Summary // of all that is submitted and not finished
	moved    []moved                         // since the snapshot before
}

// New makes the window; Show opens it.
func New(o Options) *Window {
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // this is where the window's clock comes from
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Quit == nil {
		o.Quit = o.App.Quit
	}
	if o.NoWindow == nil {
		o.NoWindow = func() {}
	}
	ctx, cancel := context.WithCancel(context.Background())
	w := &Window{options: o, cancel: cancel, runner: run.New(ctx, o.Dispatcher), shown: map[*fyne.Container]fyne.CanvasObject{}, forgotten: map[string]bool{}}
	o.App.Settings().SetTheme(theme.New(theme.System)) // before anything is drawn
	if o.After == nil {
		w.options.After = func(d time.Duration, f func()) func() {
			timer := time.AfterFunc(d, func() { o.Dispatcher.Dispatch(f) })
			return func() { timer.Stop() }
		}
	}
	w.reading = run.NewLatest[snapshot](w.runner)
	w.keeping = run.NewTurns(w.runner)
	w.feed = newFeed(o.Dispatcher.Dispatch, w.changed)
	if o.After != nil {
		w.feed.after = func(d time.Duration, f func()) { o.After(d, f) }
	}
	w.window = o.App.NewWindow(words.Title(0))
	w.window.SetMaster()
	w.window.SetPadded(false)
	w.window.SetCloseIntercept(w.Close)
	w.window.SetOnDropped(w.dropped)
	w.build()
	w.startTray()
	w.addShortcuts()
	w.watchFocus()
	return w
}

// build makes all views; none of them reads anything yet.
func (w *Window) build() {
	w.signIn = signin.New(signin.Options{
		Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(), Server: w.options.Server, Sandbox: w.options.Sandbox, Now: w.options.Now,
		Done: w.signedIn, Cancelled: w.leaveSignIn, ChooseFile: w.chooseCertificates,
	})
	w.side = sidebar.New(sidebar.Options{
		Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(), Now: w.options.Now, After: w.options.After, SearchHint: shortcutText(keySearch),
		Actions: sidebar.Actions{
			Add: w.addAccount, Account: w.showAccount, Draft: w.openDraft, Work: w.showWork, GoOnline: w.goOnline,
			Failed: w.failed, Menu: w.profileMenu, RowMenu: w.rowMenu,
		},
	})
	w.account = account.New(account.Options{
		Workspace: w.options.Workspace, Runner: w.runner, Canvas: w.window.Canvas(), Now: w.options.Now, After: w.options.After,
		Actions: account.Actions{Drill: w.drill, Open: w.openFromTrail, Copied: w.say, Duplicate: w.duplicate, Welcome: w.askWelcome, Failed: w.failed},
	})
	w.outbox = outbox.New(outbox.Options{
		Workspace: w.options.Workspace, Runner: w.runner, Now: w.options.Now, Version: w.options.Version, After: w.options.After,
		Actions: outbox.Actions{
			Change: w.openDraftAt, Withdrawn: w.withdrawn, Account: w.showAccount, Add: w.addAccount, Up: w.showHome, Finished: w.markShown,
			SignIn: w.showSignIn, Failed: w.failed, Copied: w.say,
		},
	})
	w.trunks = trunks.New(trunks.Options{
		Workspace: w.options.Workspace, Runner: w.runner, After: w.options.After,
		Actions: trunks.Actions{Account: w.showAccount, Up: w.showHome, Failed: w.failed},
	})
	w.home = newHomePage(w.addAccount, w.showTrunks)
	w.foot = newFootBar(w.options.Workspace, w.options.Now, w.showHealth)
	w.noticeBox = newNoticeBox()
	w.pages = container.NewStack(w.home.object, w.trunks.Object(), w.account.Object(), w.outbox.Object())
	w.put(w.pages, w.home.object)
	w.mainColumn = edges.Top(w.noticeBox, w.pages)
	w.split = edges.NewSplit(w.side.Object(), edges.Bottom(w.foot.object, w.mainColumn), sidebarUsual, sidebarLeast, sidebarMost)
	w.split.OnMoved = w.sidebarMoved
	w.main = w.split.Object()
	w.screens = container.NewStack(w.signIn.Object(), w.main)
	for _, o := range w.screens.Objects {
		o.Hide() // until it is known which one it is
	}
	host, content := widgets.NewToastHost(w.screens)
	w.toasts = host
	w.toasts.After = w.options.After
	w.window.SetContent(content)
}

// Show opens the window as it was left, with what was open last from the cache.
func (w *Window) Show() {
	w.unsubscribe = w.options.Workspace.Subscribe(w.feed.put)
	run.Go(w.runner, func(ctx context.Context) (settings, error) {
		return loadSettings(ctx, w.options.Workspace, w.options.ResetUI)
	}, func(s settings, err error) {
		w.appearance, w.refreshEvery, w.saveEvery, w.notes.off, w.toured = s.appearance, s.refreshEvery, s.saveEvery, s.silent, s.toured
		words.UseCurrency(s.currency)
		w.options.App.Settings().SetTheme(theme.New(s.appearance))
		w.window.Resize(s.size)
		w.showMenu()
		w.window.Show()
		if !opened(w.window) {
			w.options.NoWindow()
			w.options.Quit()
			return
		}
		w.failed(err)
		if w.options.Trouble != nil {
			w.showDetails(w.options.Trouble)
		}
		w.resume()
		w.lookForCrash()
	})
	w.tick()
}

// resume opens the profile that was used last, or the sign-in screen.
func (w *Window) resume() {
	run.Go(w.runner, w.options.Workspace.Resume, func(_ bool, err error) {
		w.started = true
		w.failed(err)
		w.read()
	})
}

// tick draws again what says how long ago something was.
func (w *Window) tick() {
	w.options.After(time.Minute, func() {
		w.side.Tick()
		w.foot.show(w.now)
		w.refreshDue()
		w.tick()
	})
}

// Fyne is the window itself, for tests and tours.
func (w *Window) Fyne() fyne.Window { return w.window }

// WaitIdle blocks until nothing runs in the background any more: for tests and stories,
// where only memory is behind it.
func (w *Window) WaitIdle() { w.runner.Wait() }

// changed hands out what the workspace told: the one place from which views hear
// of events.
func (w *Window) changed(c changes) {
	if c.status || c.drafts || len(c.accounts)+len(c.read)+len(c.provisionings) > 0 {
		w.read()
	}
	if c.drafts || c.catalogue || len(c.read)+len(c.provisionings) > 0 {
		w.side.WorkChanged()
	}
	for parent := range c.accounts {
		w.side.AccountsChanged(parent)
	}
	if len(c.accounts) > 0 || c.read[w.account.ID()] || len(c.provisionings) > 0 {
		w.account.Changed()
	}
	if c.provisionings[w.outbox.ID()] {
		w.outbox.Changed()
	}
	if c.status || c.drafts || c.catalogue || len(c.accounts)+len(c.read)+len(c.provisionings) > 0 {
		w.trunks.Changed()
	}
	if c.status && w.health != nil {
		w.health.Changed()
	}
	if c.catalogue && w.wizard != nil {
		w.wizard.Reload()
	}
	for _, err := range c.troubles {
		w.failed(err)
	}
}

// read reads how things stand, and shows it.
func (w *Window) read() {
	ws, before, reset, forgotten := w.options.Workspace, w.now, w.options.ResetUI, maps.Clone(w.forgotten)
	w.reading.Go(func(ctx context.Context) (snapshot, error) {
		s := snapshot{status: ws.Status()}
		if s.status.Profile.ID == "" {
			return s, nil
		}
		var err error
		if s.total, err = ws.CountAccounts(ctx, ""); err != nil {
			return s, err
		}
		progress, err := ws.Progress(ctx)
		if err != nil {
			return s, err
		}
		s.work, s.queued, s.standing = progress.Work, progress.Changes, progress.Standing
		if s.templates, err = ws.Templates(ctx); err != nil {
			return s, err
		}
		if before.status.Profile.ID == s.status.Profile.ID {
			s.moved, err = movedSince(ctx, ws, before.standing, s.standing)
		} else if !reset || forgotten[s.status.Profile.ID] {
			s.left, err = arranged(ctx, ws, s.status.Profile.ID)
		}
		if err != nil {
			return s, err
		}
		profiles, err := ws.Profiles(ctx)
		if err != nil {
			return s, err
		}
		s.others = slices.DeleteFunc(profiles, func(p workspace.Profile) bool { return p.ID == s.status.Profile.ID })
		s.web, err = ws.Setting(ctx, webSetting(s.status.Profile.ID))
		return s, err
	}, func(s snapshot, err error) {
		w.failed(err)
		if err != nil && s.status.Profile.ID == w.now.status.Profile.ID {
			s.standing = w.now.standing // what is not known has not changed
		}
		left := w.now.status.Profile.ID
		another := s.status.Profile.ID != left
		w.now = s
		w.side.StatusChanged(s.status)
		w.foot.show(s)
		if w.batch != nil {
			w.batch.Changed(s.work)
		}
		w.showNotice(s.status)
		w.showTitle()
		w.note(s.moved)
		if another && w.onMain() {
			w.showHome() // what is shown belongs to the other profile
		}
		if another && left != "" {
			w.leaveArrangement(left)
		}
		if another && s.status.Profile.ID != "" {
			w.arrange(s.left)
			defer w.openLast() // once the accounts are shown
		}
		w.showScreen()
		w.offerCrash()
		w.showMenu()
	})
}

// identity is who is signed in, as it was read last.
func (w *Window) identity() domain.Identity { return w.now.status.Profile.Identity }
