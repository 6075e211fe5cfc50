package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// toastTime is how long a soft message stays.
const toastTime = 6 * time.Second

// ToastHost shows soft messages, one at a time, at the foot of what it covers; they take no focus and go by themselves.
// A message that the person must not miss belongs into a Banner or a Modal.
type ToastHost struct {
	// After is the package's After, unless a test replaces it.
	After func(d time.Duration, f func()) (cancel func())

	layer  *fyne.Container
	cancel func()
}

// NewToastHost returns content with room for messages over its foot. While a Modal is open over content, messages show
// in the Modal.
func NewToastHost(content fyne.CanvasObject) (*ToastHost, fyne.CanvasObject) {
	h := newToastHost()
	return h, &fyne.Container{Layout: &layers{}, Objects: []fyne.CanvasObject{content, h.layer}}
}

func newToastHost() *ToastHost {
	return &ToastHost{After: After, layer: &fyne.Container{Layout: &toastLayout{}}}
}

// After calls f on the main goroutine when d is over, unless it is cancelled before. Tests, which have no main goroutine,
// replace it.
var After = func(d time.Duration, f func()) (cancel func()) {
	timer := time.AfterFunc(d, func() { fyne.Do(f) }) //nolint:forbidigo // a toast ends by itself, without work behind it
	return func() { timer.Stop() }
}

// Show shows a message; what was shown before goes.
func (h *ToastHost) Show(text string, tone Tone) { h.ShowAction(text, tone, "", nil) }

// ShowAction shows a message with a link, such as Undo. Following the link takes the message away.
func (h *ToastHost) ShowAction(text string, tone Tone, link string, action func()) {
	if m := TopModal(canvasOf(h.layer)); m != nil && m.toasts != h {
		m.toasts.ShowAction(text, tone, link, action)
		return
	}
	h.Hide()
	var run func()
	if action != nil {
		run = func() {
			h.Hide()
			action()
		}
	}
	h.layer.Objects = []fyne.CanvasObject{newToast(text, tone, link, run, h.Hide)}
	h.layer.Refresh()
	h.cancel = h.After(toastTime, h.Hide)
}

// Hide takes the message away.
func (h *ToastHost) Hide() {
	if h.cancel != nil {
		h.cancel()
		h.cancel = nil
	}
	if len(h.layer.Objects) > 0 {
		h.layer.Objects = nil
		h.layer.Refresh()
	}
}

// Message is the message that is shown, or empty.
func (h *ToastHost) Message() string {
	if len(h.layer.Objects) == 0 {
		return ""
	}
	return h.layer.Objects[0].(*toast).text.Text() //nolint:errcheck // the layer holds nothing else
}

// layers puts all objects over each other at full size.
type layers struct{}

func (layers) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (layers) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		place(o, 0, 0, size.Width, size.Height)
	}
}

// toastLayout puts the message in the middle of the foot.
type toastLayout struct{}

func (toastLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

func (toastLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const margin, widest = 16, 560
	for _, o := range objects {
		width := min(widest, max(size.Width-2*margin, 0))
		height := fit(o, width)
		o.Move(fyne.NewPos((size.Width-width)/2, size.Height-height-margin))
	}
}

type toast struct {
	widget.BaseWidget
	text *Text
	tone Tone
	row  *fyne.Container
}

func newToast(text string, tone Tone, link string, action, dismiss func()) *toast {
	t := &toast{text: NewText(text).Fitting(Wrap), tone: tone}
	t.row = HBox(12, NewStatusDot(tone), Grow(t.text))
	if action != nil {
		t.row.Add(NewLink(link, action))
	}
	t.row.Add(NewLink(lang.L("Close"), dismiss))
	t.ExtendBaseWidget(t)
	return t
}

// Floats marks what may lie over other words for a while.
func (t *toast) Floats() {}

func (t *toast) CreateRenderer() fyne.WidgetRenderer {
	ground := &canvas.Rectangle{}
	glow := newGlow(4)
	body := Pad(12, 16, 12, 16, t.row)
	return newRenderer(&renderer{
		owner:   t,
		objects: append(glow.objects(), ground, body),
		minSize: body.MinSize,
		layout: func(size fyne.Size) {
			glow.layout(0, 0, size.Width, size.Height)
			place(ground, 0, 0, size.Width, size.Height)
			place(body, 0, 0, size.Width, size.Height)
		},
		update: func() {
			ground.FillColor = colorOf(t, fynetheme.ColorNameOverlayBackground)
			ground.StrokeColor = colorOf(t, theme.ColorNameBorder)
			ground.StrokeWidth = 1
			ground.CornerRadius = sizeOf(t, theme.SizeNameCardRadius)
			glow.update(t, ground.CornerRadius)
		},
	})
}
