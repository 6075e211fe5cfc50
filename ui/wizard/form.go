package wizard

import (
	"fyne.io/fyne/v2"

	"accountsmanager/domain"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// data names the values in a sentence.
type data = map[string]any

// addAdministrator is where the first administrator is asked for: a button, which
// is no field of a draft.
const addAdministrator domain.Field = "administrators"

// view is the content of a tab.
type view interface {
	content() fyne.CanvasObject
	// load shows what the draft and what is known of the server say by now,
	// without touching what already shows the same.
	load(d domain.Draft)
	// first is where the keyboard goes when the tab opens.
	first() domain.Field
}

// place is where a field stands on the screen.
type place struct {
	focus func()
	// show says what is wrong with the field, or with wrong false that nothing
	// is. Nil where a field cannot be wrong.
	show func(p domain.Problem, wrong bool)
}

// form binds the fields of a tab to the draft.
type form struct {
	w       *Wizard
	loaders []func(d *domain.Draft)
}

// load shows the draft in every field.
func (f *form) load(d *domain.Draft) {
	for _, load := range f.loaders {
		load(d)
	}
}

// text is a field for a text of the draft. of finds it there; nil where it is not
// in the draft any more.
func (f *form) text(field domain.Field, label string, of func(*domain.Draft) *string) (*widgets.FormField, *widgets.Entry) {
	entry := widgets.NewEntry()
	entry.OnChanged = func(text string) {
		f.w.edit(field, func(d *domain.Draft) {
			if at := of(d); at != nil {
				*at = text
			}
		})
	}
	entry.OnFocusChanged = f.w.watch(field, entry)
	box := widgets.NewFormField(label, entry)
	f.w.put(field, place{focus: func() { f.w.focus(entry) }, show: problemOf(box)})
	f.loaders = append(f.loaders, func(d *domain.Draft) {
		if at := of(d); at != nil {
			entry.SetTextSilently(*at)
		}
	})
	return box, entry
}

// check is a box for a yes or no of the draft.
func (f *form) check(field domain.Field, label string, of func(*domain.Draft) *bool) *widgets.Check {
	box := widgets.NewCheck(label, func(on bool) {
		f.w.edit(field, func(d *domain.Draft) {
			if at := of(d); at != nil {
				*at = on
			}
		})
	})
	f.w.put(field, place{focus: func() { f.w.focus(box) }})
	f.loaders = append(f.loaders, func(d *domain.Draft) {
		if at := of(d); at != nil {
			box.SetChecked(*at)
		}
	})
	return box
}

// problemOf shows what is wrong with a field below it.
func problemOf(box *widgets.FormField) func(domain.Problem, bool) {
	return func(p domain.Problem, wrong bool) {
		if !wrong || p.Warning {
			box.SetProblem("")
			return
		}
		box.SetProblem(words.Problem(p))
	}
}

// watchInner follows the keyboard through the entry inside a field of several
// parts. A short value is marked as a whole when the keyboard comes, so that
// typing replaces it.
func (f *form) watchInner(field domain.Field, inner fyne.Focusable) {
	entry, ok := inner.(*widgets.Entry)
	if !ok {
		return
	}
	watch, before := f.w.watch(field, entry), entry.OnFocusChanged
	entry.OnFocusChanged = func(focused bool) {
		if before != nil {
			before(focused)
		}
		watch(focused)
		if focused {
			entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
	}
}

// needed marks the label of a field that must not stay empty.
func needed(label string) string { return label + " *" }

// warning is a line that points something out without being in the way.
func warning() *widgets.Text {
	t := widgets.NewCaption("").Colored(theme.ColorNameWarn)
	t.Hide()
	return t
}

// headed is a heading with a caption below it, and actions at its right.
func headed(title, caption string, actions ...fyne.CanvasObject) fyne.CanvasObject {
	text := widgets.VBox(2, widgets.NewHeading(title))
	if caption != "" {
		text.Add(widgets.NewCaption(caption))
	}
	if len(actions) == 0 {
		return text
	}
	return widgets.HBox(4, append([]fyne.CanvasObject{widgets.Grow(text)}, actions...)...)
}

// picker is a field for a text of the draft that is one of many.
func (f *form) picker(field domain.Field, label string, picker *widgets.Picker, of func(*domain.Draft) *string) *widgets.FormField {
	picker.OnChanged = func(id string, known bool) {
		f.w.edit(field, func(d *domain.Draft) {
			if at := of(d); at != nil {
				*at = id
			}
		})
		if known || id == "" {
			f.w.state.overtaken(field)
			f.w.leave(field)
		}
	}
	box := widgets.NewFormField(label, picker)
	f.w.put(field, place{focus: func() { f.w.focus(picker) }, show: problemOf(box)})
	f.loaders = append(f.loaders, func(d *domain.Draft) {
		if at := of(d); at != nil {
			picker.SetValue(*at)
		}
	})
	return box
}
