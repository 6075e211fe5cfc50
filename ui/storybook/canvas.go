package storybook

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/widgets"
)

// stageCanvas is a part of a window that takes itself for a whole one: what is shown on
// it, and what lies over that, stays in a frame of a given size.
type stageCanvas struct {
	fyne.Canvas // of the window around it, for all that is not said here

	size    fyne.Size
	root    *fyne.Container // the content, then what lies over it
	content fyne.CanvasObject
	over    []fyne.CanvasObject
	focused fyne.Focusable // shown as if it had the keyboard, as long as apart is true
	apart   bool           // the keyboard is not to be taken away from the window around
	key     func(*fyne.KeyEvent)
	rune    func(rune)
}

func newStageCanvas(around fyne.Canvas, size fyne.Size) *stageCanvas {
	c := &stageCanvas{Canvas: around, size: size, apart: true}
	c.root = &fyne.Container{Layout: c}
	return c
}

// Layout implements fyne.Layout for what is shown.
func (c *stageCanvas) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for _, o := range objects {
		if menu, ok := o.(*widget.PopUp); ok {
			menu.Refresh() // it knows its own size
			continue
		}
		o.Move(fyne.Position{})
		o.Resize(c.size)
	}
}

// MinSize implements fyne.Layout.
func (c *stageCanvas) MinSize([]fyne.CanvasObject) fyne.Size { return c.size }

func (c *stageCanvas) arrange() {
	c.root.Objects = nil
	if c.content != nil {
		c.root.Objects = append(c.root.Objects, c.content)
	}
	c.root.Objects = append(c.root.Objects, c.over...)
	c.root.Refresh()
}

// Content implements fyne.Canvas.
func (c *stageCanvas) Content() fyne.CanvasObject { return c.content }

// SetContent implements fyne.Canvas.
func (c *stageCanvas) SetContent(o fyne.CanvasObject) {
	c.content = o
	c.arrange()
}

// Size implements fyne.Canvas.
func (c *stageCanvas) Size() fyne.Size { return c.size }

// InteractiveArea implements fyne.Canvas.
func (c *stageCanvas) InteractiveArea() (fyne.Position, fyne.Size) { return fyne.Position{}, c.size }

// Overlays implements fyne.Canvas.
func (c *stageCanvas) Overlays() fyne.OverlayStack { return (*overlays)(c) }

// Focus implements fyne.Canvas.
func (c *stageCanvas) Focus(o fyne.Focusable) {
	if !c.apart {
		c.Unfocus()
		c.Canvas.Focus(o)
		return
	}
	if c.focused == o {
		return
	}
	c.Unfocus()
	c.focused = o
	if o != nil {
		o.FocusGained()
	}
}

// Unfocus implements fyne.Canvas.
func (c *stageCanvas) Unfocus() {
	if before := c.focused; before != nil {
		c.focused = nil
		before.FocusLost()
	}
}

// Focused implements fyne.Canvas.
func (c *stageCanvas) Focused() fyne.Focusable {
	if c.focused != nil || c.apart {
		return c.focused
	}
	return c.Canvas.Focused()
}

// FocusNext implements fyne.Canvas: to the first thing that takes the keyboard.
func (c *stageCanvas) FocusNext() {
	for _, o := range findAll[fyne.Focusable](c.top()) {
		if d, ok := o.(fyne.Disableable); !ok || !d.Disabled() {
			c.Focus(o)
			return
		}
	}
}

// FocusPrevious implements fyne.Canvas.
func (c *stageCanvas) FocusPrevious() {}

// top is what can be reached: what lies over all, or the content.
func (c *stageCanvas) top() fyne.CanvasObject {
	if n := len(c.over); n > 0 {
		return c.over[n-1]
	}
	return c.content
}

// OnTypedKey implements fyne.Canvas.
func (c *stageCanvas) OnTypedKey() func(*fyne.KeyEvent) { return c.key }

// SetOnTypedKey implements fyne.Canvas.
func (c *stageCanvas) SetOnTypedKey(f func(*fyne.KeyEvent)) { c.key = f }

// OnTypedRune implements fyne.Canvas.
func (c *stageCanvas) OnTypedRune() func(rune) { return c.rune }

// SetOnTypedRune implements fyne.Canvas.
func (c *stageCanvas) SetOnTypedRune(f func(rune)) { c.rune = f }

// AddShortcut implements fyne.Canvas: those of the window around stay its own.
func (c *stageCanvas) AddShortcut(fyne.Shortcut, func(fyne.Shortcut)) {}

// RemoveShortcut implements fyne.Canvas.
func (c *stageCanvas) RemoveShortcut(fyne.Shortcut) {}

// overlays is what lies over the content of a stage.
type overlays stageCanvas

// Add implements fyne.OverlayStack.
func (s *overlays) Add(o fyne.CanvasObject) {
	s.over = append(s.over, o)
	(*stageCanvas)(s).arrange()
}

// List implements fyne.OverlayStack.
func (s *overlays) List() []fyne.CanvasObject { return slices.Clone(s.over) }

// Remove implements fyne.OverlayStack: also what lies over it.
func (s *overlays) Remove(o fyne.CanvasObject) {
	if at := slices.Index(s.over, o); at >= 0 {
		s.over = s.over[:at]
		(*stageCanvas)(s).arrange()
	}
}

// Top implements fyne.OverlayStack.
func (s *overlays) Top() fyne.CanvasObject {
	if n := len(s.over); n > 0 {
		return s.over[n-1]
	}
	return nil
}

// closeAll takes away what lies over the content, so that nobody keeps it.
func (c *stageCanvas) closeAll() {
	for modal := widgets.TopModal(c); modal != nil; modal = widgets.TopModal(c) {
		modal.Close()
	}
	c.over, c.content = nil, nil
	c.arrange()
}
