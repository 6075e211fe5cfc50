package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// dropdown is a panel below a field (above it, where there is more room), over everything else. While it is open it has
// the keyboard. It may hold a field of its own that is drawn exactly over the one that it belongs to.
type dropdown struct {
	widget.BaseWidget

	canvas  fyne.Canvas
	anchor  fyne.CanvasObject // the field that it belongs to
	over    fyne.CanvasObject // drawn over the anchor, or nil
	panel   fyne.CanvasObject
	size    func() fyne.Size // what the panel wants
	dismiss func()           // a click outside
	narrow  bool             // the panel is only as wide as it wants, not as wide as the field

	open bool
}

var _ fyne.Tappable = (*dropdown)(nil)

const (
	dropdownGap  = 4
	dropdownEdge = 8 // least distance of the panel from the window's edges
	dropdownPad  = 4 // inside the panel
)

func newDropdown(anchor, over, panel fyne.CanvasObject, size func() fyne.Size, dismiss func()) *dropdown {
	d := &dropdown{anchor: anchor, over: over, panel: panel, size: size, dismiss: dismiss}
	d.ExtendBaseWidget(d)
	return d
}

// show opens the panel and gives the keyboard to first. It says false when the anchor is on no canvas.
func (d *dropdown) show(first fyne.Focusable) bool {
	d.canvas = canvasOf(d.anchor)
	if d.canvas == nil || d.open {
		return false
	}
	d.open = true
	d.Resize(d.canvas.Size())
	d.canvas.Overlays().Add(d)
	d.canvas.Focus(first)
	return true
}

// close takes the panel away; the keyboard is where it was before.
func (d *dropdown) close() {
	if !d.open {
		return
	}
	d.open = false
	d.canvas.Unfocus()
	d.canvas.Overlays().Remove(d)
}

// Hide closes the panel. A Modal calls it for what lies over it.
func (d *dropdown) Hide() { d.dismiss() }

// Tapped implements fyne.Tappable.
func (d *dropdown) Tapped(*fyne.PointEvent) { d.dismiss() }

// panelPlace is where the panel goes in a window of the given size.
func (d *dropdown) panelPlace(window fyne.Size) (x, y, width, height float32) {
	at, field := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.anchor), d.anchor.Size()
	want := d.size().AddWidthHeight(2*dropdownPad, 2*dropdownPad)
	if !d.narrow {
		want.Width = max(want.Width, field.Width)
	}
	width = min(want.Width, window.Width-2*dropdownEdge)
	below := window.Height - dropdownEdge - (at.Y + field.Height + dropdownGap)
	above := at.Y - dropdownGap - dropdownEdge
	x = max(dropdownEdge, min(at.X, window.Width-dropdownEdge-width))
	if want.Height > below && above > below {
		height = min(want.Height, above)
		return x, at.Y - dropdownGap - height, width, height
	}
	return x, at.Y + field.Height + dropdownGap, width, min(want.Height, max(below, 0))
}

// CreateRenderer implements fyne.Widget.
func (d *dropdown) CreateRenderer() fyne.WidgetRenderer {
	ground := &canvas.Rectangle{}
	glow := newGlow(4)
	objects := append(glow.objects(), ground, d.panel)
	if d.over != nil {
		objects = append(objects, d.over)
	}
	return newRenderer(&renderer{
		owner:   d,
		objects: objects,
		minSize: func() fyne.Size { return fyne.NewSize(1, 1) },
		layout: func(window fyne.Size) {
			x, y, width, height := d.panelPlace(window)
			glow.layout(x, y, width, height)
			place(ground, x, y, width, height)
			place(d.panel, x+dropdownPad, y+dropdownPad, width-2*dropdownPad, height-2*dropdownPad)
			if d.over != nil {
				at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(d.anchor), d.anchor.Size()
				place(d.over, at.X, at.Y, size.Width, size.Height)
			}
		},
		update: func() {
			ground.FillColor = colorOf(d, fynetheme.ColorNameOverlayBackground)
			ground.StrokeColor = colorOf(d, theme.ColorNameBorder)
			ground.StrokeWidth = 1
			ground.CornerRadius = sizeOf(d, theme.SizeNameCardRadius)
			glow.update(d, ground.CornerRadius)
		},
	})
}
