package batch

import (
	"context"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// tally counts the items by state.
func (p *Panel) tally() (counts [done + 1]int) {
	for _, it := range p.items {
		counts[it.state]++
	}
	return counts
}

// show says how far it is.
func (p *Panel) show() {
	counts := p.tally()
	p.list.SetData(widgets.ListData{Len: len(p.items), ID: func(i int) string { return p.items[i].ID }})
	settled := counts[done] + counts[needsYou]
	ended := !p.started.IsZero() && settled == len(p.items)
	switch {
	case p.started.IsZero():
		p.say.SetText(words.ReadyToSubmit(len(p.items), p.blocked))
	case ended:
		p.say.SetText(words.BatchOver(counts[done], counts[needsYou]))
	default:
		p.say.SetText(words.BatchUnderWay(settled, len(p.items), counts[needsYou]))
	}
	p.line.Hidden = p.started.IsZero()
	if len(p.items) > 0 {
		p.line.SetFraction(float32(settled) / float32(len(p.items)))
	}
	p.rate.Say(p.pace(settled, ended))
	p.showButtons(ended)
	p.modal.Refresh()
}

// pace says how many accounts a minute it makes, and how long the rest takes at that.
func (p *Panel) pace(settled int, ended bool) string {
	if p.started.IsZero() {
		return ""
	}
	if p.paused {
		return lang.L("Paused. What is on the wire comes back; nothing else goes out.")
	}
	spent := p.spent + p.options.Now().Sub(p.since)
	if settled == 0 || spent <= 0 || ended {
		return ""
	}
	left := time.Duration(float64(spent) / float64(settled) * float64(len(p.items)-settled))
	return words.Pace(int(float64(settled)/spent.Minutes()+0.5), left)
}

// showButtons offers what can be done now, the likeliest with the keyboard on it.
func (p *Panel) showButtons(ended bool) {
	now := running
	switch {
	case p.started.IsZero() && len(p.items) == 0:
		now = nothing
	case p.started.IsZero():
		now = waiting
	case ended:
		now = over
	case p.paused:
		now = paused
	}
	if now == p.phase {
		return
	}
	p.phase = now
	p.buttons.RemoveAll()
	closing := widgets.NewButton(widgets.Secondary, lang.L("Close"), func() { p.modal.Close() })
	focus := closing
	switch now {
	case waiting:
		closing.SetText(lang.L("Cancel"))
		focus = widgets.NewButton(widgets.Primary, words.SubmitDrafts(len(p.items)), p.start)
	case over:
		p.buttons.Add(widgets.NewButton(widgets.Secondary, lang.L("Save the report…"), func() { p.save(false) }))
		p.buttons.Add(widgets.NewButton(widgets.Secondary, lang.L("Save the passwords…"), p.askForPasswords))
	case paused:
		focus = widgets.NewButton(widgets.Primary, lang.L("Go on"), p.resume)
	case running:
		focus = widgets.NewButton(widgets.Secondary, lang.L("Pause"), p.pause)
	case looking, nothing:
	}
	p.buttons.Add(widgets.Spacer())
	p.buttons.Add(closing)
	if focus != closing {
		p.buttons.Add(focus)
	}
	p.buttons.Refresh()
	p.modal.SetDefault(focus)
	if p.modal.IsOpen() { // it may have been closed while the drafts were looked at
		p.options.Canvas.Focus(focus)
	}
}

// askForPasswords warns before passwords go into a file, and asks into which kind.
func (p *Panel) askForPasswords() {
	kind := widgets.NewRadioGroup([]string{lang.L("PDF, to be printed"), lang.L("CSV, as a table")}, nil)
	widgets.ShowConfirm(p.options.Canvas, widgets.ConfirmOptions{
		Title:   lang.L("Write passwords into a file?"),
		Text:    lang.L("Whoever reads the file can sign in as these administrators. Hand it over safely, and delete it afterwards."),
		Content: kind, Confirm: lang.L("Write them"), Danger: true,
	}, func(yes bool) {
		switch {
		case !yes:
		case kind.Selected() == 0:
			p.savePasswords()
		default:
			p.save(true)
		}
	})
}

// savePasswords has the passwords printed.
func (p *Panel) savePasswords() {
	ids, ws := p.ids(), p.options.Workspace
	p.options.SavePasswords(func(ctx context.Context) ([]workspace.Welcome, error) { return ws.BatchWelcomes(ctx, ids) })
}

func (p *Panel) ids() (ids []string) {
	for _, it := range p.items {
		ids = append(ids, it.ID)
	}
	return ids
}

func (p *Panel) save(passwords bool) {
	ids := p.ids()
	name := "report.csv"
	if passwords {
		name = "passwords.csv"
	}
	p.options.Save(name, func(ctx context.Context) ([]byte, error) {
		return p.options.Workspace.BatchReport(ctx, ids, passwords)
	})
}
