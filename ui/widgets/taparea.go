package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// TapArea makes a click anywhere on its content do something. It never takes the keyboard: what it does needs another
// way by key.
type TapArea struct {
	widget.BaseWidget
	holdState

	content fyne.CanvasObject
	tapped  func()
}

var (
	_ fyne.Tappable      = (*TapArea)(nil)
	_ desktop.Cursorable = (*TapArea)(nil)
)

// NewTapArea returns content that answers a click.
func NewTapArea(content fyne.CanvasObject, tapped func()) *TapArea {
	a := &TapArea{content: content, tapped: tapped}
	a.ExtendBaseWidget(a)
	return a
}

// Tapped implements fyne.Tappable.
func (a *TapArea) Tapped(*fyne.PointEvent) { a.tapped() }

// Cursor implements desktop.Cursorable.
func (a *TapArea) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer implements fyne.Widget.
func (a *TapArea) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(a.content) }
