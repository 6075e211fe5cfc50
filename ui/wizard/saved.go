package wizard

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/words"
)

// savedAs says in the head how it stands between the screen and the store.
func (w *Wizard) savedAs(s saveStatus) {
	if s.phase == saved && !w.state.draft.IsBlank(domain.NewDraft(w.state.draft.ID, w.state.draft.Parent, w.known.identity)) {
		w.kept = true
	}
	text, color := w.savedText(s)
	w.saved.SetText(text)
	w.saved.SetColor(color)
	w.stepsBox.Refresh()
	if w.stopClock != nil {
		w.stopClock()
		w.stopClock = nil
	}
	if s.phase == saved {
		w.stopClock = w.deps.After(time.Minute, func() { w.savedAs(s) })
	}
}

// savedText claims that a draft is saved only where the store has something of
// it: one in which nothing was typed is not kept.
func (w *Wizard) savedText(s saveStatus) (string, fyne.ThemeColorName) {
	switch {
	case s.phase == failed:
		return lang.L("Could not save: {{.Why}}", data{"Why": words.Error(s.err).Title}), theme.ColorNameBad
	case s.phase == saving:
		return lang.L("Saving…"), theme.ColorNameMuted
	case s.phase == untouched && w.kept:
		return lang.L("Draft saved"), theme.ColorNameMuted
	case s.phase == saved && w.kept:
		return lang.L("Draft saved {{.When}}", data{"When": words.Ago(s.at, w.deps.Now())}), theme.ColorNameMuted
	}
	return "", theme.ColorNameMuted
}
