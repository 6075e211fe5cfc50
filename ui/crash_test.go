package ui_test

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
)

func crashed() workspace.CrashReport {
	return workspace.CrashReport{Path: "/data/crash/crash-1.txt", Text: "what: panic: runtime error\nSTACKS\nmain.main(...)"}
}

func TestACrashIsOfferedAtTheNextStart(t *testing.T) {
	ws := sample.Full(20)
	ws.SetCrash(crashed())
	b := newBench(t, ws)
	b.shows("The program ended unexpectedly last time")
	uitest.AssertInside(t, b.canvas)
	b.press("Show the report")
	b.shows("This report is in /data/crash/crash-1.txt.")
	uitest.AssertInside(t, b.canvas)
	b.press("Copy report")
	b.shows("The report is copied to the clipboard.")
	require.True(t, uitest.Has(uitest.Top(b.canvas), "The report is copied to the clipboard."), "said over the panel, not behind it")
	require.Equal(t, crashed().Text, b.app.Clipboard().Content())
	uitest.Press(b.canvas, "Escape")
	b.settle()
	b.shows("The program ended unexpectedly last time")
	b.press("Dismiss")
	b.settle()
	require.False(t, b.has("The program ended unexpectedly last time"))
	require.Contains(t, ws.Calls(), "DismissCrash")

	b = newBench(t, ws)
	b.shows("ABC Company")
	require.False(t, b.has("The program ended unexpectedly last time"), "never again")
}

func TestACrashIsOfferedWhereNobodyIsSignedIn(t *testing.T) {
	ws := sample.Empty()
	ws.SetCrash(crashed())
	b := newBench(t, ws)
	b.shows("This report is in /data/crash/crash-1.txt.")
	b.press("Dismiss")
	b.shows("Sign in to your reseller account")
	require.Contains(t, ws.Calls(), "DismissCrash")
}

func TestDiagnosticsAreCopied(t *testing.T) {
	ws := sample.Full(20)
	b := newBenchWith(t, ws, func(o *ui.Options) { o.Version = "9.8.7" })
	b.shows("ABC Company")
	b.menu("Help", "Copy diagnostics")
	b.shows("The diagnostics are copied to the clipboard. There is no password, no key and no customer's name in them.")
	text := b.app.Clipboard().Content()
	for _, part := range []string{
		"version:   9.8.7", "system:    ", "Fyne ", "scale 1.00", "data:      4711000 bytes",
		"schema 2, rows: accounts 1204, drafts 3", "profiles:  2", "server:    Kazoo 5.4.2",
		"health:    keyring: ok (keyring_works)", "msg=started version=1.2.3",
	} {
		require.Contains(t, text, part)
	}
	for _, name := range []string{sample.Northwind().Identity.AccountName, sample.Northwind().Server, sample.Northwind().UserName, "ABC Company"} {
		require.NotContains(t, text, name)
	}
}
