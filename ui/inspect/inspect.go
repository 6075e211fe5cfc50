// Package inspect tells what a window shows, in words and places, so that a
// program outside can walk through the window with real mouse and key events and
// know where to click and what to wait for. It reads; it never changes anything,
// and what a masked entry holds stays masked.
package inspect

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Seen is a text that a window shows, and where, in pixels from the window's top
// left corner.
type Seen struct {
	Text    string `json:"text"`
	X       int    `json:"x"`
	Y       int    `json:"y"`
	Width   int    `json:"w"`
	Height  int    `json:"h"`
	Layer   int    `json:"layer"` // 0: the window itself; higher: what lies over it
	Focused bool   `json:"focused,omitempty"`
}

// View is what a window shows at one moment.
type View struct {
	Width  int    `json:"w"`
	Height int    `json:"h"`
	Layers int    `json:"layers"`
	Texts  []Seen `json:"texts"`
	// Focus describes the widget that takes the keys: its type, and its text
	// where it has one that may be shown.
	Focus string `json:"focus,omitempty"`
}

// Look reads the window. It belongs to the UI thread.
func Look(w fyne.Window) View {
	c := w.Canvas()
	scale := c.Scale()
	view := View{Width: int(c.Size().Width * scale), Height: int(c.Size().Height * scale)}
	layers := []fyne.CanvasObject{c.Content()}
	layers = append(layers, c.Overlays().List()...)
	view.Layers = len(layers)
	for i, layer := range layers {
		walk(layer, fyne.Position{}, window{size: c.Size()}, func(text string, at fyne.Position, size fyne.Size) {
			view.Texts = append(view.Texts, Seen{
				Text: text, Layer: i, X: int(at.X * scale), Y: int(at.Y * scale),
				Width: int(size.Width * scale), Height: int(size.Height * scale),
			})
		})
	}
	if focused, ok := c.Focused().(fyne.CanvasObject); ok && focused != nil {
		view.Focus = describe(focused)
	}
	return view
}

// Each calls visit for an object and all that is visible below it, in the order in which
// they are drawn; also for what is scrolled out of sight. It belongs to the UI thread.
func Each(o fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if o == nil || !o.Visible() {
		return
	}
	visit(o)
	switch x := o.(type) {
	case *fyne.Container:
		for _, child := range x.Objects {
			Each(child, visit)
		}
	case *container.Scroll:
		Each(x.Content, visit)
	case fyne.Widget:
		for _, child := range rendererOf(x).Objects() {
			Each(child, visit)
		}
	}
}

// window is the part of the canvas in which things can be seen.
type window struct {
	at   fyne.Position
	size fyne.Size
}

func (w window) clip(at fyne.Position, size fyne.Size) (window, bool) {
	left, top := max(w.at.X, at.X), max(w.at.Y, at.Y)
	right, bottom := min(w.at.X+w.size.Width, at.X+size.Width), min(w.at.Y+w.size.Height, at.Y+size.Height)
	return window{at: fyne.NewPos(left, top), size: fyne.NewSize(right-left, bottom-top)}, right-left >= 1 && bottom-top >= 1
}

func walk(o fyne.CanvasObject, origin fyne.Position, visible window, see func(string, fyne.Position, fyne.Size)) {
	if o == nil || !o.Visible() {
		return
	}
	at := origin.Add(o.Position())
	seen, ok := visible.clip(at, o.Size())
	if !ok {
		return
	}
	switch x := o.(type) {
	case *canvas.Text:
		if x.Text != "" {
			see(x.Text, seen.at, seen.size)
		}
	case *container.Scroll:
		walk(x.Content, at, seen, see)
		return
	case *fyne.Container:
		for _, child := range x.Objects {
			walk(child, at, visible, see)
		}
		return
	}
	w, ok := o.(fyne.Widget)
	if !ok {
		return
	}
	if text, whole := sentence(w); whole {
		if text != "" {
			see(text, seen.at, seen.size)
		}
		return
	}
	inner := visible
	if _, scrolls := o.(fyne.Scrollable); scrolls {
		inner = seen
	}
	for _, child := range rendererOf(w).Objects() {
		walk(child, at, inner, see)
	}
}

// sentence gives the text of widgets that break theirs into lines or parts, or
// that hide it.
func sentence(w fyne.Widget) (text string, whole bool) {
	switch x := w.(type) {
	case *widget.Label:
		return x.Text, true
	case *widget.Hyperlink:
		return x.Text, true
	case *widget.RichText:
		return drawn(x), true
	}
	return "", false
}

// drawn joins what a rich text draws, which is dots where it is concealed.
func drawn(r *widget.RichText) string {
	var lines []string
	for _, o := range rendererOf(r).Objects() {
		if t, ok := o.(*canvas.Text); ok && t.Visible() && t.Text != "" {
			lines = append(lines, t.Text)
		}
	}
	return strings.Join(lines, " ")
}

func describe(o fyne.CanvasObject) string {
	if e, ok := o.(interface{ InspectText() string }); ok {
		return e.InspectText()
	}
	return ""
}
