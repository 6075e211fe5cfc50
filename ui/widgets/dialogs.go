package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
)

// ConfirmOptions describe a question.
type ConfirmOptions struct {
	Title string
	Text  string
	// Content is shown below the text, such as a field to type a name into.
	Content fyne.CanvasObject
	// Confirm says what will be done, such as "Delete". Cancel is "Cancel" when empty.
	Confirm, Cancel string
	// Danger is for what cannot be taken back: Return does not confirm unless the confirming button has the keyboard.
	Danger bool
}

// ConfirmDialog is an open question.
type ConfirmDialog struct {
	modal   *Modal
	confirm *Button
}

const dialogWidth = 460

// ShowConfirm asks a question over everything else. answer is called once, after the dialog has closed: with true for
// the confirming button, with false for the other one and for Escape.
func ShowConfirm(c fyne.Canvas, options ConfirmOptions, answer func(confirmed bool)) *ConfirmDialog {
	d := &ConfirmDialog{}
	confirmed := false
	kind := Primary
	if options.Danger {
		kind = Danger
	}
	if options.Cancel == "" {
		options.Cancel = lang.L("Cancel")
	}
	d.confirm = NewButton(kind, options.Confirm, func() {
		confirmed = true
		d.modal.Close()
	})
	cancel := NewButton(Secondary, options.Cancel, func() { d.modal.Close() })
	body := VBox(12)
	if options.Text != "" {
		body.Add(NewText(options.Text).Fitting(Wrap))
	}
	if options.Content != nil {
		body.Add(options.Content)
	}
	m := ModalOptions{
		Title: options.Title, Body: body, FitHeight: true,
		Size:     fyne.NewSize(dialogWidth, 600),
		Footer:   HBox(10, Spacer(), cancel, d.confirm),
		OnClosed: func() { answer(confirmed) },
	}
	if options.Content != nil {
		m.InitialFocus = firstFocusable(options.Content)
	}
	switch {
	case options.Danger && m.InitialFocus == nil:
		m.InitialFocus = cancel
	case !options.Danger:
		m.Default = d.confirm
		if m.InitialFocus == nil {
			m.InitialFocus = d.confirm
		}
	}
	d.modal = NewModal(c, m)
	d.modal.Show()
	return d
}

// SetConfirmEnabled says whether the question can be answered with yes now.
func (d *ConfirmDialog) SetConfirmEnabled(enabled bool) {
	if enabled {
		d.confirm.Enable()
	} else {
		d.confirm.Disable()
	}
}

// Refresh fits the dialog to its content once that is higher or lower.
func (d *ConfirmDialog) Refresh() { d.modal.Refresh() }

// ShowDetails shows a longer text that can be selected, with a button that copies all of it. A fixed-width font is used
// for it.
func ShowDetails(c fyne.Canvas, title, text string) *Modal {
	var m *Modal
	closing := NewButton(Primary, lang.L("Close"), func() { m.Close() })
	copying := NewButton(Secondary, lang.L("Copy"), nil)
	copying.OnTapped = func() {
		fyne.CurrentApp().Clipboard().SetContent(text)
		m.Toasts().Show(lang.L("Copied"), ToneOK)
	}
	m = NewModal(c, ModalOptions{
		Title: title, Body: NewMonoValue(text), Footer: HBox(10, copying, Spacer(), closing),
		Size: fyne.NewSize(760, 560), FitHeight: true,
		Default: closing, InitialFocus: closing,
	})
	m.Show()
	return m
}
