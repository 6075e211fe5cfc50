package wizard

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/wizard/fake"
)

// stage is a window with a wizard over it, in which time passes when the test
// says so.
type stage struct {
	*Wizard
	t         *testing.T
	ws        *fake.Workspace
	clock     *clock
	queue     *run.Queue
	canvas    fyne.Canvas
	toasts    *widgets.ToastHost
	closed    int
	submitted []string
	reviews   []onPaper
	templates []domain.Draft // that were to be kept as templates
}

// onPaper is a review that was to be saved.
type onPaper struct {
	draft     domain.Draft
	submitted bool
	sections  []domain.PaperSection
}

// option prepares a stage before the wizard opens.
type option func(*stage, *Deps)

func sized(width, height float32) option {
	return func(_ *stage, d *Deps) { d.Window.Resize(fyne.NewSize(width, height)) }
}

func given(change func(*fake.Workspace)) option {
	return func(s *stage, _ *Deps) { change(s.ws) }
}

func atField(f domain.Field) option { return func(_ *stage, d *Deps) { d.FocusField = f } }

// setStage opens a draft; nil starts a new one.
func setStage(t *testing.T, d *domain.Draft, options ...option) *stage {
	t.Helper()
	s := &stage{t: t, ws: fake.New(), clock: newClock(), queue: run.NewQueue()}
	toasts, content := widgets.NewToastHost(widgets.VBox(0, widgets.NewText("below")))
	s.toasts = toasts
	window := uitest.NewWindow(t, content, 1280, 800)
	s.canvas = window.Canvas()
	deps := Deps{
		Workspace: s.ws, Run: run.New(t.Context(), s.queue), Window: window, Now: s.clock.now, After: s.clock.after, Language: "en",
		Toasts:   toasts,
		OnClosed: func() { s.closed++ }, OnSubmitted: func(id string) { s.submitted = append(s.submitted, id) },
		SaveTemplate: func(d domain.Draft) { s.templates = append(s.templates, d) },
		SaveReview: func(d domain.Draft, submitted bool, sections []domain.PaperSection) {
			s.reviews = append(s.reviews, onPaper{d, submitted, sections})
		},
	}
	for _, o := range options {
		o(s, &deps)
	}
	draft := s.ws.Draft("d1")
	if d != nil {
		draft = *d
		s.ws.Saved[draft.ID] = draft.Clone()
	}
	s.Wizard = New(deps)
	s.Show(draft)
	s.settle()
	t.Cleanup(func() {
		if s.IsOpen() {
			s.end()
		}
		s.settle()
	})
	return s
}

// settle lets the background work end, takes its results, and lays out.
func (s *stage) settle() {
	for {
		s.deps.Run.Wait()
		if s.queue.Drain() == 0 {
			break
		}
	}
	uitest.Settle(s.canvas)
}

// pause lets so much time pass that everything typed is saved and checked.
func (s *stage) pause() {
	s.clock.pass(300 * time.Millisecond)
	s.settle()
}

func (s *stage) press(keys ...fyne.KeyName) {
	for _, k := range keys {
		uitest.Press(s.canvas, k)
		s.settle()
	}
}

func (s *stage) typeText(text string) {
	uitest.Type(s.canvas, text)
	s.settle()
}

func (s *stage) shortcut(key fyne.KeyName, modifier fyne.KeyModifier) {
	uitest.Shortcut(s.canvas, &desktop.CustomShortcut{KeyName: key, Modifier: modifier})
	s.settle()
}

// click presses the button that says text.
func (s *stage) click(text string) {
	s.t.Helper()
	uitest.Click(s.t, s.canvas, uitest.Find[*widgets.Button](s.t, uitest.Top(s.canvas), text))
	s.settle()
}

func (s *stage) field(label string) *widgets.FormField {
	s.t.Helper()
	return uitest.Field(s.t, uitest.Top(s.canvas), label)
}

// content is what a field holds.
func content[T fyne.CanvasObject](s *stage, label string) T {
	s.t.Helper()
	inside, ok := s.field(label).Content().(T)
	require.True(s.t, ok, "the field %q holds something else", label)
	return inside
}

func (s *stage) entry(label string) *widgets.Entry {
	s.t.Helper()
	return content[*widgets.Entry](s, label)
}

func (s *stage) box(label string) *widgets.Check {
	s.t.Helper()
	return uitest.Find[*widgets.Check](s.t, uitest.Top(s.canvas), label)
}

// focused is the label of the field, or the words of the button or box, that has
// the keyboard.
func (s *stage) focused() string {
	f, ok := s.canvas.Focused().(fyne.CanvasObject)
	if !ok || f == nil {
		return ""
	}
	for _, field := range uitest.FindAll[*widgets.FormField](uitest.Top(s.canvas)) {
		for _, inside := range uitest.FindAll[fyne.CanvasObject](field) {
			if inside == f {
				if b, ok := f.(*widgets.Button); ok && b.Text() != "" {
					return b.Text()
				}
				return field.Label()
			}
		}
	}
	if texts := uitest.Texts(f); len(texts) > 0 {
		return texts[0]
	}
	return "?"
}

// saved is the draft as the store has it.
func (s *stage) saved() domain.Draft {
	s.t.Helper()
	s.ws.Lock()
	defer s.ws.Unlock()
	d, ok := s.ws.Saved[s.state.draft.ID]
	require.True(s.t, ok, "nothing was saved")
	return d
}

// mark tells how many problems a tab says that it has.
func (s *stage) mark(tab domain.Tab) int {
	for i, t := range s.state.tabs {
		if t == tab {
			return s.steps.Problems(i)
		}
	}
	return -1
}

func (s *stage) see(text string) {
	s.t.Helper()
	require.True(s.t, uitest.Has(uitest.Top(s.canvas), text), "%q is not to be seen in\n%s", text, uitest.Dump(s.canvas))
}

func (s *stage) notSee(text string) {
	s.t.Helper()
	require.False(s.t, uitest.Has(uitest.Top(s.canvas), text), "%q is to be seen", text)
}
