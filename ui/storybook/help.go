package storybook

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/preview/sample"
)

func helpStories() group {
	return group{"Help", []string{""}, []state{
		{"keyboard shortcuts", func(s *Stage) { s.open(sample.Full(many)); s.typeKey(fyne.KeyF1) }},
		{"diagnostics copied", func(s *Stage) { s.open(sample.Full(many)); s.do(lang.L("Help"), lang.L("Copy diagnostics")) }},
		{"about", func(s *Stage) { s.open(sample.Full(many)); s.do(lang.L("Help"), lang.L("About Accounts Manager")) }},
	}}
}
