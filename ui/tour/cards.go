package tour

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

func cards(addKey string) []card {
	return []card{
		{
			title: lang.L("Your customers are in the sidebar"),
			text:  lang.L("Every account below yours stands at the left. Type a name, a realm or an id to find one at any depth, and click it to see all about it. Drafts, and what is on its way, stand above the accounts."),
			drawing: drawing(
				entry("ABC Company", "abccompany.sip.example.com", "", 0),
				entry("Fabrikam Dental", "fabrikam.sip.example.com", "", 0),
				entry("Litware Clinics", "litware.sip.example.com", lang.L("Disabled"), widgets.ToneOff),
			),
		},
		{
			title: lang.L("Add an account in a few steps"),
			text:  lang.L("Add New Account opens a form with a row of tabs. Only the name and the time zone are needed: everything else can wait, and you can go to any tab at any time. The last tab shows all of it before anything is sent."),
			drawing: drawing(
				widgets.HBox(10, widgets.NewBadge(lang.L("+ Add New Account"), widgets.TonePrimary), widgets.NewCaption(addKey).Fitting(widgets.Natural)),
				widgets.HBox(8,
					widgets.NewBadge(lang.L("General"), widgets.ToneOK), widgets.NewBadge(lang.L("Contacts"), widgets.TonePrimary),
					widgets.NewBadge(lang.L("Call Restrictions"), widgets.ToneOff), widgets.NewBadge(lang.L("Review"), widgets.ToneOff)),
			),
		},
		{
			title: lang.L("Drafts are kept, with or without a connection"),
			text:  lang.L("What you type is kept on this computer as you type it. Close the window, lose the connection, come back next week: the draft is in the sidebar, just as you left it."),
			drawing: drawing(
				light(widgets.ToneOff, lang.L("Working offline")),
				entry("Blue Yonder", lang.L("Draft saved"), lang.L("Draft"), widgets.ToneWarn),
			),
		},
		{
			title: lang.L("The outbox sends, each thing once"),
			text:  lang.L("What you submit is sent step by step, and you see how far it is. Without a connection it waits, and goes out by itself later. Where something needs you, the sidebar says so, and what is done already stays done."),
			drawing: drawing(
				light(widgets.ToneOK, lang.L("Account: created")),
				light(widgets.ToneOK, lang.L("Administrators: created")),
				light(widgets.ToneWarn, lang.L("Trunks: waiting for a connection")),
			),
		},
	}
}

// drawing is a piece of the program, made small. All of them are of one height, so
// that what is below stays where it is from card to card.
func drawing(lines ...fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: middle{}, Objects: []fyne.CanvasObject{widgets.VBox(10, lines...)}}
}

// middle sets what is in it in the middle of its height.
type middle struct{}

const drawingHeight = 130

func (middle) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := objects[0].MinSize()
	return fyne.NewSize(size.Width, max(size.Height, drawingHeight))
}

func (middle) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	height := objects[0].MinSize().Height
	objects[0].Resize(fyne.NewSize(size.Width, height))
	objects[0].Move(fyne.NewPos(0, (size.Height-height)/2))
}

// entry is a row as in the sidebar.
func entry(name, below, badge string, tone widgets.Tone) fyne.CanvasObject {
	return widgets.HBox(10, widgets.NewAvatar(name),
		widgets.Grow(widgets.VBox(0, widgets.NewText(name).Bold().Fitting(widgets.Ellipsis), widgets.NewCaption(below).Fitting(widgets.Ellipsis))),
		widgets.NewBadge(badge, tone))
}

// light is a line with a light, as in the foot of the window and in the outbox.
func light(tone widgets.Tone, text string) fyne.CanvasObject {
	return widgets.HBox(8, widgets.NewStatusDot(tone), widgets.Grow(widgets.NewText(text).Fitting(widgets.Ellipsis)))
}
