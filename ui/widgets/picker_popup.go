package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// pickerPopup is the open list of a Picker, with an entry drawn over the field to search it.
type pickerPopup struct {
	picker *Picker
	entry  *Entry
	list   *List
	none   *Text // shown instead of an empty list
	drop   *dropdown

	options []Option
	before  Option // value and known when the list was opened, for Escape
	known   bool
	edited  bool // something was typed
	moved   bool // an option was marked with the arrow keys
}

const (
	optionHeight = 32
	optionsShown = 8
)

func newPickerPopup(p *Picker) *pickerPopup {
	u := &pickerPopup{picker: p, before: p.value, known: p.known}
	u.entry = NewEntry()
	u.entry.SetText(p.value.Label)
	u.entry.onKey = u.typedKey
	u.entry.onTab = u.tab
	u.entry.OnChanged = u.typed
	u.list = NewList(func() fyne.CanvasObject { return newOptionRow() }, func(i int, o fyne.CanvasObject) {
		o.(*optionRow).set(u.options[i]) //nolint:errcheck // the list has no other rows
	})
	u.list.OnSelected = func(id string) { u.pick(u.find(id)) }
	u.none = NewCaption(lang.L("Nothing matches"))
	panel := &fyne.Container{Layout: &layers{}, Objects: []fyne.CanvasObject{Pad(6, 8, 6, 8, u.none), u.list}}
	u.drop = newDropdown(p, u.entry, panel, u.size, u.keep)
	return u
}

func (u *pickerPopup) open(first string) bool {
	if first == "" {
		u.show("")
		if !u.drop.show(u.entry) {
			return false
		}
		u.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		return true
	}
	u.entry.SetTextSilently("")
	if !u.drop.show(u.entry) {
		return false
	}
	for _, r := range first {
		u.entry.TypedRune(r)
	}
	return true
}

func (u *pickerPopup) size() fyne.Size {
	rows := max(1, min(len(u.options), optionsShown))
	return fyne.NewSize(0, float32(rows*optionHeight))
}

// show lists what matches a query and marks the best, or the chosen one in the whole list.
func (u *pickerPopup) show(query string) {
	u.options = u.picker.search(query, pickerLimit)
	u.list.SetData(ListData{Len: len(u.options), ID: func(i int) string { return u.options[i].ID }})
	u.none.Hidden = len(u.options) > 0
	u.list.Hidden = len(u.options) == 0
	switch {
	case len(u.options) == 0:
	case query == "" && u.known:
		u.mark(u.find(u.before.ID))
	default:
		u.mark(0)
	}
	u.drop.Refresh()
}

func (u *pickerPopup) find(id string) int {
	for i, o := range u.options {
		if o.ID == id {
			return i
		}
	}
	return 0
}

func (u *pickerPopup) mark(index int) {
	if len(u.options) == 0 {
		return
	}
	index = max(0, min(index, len(u.options)-1))
	u.list.SetSelectedID(u.options[index].ID)
}

func (u *pickerPopup) marked() int { return u.find(u.list.SelectedID()) }

func (u *pickerPopup) typed(text string) {
	u.edited, u.moved = true, false
	u.picker.set(u.picker.resolve(text))
	u.show(text)
}

func (u *pickerPopup) typedKey(ev *fyne.KeyEvent) bool {
	switch {
	case ev.Name == fyne.KeyDown:
		u.move(1)
	case ev.Name == fyne.KeyUp:
		u.move(-1)
	case ev.Name == fyne.KeyPageDown:
		u.move(optionsShown - 1)
	case ev.Name == fyne.KeyPageUp:
		u.move(1 - optionsShown)
	case isReturn(ev.Name) && len(u.options) > 0 && (u.moved || u.entry.Text != ""):
		u.pick(u.marked())
	case isReturn(ev.Name):
		u.keep()
	case ev.Name == fyne.KeyEscape:
		u.close()
		u.picker.set(u.before, u.known)
	default:
		return false
	}
	return true
}

func (u *pickerPopup) move(by int) {
	u.moved = true
	u.mark(u.marked() + by)
}

func (u *pickerPopup) tab(back bool) {
	c := u.drop.canvas
	if u.moved && len(u.options) > 0 {
		u.pick(u.marked())
	} else {
		u.keep()
	}
	if back {
		c.FocusPrevious()
	} else {
		c.FocusNext()
	}
}

// pick takes an option.
func (u *pickerPopup) pick(index int) {
	u.close()
	if index < len(u.options) {
		u.picker.set(u.options[index], true)
	}
}

// keep leaves what was typed in the field.
func (u *pickerPopup) keep() {
	u.close()
	if u.edited {
		u.picker.set(u.picker.resolve(u.entry.Text))
	}
}

func (u *pickerPopup) close() {
	u.drop.close()
	u.picker.popup = nil
}

// optionRow is one option in the list.
type optionRow struct {
	widget.BaseWidget
	label, detail *Text
	box           *fyne.Container
}

func newOptionRow() *optionRow {
	r := &optionRow{
		label:  NewText("").Fitting(Ellipsis),
		detail: NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted),
	}
	r.box = HBox(10, Grow(r.label), r.detail)
	r.ExtendBaseWidget(r)
	return r
}

func (r *optionRow) set(o Option) {
	r.label.SetText(o.Label)
	r.detail.SetText(o.Detail)
	r.box.Layout.Layout(r.box.Objects, r.box.Size())
}

func (r *optionRow) CreateRenderer() fyne.WidgetRenderer {
	return newRenderer(&renderer{
		owner:   r,
		objects: []fyne.CanvasObject{r.box},
		minSize: func() fyne.Size { return fyne.NewSize(r.box.MinSize().Width+2*fieldPad, optionHeight) },
		layout:  func(size fyne.Size) { place(r.box, fieldPad, 0, size.Width-2*fieldPad, size.Height) },
		update:  func() {},
	})
}
