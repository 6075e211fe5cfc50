package storybook

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
)

// without is a reseller that has neither accounts nor drafts.
func without() *sample.Workspace {
	ws := sample.Empty()
	ws.SetProfiles(sample.Northwind())
	return ws
}

// standing is a workspace in which things stand as change says, and go on doing so.
func standing(ws *sample.Workspace, change func(*workspace.Status)) *sample.Workspace {
	ws.Fail("Resume", context.Canceled)
	ws.SetStatus(func(s *workspace.Status) {
		*s = workspace.Status{Profile: sample.Northwind(), Connection: workspace.Online, SyncedAt: sample.Noon}
		change(s)
	})
	return ws
}

func sidebarStories() group {
	return group{"Sidebar", []string{"sidebar"}, []state{
		{"no accounts yet", func(s *Stage) { s.open(without()) }},
		{"never read, offline", func(s *Stage) {
			s.open(standing(without(), func(s *workspace.Status) {
				s.Connection, s.Reason, s.SyncedAt = workspace.Offline, domain.ErrOffline, time.Time{}
			}))
		}},
		{"loading", func(s *Stage) {
			s.open(standing(without(), func(s *workspace.Status) { s.Refreshing, s.SyncedAt = true, time.Time{} }))
		}},
		{"reading, 43,000 so far", func(s *Stage) {
			s.open(standing(sample.Full(many), func(s *workspace.Status) { s.Refreshing, s.Read, s.SyncedAt = true, 43_000, time.Time{} }))
		}},
		{"reading stopped", func(s *Stage) {
			s.open(standing(sample.Full(many), func(s *workspace.Status) { s.Stopped, s.Read, s.SyncedAt = true, 43_000, time.Time{} }))
		}},
		{"100,000 accounts", func(s *Stage) { s.open(sample.Full(100_000)) }},
		{"search", func(s *Stage) { s.open(sample.Full(many)); s.search("adatum") }},
		{"search without result", func(s *Stage) { s.open(sample.Full(many)); s.search("zanzibar") }},
		{"stale, offline since yesterday", func(s *Stage) {
			s.open(standing(sample.Full(many), func(s *workspace.Status) {
				s.Connection, s.Reason, s.SyncedAt = workspace.Offline, domain.ErrOffline, sample.Noon.Add(-26*time.Hour)
			}))
		}},
		{"below another account", func(s *Stage) {
			s.open(sample.Full(many))
			s.choose("account/" + adatum)
			s.do(lang.L("Account"), lang.L("Show the accounts below"))
		}},
		{"below another account, never read", func(s *Stage) {
			s.open(standing(childless(), func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline }))
			s.choose("account/" + adatum)
			s.do(lang.L("Account"), lang.L("Show the accounts below"))
		}},
		{"only drafts", func(s *Stage) { s.open(sample.Full(many)); s.filter(1) }},
		{"only what needs you", func(s *Stage) { s.open(sample.Full(many)); s.filter(2) }},
		{"nothing needs you", func(s *Stage) { ws := sample.Full(many); ws.SetWork(nil); s.open(ws); s.filter(2) }},
		{"switched off", func(s *Stage) { s.open(sample.Full(many)); s.filter(3) }},
		{"long names and every state of work", func(s *Stage) {
			ws := sample.Full(many)
			ws.SetWork(workInEveryState())
			accounts := sample.Accounts(20)
			accounts[0].Name = strings.Repeat("Gesellschaft für Fernmeldewesen und ", 4) + "Partner"
			accounts[0].Realm = strings.Repeat("very-long-label.", 5) + "sip.northwind.example"
			ws.SetAccounts(accounts)
			s.open(ws)
		}},
		{"cannot be read", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("Accounts", domain.ErrDiskFull)
			s.open(ws)
		}},
	}}
}

// childless knows that there are accounts below Adatum, and none of them.
func childless() *sample.Workspace {
	ws := sample.Full(many)
	ws.SetAccounts(slices.DeleteFunc(sample.Accounts(many), func(a domain.Account) bool { return a.ParentID == adatum }))
	return ws
}

// workInEveryState is a row of the sidebar for each that there is.
func workInEveryState() []workspace.WorkRow {
	rows := []workspace.WorkRow{
		{ID: "w0", UpdatedAt: sample.Noon, Tab: domain.TabGeneral, Visited: 1},
		{ID: "w1", Name: strings.Repeat("A very long name ", 6), UpdatedAt: sample.Noon.Add(-72 * time.Hour), Tab: domain.TabReview, Visited: 5},
	}
	for i, r := range []struct {
		name    string
		summary provisioning.Summary
		why     provisioning.Reason
	}{
		{"Queued Co.", provisioning.SummaryQueued, provisioning.NoReason},
		{"Offline Co.", provisioning.SummaryQueued, provisioning.ReasonOffline},
		{"Working Co.", provisioning.SummaryWorking, provisioning.NoReason},
		{"Stopped Co.", provisioning.SummaryStopped, provisioning.NoReason},
		{"Charges Co.", provisioning.SummaryNeedsYou, provisioning.ReasonCharges},
		{"Changed Co.", provisioning.SummaryNeedsYou, provisioning.ReasonChanged},
		{"Unclear Co.", provisioning.SummaryNeedsYou, provisioning.ReasonUnclear},
	} {
		rows = append(rows, workspace.WorkRow{
			ID: "v" + string(rune('0'+i)), Name: r.name, UpdatedAt: sample.Noon, Submitted: true, Summary: r.summary, Why: r.why, Step: provisioning.KindLimits,
		})
	}
	return rows
}
