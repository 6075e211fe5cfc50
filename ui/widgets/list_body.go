package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// listBody is as high as all rows of a List together and holds those that are in sight.
type listBody struct {
	widget.BaseWidget
	list     *List
	rows     map[int]*listRow
	spare    []*listRow
	headings []*Text // one for each heading in sight
	shown    []fyne.CanvasObject
}

func newListBody(l *List) *listBody {
	b := &listBody{list: l, rows: map[int]*listRow{}}
	b.ExtendBaseWidget(b)
	return b
}

// reload fills all rows in sight again.
func (b *listBody) reload() {
	l := b.list
	for index := range b.rows {
		if index >= l.data.Len || l.isHeading(index) {
			b.drop(index)
		}
	}
	b.arrange()
	for index, row := range b.rows {
		row.fill(index)
	}
	canvas.Refresh(b)
}

// restyle draws the grounds and rings of the rows in sight again; what the rows say has not changed.
func (b *listBody) restyle() {
	for _, row := range b.rows {
		row.Refresh()
	}
}

// arrange brings the rows in line with what is in sight; rows that stay in sight are only moved.
func (b *listBody) arrange() {
	l := b.list
	b.shown = b.shown[:0]
	view := l.scroll.Size()
	if l.data.Len == 0 || l.rowHeight <= 0 || view.Height <= 0 {
		b.dropRows(0, -1)
		return
	}
	first := l.indexAt(l.scroll.Offset.Y)
	last := l.indexAt(l.scroll.Offset.Y + view.Height)
	b.dropRows(first, last)
	headings := 0
	for i := first; i <= last; i++ {
		if words, ok := l.data.Headings[i]; ok {
			b.showHeading(headings, words, l.top(i), view.Width)
			headings++
			continue
		}
		b.showRow(i, view.Width)
	}
}

func (b *listBody) dropRows(first, last int) {
	for index := range b.rows {
		if index < first || index > last {
			b.drop(index)
		}
	}
}

func (b *listBody) drop(index int) {
	row := b.rows[index]
	row.hovered = false
	b.spare = append(b.spare, row)
	delete(b.rows, index)
}

func (b *listBody) showHeading(n int, words string, y, width float32) {
	if n == len(b.headings) {
		b.headings = append(b.headings, NewSection(""))
	}
	t := b.headings[n]
	t.SetText(words)
	height := t.MinSize().Height
	place(t, rowPad, y+headingHeight-height-4, width-2*rowPad, height)
	b.shown = append(b.shown, t)
}

func (b *listBody) showRow(index int, width float32) {
	l := b.list
	row, ok := b.rows[index]
	if !ok {
		if n := len(b.spare); n > 0 {
			row, b.spare = b.spare[n-1], b.spare[:n-1]
		} else {
			row = newListRow(l)
		}
		b.rows[index] = row
		row.fill(index)
	}
	place(row, 0, l.top(index), width, l.rowHeight)
	b.shown = append(b.shown, row)
}

func (b *listBody) CreateRenderer() fyne.WidgetRenderer { return &listBodyRenderer{b} }

type listBodyRenderer struct{ body *listBody }

func (r *listBodyRenderer) Destroy()                     {}
func (r *listBodyRenderer) Layout(fyne.Size)             { r.body.arrange() }
func (r *listBodyRenderer) Refresh()                     { r.body.reload() }
func (r *listBodyRenderer) Objects() []fyne.CanvasObject { return r.body.shown }

func (r *listBodyRenderer) MinSize() fyne.Size {
	return fyne.NewSize(1, r.body.list.top(r.body.list.data.Len))
}

// listRow is one row in sight: the caller's object with the ground and the bar of the chosen row, and the ring of the
// cursor.
type listRow struct {
	widget.BaseWidget
	hoverState

	list    *List
	index   int
	content fyne.CanvasObject
}

var (
	_ fyne.Tappable          = (*listRow)(nil)
	_ fyne.SecondaryTappable = (*listRow)(nil)
	_ desktop.Hoverable      = (*listRow)(nil)
)

func newListRow(l *List) *listRow {
	r := &listRow{list: l, content: l.newRow()}
	r.owner = r
	r.ExtendBaseWidget(r)
	return r
}

func (r *listRow) fill(index int) {
	r.index = index
	r.list.updateRow(index, r.content)
	r.Refresh()
}

func (r *listRow) Tapped(*fyne.PointEvent) {
	l := r.list
	l.click(l)
	l.choose(r.index)
}

func (r *listRow) TappedSecondary(ev *fyne.PointEvent) {
	if l := r.list; l.OnMenu != nil && r.index < l.data.Len {
		l.OnMenu(l.data.ID(r.index), ev.AbsolutePosition)
	}
}

const (
	rowPad = 16
	rowBar = 3
)

func (r *listRow) CreateRenderer() fyne.WidgetRenderer {
	ground, bar, ring := &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Rectangle{}
	return newRenderer(&renderer{
		owner:   r,
		objects: []fyne.CanvasObject{ground, bar, r.content, ring},
		minSize: func() fyne.Size { return r.content.MinSize() },
		layout: func(size fyne.Size) {
			place(ground, 0, 0, size.Width, size.Height)
			place(bar, 0, 0, rowBar, size.Height)
			place(r.content, 0, 0, size.Width, size.Height)
			place(ring, 2, 2, size.Width-4, size.Height-4)
		},
		update: func() {
			l := r.list
			chosen := l.selected != "" && r.index < l.data.Len && l.data.ID(r.index) == l.selected
			switch {
			case chosen:
				ground.FillColor = colorOf(r, theme.ColorNameSoft)
			case r.hovered:
				ground.FillColor = colorOf(r, fynetheme.ColorNameHover)
			default:
				ground.FillColor = color.Transparent
			}
			bar.FillColor = colorOf(r, fynetheme.ColorNamePrimary)
			bar.Hidden = !chosen
			updateRing(r, ring, 2, l.ring() && l.cursor == r.index)
		},
	})
}
