package storybook

import (
	"fmt"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/preview/sample"
)

// templates opens the list of so many templates, the second of which is the default.
func templates(names ...string) func(*Stage) {
	return func(s *Stage) {
		ws := sample.Full(many)
		for _, name := range names {
			if err := ws.SaveTemplate(s.ctx(), name, fullDraft()); err != nil {
				s.lack(name)
			}
		}
		if len(names) > 1 {
			if err := ws.SetDefaultTemplate(s.ctx(), "template-"+names[1]); err != nil {
				s.lack(names[1])
			}
		}
		s.open(ws)
		s.do(lang.L("File"), lang.L("Add from a template"), lang.L("Templates…"))
	}
}

func templateStories() group {
	long := make([]string, 30)
	for i := range long {
		long[i] = fmt.Sprintf("%02d %s", i, longName)
	}
	return group{"Templates", []string{""}, []state{
		{"none", templates()},
		{"some", templates("Small office", "Call centre", "Dentist")},
		{"many and long", templates(long...)},
		{"saving one", func(s *Stage) {
			account(sample.Full(many), 0)(s)
			s.do(lang.L("Account"), lang.L("Save as a template…"))
		}},
		{"renaming one", func(s *Stage) { templates("Small office", "Call centre")(s); s.press(lang.L("Rename…")) }},
		{"without a name", func(s *Stage) {
			account(sample.Full(many), 0)(s)
			s.do(lang.L("Account"), lang.L("Save as a template…"))
			s.press(lang.L("Save"))
		}},
	}}
}
