package account

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

func TestTheOverviewOfTheMockUp(t *testing.T) {
	enabled := true
	d := workspace.AccountDetails{
		Account: domain.Account{
			AccountRef: domain.AccountRef{ID: "9f1c3a775b0e4d528e0261aac0d477f1", Name: "ABC Company", Realm: "abccompany.sip.northwind.example"}, Enabled: &enabled,
		},
		Timezone: "America/Chicago", Language: "en-US", Created: time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC),
		Technical: domain.Contact{Name: "Lee Park", Phone: "+1 415 555 0134"},
		Billing:   domain.Contact{Name: "Ruth Sato", Address: domain.Address{Street: "100 Main St", City: "Austin", Region: "TX", Postal: "78701", Country: "US"}},
		Denied:    []string{"caribbean", "moon"}, Hidden: []domain.Permission{domain.SeeMinutes},
		Admins: []domain.Administrator{{FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example"}, {Email: "lee@abc.example"}},
	}
	var rows [][2]string
	for _, r := range full(d, domain.Catalogue{}) {
		rows = append(rows, [2]string{r.key, r.value})
	}
	require.Equal(t, [][2]string{
		{"Status", "Active · created 12 Mar 2026"},
		{"Account name", "ABC Company"},
		{"Realm", "abccompany.sip.northwind.example"},
		{"Account ID", "9f1c 3a77 5b0e 4d52 8e02 61aa c0d4 77f1"},
		{"Time zone and language", "America/Chicago · en-US"},
		{"Administrators (2)", "Ada Moreno · ada@abc.example\nlee@abc.example"},
		{"Technical contact", "Lee Park · +1 415 555 0134"},
		{"Billing contact", "Ruth Sato · 100 Main St, Austin TX 78701, US"},
		{"May not call", "Caribbean, moon"},
		{"Hidden from the customer", "Minutes"},
	}, rows)
}

func TestWhatIsMissingIsADash(t *testing.T) {
	for _, r := range full(workspace.AccountDetails{Account: domain.Account{AccountRef: domain.AccountRef{ID: "9f", Name: "ABC"}}}, domain.Catalogue{}) {
		require.NotEmpty(t, r.value, r.key)
	}
	require.Equal(t, none, contact(domain.Contact{}))
	require.Equal(t, none, balance(""))
	require.Equal(t, "$ 25.50", balance("25.5"))
}

func TestTrunks(t *testing.T) {
	a, b, c := share(domain.Trunks{TwoWay: 12, Inbound: 5, Outbound: 3})
	require.InDeltaSlice(t, []float64{0.6, 0.25, 0.15}, []float64{float64(a), float64(b), float64(c)}, 0.001)
	a, b, c = share(domain.Trunks{})
	require.Zero(t, a+b+c)
	require.Equal(t, "12 two-way · 5 inbound · 3 outbound", trunkWords(domain.Trunks{TwoWay: 12, Inbound: 5, Outbound: 3}))
	require.Equal(t, "unlimited two-way · 0 inbound · 0 outbound", trunkWords(domain.Trunks{TwoWay: -1}))
}
