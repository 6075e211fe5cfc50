package widgets

import (
	"fyne.io/fyne/v2"
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
	box    *fyne.Container
}

const listRowHeight = 52

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
	r.box = HBox(10, Grow(VBox(0, r.title, r.detail)), r.badge, r.link)
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
		objects: []fyne.CanvasObject{r.box},
		minSize: func() fyne.Size { return fyne.NewSize(r.box.MinSize().Width+2*rowPad+rowBar, listRowHeight) },
		layout: func(size fyne.Size) {
			place(r.box, rowPad+rowBar, 0, size.Width-2*rowPad-rowBar, size.Height)
		},
		update: func() {},
	})
}
