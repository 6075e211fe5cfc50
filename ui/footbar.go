package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// footBar is the line at the foot of the window: the connection, when the
// accounts were read last, how many there are, and what is in the outbox.
type footBar struct {
	workspace                            Workspace
	now                                  func() time.Time
	dot                                  *widgets.StatusDot
	connection, synced, accounts, outbox *widgets.Text
	stop                                 *widgets.Button // the reading of the accounts, or going on with it
	row                                  *fyne.Container
	object                               fyne.CanvasObject
}

func newFootBar(w Workspace, now func() time.Time, health func()) *footBar {
	text := func() *widgets.Text {
		return widgets.NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted).Fitting(widgets.Ellipsis)
	}
	b := &footBar{dot: widgets.NewStatusDot(widgets.ToneOff), connection: text(), synced: text(), accounts: text(), outbox: text()}
	b.connection.Fitting(widgets.Natural) // short, and the one that matters most
	b.workspace, b.now = w, now
	b.stop = widgets.NewLink("", nil)
	b.stop.Hide()
	b.row = widgets.HBox(16, widgets.NewTapArea(widgets.HBox(6, b.dot, b.connection), health), b.synced, b.stop, b.accounts, widgets.Spacer(), b.outbox)
	b.object = edges.NewSurface(edges.LineTop, widgets.Pad(7, 16, 7, 16, b.row))
	return b
}

// show says how things stand.
func (b *footBar) show(s snapshot) {
	label, tone := connectionWords(s.status)
	b.dot.SetTone(tone)
	b.connection.SetText(label)
	b.synced.SetText(syncedWords(s.status, b.now()))
	b.accounts.SetText(accountsWords(s.total))
	b.outbox.SetText(outboxWords(s.work, s.queued))
	switch {
	case s.status.Refreshing && s.status.Read > 0: // a short one is over before it can be stopped
		b.stop.SetText(lang.L("Stop"))
		b.stop.OnTapped = b.workspace.StopRefresh
		b.stop.Show()
	case s.status.Stopped:
		b.stop.SetText(lang.L("Go on"))
		b.stop.OnTapped = b.workspace.GoOnRefreshing
		b.stop.Show()
	default:
		b.stop.Hide()
	}
	b.row.Refresh()
}

func connectionWords(s workspace.Status) (string, widgets.Tone) {
	switch {
	case s.Connection == workspace.Online:
		return lang.L("Online"), widgets.ToneOK
	case s.Connection == workspace.Connecting:
		return lang.L("Connecting…"), widgets.ToneWarn
	case s.ByChoice:
		return lang.L("Working offline"), widgets.ToneOff
	}
	return lang.L("Offline"), widgets.ToneWarn
}

func syncedWords(s workspace.Status, now time.Time) string {
	switch {
	case s.Refreshing && s.Read > 0:
		return lang.L("Reading the accounts… {{.Count}}", values{"Count": words.Count(s.Read)})
	case s.Refreshing:
		return lang.L("Reading the accounts…")
	case s.Stopped:
		return lang.L("Stopped: not all accounts are here yet")
	case s.SyncedAt.IsZero():
		return ""
	}
	at := s.SyncedAt.Local().Format(time.TimeOnly)
	if s.SyncedAt.Local().Format(time.DateOnly) != now.Local().Format(time.DateOnly) {
		at = words.Moment(s.SyncedAt)
	}
	return lang.L("Synced {{.Time}}", values{"Time": at})
}

func accountsWords(n int) string {
	switch n {
	case 0:
		return ""
	case 1:
		return lang.L("1 account")
	}
	return lang.N("{{.Count}} accounts", n, values{"Count": words.Count(n)})
}

// outboxWords sums up what was submitted and is not done.
func outboxWords(work []workspace.WorkRow, queued map[string]int) string {
	waiting, needs := 0, 0
	for _, r := range work {
		switch {
		case !r.Submitted:
		case r.Summary == provisioning.SummaryNeedsYou:
			needs++
		default:
			waiting++
		}
	}
	for _, n := range queued {
		waiting += n
	}
	v := values{"Waiting": words.Count(waiting), "Needs": words.Count(needs)}
	switch {
	case waiting > 0 && needs > 0:
		return lang.L("Outbox: {{.Waiting}} waiting, {{.Needs}} needs you", v)
	case waiting > 0:
		return lang.L("Outbox: {{.Waiting}} waiting", v)
	case needs > 0:
		return lang.L("Outbox: {{.Needs}} needs you", v)
	}
	return ""
}

// values names the values in a sentence.
type values = map[string]any
