package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// KVRow is a row of a card: what it is, its value, and a link at the end. The value can be selected and copied; a long
// one wraps.
type KVRow struct {
	widget.BaseWidget

	value  *Value
	action *Button
	box    *fyne.Container
}

const (
	kvPadX     = 16
	kvPadY     = 11
	kvKeyWide  = 210 // width of the keys of an overview
	kvKeyClose = 120 // in a panel
)

// NewKVRow returns a row as in an overview, with a wide column of keys. A nil action has no link.
func NewKVRow(key, value string, action func()) *KVRow {
	return newKVRow(kvKeyWide, key, value, action)
}

// NewCloseKVRow returns a row with a narrow column of keys, as in the review of the wizard.
func NewCloseKVRow(key, value string, action func()) *KVRow {
	return newKVRow(kvKeyClose, key, value, action)
}

func newKVRow(keyWidth float32, key, value string, action func()) *KVRow {
	r := &KVRow{value: NewValue(value)}
	about := NewText(key).Colored(theme.ColorNameMuted).Fitting(Wrap)
	r.box = HBox(8, FixedWidth(keyWidth-8, about), Grow(r.value))
	if action != nil {
		r.action = NewLink(lang.L("Edit"), action)
		r.box.Add(r.action)
	}
	r.ExtendBaseWidget(r)
	return r
}

// Value is what the row shows.
func (r *KVRow) Value() string { return r.value.Text() }

// SetActionText changes the words of the link, which are "Edit" to begin with.
func (r *KVRow) SetActionText(text string) {
	if r.action != nil {
		r.action.SetText(text)
	}
}

// Action is the link at the end, or nil.
func (r *KVRow) Action() *Button { return r.action }

// CreateRenderer implements fyne.Widget.
func (r *KVRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return widget.NewSimpleRenderer(Pad(kvPadY, kvPadX, kvPadY, kvPadX, r.box))
}
