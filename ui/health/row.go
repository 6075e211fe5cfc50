package health

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// row is one thing and how it stands with it.
type row struct {
	dot         *widgets.StatusDot
	level       *widgets.Badge
	what, means *widgets.Text
	button      *widgets.Button
	helps       remedy
	working     bool // the button was pressed, and what it does is under way
	object      *fyne.Container
}

func newRow(s workspace.Subject, help func(workspace.Subject, remedy)) *row {
	r := &row{
		dot: widgets.NewStatusDot(widgets.ToneOff), level: widgets.NewBadge(lang.L("Checking…"), widgets.ToneOff),
		what: widgets.NewText("").Fitting(widgets.Wrap), means: widgets.NewCaption(""),
	}
	r.button = widgets.NewButton(widgets.Secondary, lang.L("Check now"), func() { help(s, r.helps) })
	r.button.Hide()
	text := widgets.VBox(4, widgets.HBox(10, widgets.NewText(words.HealthSubject(s)).Bold(), r.level, widgets.Spacer()), r.what, r.means)
	r.object = widgets.Pad(12, 16, 12, 16, widgets.HBox(14, r.dot, widgets.Grow(text), r.button))
	return r
}

var tones = map[workspace.Level]widgets.Tone{
	workspace.LevelOK: widgets.ToneOK, workspace.LevelLook: widgets.ToneWarn, workspace.LevelBad: widgets.ToneBad, workspace.LevelUnknown: widgets.ToneOff,
}

// show says how it stands, unless it is being found out.
func (r *row) show(f workspace.Finding, helps remedy) {
	m := words.Health(f)
	r.what.SetText(m.Title)
	r.means.SetText(m.Text)
	r.helps = helps
	if r.working {
		return
	}
	r.dot.SetTone(tones[f.Level])
	r.level.Set(words.HealthLevel(f.Level), tones[f.Level])
	r.button.SetText(helps.label())
	r.button.Hidden = helps == nothing
	r.object.Refresh()
}

// busy says that it is being found out.
func (r *row) busy() {
	r.working = true
	r.dot.SetTone(widgets.ToneOff)
	r.level.Set(lang.L("Checking…"), widgets.ToneOff)
	r.button.Disable()
	r.object.Refresh()
}

func (r *row) done() {
	r.working = false
	r.button.Enable()
}
