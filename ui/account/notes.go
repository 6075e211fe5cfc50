package account

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// notes shows what was written about the account, and to it. Other programs store
// markup there: it is shown and edited as the source that it is, never made flat.
func (v *View) notes() []fyne.CanvasObject {
	var cards []fyne.CanvasObject
	for _, f := range []domain.Field{domain.FieldNotes, domain.FieldAnnouncement} {
		title := words.AccountField(f, v.known.catalogue)
		about := lang.L("Only resellers see it.")
		if f == domain.FieldAnnouncement {
			about = lang.L("The customer sees it at the top of the web interface.")
		}
		if strings.Contains(v.value(f), "<") {
			about += " " + lang.L("It holds markup, which is shown and edited as its source.")
		}
		head := widgets.HBox(8, widgets.Grow(widgets.VBox(2, widgets.NewHeading(title), widgets.NewCaption(about))))
		if v.has(domain.DocAccount) {
			head.Add(widgets.NewLink(lang.L("Edit"), v.edit(title, "", f)))
		}
		cards = append(cards, widgets.NewCard(widgets.VBox(10, head, widgets.NewValue(v.said(f)))))
	}
	return cards
}
