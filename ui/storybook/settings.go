package storybook

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/preview/sample"
)

func settingsStories() group {
	open := func(s *Stage) { s.do(lang.L("File"), lang.L("Settings…")) }
	return group{"Settings", []string{"", "language"}, []state{
		{"signed in", func(s *Stage) { s.open(sample.Full(many)); open(s) }},
		{"signed out", func(s *Stage) { s.open(signedOut()); open(s) }},
		{"in the sandbox", func(s *Stage) { s.open(sandbox()); open(s) }},
		{"something is wrong", func(s *Stage) {
			s.open(sample.Full(many))
			open(s)
			s.write("not a suffix!", "not an address")
		}},
		{"cannot be read", func(s *Stage) {
			ws := sample.Full(many)
			s.open(ws)
			ws.Fail("Setting", domain.ErrDiskFull)
			open(s)
		}},
		{"web interface", func(s *Stage) { s.open(sample.Full(many)); s.do(lang.L("Account"), lang.L("Web interface…")) }},
		{"web interface, no address", func(s *Stage) {
			s.open(sample.Full(many))
			s.do(lang.L("Account"), lang.L("Web interface…"))
			s.write("portal")
			s.press(lang.L("Save"))
		}},
		{"opening the web interface", func(s *Stage) {
			account(withWeb(), 0)(s)
			s.do(lang.L("Account"), lang.L("Show in browser"))
		}},
	}}
}

// withWeb is a workspace of a profile whose web interface is known.
func withWeb() *sample.Workspace {
	ws := sample.Full(many)
	ws.Keep("web_interface/"+sample.Northwind().ID, "https://portal.northwind.example/#/{account}")
	return ws
}
