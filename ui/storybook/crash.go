package storybook

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
)

// crashed is a workspace with a report on how the program ended last.
func crashed(ws *sample.Workspace) *sample.Workspace {
	ws.SetCrash(workspace.CrashReport{
		Path: "accounts-manager/crash/crash-20261123T120431Z.txt",
		Text: "what: panic: runtime error: index out of range [3] with length 3\nversion: 1.2.3\nsystem: linux/amd64\n\nSTACKS\ngoroutine 1 [running]:\n" +
			strings.Repeat("accountsmanager/ui.(*Window).read.func2(...)\n\tui/window.go:358 +0x1c4\n", 12) +
			"\nLOG\ntime=2026-11-23T12:04:31Z level=INFO msg=started version=1.2.3\n",
	})
	return ws
}

func crashStories() group {
	shown := func(s *Stage) { s.open(crashed(sample.Full(many))); s.press(lang.L("Show the report")) }
	return group{"Crash report", []string{""}, []state{
		{"offered", func(s *Stage) { s.open(crashed(sample.Full(many))) }},
		{"offered while offline", func(s *Stage) {
			s.open(crashed(standing(sample.Full(many), func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline })))
		}},
		{"shown", shown},
		{"shown where nobody is signed in", func(s *Stage) { s.open(crashed(signedOut())) }},
		{"short", func(s *Stage) {
			ws := sample.Full(many)
			ws.SetCrash(workspace.CrashReport{Path: "crash.txt", Text: "what: the program was ended from outside"})
			s.open(ws)
			s.press(lang.L("Show the report"))
		}},
		{"long lines", func(s *Stage) {
			ws := sample.Full(many)
			ws.SetCrash(workspace.CrashReport{
				Path: strings.Repeat("a-directory-with-a-long-name/", 9) + "crash.txt",
				Text: "what: panic: " + strings.Repeat("something_that_nobody_broke_into_lines.", 20),
			})
			s.open(ws)
			s.press(lang.L("Show the report"))
		}},
		{"copied", func(s *Stage) { shown(s); s.press(lang.L("Copy report")) }},
		{"put away", func(s *Stage) { shown(s); s.press(lang.L("Dismiss")) }},
		{"cannot be read", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("LastCrash", domain.ErrReadOnly)
			s.open(ws)
		}},
	}}
}
