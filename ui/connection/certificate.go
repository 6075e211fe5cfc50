package connection

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// ShowCertificate shows a certificate that is not known, all of its fingerprint, and
// asks whether to trust it from now on. trust is called where a person does. One that
// is not to be offered is shown without the question.
func ShowCertificate(c fyne.Canvas, wrong *domain.CertificateError, trust func(domain.Fingerprint)) {
	body := widgets.VBox(12)
	if wrong.Offered() {
		body.Add(widgets.NewText(lang.L("Ask whoever runs the server for the fingerprint of its certificate. Trust this one only if both are the same, to the last digit: otherwise somebody in between can read your password.")).Fitting(widgets.Wrap))
	} else {
		m := words.Error(wrong)
		body.Add(widgets.NewText(m.Text).Fitting(widgets.Wrap))
	}
	body.Add(described(wrong.Found))
	if !wrong.Offered() {
		var modal *widgets.Modal
		done := widgets.NewButton(widgets.Primary, lang.L("Close"), func() { modal.Close() })
		modal = widgets.NewModal(c, widgets.ModalOptions{
			Title: lang.L("The certificate of {{.Server}}", data{"Server": wrong.Server}), Body: body, FitHeight: true, Size: fyne.NewSize(sheetWidth, 600),
			Default: done, InitialFocus: done, Footer: widgets.HBox(10, widgets.Spacer(), done),
		})
		modal.Show()
		return
	}
	widgets.ShowConfirm(c, widgets.ConfirmOptions{
		Title: lang.L("The certificate of {{.Server}}", data{"Server": wrong.Server}), Content: body,
		Confirm: lang.L("Trust this certificate"), Danger: true, // Return alone is no look at it
	}, func(confirmed bool) {
		if confirmed {
			trust(wrong.Found.Fingerprint)
		}
	})
}

const sheetWidth = 460

// data names the values in a sentence.
type data = map[string]any

// described are the lines that tell of a certificate. What was written by whoever made
// it is shown as the text that it is.
func described(c domain.Certificate) fyne.CanvasObject {
	lines := widgets.VBox(8, line(lang.L("Fingerprint (SHA-256)"), widgets.NewMonoValue(words.Fingerprint(c.Fingerprint))))
	for _, l := range []struct{ label, text string }{
		{lang.L("Made out to"), c.Subject},
		{lang.L("For the servers"), strings.Join(c.Names, ", ")}, // an authority has none
		{lang.L("Made by"), c.Issuer},
		{lang.L("Good until"), words.Date(c.NotAfter)},
	} {
		if l.text != "" {
			lines.Add(line(l.label, widgets.NewText(l.text).Fitting(widgets.Wrap)))
		}
	}
	return lines
}

func line(label string, value fyne.CanvasObject) fyne.CanvasObject {
	return widgets.VBox(2, widgets.NewCaption(label), value)
}
