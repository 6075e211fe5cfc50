package widgets

import "fyne.io/fyne/v2"

const helpSize = 18

// NewHelp returns a small round button with a question mark, for an explanation of what it stands beside.
func NewHelp(tapped func()) *Button {
	b := NewLink("?", tapped)
	b.kind, b.round = Secondary, true
	return b
}

// Helps tells whether the button explains something: going there is no going on.
func (b *Button) Helps() bool { return b.round }

// Explained sets a help button behind the title of a group that begins with it. To the keyboard the button comes after
// all of the group: whoever fills in a form is not held up.
func Explained(group fyne.CanvasObject, title *Text, help *Button) *fyne.Container {
	return &fyne.Container{Layout: &explained{title: title}, Objects: []fyne.CanvasObject{group, help}}
}

// Explained sets a help button behind the field's label; see the function of that name.
func (f *FormField) Explained(help *Button) *fyne.Container { return Explained(f, f.label.text, help) }

type explained struct{ title *Text }

func (l *explained) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (l *explained) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const gap = 6
	group, help := objects[0], objects[1]
	place(group, 0, 0, size.Width, size.Height)
	x := min(l.title.preferredWidth()+gap, size.Width-helpSize)
	place(help, max(x, 0), (l.title.lineHeight()-helpSize)/2, helpSize, helpSize)
}
