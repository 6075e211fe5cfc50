package storybook

import (
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
)

func homeStories() group {
	return group{"Home", []string{""}, []state{
		{"nothing chosen", func(s *Stage) { s.open(sample.Full(many)) }},
		{"sandbox", func(s *Stage) { s.open(sandbox()) }},
		{"the program cannot start", func(s *Stage) {
			ui.FailureWindow(s.app, fmt.Errorf("open the database: %w", domain.ErrStoreTooNew))
		}},
	}}
}

// sandbox is the built-in one, with a few accounts.
func sandbox() *sample.Workspace {
	ws, p := sample.Full(24), sample.Northwind()
	p.Sandbox = true
	ws.SetProfiles(p)
	return ws
}
