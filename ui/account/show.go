package account

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

func (v *View) showHead(a domain.Account) {
	v.account = a
	names := make([]string, len(v.trail))
	for i, r := range v.trail {
		names[i] = r.Name
	}
	v.crumb.SetNames(names)
	v.title.SetText(a.Name)
	switch {
	case a.Enabled == nil:
		v.badge.Set("", widgets.ToneOff)
	case a.Disabled():
		v.badge.Set(lang.L("Disabled"), widgets.ToneOff)
	default:
		v.badge.Set(lang.L("Active"), widgets.ToneOK)
	}
	v.below.Hidden = a.Descendants == 0
	v.below.SetText(lang.L("Accounts below ({{.Count}}) ›", values{"Count": words.Count(a.Descendants)}))
	v.object.Refresh()
}

// setRows shows rows. Where the same ones are there already only their values
// change, so that what is being read stays where it is.
func (v *View) setRows(pairs []pair) {
	same := len(pairs) == len(v.pairs)
	for i, p := range pairs {
		same = same && v.pairs[i].Key() == p.key
	}
	if same {
		for i, p := range pairs {
			v.pairs[i].SetValue(p.value)
		}
	} else {
		v.makeRows(pairs)
	}
	v.scroll.Refresh()
}

func (v *View) makeRows(pairs []pair) {
	v.pairs = nil
	v.rows.RemoveAll()
	for i, p := range pairs {
		if i > 0 {
			v.rows.Add(widgets.NewDivider())
		}
		var copied func()
		if p.copied != nil {
			copied = func() { v.copy(p) }
		}
		row := widgets.NewKVRow(p.key, p.value, copied)
		row.SetActionText(lang.L("Copy"))
		v.pairs = append(v.pairs, row)
		v.rows.Add(row)
	}
}

// copy puts what people need in other programs onto the clipboard, as it is and
// not as it is shown.
func (v *View) copy(p pair) {
	fyne.CurrentApp().Clipboard().SetContent(p.copied(v.account))
	v.options.Actions.Copied(lang.L("{{.What}} copied.", values{"What": p.key}))
}

func (v *View) showCards(d workspace.AccountDetails) {
	twoWay, inbound, outbound := share(d.Trunks)
	trunks := widgets.NewCard(widgets.VBox(4,
		widgets.NewHeading(lang.L("Trunks")),
		widgets.NewCaption(lang.L("Concurrent calls this account may hold")),
		widgets.Pad(6, 0, 2, 0, widgets.NewBar(
			widgets.Segment{Fraction: twoWay, Color: fynetheme.ColorNamePrimary},
			widgets.Segment{Fraction: inbound, Color: theme.ColorNameOK},
			widgets.Segment{Fraction: outbound, Color: theme.ColorNameWarn},
		)),
		widgets.NewCaption(trunkWords(d.Trunks)),
	))
	credit := widgets.NewCard(widgets.VBox(4,
		widgets.NewHeading(lang.L("Credit")),
		widgets.NewCaption(prepay(d.Prepay)),
		widgets.NewDisplay(balance(d.Balance)),
	))
	v.cards.RemoveAll()
	v.cards.Add(widgets.Columns(2, 20, 14, trunks, credit))
	v.scroll.Refresh()
}

// tell says why the server's side is missing, in its place, with a way to try
// again; nil takes it away. What is cached stays. Being offline is no mishap: the
// window says so already, and here a line is enough.
func (v *View) tell(err error) {
	v.notice.RemoveAll()
	v.notice.Hidden = err == nil
	switch {
	case err == nil:
	case errors.Is(err, domain.ErrOffline):
		v.notice.Add(widgets.HBox(8,
			widgets.NewStatusDot(widgets.ToneWarn),
			widgets.Grow(widgets.NewCaption(lang.L("Shown from what was read last; the rest needs a connection to the server."))),
			widgets.NewLink(lang.L("Try again"), v.Reload),
		))
	default:
		m := words.Error(err)
		v.notice.Add(widgets.NewBanner(widgets.ToneBad, m.Title, m.Text,
			widgets.NewButton(widgets.Secondary, lang.L("Try again"), v.Reload),
			widgets.NewLink(lang.L("Copy details"), func() {
				fyne.CurrentApp().Clipboard().SetContent(words.Details(err, v.options.Now()))
				v.options.Actions.Copied(lang.L("The details are copied."))
			}),
		))
	}
	v.scroll.Refresh()
}
