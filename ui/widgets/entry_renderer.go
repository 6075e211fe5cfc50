package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
)

const (
	entryPad   = 2  // added to Fyne's own inset of the text
	trailerPad = 8  // around suffix and actions
	leadGap    = 6  // after an icon or prefix
	entryFloor = 48 // least width left for typing
)

// lead is how far the text is moved to the right of where Fyne puts it.
func (e *Entry) lead() float32 {
	if e.MultiLine {
		return 0
	}
	if e.centered {
		text := measure(e, e.Text, fynetheme.SizeNameText, e.TextStyle).Width
		return max(0, (e.Size().Width-text)/2-sizeOf(e, fynetheme.SizeNameInnerPadding))
	}
	lead := float32(entryPad)
	if e.Icon != nil {
		lead += sizeOf(e, fynetheme.SizeNameInlineIcon) + leadGap
	}
	if e.prefix != nil && e.prefix.Text() != "" {
		lead += e.prefix.MinSize().Width + leadGap
	}
	return lead
}

// CreateRenderer implements fyne.Widget.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.ExtendBaseWidget(e)
	r := &entryRenderer{WidgetRenderer: e.Entry.CreateRenderer(), entry: e, frame: &canvas.Rectangle{}}
	r.update()
	return r
}

// entryRenderer is Fyne's renderer with our frame over it and the text moved by the lead.
type entryRenderer struct {
	fyne.WidgetRenderer
	entry *Entry
	frame *canvas.Rectangle
}

// Objects implements fyne.WidgetRenderer.
func (r *entryRenderer) Objects() []fyne.CanvasObject {
	base := r.WidgetRenderer.Objects()
	objects := make([]fyne.CanvasObject, 0, len(base)+3)
	trailerShown, grounds := false, 0
	for _, o := range base {
		if o == r.entry.trailer {
			trailerShown = true
		}
		if _, ok := o.(*canvas.Rectangle); ok {
			if grounds++; grounds > 1 {
				continue // Fyne's own frame
			}
		}
		objects = append(objects, o)
	}
	// Fyne lists the action item only if there was one when the field was first drawn.
	if r.entry.trailer != nil && !trailerShown {
		objects = append(objects, r.entry.trailer)
	}
	if r.entry.prefix != nil {
		objects = append(objects, r.entry.prefix)
	}
	return append(objects, r.frame)
}

// text is the scrolled text inside the field.
func (r *entryRenderer) text() fyne.CanvasObject {
	for _, o := range r.WidgetRenderer.Objects() {
		if _, ok := o.(fyne.Scrollable); ok {
			return o
		}
	}
	return nil
}

// Layout implements fyne.WidgetRenderer.
func (r *entryRenderer) Layout(size fyne.Size) {
	e := r.entry
	r.WidgetRenderer.Layout(size)
	place(r.frame, 0, 0, size.Width, size.Height)
	var trail float32
	if e.trailer != nil {
		trail = min(e.trailer.MinSize().Width, max(size.Width-e.lead()-entryFloor, 0))
		place(e.trailer, size.Width-trail, 0, trail, size.Height)
	}
	// A multi-line text stays where Fyne wraps it: another width would wrap it twice.
	if text := r.text(); text != nil && !e.MultiLine {
		border := sizeOf(e, fynetheme.SizeNameInputBorder)
		down := r.centering(size)
		place(text, e.lead(), border+down, size.Width-e.lead()-trail, size.Height-2*border-down)
	}
	x := sizeOf(e, fynetheme.SizeNameInnerPadding) + entryPad
	if icon := r.icon(); icon != nil && e.Icon != nil {
		side := sizeOf(e, fynetheme.SizeNameInlineIcon)
		place(icon, x, (size.Height-side)/2, side, side)
		x += side + leadGap
	}
	if e.prefix != nil {
		m := e.prefix.MinSize()
		place(e.prefix, x, (size.Height-m.Height)/2, m.Width, m.Height)
	}
}

// icon is the picture at the left inside the field.
func (r *entryRenderer) icon() fyne.CanvasObject {
	for _, o := range r.WidgetRenderer.Objects() {
		if image, ok := o.(*canvas.Image); ok {
			return image
		}
	}
	return nil
}

// centering is how far a single line is moved down to sit in the middle of a field that is higher than Fyne's.
func (r *entryRenderer) centering(size fyne.Size) float32 {
	return max(0, (size.Height-r.WidgetRenderer.MinSize().Height)/2)
}

// MinSize implements fyne.WidgetRenderer.
func (r *entryRenderer) MinSize() fyne.Size {
	e := r.entry
	size := r.WidgetRenderer.MinSize()
	size.Height = max(size.Height, sizeOf(e, theme.SizeNameControl))
	size.Width = entryFloor + e.lead()
	if e.trailer != nil {
		size.Width += e.trailer.MinSize().Width
	}
	return size
}

// Refresh implements fyne.WidgetRenderer.
func (r *entryRenderer) Refresh() {
	r.WidgetRenderer.Refresh()
	r.update()
	r.Layout(r.entry.Size())
}

func (r *entryRenderer) update() {
	e := r.entry
	updateFrame(e, r.frame, e.focused, e.bad)
	r.frame.Hidden = e.bare
	r.frame.Refresh()
	if e.bare {
		r.ground().CornerRadius = 0
	}
	if e.prefix != nil {
		e.prefix.Refresh()
	}
}

// ground is the rectangle below the text.
func (r *entryRenderer) ground() *canvas.Rectangle {
	for _, o := range r.WidgetRenderer.Objects() {
		if ground, ok := o.(*canvas.Rectangle); ok {
			return ground
		}
	}
	return &canvas.Rectangle{}
}
