package ui_test

import (
	"net/url"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// browsing is an app that remembers what it was asked to open.
type browsing struct {
	fyne.App
	opened []string
}

func (a *browsing) OpenURL(u *url.URL) error {
	a.opened = append(a.opened, u.String())
	return nil
}

func TestShowInBrowser(t *testing.T) {
	var app *browsing
	b := newBenchWith(t, sample.Full(20), func(o *ui.Options) {
		app = &browsing{App: o.App}
		o.App = app
	})
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	b.menu("Account", "Web interface…")
	for _, bad := range []string{"javascript:alert(1)", "file:///etc/passwd", "smb://portal/{account}", "https:portal", "https://portal.example@evil.example/", "portal.exe"} {
		uitest.TypeInto(t, b.canvas, "Address", bad)
		b.press("Save")
		b.shows("It must start with https:// and name a server.")
	}
	uitest.TypeInto(t, b.canvas, "Address", "https://portal.northwind.example/#/account/{account}")
	b.press("Save")
	b.eventually("the panel closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	b.menu("Account", "Show in browser")
	const address = "https://portal.northwind.example/#/account/9f1c3a775b0e4d528e0261aac0d477f1"
	b.shows("Open in the browser?")
	require.Contains(t, strings.Join(uitest.Texts(uitest.Top(b.canvas)), ""), address, "all of it, however it wraps")
	require.Empty(t, app.opened, "it is shown before")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the question closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	require.Empty(t, app.opened)
	b.menu("Account", "Show in browser")
	b.press("Open")
	require.Equal(t, []string{address}, app.opened)
}
