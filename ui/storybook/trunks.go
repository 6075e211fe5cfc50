package storybook

import (
	"context"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
)

// trunks opens the page of trunks, of which change says what is known.
func trunks(change func(*workspace.TrunkOverview)) func(*Stage) {
	return func(s *Stage) {
		ws := sample.Full(many)
		ws.SetTrunks(change)
		s.open(ws)
		s.do(lang.L("View"), lang.L("Trunks"))
	}
}

func trunkStories() group {
	return group{"Trunks", []string{"trunks"}, []state{
		{"enough and too few", trunks(func(*workspace.TrunkOverview) {})},
		{"all accounts read", func(s *Stage) {
			ws := sample.Full(40)
			ws.SetTrunks(func(o *workspace.TrunkOverview) { *o = sample.Trunks(sample.Accounts(40), 40); o.Queued = 0 })
			s.open(ws)
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"long names", func(s *Stage) {
			accounts := sample.Accounts(40)
			for i := range accounts {
				accounts[i].Name = longName
			}
			ws := sample.Full(many)
			ws.SetTrunks(func(o *workspace.TrunkOverview) { *o = sample.Trunks(accounts, 40) })
			s.open(ws)
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"never read", trunks(func(o *workspace.TrunkOverview) {
			*o = workspace.TrunkOverview{Pools: []domain.TrunkPool{{Kind: domain.TwoWay}, {Kind: domain.Inbound}, {Kind: domain.Outbound}}, Accounts: many}
		})},
		{"loading", func(s *Stage) {
			ws := sample.Full(many)
			s.openWith(slowTrunks{ws}, func(*ui.Options) {})
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"failed", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("RefreshTrunks", &domain.RefusedError{Status: 403, Code: "forbidden"})
			s.open(ws)
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
		{"offline", func(s *Stage) {
			s.open(standing(sample.Full(many), func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline }))
			s.do(lang.L("View"), lang.L("Trunks"))
		}},
	}}
}

// slowTrunks gets no answer about trunks.
type slowTrunks struct{ *sample.Workspace }

// RefreshTrunks implements ui.Workspace.
func (slowTrunks) RefreshTrunks(context.Context) error { sample.Never(); return nil }
