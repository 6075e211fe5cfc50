package storybook

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"accountsmanager/domain"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
)

// Stage is where one story is played: a part of a window with an app and a clock of its
// own. Its methods belong to the UI thread. While a story is set up, the UI thread waits
// for the background, which it does nowhere else: there is nothing but memory behind it.
type Stage struct {
	canvas *stageCanvas
	window *stageWindow
	app    stageApp
	queue  *run.Queue
	later  run.Dispatcher // where what comes after the setting up runs; nil: nothing does
	live   atomic.Bool    // the story is set up, and goes on by itself
	waits  []*wait
	now    time.Duration // since the stage was made, as far as anything waited for it
	screen *ui.Window    // nil where there is none
	lacks  []string      // what the story wanted to take hold of and is not there

	written fyne.CanvasObject // the field that was written into last, to be scrolled to; nil is none
}

// wait is something that is to happen later.
type wait struct {
	at        time.Duration // on the stage's clock
	f         func()
	cancelled bool
}

// NewStage makes a stage of a size, in units, in a window of an app. Object is still to be
// put into that window. With a dispatcher a story goes on when somebody works with it;
// nil leaves it as it was set up.
func NewStage(app fyne.App, around fyne.Window, size fyne.Size, later run.Dispatcher) *Stage {
	s := &Stage{canvas: newStageCanvas(around.Canvas(), size), queue: run.NewQueue(), later: later}
	s.window = &stageWindow{Window: around, canvas: s.canvas}
	s.app = stageApp{App: app, window: s.window}
	return s
}

// Object is what the window around shows.
func (s *Stage) Object() fyne.CanvasObject { return s.canvas.root }

// Lacks tells what the story wanted to take hold of and is not there: then it shows
// something else than it says.
func (s *Stage) Lacks() []string { return s.lacks }

// Play sets a story up, once for a stage.
func (s *Stage) Play(story Story) {
	story.show(s)
	s.settle()
	s.canvas.apart = s.later == nil
	s.live.Store(s.later != nil)
}

// Close ends what goes on in the background.
func (s *Stage) Close() {
	s.live.Store(false)
	if s.screen != nil {
		s.screen.Stop()
	}
	s.canvas.closeAll()
}

// Dispatch implements run.Dispatcher.
func (s *Stage) Dispatch(f func()) {
	s.queue.Dispatch(f)
	if s.live.Load() {
		s.later.Dispatch(func() { s.queue.Drain() })
	}
}

// ctx is for the sample's methods, which wait for nothing.
func (s *Stage) ctx() context.Context { return context.Background() }

// soon is below what is waited for while a story is set up; what comes later does not
// come at all, so that what is shown stays as it is.
const soon = time.Second

// after is the clock of the screens.
func (s *Stage) after(d time.Duration, f func()) func() {
	if d >= soon {
		return func() {}
	}
	if s.live.Load() {
		timer := time.AfterFunc(d, func() { s.Dispatch(f) })
		return func() { timer.Stop() }
	}
	w := &wait{at: s.now + d, f: f}
	s.waits = append(s.waits, w)
	return func() { w.cancelled = true }
}

// settle lets everything end that goes on by itself within a moment.
func (s *Stage) settle() {
	for until := s.now + soon; ; {
		if s.screen != nil {
			s.screen.WaitIdle()
		}
		if s.queue.Drain() == 0 && !s.pass(until) {
			return
		}
	}
}

// pass lets time pass up to the next thing that waits for it, if that is due until then.
func (s *Stage) pass(until time.Duration) bool {
	s.waits = slices.DeleteFunc(s.waits, func(w *wait) bool { return w.cancelled })
	if len(s.waits) == 0 {
		return false
	}
	next := slices.MinFunc(s.waits, func(a, b *wait) int { return cmp.Compare(a.at, b.at) })
	if next.at > until {
		return false
	}
	s.now, next.cancelled = next.at, true
	next.f()
	return true
}

// open opens the program's window over a workspace.
func (s *Stage) open(ws *sample.Workspace) {
	s.openWith(ws, func(*ui.Options) {})
}

func (s *Stage) openWith(ws ui.Workspace, change func(*ui.Options)) {
	o := ui.Options{
		App: s.app, Workspace: ws, Dispatcher: s, Version: "1.2.3", Sandbox: true, After: s.after,
		Now: func() time.Time { return sample.Noon }, Quit: func() {}, Files: shelf{}, Printer: shelf{},
	}
	change(&o)
	s.screen = ui.New(o)
	s.screen.Show()
	s.settle()
}

// shelf is where the stories' files are: it gives a sheet, whatever is asked for, or does not.
type shelf struct {
	sheet string
	err   error
}

// Read implements ui.Files.
func (f shelf) Read(context.Context, string) ([]byte, error) { return []byte(f.sheet), f.err }

// PDF implements ui.Printer.
func (shelf) PDF(domain.Paper) ([]byte, error) { return nil, nil }

// Write implements ui.Files.
func (shelf) Write(context.Context, string, []byte) error { return nil }

// abc is the account of the mock-ups, adatum one with accounts below it.
const (
	abc    = "9f1c3a775b0e4d528e0261aac0d477f1"
	adatum = "adad0000000000000000000000000002"
)

// many is how many accounts there are where it does not matter.
const many = 1204
