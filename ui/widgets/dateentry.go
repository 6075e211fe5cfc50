package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"
)

// DateEntry is a field for a day, which may be left empty. It is typed as 2026-11-23, or picked from a calendar that
// Down or the button inside the field opens. What is typed stays as it is, a day or not, and is handed on as text.
type DateEntry struct {
	widget.BaseWidget

	// OnChanged is told the text whenever the person changes it.
	OnChanged func(text string)
	// Now says which day is today; tests replace it.
	Now func() time.Time

	entry *Entry
	drop  *dropdown
}

// NewDateEntry returns an empty field.
func NewDateEntry() *DateEntry {
	d := &DateEntry{entry: NewEntry(), Now: time.Now} //nolint:forbidigo // tests replace it
	d.entry.SetPlaceHolder("YYYY-MM-DD")
	d.entry.SetActions(NewLink("", d.openCalendar).WithIcon(fynetheme.CalendarIcon()))
	d.entry.onKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown && !d.entry.Disabled() {
			d.openCalendar()
			return true
		}
		return false
	}
	d.entry.OnChanged = func(text string) {
		if d.OnChanged != nil {
			d.OnChanged(text)
		}
	}
	d.ExtendBaseWidget(d)
	return d
}

// Text is what stands in the field.
func (d *DateEntry) Text() string { return d.entry.Text }

// SetText changes what stands in the field without calling OnChanged.
func (d *DateEntry) SetText(text string) { d.entry.SetTextSilently(text) }

// SetBad implements BadMarker.
func (d *DateEntry) SetBad(bad bool) { d.entry.SetBad(bad) }

// FirstFocus is the field itself.
func (d *DateEntry) FirstFocus() fyne.Focusable { return d.entry }

// Disable makes the field unchangeable.
func (d *DateEntry) Disable() {
	d.entry.Disable()
	for _, b := range d.entry.actions {
		b.Disable()
	}
}

// Enable makes the field changeable again.
func (d *DateEntry) Enable() {
	d.entry.Enable()
	for _, b := range d.entry.actions {
		b.Enable()
	}
}

func (d *DateEntry) openCalendar() {
	if d.drop != nil {
		return
	}
	today := d.Now()
	day, err := time.Parse(time.DateOnly, d.entry.Text)
	if err != nil {
		day = today
	}
	cal := newCalendar(day, today)
	cal.picked = func(day time.Time) {
		d.closeCalendar()
		d.entry.SetText(day.Format(time.DateOnly))
	}
	cal.dismissed = d.closeCalendar
	drop := newDropdown(d.entry, nil, cal, cal.MinSize, d.closeCalendar)
	drop.narrow = true
	if drop.show(cal) {
		d.drop = drop
	}
}

func (d *DateEntry) closeCalendar() {
	if d.drop != nil {
		d.drop.close()
		d.drop = nil
	}
}

// CreateRenderer implements fyne.Widget.
func (d *DateEntry) CreateRenderer() fyne.WidgetRenderer {
	d.ExtendBaseWidget(d)
	return widget.NewSimpleRenderer(d.entry)
}
