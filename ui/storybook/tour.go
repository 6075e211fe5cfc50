package storybook

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/preview/sample"
)

func tourStories() group {
	card := func(at int) func(*Stage) {
		return func(s *Stage) {
			s.open(sample.Empty())
			s.press(lang.L("Try the built-in sandbox"))
			for range at {
				s.press(lang.L("Next"))
			}
		}
	}
	return group{"Tour", []string{"tour"}, []state{
		{"sidebar", card(0)}, {"adding an account", card(1)}, {"drafts", card(2)}, {"outbox", card(3)},
	}}
}
