package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// ModalOptions describe a Modal. Only Body is needed.
type ModalOptions struct {
	Title      string
	TitleRight fyne.CanvasObject // at the right of the title, such as "Draft saved"
	Header     fyne.CanvasObject // below the title and above the line, such as Steps
	Body       fyne.CanvasObject // scrolls when it is too high
	Footer     fyne.CanvasObject // usually an HBox of buttons

	// Size is the size of the panel; zero is the wizard's 940 by 740. The panel shrinks to the window.
	Size fyne.Size
	// FitHeight makes the panel only as high as its content.
	FitHeight bool

	// Default is pressed by Return where the focused widget has no use for the key.
	Default *Button
	// InitialFocus gets the keyboard when the panel opens; nil is the first thing in it that takes it.
	InitialFocus fyne.Focusable
	// OnEscape is called for Escape; nil closes the panel. A panel that asks before it closes calls Close itself.
	OnEscape func()
	// OnClosed is called once, when the panel is gone, however it was closed.
	OnClosed func()
}

// Modal is a panel over the window. While it is open, the keyboard and the mouse reach nothing else: Tab stays inside,
// Return presses the default button, Escape closes what is on top and only that. When it closes, the keyboard goes back
// to where it was.
type Modal struct {
	widget.BaseWidget
	holdState // wherever a button is let go over an open panel, something hears of it

	canvas  fyne.Canvas
	options ModalOptions
	scroll  *FocusScroll
	content fyne.CanvasObject
	toasts  *ToastHost

	open        bool
	returnFocus fyne.Focusable
	returnKeys  func(*fyne.KeyEvent)
}

// modals are the open panels of each canvas, the top one last.
var modals = map[fyne.Canvas][]*Modal{}

// NewModal returns a panel that is not open yet.
func NewModal(c fyne.Canvas, options ModalOptions) *Modal {
	if options.Size.IsZero() {
		options.Size = fyne.NewSize(940, 740)
	}
	m := &Modal{canvas: c, options: options}
	m.ExtendBaseWidget(m)
	m.assemble()
	return m
}

// TopModal is the panel that is on top of a canvas, or nil.
func TopModal(c fyne.Canvas) *Modal {
	stack := modals[c]
	if len(stack) == 0 {
		return nil
	}
	return stack[len(stack)-1]
}

const (
	panelPad    = 24 // at the left and right of everything in a panel
	panelMargin = 24 // least distance of a panel from the window's edges
)

func (m *Modal) assemble() {
	o := m.options
	head := VBox(0)
	if o.Title != "" || o.TitleRight != nil {
		line := HBox(12, Grow(NewTitle(o.Title)))
		if o.TitleRight != nil {
			line.Add(o.TitleRight)
		}
		bottom := float32(16)
		if o.Header != nil {
			bottom = 4
		}
		head.Add(Pad(16, panelPad, bottom, panelPad, line))
	}
	if o.Header != nil {
		head.Add(Pad(0, panelPad, 0, panelPad, o.Header))
	}
	if len(head.Objects) > 0 {
		head.Add(NewDivider())
	}
	m.scroll = NewFocusScroll(Pad(16, panelPad, 16, panelPad, o.Body))
	m.toasts = newToastHost()
	foot := VBox(0)
	if o.Footer != nil {
		foot.Add(NewDivider())
		foot.Add(Pad(14, panelPad, 14, panelPad, o.Footer))
	}
	m.content = &fyne.Container{
		Layout:  &panelLayout{modal: m},
		Objects: []fyne.CanvasObject{head, m.scroll, foot, m.toasts.layer},
	}
}

// Show opens the panel on top of everything else; an open one stays as it is.
func (m *Modal) Show() {
	if m.open {
		return
	}
	m.open = true
	m.returnFocus = m.canvas.Focused()
	m.returnKeys = m.canvas.OnTypedKey()
	m.canvas.Unfocus()
	modals[m.canvas] = append(modals[m.canvas], m)
	m.BaseWidget.Show()
	m.Resize(m.canvas.Size())
	m.canvas.Overlays().Add(m)
	m.canvas.SetOnTypedKey(m.typedKey)
	if m.options.InitialFocus != nil {
		m.canvas.Focus(m.options.InitialFocus)
	} else {
		m.canvas.FocusNext()
	}
}

// Close takes the panel away, and those that were opened over it.
func (m *Modal) Close() {
	if !m.open {
		return
	}
	for top := TopModal(m.canvas); top != m; top = TopModal(m.canvas) {
		top.Close()
	}
	m.open = false
	m.canvas.Unfocus()
	stack := modals[m.canvas]
	stack[len(stack)-1] = nil
	if stack = stack[:len(stack)-1]; len(stack) == 0 {
		delete(modals, m.canvas)
	} else {
		modals[m.canvas] = stack
	}
	m.canvas.SetOnTypedKey(m.returnKeys)
	m.canvas.Overlays().Remove(m)
	m.Hide()
	if o, ok := m.returnFocus.(fyne.CanvasObject); ok && onScreen(o) {
		m.canvas.Focus(m.returnFocus)
	}
	m.returnFocus, m.returnKeys = nil, nil
	if m.options.OnClosed != nil {
		m.options.OnClosed()
	}
}

// onScreen says whether o can be given the focus again. What lost its place while the panel was open cannot.
func onScreen(o fyne.CanvasObject) bool {
	if !o.Visible() {
		return false
	}
	if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
		return false
	}
	return inTree(o)
}

// IsOpen says whether the panel is on the screen.
func (m *Modal) IsOpen() bool { return m.open }

// SetDefault changes the button that Return presses; nil is none.
func (m *Modal) SetDefault(b *Button) { m.options.Default = b }

// SetBody replaces what scrolls in the panel and goes to its top.
func (m *Modal) SetBody(body fyne.CanvasObject) {
	m.options.Body = body
	m.scroll.SetContent(Pad(16, panelPad, 16, panelPad, body))
}

// Toasts shows soft messages at the foot of the panel.
func (m *Modal) Toasts() *ToastHost { return m.toasts }

func (m *Modal) typedKey(ev *fyne.KeyEvent) {
	if top := m.canvas.Overlays().Top(); top != nil && top != fyne.CanvasObject(m) {
		if ev.Name == fyne.KeyEscape {
			top.Hide() // a menu over the panel
		}
		return
	}
	switch {
	case ev.Name == fyne.KeyEscape && m.options.OnEscape != nil:
		m.options.OnEscape()
	case ev.Name == fyne.KeyEscape:
		m.Close()
	case isReturn(ev.Name) && m.options.Default != nil:
		m.options.Default.Press()
	}
}

// MouseIn implements desktop.Hoverable.
func (m *Modal) MouseIn(ev *desktop.MouseEvent) { pointerAt(ev) }

// MouseMoved implements desktop.Hoverable.
func (m *Modal) MouseMoved(ev *desktop.MouseEvent) { pointerAt(ev) }

// MouseOut implements desktop.Hoverable.
func (m *Modal) MouseOut() {}

// CreateRenderer implements fyne.Widget.
func (m *Modal) CreateRenderer() fyne.WidgetRenderer {
	m.ExtendBaseWidget(m)
	scrim, panel := &canvas.Rectangle{}, newSlab()
	glow := newGlow(5)
	objects := slices.Concat([]fyne.CanvasObject{scrim}, glow.objects(), panel.objects())
	return newRenderer(&renderer{
		owner:   m,
		objects: append(objects, m.content),
		minSize: func() fyne.Size { return fyne.NewSize(1, 1) },
		layout: func(size fyne.Size) {
			place(scrim, 0, 0, size.Width, size.Height)
			width := min(m.options.Size.Width, max(size.Width-2*panelMargin, 0))
			height := min(m.options.Size.Height, max(size.Height-2*panelMargin, 0))
			m.content.Resize(fyne.NewSize(width, height))
			if m.options.FitHeight {
				height = min(height, m.wholeHeight())
			}
			x, y := (size.Width-width)/2, (size.Height-height)/2
			glow.layout(x, y, width, height)
			panel.layout(x, y, width, height)
			place(m.content, x, y, width, height)
		},
		update: func() {
			scrim.FillColor = colorOf(m, theme.ColorNameScrim)
			radius := sizeOf(m, theme.SizeNamePanelRadius)
			panel.update(colorOf(m, theme.ColorNameSurface), colorOf(m, theme.ColorNameBorder), radius)
			glow.update(m, radius)
		},
	})
}

// wholeHeight is the height at which nothing scrolls, once the content has its width.
func (m *Modal) wholeHeight() float32 {
	parts := m.content.(*fyne.Container).Objects //nolint:errcheck // assemble makes it
	head, foot := parts[0], parts[2]
	return head.MinSize().Height + m.scroll.scroll.Content.MinSize().Height + foot.MinSize().Height
}

// panelLayout sets head, scrolled body and foot one below the other, and the toasts over the body.
type panelLayout struct{ modal *Modal }

func (l *panelLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

func (l *panelLayout) Layout(parts []fyne.CanvasObject, size fyne.Size) {
	head, body, foot, toasts := parts[0], parts[1], parts[2], parts[3]
	headHeight, footHeight := fit(head, size.Width), fit(foot, size.Width)
	head.Move(fyne.NewPos(0, 0))
	middle := size.Height - headHeight - footHeight
	place(body, 0, headHeight, size.Width, middle)
	place(toasts, 0, headHeight, size.Width, middle)
	foot.Move(fyne.NewPos(0, size.Height-footHeight))
}
