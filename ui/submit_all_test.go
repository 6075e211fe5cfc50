package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/batch"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// many is a workspace with so many drafts that are ready, and one that is not.
type many struct {
	*sample.Workspace
	ready int
	acts  []string
}

func (m *many) act(what, id string) error {
	m.acts = append(m.acts, what+" "+id)
	return nil
}

func (m *many) Submit(_ context.Context, id string) error       { return m.act("Submit", id) }
func (m *many) Stop(_ context.Context, id string) error         { return m.act("Stop", id) }
func (m *many) RetryStep(_ context.Context, id, _ string) error { return m.act("RetryStep", id) }

func (m *many) drafts() (out []workspace.BatchDraft) {
	for i := range m.ready {
		out = append(out, workspace.BatchDraft{ID: string(rune('a' + i)), Name: "Customer " + string(rune('A'+i))})
	}
	return append(out, workspace.BatchDraft{ID: "z", Name: "Not right yet", Blocking: 2})
}

func rows(summary provisioning.Summary, ids ...string) (out []workspace.WorkRow) {
	for _, id := range ids {
		out = append(out, workspace.WorkRow{ID: id, Name: id, Submitted: true, Summary: summary})
	}
	return out
}

func TestAllThatIsReadyIsSubmitted(t *testing.T) {
	m := &many{Workspace: sample.Full(3), ready: 3}
	m.OnReadyDrafts = m.drafts
	b := newBenchWith(t, m.Workspace, func(o *ui.Options) { o.Files = disk{} })
	b.shows("ABC Company")
	now := sample.Noon
	var opened, written []string
	var printed []workspace.Welcome
	p := batch.Open(batch.Options{
		Workspace: m, Runner: run.New(t.Context(), b.queue), Canvas: b.canvas, Now: func() time.Time { return now },
		Save: func(name string, content func(context.Context) ([]byte, error)) {
			data, err := content(t.Context())
			require.NoError(t, err)
			written = append(written, name+" "+string(data))
		},
		SavePasswords: func(gather func(context.Context) ([]workspace.Welcome, error)) {
			require.NotContains(t, strings.Join(b.ws.Calls(), " "), "Batch", "nothing is gathered before it is known where to save it")
			list, err := gather(t.Context())
			require.NoError(t, err)
			printed = append(printed, list...)
		},
		Open: func(id string) { opened = append(opened, id) }, Failed: func(err error) { require.NoError(t, err) }, Closed: func() {},
	})
	b.shows("3 drafts are ready. 1 needs you first and stays a draft.")
	require.False(t, b.has("Not right yet"))
	b.press("Submit 3 accounts")
	b.shows("0 of 3 accounts are through.")
	require.Equal(t, []string{"Submit a", "Submit b", "Submit c"}, m.acts)
	now = now.Add(30 * time.Second)
	p.Changed(rows(provisioning.SummaryWorking, "b", "c")) // the first one is not there any more: it is done
	b.settle()
	b.shows("1 of 3 accounts are through.")
	b.shows("2 a minute · about 60 s left")
	uitest.AssertInside(t, b.canvas)

	b.press("Pause")
	b.shows("Paused. What is on the wire comes back; nothing else goes out.")
	require.Equal(t, []string{"Stop b", "Stop c"}, m.acts[3:])
	b.press("Go on")
	b.settle()
	require.Equal(t, []string{"RetryStep b", "RetryStep c"}, m.acts[5:])

	p.Changed(rows(provisioning.SummaryNeedsYou, "c"))
	b.settle()
	b.shows("2 accounts are created. 1 needs you.")
	b.press("Save the passwords…")
	b.shows("Whoever reads the file can sign in as these administrators. Hand it over safely, and delete it afterwards.")
	b.press("Cancel")
	require.NotContains(t, strings.Join(b.ws.Calls(), " "), "Batch", "nothing is gathered without a yes")
	b.press("Save the passwords…")
	b.press("Write them")
	require.Empty(t, written)
	require.Equal(t, []string{"BatchWelcomes [a b c]"}, b.ws.Calls())
	require.Len(t, printed, 1)
	require.Equal(t, 1, printed[0].Passwords(), "as a PDF, to be printed")
	b.press("Save the passwords…")
	uitest.Press(b.canvas, fyne.KeyRight)
	b.press("Write them")
	require.Equal(t, []string{"passwords.csv 3 true"}, written)
	b.press("Save the report…")
	require.Equal(t, "report.csv 3 false", written[1])
	require.Len(t, printed, 1)
	list := uitest.FindAll[*widgets.List](widgets.TopModal(b.canvas))[0]
	list.OnSelected("c")
	require.Equal(t, []string{"c"}, opened)
}

func TestNothingIsReady(t *testing.T) {
	m := &many{Workspace: sample.Full(3)}
	m.OnReadyDrafts = m.drafts
	b := newBenchWith(t, m.Workspace, func(o *ui.Options) { o.Files = disk{} })
	b.shows("ABC Company")
	b.shortcut(fyne.KeyReturn, ctrl|fyne.KeyModifierShift)
	b.shows("0 drafts are ready. 1 needs you first and stays a draft.")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("it closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}
