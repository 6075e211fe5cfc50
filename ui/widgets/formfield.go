package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// FormField is a field with its label above and, below, an optional hint and the problem with what was typed. A long
// problem or hint wraps and never makes the form wider.
type FormField struct {
	widget.BaseWidget

	label   *tapText
	content fyne.CanvasObject
	problem *Text
	hint    *Text
	box     *fyne.Container
}

// BadMarker is content that can show that it has a problem.
type BadMarker interface{ SetBad(bad bool) }

// NewFormField returns content with a label. A required field has " *" at the end of its label, put there by the caller.
func NewFormField(label string, content fyne.CanvasObject) *FormField {
	f := &FormField{content: content}
	f.label = newTapText(label, fynetheme.SizeNameCaptionText, f.Focus)
	f.label.text.Bold().Fitting(Wrap)
	f.hint = NewCaption("")
	f.problem = NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameBad).Fitting(Wrap)
	f.hint.Hide()
	f.problem.Hide()
	f.box = VBox(4, f.label, content, f.problem, f.hint)
	f.ExtendBaseWidget(f)
	return f
}

// Label is what stands above the field.
func (f *FormField) Label() string { return f.label.text.Text() }

// SetLabel changes what stands above the field.
func (f *FormField) SetLabel(label string) { f.label.text.SetText(label) }

// Content is what the label belongs to.
func (f *FormField) Content() fyne.CanvasObject { return f.content }

// SetProblem shows what is wrong with the field, in words; empty takes it away. Content that is a BadMarker is marked
// too.
func (f *FormField) SetProblem(text string) {
	if f.problem.Text() == text {
		return
	}
	if marker, ok := f.content.(BadMarker); ok {
		marker.SetBad(text != "")
	}
	f.problem.Say(text)
	f.Refresh()
}

// Problem is what is shown to be wrong with the field.
func (f *FormField) Problem() string { return f.problem.Text() }

// SetHint shows help under the field; empty takes it away.
func (f *FormField) SetHint(text string) {
	if f.hint.Text() != text {
		f.hint.Say(text)
		f.Refresh()
	}
}

// Focus gives the keyboard to the content, or to the first thing inside it that takes it.
func (f *FormField) Focus() {
	if w := f.FirstFocus(); w != nil {
		focus(w)
	}
}

// FirstFocus is the content, or the first thing inside it that takes the keyboard.
func (f *FormField) FirstFocus() fyne.Focusable { return firstFocusable(f.content) }

func firstFocusable(o fyne.CanvasObject) fyne.Focusable {
	if w, ok := o.(fyne.Focusable); ok {
		return w
	}
	switch o := o.(type) {
	case *fyne.Container:
		for _, child := range o.Objects {
			if w := firstFocusable(child); w != nil {
				return w
			}
		}
	case interface{ FirstFocus() fyne.Focusable }:
		return o.FirstFocus()
	}
	return nil
}

// CreateRenderer implements fyne.Widget.
func (f *FormField) CreateRenderer() fyne.WidgetRenderer {
	f.ExtendBaseWidget(f)
	return &boxRenderer{WidgetRenderer: widget.NewSimpleRenderer(f.box), owner: f, box: f.box}
}

// boxRenderer renders a widget made of one container, whose children may come and go.
type boxRenderer struct {
	fyne.WidgetRenderer
	owner fyne.Widget
	box   *fyne.Container
}

func (r *boxRenderer) Refresh() {
	r.box.Layout.Layout(r.box.Objects, r.owner.Size())
	r.WidgetRenderer.Refresh()
}
