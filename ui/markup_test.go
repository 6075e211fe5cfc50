package ui_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
)

// markup is what a server may call an account by mistake, or to try us: markup of
// several kinds, templates of our own texts, and a script.
var markup = []string{
	"**bold** _x_", "[evil](https://evil.example)", "<b>bold</b>", `<a href="https://evil.example">x</a>`, "&amp;&lt;b", "{{.Name}}", "# big", "![x](file:///x.png)", "$(calc)", "https://evil.example",
}

// Whatever a server says is shown as it was said: no markup of it is read, nothing of
// it becomes a link.
func TestWhatAServerSaysIsText(t *testing.T) {
	for names := range slices.Chunk(markup, 5) { // as many as there is room for
		ws := sample.Full(20)
		var accounts []domain.Account
		for i, name := range names {
			a := domain.AccountRef{ID: strings.Repeat(string(rune('a'+i)), 32), Name: name, Realm: "r.example"}
			accounts = append(accounts, domain.Account{AccountRef: a, ParentID: sample.Northwind().Identity.AccountID})
		}
		ws.SetAccounts(accounts)
		b := newBench(t, ws)
		for _, name := range names {
			uitest.Click(t, b.canvas, b.row(name))
			b.eventually("the page of "+name, func() bool {
				shown := 0
				for _, line := range uitest.Texts(b.canvas.Content()) {
					if line == name {
						shown++
					}
				}
				return shown >= 2 // the row, and the title of the page
			})
			require.Empty(t, uitest.FindAll[*widget.Hyperlink](b.canvas.Content()))
			for _, rich := range uitest.FindAll[*widget.RichText](b.canvas.Content()) {
				for _, segment := range rich.Segments {
					require.IsType(t, &widget.TextSegment{}, segment)
				}
			}
		}
	}
}

// Notifications are drawn by the desktop, which may know markup, or run a script.
func TestNotificationsHoldNothingButText(t *testing.T) {
	for name, want := range map[string]string{
		`<a href="https://evil.example">x</a>`: `‹a href=’https://evil.example’›x‹/a› is created.`,
		"$(calc) `$x \u201d; calc; \u201c":     "＄(calc) ’＄x ’; calc; ’ is created.",
		"line\nline\u202e\x00":                 "line line   is created.",
		"Cedar & Stone {{.Name}}":              "Cedar & Stone {{.Name}} is created.",
	} {
		b := newNotifyBench(t, func(*sample.Workspace) {})
		b.look(false)
		p := outcome("w1", provisioning.SummaryDone, false)
		p.Name = name
		b.ws.SetProvisioning(p)
		b.ws.SetWork(working(isDone, isWorking, isWorking, isWorking))
		b.eventually("the window knows", func() bool { return b.window.Waiting() == 3 })
		test.AssertNotificationSent(t, fyne.NewNotification("Accounts Manager", want), func() { b.requireSettled() })
	}
}

// requireSettled lets what is gathered be told.
func (b *bench) requireSettled() {
	b.elapse(30 * time.Second)
	b.settle()
}
