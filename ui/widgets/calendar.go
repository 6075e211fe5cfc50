package widgets

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// calendar is one month to pick a day from. The arrow keys move by days and weeks, PageUp and PageDown by months, Home
// goes to today, Return and Space pick, Escape and Tab leave. Weeks begin on Monday, as in the standard that the dates
// are written by.
type calendar struct {
	widget.BaseWidget

	picked    func(day time.Time)
	dismissed func()

	marked time.Time // the day under the cursor, at midnight UTC; its month is the one shown
	today  time.Time
	hover  int // place of the day under the pointer, -1 is none
}

var (
	_ fyne.Focusable    = (*calendar)(nil)
	_ fyne.Tappable     = (*calendar)(nil)
	_ desktop.Hoverable = (*calendar)(nil)
	_ fyne.Tabbable     = (*calendar)(nil)
)

const (
	dayWidth    = 34
	dayHeight   = 28
	weekRows    = 6
	calendarTop = 30 // height of the line with the month
)

func newCalendar(day, today time.Time) *calendar {
	c := &calendar{marked: midnight(day), today: midnight(today), hover: -1}
	c.ExtendBaseWidget(c)
	return c
}

func midnight(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
}

// firstShown is the Monday at the upper left of the month.
func (c *calendar) firstShown() time.Time {
	first := c.marked.AddDate(0, 0, 1-c.marked.Day())
	back := (int(first.Weekday()) + 6) % 7
	return first.AddDate(0, 0, -back)
}

// addMonths keeps the day of the month where there is one, else takes the last.
func addMonths(day time.Time, months int) time.Time {
	first := time.Date(day.Year(), day.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(day.Day(), last)-1)
}

func (c *calendar) mark(day time.Time) {
	c.marked = day
	c.Refresh()
}

func (c *calendar) AcceptsTab() bool { return true }

func (c *calendar) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.mark(c.marked.AddDate(0, 0, -1))
	case fyne.KeyRight:
		c.mark(c.marked.AddDate(0, 0, 1))
	case fyne.KeyUp:
		c.mark(c.marked.AddDate(0, 0, -7))
	case fyne.KeyDown:
		c.mark(c.marked.AddDate(0, 0, 7))
	case fyne.KeyPageUp:
		c.mark(addMonths(c.marked, -1))
	case fyne.KeyPageDown:
		c.mark(addMonths(c.marked, 1))
	case fyne.KeyHome:
		c.mark(c.today)
	case fyne.KeyReturn, fyne.KeyEnter:
		c.picked(c.marked)
	case fyne.KeyEscape, fyne.KeyTab:
		c.dismissed()
	}
}

func (c *calendar) TypedRune(r rune) {
	if isSpace(r) {
		c.picked(c.marked)
	}
}

func (c *calendar) FocusGained() {}
func (c *calendar) FocusLost()   {}

// placeAt is the place of the day at a point, from 0 at the upper left, or -1.
func (c *calendar) placeAt(p fyne.Position) int {
	column, row := int(p.X/dayWidth), int((p.Y-calendarTop-dayHeight)/dayHeight)
	if p.X < 0 || p.Y < calendarTop+dayHeight || column > 6 || row >= weekRows {
		return -1
	}
	return row*7 + column
}

func (c *calendar) Tapped(ev *fyne.PointEvent) {
	if at := c.placeAt(ev.Position); at >= 0 {
		c.picked(c.firstShown().AddDate(0, 0, at))
		return
	}
	if ev.Position.Y < calendarTop {
		switch {
		case ev.Position.X < dayWidth:
			c.mark(addMonths(c.marked, -1))
		case ev.Position.X > 6*dayWidth:
			c.mark(addMonths(c.marked, 1))
		}
	}
}

func (c *calendar) MouseIn(ev *desktop.MouseEvent)    { c.hoverAt(c.placeAt(ev.Position)) }
func (c *calendar) MouseMoved(ev *desktop.MouseEvent) { c.hoverAt(c.placeAt(ev.Position)) }
func (c *calendar) MouseOut()                         { c.hoverAt(-1) }

func (c *calendar) hoverAt(place int) {
	if c.hover != place {
		c.hover = place
		c.Refresh()
	}
}

var weekdays = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// weekdayName is the short name of a day, from 0 for Monday. Fyne brings these words in its languages.
func weekdayName(day int) string {
	short := weekdays[day][:3]
	return lang.X(weekdays[day]+".short", strings.ToUpper(short[:1])+short[1:])
}

func (c *calendar) CreateRenderer() fyne.WidgetRenderer {
	title, back, forth := &canvas.Text{}, &canvas.Text{}, &canvas.Text{}
	title.TextStyle.Bold = true
	mark, over := &canvas.Rectangle{}, &canvas.Rectangle{}
	objects := []fyne.CanvasObject{mark, over, title, back, forth}
	cells := make([]*canvas.Text, 7+7*weekRows) // the names of the days, then the days
	for i := range cells {
		cells[i] = &canvas.Text{}
		objects = append(objects, cells[i])
	}
	for _, t := range append(cells[:len(cells):len(cells)], title, back, forth) {
		t.Alignment = fyne.TextAlignCenter
	}
	return newRenderer(&renderer{
		owner:   c,
		objects: objects,
		minSize: func() fyne.Size { return fyne.NewSize(7*dayWidth, calendarTop+dayHeight*(weekRows+1)) },
		layout: func(fyne.Size) {
			centerText(back, 0, 0, dayWidth, calendarTop)
			centerText(title, dayWidth, 0, 5*dayWidth, calendarTop)
			centerText(forth, 6*dayWidth, 0, dayWidth, calendarTop)
			for i, cell := range cells {
				x, y := dayPlace(i - 7)
				centerText(cell, x, y, dayWidth, dayHeight)
			}
			x, y := dayPlace(int(c.marked.Sub(c.firstShown()).Hours() / 24))
			place(mark, x+2, y+1, dayWidth-4, dayHeight-2)
			x, y = dayPlace(c.hover)
			place(over, x+2, y+1, dayWidth-4, dayHeight-2)
		},
		update: func() { c.update(title, back, forth, mark, over, cells) },
	})
}

// dayPlace is where the day at a place is drawn; the names of the days are the row before the first.
func dayPlace(at int) (x, y float32) {
	column, row := (at+7)%7, (at+7)/7
	return float32(column) * dayWidth, calendarTop + float32(row)*dayHeight
}

func centerText(t *canvas.Text, x, y, width, height float32) {
	own := t.MinSize().Height
	place(t, x, y+(height-own)/2, width, own)
}

func (c *calendar) update(title, back, forth *canvas.Text, mark, over *canvas.Rectangle, cells []*canvas.Text) {
	month := fmt.Sprintf("%d-%02d", c.marked.Year(), c.marked.Month())
	setText(c, title, month, fynetheme.SizeNameText, fynetheme.ColorNameForeground)
	setText(c, back, "‹", fynetheme.SizeNameSubHeadingText, fynetheme.ColorNamePrimary)
	setText(c, forth, "›", fynetheme.SizeNameSubHeadingText, fynetheme.ColorNamePrimary)
	mark.FillColor = colorOf(c, fynetheme.ColorNamePrimary)
	mark.CornerRadius = sizeOf(c, fynetheme.SizeNameInputRadius)
	over.FillColor = colorOf(c, fynetheme.ColorNameHover)
	over.CornerRadius = mark.CornerRadius
	over.Hidden = c.hover < 0
	first := c.firstShown()
	for i, cell := range cells {
		if i < 7 {
			setText(c, cell, weekdayName(i), fynetheme.SizeNameCaptionText, theme.ColorNameMuted)
			continue
		}
		day := first.AddDate(0, 0, i-7)
		name := fynetheme.ColorNameForeground
		switch {
		case day.Equal(c.marked):
			name = fynetheme.ColorNameForegroundOnPrimary
		case day.Equal(c.today):
			name = fynetheme.ColorNamePrimary
		case day.Month() != c.marked.Month():
			name = fynetheme.ColorNameDisabled
		}
		cell.TextStyle.Bold = day.Equal(c.today)
		setText(c, cell, strconv.Itoa(day.Day()), fynetheme.SizeNameText, name)
	}
}
