package sheet_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

func TestWhatNobodyKnowsIsFound(t *testing.T) {
	read := terms().Catalogue
	read.PlansRead, read.AppsRead = time.Unix(1, 0), time.Unix(1, 0)
	d := domain.Draft{
		Parent: domain.AccountRef{Name: "Somebody"},
		Denied: []string{"international", "internatonal"}, Plans: []string{"plan_gold", "plan_lead"},
		Permissions: domain.Permissions{Hidden: []domain.Permission{domain.SeeMinutes, "roof"}},
		Apps:        domain.AppAccess{Restricted: true, Allowed: []string{"1f", "9f"}},
	}
	require.Equal(t, []sheet.Stranger{
		{Field: sheet.FieldParent, Item: "Somebody"},
		{Field: domain.FieldRestricted, Item: "internatonal"},
		{Field: domain.FieldHidden, Item: "roof"},
		{Field: domain.FieldPlans, Item: "plan_lead"},
		{Field: domain.FieldApps, Item: "9f"},
	}, sheet.Strangers(d, read))

	require.Equal(t, []sheet.Stranger{
		{Field: sheet.FieldParent, Item: "Somebody"},
		{Field: domain.FieldRestricted, Item: "internatonal"},
		{Field: domain.FieldHidden, Item: "roof"},
		{Field: domain.FieldApps},
	}, sheet.Strangers(d, domain.Catalogue{}), "the server may know plans that were never read, but apps are kept away by name")

	d = domain.Draft{Parent: reseller.Account(), Denied: []string{"did_us"}, Apps: domain.AppAccess{Allowed: []string{"9f"}}}
	require.Empty(t, sheet.Strangers(d, read), "what is not restricted needs no list")
}
