package account

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// ledgerStep is how far one look at the ledger goes back.
const ledgerStep = 30 * 24 * time.Hour

// earlier is the ledger before what was read with the balance. It is kept for as
// long as the account is open: nothing is decided by it.
type earlier struct {
	entries []domain.LedgerEntry
	until   time.Time // all after it is known
	reading bool
	failed  error
}

// history lists what was added and removed by hand, newest first, and reads on when
// asked to.
func (v *View) history(part []domain.LedgerEntry, readAt time.Time) []fyne.CanvasObject {
	const most = 1000 // rows: far more than a person ever made by hand
	if v.earlier.until.IsZero() {
		v.earlier.until = readAt.Add(-ledgerStep)
	}
	var list []fyne.CanvasObject
	for _, entries := range [][]domain.LedgerEntry{part, v.earlier.entries} {
		for _, e := range entries[:min(most, len(entries))] {
			list = append(list, widgets.NewKVRow(words.Date(e.At), join(" · ", words.Money(e.Amount), e.Description, e.SourceID), nil))
		}
	}
	since := map[string]any{"Date": words.Date(v.earlier.until)}
	more := widgets.NewButton(widgets.Secondary, lang.L("Show 30 days more"), v.readEarlier)
	note := lang.L("This is all since {{.Date}}.", since)
	switch {
	case v.earlier.reading:
		more.Disable()
		note = lang.L("Reading from the server…")
	case v.earlier.failed != nil:
		note = words.Error(v.earlier.failed).Title
	case len(list) == 0:
		note = lang.L("Nothing was added or removed by hand since {{.Date}}.", since)
	}
	foot := widgets.HBox(10, widgets.Grow(widgets.NewCaption(note)), more)
	if len(list) == 0 {
		return []fyne.CanvasObject{foot}
	}
	return []fyne.CanvasObject{rows(list...), foot}
}

func (v *View) readEarlier() {
	id, ws, until := v.id, v.options.Workspace, v.earlier.until
	v.earlier.reading = true
	run.Go(v.options.Runner, func(ctx context.Context) ([]domain.LedgerEntry, error) { return ws.LedgerBefore(ctx, id, until) },
		func(entries []domain.LedgerEntry, err error) {
			if v.id != id || v.earlier.until != until {
				return
			}
			v.earlier.reading, v.earlier.failed = false, err
			if err == nil {
				v.earlier.entries = append(v.earlier.entries, entries...)
				v.earlier.until = until.Add(-ledgerStep)
			}
			v.draw()
		})
	v.draw()
}
