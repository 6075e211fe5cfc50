package wizard

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/widgets"
)

// topic is something that the wizard asks for and not everybody knows.
type topic int

const (
	aboutTrunks topic = iota
	aboutBypass
	aboutClassifiers
	aboutRealm
)

// explanation is a topic in words.
func (t topic) explanation() (title, text string) {
	switch t {
	case aboutTrunks:
		return lang.L("What trunks are"), lang.L("A trunk is room for one call at a time. Two-way trunks carry calls in either direction, inbound ones only those to the customer, outbound ones only those from the customer. What a customer holds comes out of your own trunks and is not there for others. When all of them are busy, one more call fails, unless it may go over the trunks.")
	case aboutBypass:
		return lang.L("What the bypass is"), lang.L("With the bypass, a call that finds every trunk busy goes through all the same and is billed per minute. So is a call that trunks do not carry, such as an international one. Each minute is taken from the account's balance, to which you can add an amount here. When the balance is used up, such calls fail again.")
	case aboutClassifiers:
		return lang.L("What this account can call"), lang.L("The server sorts every number that is dialled into one kind: toll free, international, emergency and so on. These kinds are called classifiers, and each platform has its own. Calls to a kind without a tick are refused. Leave emergency calls allowed: in most places the law asks for it.")
	case aboutRealm:
		return lang.L("What a realm is"), lang.L("The realm is the address at which the customer's phones register, like the part of an e-mail address after the @. No two accounts of the platform have the same one. Its end is the same for all your customers and cannot be changed; the beginning is yours to choose, or is generated. Choose it well: to change it later means to set up every phone anew.")
	}
	return "", ""
}

// help is the button that explains a topic.
func help(w *Wizard, about topic) *widgets.Button {
	return widgets.NewHelp(func() { explain(w, about) })
}

// explained is a group of fields under a heading whose topic can be explained.
func explained(w *Wizard, about topic, title, caption string, gap float32, group ...fyne.CanvasObject) fyne.CanvasObject {
	heading := widgets.NewHeading(title)
	head := widgets.VBox(2, heading)
	if caption != "" {
		head.Add(widgets.NewCaption(caption))
	}
	return widgets.Explained(widgets.VBox(gap, append([]fyne.CanvasObject{head}, group...)...), heading, help(w, about))
}

// explain shows a topic in a panel over the wizard.
func explain(w *Wizard, about topic) {
	title, text := about.explanation()
	var modal *widgets.Modal
	done := widgets.NewButton(widgets.Primary, lang.L("Close"), func() { modal.Close() })
	modal = widgets.NewModal(w.deps.Window.Canvas(), widgets.ModalOptions{
		Title: title, Body: widgets.NewText(text).Fitting(widgets.Wrap), Footer: widgets.HBox(0, widgets.Spacer(), done),
		Size: fyne.NewSize(questionWidth, 600), FitHeight: true, Default: done, InitialFocus: done,
	})
	modal.Show()
}
