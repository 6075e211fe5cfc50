package widgets

import "fyne.io/fyne/v2"

// keyStop is what a widget remembers at which Tab stops, and which shows the pointer over it. The focus brings it into
// sight.
type keyStop struct {
	focusState
	hoverState
}

// FocusGained implements fyne.Focusable.
func (k *keyStop) FocusGained() {
	k.gain()
	k.owner.Refresh()
	Reveal(k.owner)
}

// FocusLost implements fyne.Focusable.
func (k *keyStop) FocusLost() {
	k.lose()
	k.owner.Refresh()
}

// pressable is a keyStop that a click, Space and Return press, unless its owner is disabled.
type pressable struct {
	keyStop

	// OnTapped is what a press does; nil does nothing.
	OnTapped func()
}

// Press does what a click does, unless the widget is disabled.
func (p *pressable) Press() {
	if !p.disabled() && p.OnTapped != nil {
		p.OnTapped()
	}
}

func (p *pressable) disabled() bool {
	d, ok := p.owner.(fyne.Disableable)
	return ok && d.Disabled()
}

// Tapped implements fyne.Tappable.
func (p *pressable) Tapped(*fyne.PointEvent) {
	if p.disabled() {
		return
	}
	if w, ok := p.owner.(fyne.Focusable); ok {
		p.click(w)
	}
	p.Press()
}

// TypedKey implements fyne.Focusable.
func (p *pressable) TypedKey(ev *fyne.KeyEvent) {
	if isReturn(ev.Name) {
		p.Press()
		return
	}
	PassKeyOn(p.owner, ev)
}

// TypedRune implements fyne.Focusable.
func (p *pressable) TypedRune(r rune) {
	if isSpace(r) {
		p.Press()
	}
}
