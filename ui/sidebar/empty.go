package sidebar

import (
	"fyne.io/fyne/v2"

	"accountsmanager/ui/widgets"
)

// emptyState stands where the list has nothing to show, and says what to do next.
type emptyState struct {
	title  *widgets.Text
	text   *widgets.Text
	button *widgets.Button
	box    *fyne.Container
	object *fyne.Container
}

func newEmptyState() *emptyState {
	e := &emptyState{
		title:  widgets.NewText("").Bold().Fitting(widgets.Wrap),
		text:   widgets.NewCaption(""),
		button: widgets.NewButton(widgets.Secondary, "", nil),
	}
	e.box = widgets.VBox(6, e.title, e.text, widgets.Pad(6, 0, 0, 0, widgets.HBox(0, e.button)))
	e.object = widgets.Pad(16, 16, 16, 16, e.box)
	return e
}

// show replaces what is said; without a label there is no button.
func (e *emptyState) show(title, text, label string, tapped func()) {
	e.title.SetText(title)
	e.text.SetText(text)
	e.text.Hidden = text == ""
	e.button.SetText(label)
	e.button.OnTapped = tapped
	e.button.Hidden = label == ""
	e.object.Show()
	e.box.Layout.Layout(e.box.Objects, e.box.Size())
}

func (e *emptyState) hide() { e.object.Hide() }
