package widgets

import (
	"sort"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ListData is what a List shows: rows that have an identity, and section headings between them. The functions are
// called for what is on the screen, and ID once for each row when a row has to be found again; they must be quick and
// must not change the list. When what they answer from changes, SetData comes right after.
type ListData struct {
	Len int
	// ID is the identity of a row, unique in the list and the same for the same thing later on.
	ID func(index int) string
	// Headings are the places that hold a heading instead of a row, with its words. Nil has none.
	Headings map[int]string
}

// List is a column of equal rows of which only those in sight exist, so that 100,000 cost as much as 20. One row is
// chosen, by its identity: it stays the chosen one when the data change around it. A cursor is moved by Up, Down, Home,
// End, PageUp and PageDown; Return, Space and a click choose the row under it. It is one stop of Tab.
type List struct {
	widget.BaseWidget
	focusState

	// OnSelected is told the identity of the row that the person chose, even when it was chosen already.
	OnSelected func(id string)
	// OnTyped is told what is typed while the list has the keyboard, to search for it.
	OnTyped func(r rune)
	// OnOpen and OnBack are told that Right was typed on a row, and Left anywhere: to go down into what is below a row
	// and up again.
	OnOpen func(id string)
	OnBack func()
	// OnMenu is told where a row was clicked with the other button.
	OnMenu func(id string, at fyne.Position)

	newRow    func() fyne.CanvasObject
	updateRow func(index int, row fyne.CanvasObject)

	data     ListData
	headings []int // the places of headings, in order
	selected string
	cursor   int    // place of the cursor; -1 is none
	cursorID string // identity of the row under the cursor

	rowHeight float32 // zero until measured
	touched   bool    // the person has scrolled or moved: from now on a change of size leaves the place alone
	scroll    *container.Scroll
	body      *listBody
}

var _ fyne.Focusable = (*List)(nil)

const headingHeight = 30

// NewList returns an empty list. newRow makes a row to be filled; updateRow fills it, always with a place that is in the
// data.
func NewList(newRow func() fyne.CanvasObject, updateRow func(index int, row fyne.CanvasObject)) *List {
	l := &List{newRow: newRow, updateRow: updateRow, cursor: -1}
	l.body = newListBody(l)
	l.scroll = container.NewVScroll(l.body)
	l.scroll.OnScrolled = func(fyne.Position) {
		l.touched = true
		l.body.arrange()
	}
	l.ExtendBaseWidget(l)
	return l
}

// SetData replaces what the list shows. The chosen row and the cursor stay on the things that they were on, wherever
// those are now; the cursor stays at its place in the list when its thing is gone. OnSelected is not called.
func (l *List) SetData(data ListData) {
	l.data = data
	l.headings = l.headings[:0]
	for i := range data.Headings {
		l.headings = append(l.headings, i)
	}
	sort.Ints(l.headings)
	if !l.isAt(l.cursor, l.cursorID) { // what is new is elsewhere, mostly: no need to search
		if at := l.indexOf(l.cursorID); at >= 0 {
			l.cursor = at
		} else {
			l.putCursor(l.nextRow(l.cursor, 1))
		}
	}
	l.scroll.Refresh()
	l.body.reload()
}

// Reload draws the rows in sight again, after what they show has changed.
func (l *List) Reload() { l.body.reload() }

// SelectedID is the identity of the chosen row, or empty. It may be one that is not in the data now.
func (l *List) SelectedID() string { return l.selected }

// SetSelectedID chooses a row without calling OnSelected, puts the cursor on it and scrolls to it. An empty identity
// chooses nothing.
func (l *List) SetSelectedID(id string) {
	l.selected = id
	if at := l.indexOf(id); at >= 0 {
		l.putCursor(at)
		l.scrollTo(at)
	}
	l.body.reload()
}

// Len is the number of rows and headings.
func (l *List) Len() int { return l.data.Len }

// isAt tells whether a row with this identity is at this place.
func (l *List) isAt(index int, id string) bool {
	return id != "" && index >= 0 && index < l.data.Len && !l.isHeading(index) && l.data.ID(index) == id
}

func (l *List) isHeading(index int) bool {
	_, ok := l.data.Headings[index]
	return ok
}

// putCursor puts the cursor on a row; -1 is none.
func (l *List) putCursor(index int) {
	l.cursor, l.cursorID = index, ""
	if index >= 0 && l.data.ID != nil {
		l.cursorID = l.data.ID(index)
	}
}

// indexOf is the place of the row with an identity, or -1.
func (l *List) indexOf(id string) int {
	if id == "" || l.data.ID == nil {
		return -1
	}
	for i := range l.data.Len {
		if !l.isHeading(i) && l.data.ID(i) == id {
			return i
		}
	}
	return -1
}

// nextRow is the row at index or, if that is a heading, the next one in the given direction, else in the other; -1 is
// none at all.
func (l *List) nextRow(index, step int) int {
	if l.data.Len == 0 {
		return -1
	}
	index = max(0, min(index, l.data.Len-1))
	for i := index; i >= 0 && i < l.data.Len; i += step {
		if !l.isHeading(i) {
			return i
		}
	}
	for i := index; i >= 0 && i < l.data.Len; i -= step {
		if !l.isHeading(i) {
			return i
		}
	}
	return -1
}

// top is where the row or heading at index begins; index may be the length.
func (l *List) top(index int) float32 {
	before := sort.SearchInts(l.headings, index)
	return float32(index-before)*l.rowHeight + float32(before)*headingHeight
}

func (l *List) heightOf(index int) float32 {
	if l.isHeading(index) {
		return headingHeight
	}
	return l.rowHeight
}

// indexAt is the place of what is at a height, within the data; the list must not be empty.
func (l *List) indexAt(y float32) int {
	at := sort.Search(l.data.Len, func(i int) bool { return l.top(i+1) > y })
	return min(at, l.data.Len-1)
}

func (l *List) scrollTo(index int) {
	view := l.scroll.Size().Height
	if view <= 0 || l.rowHeight <= 0 || index < 0 {
		return
	}
	top, bottom := l.top(index), l.top(index)+l.heightOf(index)
	if l.isHeading(index - 1) {
		top -= headingHeight // show what the row is under
	}
	offset := l.scroll.Offset.Y
	if bottom > offset+view {
		offset = bottom - view
	}
	if top < offset {
		offset = top
	}
	if offset != l.scroll.Offset.Y {
		l.scroll.ScrollToOffset(fyne.NewPos(0, offset))
		l.body.arrange()
	}
}

// middleOf is where a row is in the window.
func (l *List) middleOf(index int) fyne.Position {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(l)
	return at.AddXY(l.Size().Width/2, l.top(index)+l.heightOf(index)/2-l.scroll.Offset.Y)
}

func (l *List) moveCursor(index, step int) {
	l.putCursor(l.nextRow(index, step))
	l.clicked, l.touched = false, true
	l.scrollTo(l.cursor)
	l.body.restyle()
}

func (l *List) choose(index int) {
	if index < 0 || index >= l.data.Len || l.isHeading(index) {
		return
	}
	l.putCursor(index)
	l.touched = true
	l.selected = l.cursorID
	l.body.restyle()
	if l.OnSelected != nil {
		l.OnSelected(l.selected)
	}
}

// TypedKey implements fyne.Focusable.
func (l *List) TypedKey(ev *fyne.KeyEvent) {
	page := 1
	if l.rowHeight > 0 {
		page = max(1, int(l.scroll.Size().Height/l.rowHeight)-1)
	}
	switch {
	case ev.Name == fyne.KeyDown:
		l.moveCursor(l.cursor+1, 1)
	case ev.Name == fyne.KeyUp:
		l.moveCursor(max(l.cursor, 0)-1, -1)
	case ev.Name == fyne.KeyHome:
		l.moveCursor(0, 1)
	case ev.Name == fyne.KeyEnd:
		l.moveCursor(l.data.Len-1, -1)
	case ev.Name == fyne.KeyPageDown:
		l.moveCursor(l.cursor+page, 1)
	case ev.Name == fyne.KeyPageUp:
		l.moveCursor(l.cursor-page, -1)
	case ev.Name == fyne.KeyRight && l.OnOpen != nil && l.cursor >= 0:
		l.OnOpen(l.cursorID)
	case ev.Name == fyne.KeyLeft && l.OnBack != nil:
		l.OnBack()
	case isReturn(ev.Name) && l.cursor >= 0:
		l.choose(l.cursor)
	case ev.Name == desktop.KeyMenu && l.OnMenu != nil && l.cursor >= 0:
		l.scrollTo(l.cursor) // the wheel may have taken it out of sight
		l.OnMenu(l.cursorID, l.middleOf(l.cursor))
	default:
		PassKeyOn(l, ev)
	}
}

// TypedRune implements fyne.Focusable.
func (l *List) TypedRune(r rune) {
	switch {
	case isSpace(r):
		l.choose(l.cursor)
	case l.OnTyped != nil:
		l.OnTyped(r)
	}
}

// FocusGained implements fyne.Focusable.
func (l *List) FocusGained() {
	l.gain()
	if l.cursor < 0 {
		l.putCursor(l.nextRow(0, 1))
	}
	if at := l.indexOf(l.selected); at >= 0 && !l.clicked {
		l.putCursor(at)
		l.scrollTo(at)
	}
	l.body.restyle()
	Reveal(l)
}

// FocusLost implements fyne.Focusable.
func (l *List) FocusLost() {
	l.lose()
	l.body.restyle()
}

// CreateRenderer implements fyne.Widget.
func (l *List) CreateRenderer() fyne.WidgetRenderer {
	l.ExtendBaseWidget(l)
	return newRenderer(&renderer{
		owner:   l,
		objects: []fyne.CanvasObject{l.scroll},
		minSize: func() fyne.Size {
			m := l.scroll.MinSize()
			return fyne.NewSize(m.Width, max(m.Height, 2*l.rowHeight))
		},
		layout: func(size fyne.Size) {
			grown := size.Height != l.scroll.Size().Height
			place(l.scroll, 0, 0, size.Width, size.Height)
			if grown && !l.touched {
				l.scroll.ScrollToOffset(fyne.Position{})
				l.scrollTo(l.cursor)
			}
			l.body.arrange()
		},
		update: func() {
			l.rowHeight = l.newRow().MinSize().Height
			l.body.reload()
		},
	})
}
