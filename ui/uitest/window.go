package uitest

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
)

// Widgets ask for their colours and sizes as soon as they are made, so the theme has to be there before a test begins.
// And since a test has no main goroutine to which a timer could hand over, soft messages stay until they are taken away.
func init() {
	UseTheme(theme.Light)
	widgets.After = func(time.Duration, func()) func() { return func() {} }
}

// UseTheme gives the current test app the program's theme. Call it after a test has made an app of its own.
func UseTheme(appearance theme.Appearance) {
	fyne.CurrentApp().Settings().SetTheme(theme.New(appearance))
}

// NewWindow returns a window of the current test app, of the given size and with content. It is closed when the test
// ends.
func NewWindow(t *testing.T, content fyne.CanvasObject, width, height float32) fyne.Window {
	t.Helper()
	w := test.NewTempWindow(t, content)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, height))
	Settle(w.Canvas())
	return w
}

// Settle lays everything on a canvas out again until nothing asks for another size, as a real window does by itself.
func Settle(c fyne.Canvas) {
	const passes = 3 // each level of wrapped text inside wrapped text takes one more
	for range passes {
		for _, root := range roots(c) {
			relayout(root)
		}
	}
}

// Finish lets background work end and its results arrive, with whatever they set off in turn, and settles the canvas.
func Finish(c fyne.Canvas, work *run.Runner, results *run.Queue) {
	for work.Wait(); results.Drain() > 0; work.Wait() {
	}
	Settle(c)
}

func relayout(o fyne.CanvasObject) {
	if o == nil {
		return
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			relayout(child)
		}
		if o.Layout != nil {
			o.Layout.Layout(o.Objects, o.Size())
		}
	case fyne.Widget:
		r := test.WidgetRenderer(o)
		for _, child := range r.Objects() {
			relayout(child)
		}
		r.Layout(o.Size())
	}
}

func roots(c fyne.Canvas) []fyne.CanvasObject {
	return append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...)
}

// Top is what a person can reach on a canvas: the top overlay, or the content.
func Top(c fyne.Canvas) fyne.CanvasObject {
	if o := c.Overlays().Top(); o != nil {
		return o
	}
	return c.Content()
}
