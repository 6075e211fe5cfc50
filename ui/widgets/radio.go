package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// RadioGroup lets one of a few be chosen. It is one stop of Tab on the chosen one; the arrow keys move the choice,
// Space and a click choose.
type RadioGroup struct {
	widget.DisableableWidget

	// OnChanged is told the place of the option that the person chose, from 0.
	OnChanged func(index int)

	items    []*radioItem
	selected int
	box      *fyne.Container
}

// NewRadioGroup returns the options side by side, the first one chosen.
func NewRadioGroup(options []string, changed func(index int)) *RadioGroup {
	return newRadioGroup(HBox(18), options, changed)
}

// NewVerticalRadioGroup returns the options one below the other, the first one chosen.
func NewVerticalRadioGroup(options []string, changed func(index int)) *RadioGroup {
	return newRadioGroup(VBox(2), options, changed)
}

func newRadioGroup(box *fyne.Container, options []string, changed func(index int)) *RadioGroup {
	g := &RadioGroup{OnChanged: changed, box: box}
	for i, option := range options {
		item := &radioItem{group: g, index: i, label: NewText(option)}
		item.owner = item
		item.ExtendBaseWidget(item)
		g.items = append(g.items, item)
		box.Add(item)
	}
	g.ExtendBaseWidget(g)
	return g
}

// Selected is the place of the chosen option, from 0.
func (g *RadioGroup) Selected() int { return g.selected }

// SetSelected chooses without calling OnChanged; a place outside the options does nothing.
func (g *RadioGroup) SetSelected(index int) {
	if index < 0 || index >= len(g.items) || index == g.selected {
		return
	}
	g.selected = index
	for _, item := range g.items {
		item.Refresh()
	}
}

// Disable implements fyne.Disableable.
func (g *RadioGroup) Disable() { g.setDisabled(true) }

// Enable implements fyne.Disableable.
func (g *RadioGroup) Enable() { g.setDisabled(false) }

func (g *RadioGroup) setDisabled(disabled bool) {
	name := fynetheme.ColorNameForeground
	if disabled {
		g.DisableableWidget.Disable()
		name = fynetheme.ColorNameDisabled
	} else {
		g.DisableableWidget.Enable()
	}
	for _, item := range g.items {
		item.label.SetColor(name)
		item.Refresh()
	}
}

func (g *RadioGroup) choose(index int) {
	if g.Disabled() || index < 0 || index >= len(g.items) {
		return
	}
	changed := index != g.selected
	g.SetSelected(index)
	focus(g.items[index])
	if changed && g.OnChanged != nil {
		g.OnChanged(index)
	}
}

// FirstFocus is the option that takes the keyboard.
func (g *RadioGroup) FirstFocus() fyne.Focusable {
	if len(g.items) == 0 {
		return nil
	}
	return g.items[g.selected]
}

// CreateRenderer implements fyne.Widget.
func (g *RadioGroup) CreateRenderer() fyne.WidgetRenderer {
	g.ExtendBaseWidget(g)
	return &boxRenderer{WidgetRenderer: widget.NewSimpleRenderer(g.box), owner: g, box: g.box}
}

type radioItem struct {
	widget.BaseWidget
	keyStop

	group *RadioGroup
	index int
	label *Text
}

var (
	_ fyne.Tappable     = (*radioItem)(nil)
	_ fyne.Focusable    = (*radioItem)(nil)
	_ fyne.Disableable  = (*radioItem)(nil)
	_ desktop.Hoverable = (*radioItem)(nil)
)

// Disabled implements fyne.Disableable. Options that are not chosen count as disabled for Tab, which skips what is
// disabled: that makes the group one stop.
func (i *radioItem) Disabled() bool { return i.group.Disabled() || i.index != i.group.selected }

// Enable implements fyne.Disableable.
func (i *radioItem) Enable() { i.group.Enable() }

// Disable implements fyne.Disableable.
func (i *radioItem) Disable() { i.group.Disable() }

func (i *radioItem) Tapped(*fyne.PointEvent) {
	if i.group.Disabled() {
		return
	}
	i.clicked = true
	i.group.choose(i.index)
}

func (i *radioItem) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		i.group.choose(i.index - 1)
	case fyne.KeyRight, fyne.KeyDown:
		i.group.choose(i.index + 1)
	case fyne.KeyHome:
		i.group.choose(0)
	case fyne.KeyEnd:
		i.group.choose(len(i.group.items) - 1)
	default:
		PassKeyOn(i, ev)
	}
}

func (i *radioItem) TypedRune(r rune) {
	if isSpace(r) {
		i.group.choose(i.index)
	}
}

func (i *radioItem) CreateRenderer() fyne.WidgetRenderer {
	i.ExtendBaseWidget(i)
	circle, dot, ring := &canvas.Circle{}, &canvas.Circle{}, &canvas.Rectangle{}
	return newRenderer(&renderer{
		owner:   i,
		objects: []fyne.CanvasObject{circle, dot, i.label, ring},
		minSize: func() fyne.Size { return markedMinSize(i.label) },
		layout: func(size fyne.Size) {
			const inset = (markSize - 7) / 2.0
			x, y := layoutMarked(i.label, size)
			place(circle, x, y, markSize, markSize)
			place(dot, x+inset, y+inset, 7, 7)
			layoutRing(ring, x, y, markSize, markSize)
		},
		update: func() {
			on := i.index == i.group.selected
			circle.FillColor, circle.StrokeColor = markColors(&radioLook{i}, on, i.hovered && !i.group.Disabled())
			circle.StrokeWidth = 1.5
			dot.FillColor = colorOf(i, fynetheme.ColorNameForegroundOnPrimary)
			dot.Hidden = !on
			updateRing(i, ring, markSize/2, i.ring())
		},
	})
}

// radioLook is a radioItem whose look is disabled only with the whole group.
type radioLook struct{ *radioItem }

func (l *radioLook) Disabled() bool { return l.group.Disabled() }
