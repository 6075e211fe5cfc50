package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// hoverState is what a widget remembers about the pointer. The widget that embeds it names itself as the owner, which
// is drawn anew when the pointer comes and goes.
type hoverState struct {
	holdState

	owner   fyne.Widget
	hovered bool
}

// MouseIn implements desktop.Hoverable.
func (h *hoverState) MouseIn(ev *desktop.MouseEvent) {
	pointerAt(ev)
	h.hovered = true
	h.owner.Refresh()
}

// MouseMoved implements desktop.Hoverable.
func (h *hoverState) MouseMoved(ev *desktop.MouseEvent) { pointerAt(ev) }

// MouseOut implements desktop.Hoverable.
func (h *hoverState) MouseOut() {
	h.hovered = false
	h.owner.Refresh()
}
