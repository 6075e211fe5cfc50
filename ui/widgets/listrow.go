package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// ListRow is the usual content of a List's row: a bold title, a caption below it and, at the right, a badge or a link.
// It is 52 units high.
type ListRow struct {
	widget.BaseWidget

	title  *Text
	detail *Text
	badge  *Badge
	link   *tapText
	texts  *fyne.Container
	grown  fyne.CanvasObject
	box    *fyne.Container
	marks  [2]mark // in title and detail
}

// mark is a part of a text that was searched for, with a ground of its own.
type mark struct {
	before, marked string
	ground         *canvas.Rectangle
}

const (
	listRowHeight = 52
	markRadius    = 3
)

// NewListRow returns an empty row.
func NewListRow() *ListRow {
	r := &ListRow{
		title:  NewText("").Bold().Fitting(Ellipsis),
		detail: NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted).Fitting(Ellipsis),
		badge:  NewBadge("", ToneOff),
		link:   newTapText("", fynetheme.SizeNameCaptionText, nil),
	}
	r.badge.Hide()
	r.link.Hide()
	r.texts = VBox(0, r.title, r.detail)
	r.grown = Grow(r.texts)
	r.box = HBox(10, r.grown, r.badge, r.link)
	for i := range r.marks {
		r.marks[i].ground = &canvas.Rectangle{CornerRadius: markRadius}
		r.marks[i].ground.Hide()
	}
	r.ExtendBaseWidget(r)
	return r
}

// Set fills the row. An empty badge is not shown.
func (r *ListRow) Set(title, detail, badge string, tone Tone) {
	r.title.SetText(title)
	r.detail.SetText(detail)
	r.badge.Set(badge, tone)
	r.badge.Hidden = badge == ""
	r.box.Layout.Layout(r.box.Objects, r.box.Size())
}

// SetMarks gives a part of the title, and one of the detail, a ground of its own. Each is
// told by the bytes from which and up to which it goes; equal ones mark nothing.
func (r *ListRow) SetMarks(title, detail [2]int) {
	for i, part := range [...][2]int{title, detail} {
		text := [...]string{r.title.Text(), r.detail.Text()}[i]
		m := &r.marks[i]
		m.ground.Hidden = part[0] == part[1] || part[1] > len(text)
		if !m.ground.Hidden {
			m.before, m.marked = text[:part[0]], text[part[0]:part[1]]
		}
	}
	r.placeMarks()
}

// placeMarks lays the grounds behind the texts, as far as those are not cut off.
func (r *ListRow) placeMarks() {
	for i, text := range []*Text{r.title, r.detail} {
		m := &r.marks[i]
		if m.ground.Hidden {
			continue
		}
		size, style := fynetheme.SizeNameText, fyne.TextStyle{Bold: true}
		if i == 1 {
			size, style = fynetheme.SizeNameCaptionText, fyne.TextStyle{}
		}
		at := r.box.Position().Add(r.grown.Position()).Add(r.texts.Position()).Add(text.Position())
		from := measure(r, m.before, size, style).Width
		width := min(measure(r, m.marked, size, style).Width, text.Size().Width-from)
		m.ground.FillColor = colorOf(r, fynetheme.ColorNameSelection)
		place(m.ground, at.X+from, at.Y, width, text.Size().Height)
		m.ground.Refresh()
	}
}

// SetLink shows a link at the right, such as the number of accounts below this one; empty takes it away. A click on it
// does not choose the row. It is no stop of Tab: List.OnOpen is the way to it by key.
func (r *ListRow) SetLink(text string, tapped func()) {
	r.link.tapped = tapped
	r.link.Hidden = text == ""
	r.link.text.SetText(text)
	r.box.Layout.Layout(r.box.Objects, r.box.Size())
}

// Title is the bold text of the row.
func (r *ListRow) Title() string { return r.title.Text() }

// CreateRenderer implements fyne.Widget.
func (r *ListRow) CreateRenderer() fyne.WidgetRenderer {
	r.ExtendBaseWidget(r)
	return newRenderer(&renderer{
		owner:   r,
		objects: []fyne.CanvasObject{r.marks[0].ground, r.marks[1].ground, r.box},
		minSize: func() fyne.Size { return fyne.NewSize(r.box.MinSize().Width+2*rowPad+rowBar, listRowHeight) },
		layout: func(size fyne.Size) {
			place(r.box, rowPad+rowBar, 0, size.Width-2*rowPad-rowBar, size.Height)
			r.placeMarks()
		},
		update: func() { r.placeMarks() },
	})
}
