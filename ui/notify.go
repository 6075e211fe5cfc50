package ui

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/words"
)

// settingNotifications is "off" where a person does not want to be told.
const settingNotifications = "notifications"

// gatherFor is how long happenings are gathered before they are told together, and
// so the least time between two notifications.
const gatherFor = 4 * time.Second

// moved is background work that has become done, or needs somebody now.
type moved struct {
	id, name string
	changes  bool // of an account that existed before
	needsYou bool
}

// notifier tells through the desktop what happens while the window is not looked at.
type notifier struct {
	off     bool // a person does not want it
	away    bool // the window has not got the focus
	armed   bool // what is gathered is told when the wait is over
	pending map[string]moved
}

// watchFocus keeps track of whether anybody looks at the window. What happened before
// somebody came back is on the screen then.
func (w *Window) watchFocus() {
	life := w.options.App.Lifecycle()
	life.SetOnExitedForeground(func() { w.notes.away = true })
	life.SetOnEnteredForeground(func() {
		w.notes.away = false
		w.notes.pending = nil
	})
}

// movedSince finds what became of the work that stood as before. It belongs to the
// background.
func movedSince(ctx context.Context, ws Workspace, before, now map[string]provisioning.Summary) ([]moved, error) {
	news := map[string]provisioning.Summary{}
	for id := range before {
		if _, open := now[id]; !open { // done, unless it was taken back
			news[id] = provisioning.SummaryDone
		}
	}
	for id, summary := range now {
		if summary == provisioning.SummaryNeedsYou && before[id] != summary {
			news[id] = summary
		}
	}
	var out []moved
	for id, summary := range news {
		p, err := ws.Provisioning(ctx, id)
		if errors.Is(err, domain.ErrNotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if p.Summary() == summary {
			out = append(out, moved{id: id, name: p.Name, changes: p.Changes, needsYou: summary == provisioning.SummaryNeedsYou})
		}
	}
	return out, nil
}

// needsYou counts what needs somebody: work that stands still, and drafts that were
// changed after they were submitted.
func needsYou(standing map[string]provisioning.Summary, work []workspace.WorkRow) int {
	n := 0
	for _, s := range standing {
		if s == provisioning.SummaryNeedsYou {
			n++
		}
	}
	for _, r := range work {
		if _, counted := standing[r.ID]; !counted && r.Summary == provisioning.SummaryNeedsYou {
			n++
		}
	}
	return n
}

// showTitle tells in the window's title how many accounts need somebody.
func (w *Window) showTitle() {
	n := needsYou(w.now.standing, w.now.work)
	if title := words.Title(n); title != w.window.Title() {
		w.window.SetTitle(title)
	}
	w.tray.show(n)
}

// note takes in what happened, to be told where nobody looks.
func (w *Window) note(happened []moved) {
	if w.notes.off || !w.notes.away || len(happened) == 0 {
		return
	}
	if w.notes.pending == nil {
		w.notes.pending = map[string]moved{}
	}
	for _, m := range happened {
		w.notes.pending[m.id] = m
	}
	if w.notes.armed {
		return
	}
	w.notes.armed = true
	w.options.After(gatherFor, func() {
		w.notes.armed = false
		w.notify()
	})
}

// notify tells what has gathered, if that is still news.
func (w *Window) notify() {
	pending := w.notes.pending
	w.notes.pending = nil
	if w.notes.off || !w.notes.away || len(pending) == 0 {
		return
	}
	var h words.Happened
	for _, m := range pending {
		h.Name = m.name
		switch {
		case m.needsYou:
			h.NeedsYou++
		case m.changes:
			h.Changed++
		default:
			h.Created++
		}
	}
	n := fyne.NewNotification(lang.L("Accounts Manager"), harmless(words.Notification(h)))
	run.Detached(w.runner, func() { w.options.App.SendNotification(n) })
}

// harmless is a text in which no desktop finds more than a text. The names in it are
// the server's, and desktops take < for markup, links too; on Windows, Fyne puts the
// text between the double quotes of a script, where a $ runs what follows and where
// typographic quotes end the text as well.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '<':
			return '‹'
		case '>':
			return '›'
		case '$':
			return '＄'
		case '"', '“', '”', '„', '`':
			return '’'
		}
		if !unicode.IsPrint(r) {
			return ' '
		}
		return r
	}, text)
}

// switchNotifications turns them on or off, and keeps the choice.
func (w *Window) switchNotifications() {
	w.notes.off = !w.notes.off
	value := "on"
	if w.notes.off {
		value, w.notes.pending = "off", nil
	}
	w.showMenu()
	w.keep(settingNotifications, value)
}
