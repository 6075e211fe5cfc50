package account_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/uitest"
)

func TestTheMockUp(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.shows("Northwind Telecom", "ABC Company", "Active", "Overview", "Active · created 12 Mar 2026", "abccompany.sip.northwind.example",
		"9f1c 3a77 5b0e 4d52 8e02 61aa c0d4 77f1")
	uitest.AssertInside(t, b.canvas)
	b.canvas.Content().Resize(fyne.NewSize(553, 500)) // beside the sidebar at 150 % of 1280x800
	uitest.Settle(b.canvas)
	uitest.AssertInside(t, b.canvas)
	require.Equal(t, domain.DocAccount, domain.DocAccount)
}
