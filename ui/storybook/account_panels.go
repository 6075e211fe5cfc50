package storybook

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
)

// The tabs of the account page on which there is something to press.
const (
	overviewTab       = 0
	limitsTab         = 1
	permissionsTab    = 2
	creditTab         = 3
	administratorsTab = 4
	appsTab           = 6
)

// pressed opens a tab of the account page and presses what is there, one after the other.
func pressed(tab int, labels ...string) func(*Stage) {
	return func(s *Stage) {
		account(desk(), tab)(s)
		for _, label := range labels {
			s.press(label)
		}
	}
}

// accountPanelStories are what is asked before something is done to an account.
func accountPanelStories() group {
	return group{"Account, panels", []string{"account"}, []state{
		{"disable", pressed(overviewTab, lang.L("Disable"))},
		{"enable", func(s *Stage) {
			s.open(sample.Full(many))
			s.choose("account/a1a10000000000000000000000000003")
			s.press(lang.L("Enable"))
		}},
		{"delete", pressed(overviewTab, lang.L("Delete…"))},
		{"delete, with accounts below", func(s *Stage) {
			s.open(sample.Full(many))
			s.choose("account/" + adatum)
			s.press(lang.L("Delete…"))
		}},
		{"move", pressed(overviewTab, lang.L("Move…"))},
		{"move, nothing found", func(s *Stage) { pressed(overviewTab, lang.L("Move…"))(s); s.write("zanzibar") }},
		{"move, asked once more", pressed(overviewTab, lang.L("Move…"), lang.L("Move"))},
		{"API key", func(s *Stage) { account(desk(), overviewTab)(s); s.edit(lang.L("API key")) }},
		{"make it a reseller", func(s *Stage) {
			account(standing(desk(), func(s *workspace.Status) { s.Profile.Identity.IsMaster = true }), overviewTab)(s)
			s.edit(lang.L("Reseller"))
		}},
		{"realm", func(s *Stage) { account(desk(), overviewTab)(s); s.edit(lang.L("Realm")) }},
		{"billing contact", func(s *Stage) { account(desk(), overviewTab)(s); s.edit(lang.L("Billing contact")) }},
		{"service plans", func(s *Stage) { account(desk(), overviewTab)(s); s.edit(lang.L("Service plan")) }},
		{"service plans, no price", func(s *Stage) {
			ws := desk()
			ws.Fail("Quote", domain.ErrOffline)
			account(ws, overviewTab)(s)
			s.edit(lang.L("Service plan"))
		}},
		{"trunks", func(s *Stage) { account(desk(), limitsTab)(s); s.edit(lang.L("Two-way trunks")) }},
		{"call restrictions", func(s *Stage) { account(desk(), limitsTab)(s); s.edit(lang.L("May not call")) }},
		{"carriers", func(s *Stage) { account(desk(), limitsTab)(s); s.edit(lang.L("Carriers")) }},
		{"permissions", func(s *Stage) { account(desk(), permissionsTab)(s); s.edit(lang.L("Billing")) }},
		{"apps", func(s *Stage) { account(desk(), appsTab)(s); s.edit("Smart PBX") }},
		{"add credit", pressed(creditTab, lang.L("Add credit…"))},
		{"add credit, no amount", pressed(creditTab, lang.L("Add credit…"), lang.L("Add")+"…")},
		{"remove credit, asked once more", func(s *Stage) {
			pressed(creditTab, lang.L("Remove credit…"))(s)
			s.write("10")
			s.press(lang.L("Remove") + "…")
		}},
		{"add an administrator", pressed(administratorsTab, lang.L("Add an administrator…"))},
		{"add an administrator, fields missing", pressed(administratorsTab, lang.L("Add an administrator…"), lang.L("Save"))},
		{"edit a user", pressed(administratorsTab, lang.L("Edit"))},
		{"set a new password", pressed(administratorsTab, lang.L("Set a new password"))},
		{"remove a user", pressed(administratorsTab, lang.L("Remove…"))},
		{"new passwords", func(s *Stage) {
			step := sent("dana")
			step.ID, step.Kind, step.Intent = "password/1", provisioning.KindPassword, deeds()[provisioning.KindPassword]
			ws := desk()
			ws.SetDeeds(abc, step)
			account(ws, administratorsTab)(s)
		}},
		{"not kept", func(s *Stage) {
			ws := desk()
			ws.Fail("Change", domain.ErrDiskFull)
			account(ws, overviewTab)(s)
			s.edit(lang.L("Account name"))
			s.write("ABC Two")
			s.press(lang.L("Save"))
		}},
		{"never read, offline", func(s *Stage) {
			ws := reading(func(domain.Document) error { return domain.ErrOffline })
			account(standing(ws, func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline }), overviewTab)(s)
		}},
	}}
}
