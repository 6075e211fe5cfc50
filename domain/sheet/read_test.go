package sheet_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

var reseller = domain.Identity{
	AccountID: "0a", AccountName: "Northwind", Realm: "northwind.example", Timezone: "America/Denver", Language: "en-US",
}

// terms are those of a reseller who has read what the server offers.
func terms() sheet.Terms {
	n := 0
	return sheet.Terms{
		Reseller: reseller, RealmSuffix: "sip.northwind.example",
		Catalogue: domain.Catalogue{
			Classifiers: domain.DefaultClassifiers(),
			Plans:       []domain.ServicePlan{{ID: "plan_gold", Name: "Gold"}, {ID: "plan_silver", Name: "Silber größe"}},
			Apps:        []domain.App{{ID: "1f", Name: "voip", Label: "Smart PBX"}, {ID: "2f", Name: "numbers", Label: "Number Manager"}},
		},
		NewID: func() string { n++; return "id-" + strconv.Itoa(n) },
	}
}

func read(t *testing.T, file string) sheet.Sheet {
	t.Helper()
	s, err := sheet.Read([]byte(file), terms())
	require.NoError(t, err)
	return s
}

func TestEveryColumnOfTheFormat(t *testing.T) {
	s := read(t, strings.Join([]string{
		"name,realm,timezone,language,admin_first_name,admin_last_name,admin_email,admin_phone,admin_password," +
			"twoway_trunks,inbound_trunks,outbound_trunks,allow_prepay,credit,deny,hide",
		`ABC Company,abccompany,America/Chicago,de-DE,Ada,Moreno,ada@abc.example,+1 415 555 0123,correct horse,4,2,3,yes,25.50,international;caribbean,trunking;minutes`,
	}, "\n"))
	require.Empty(t, s.Remarks)
	require.Equal(t, ',', s.Delimiter)
	require.Len(t, s.Rows, 1)
	row := s.Rows[0]
	require.Equal(t, 2, row.Line)
	require.Len(t, row.Draft.Administrators, 1)
	admin := row.Draft.Administrators[0]
	require.NotEqual(t, row.Draft.ID, admin.ID)
	require.Equal(t, map[string]domain.Secret{admin.ID: domain.NewSecret("correct horse")}, row.Passwords)

	want := domain.NewDraft(row.Draft.ID, reseller.Account(), reseller)
	want.Name, want.RealmLabel, want.Timezone, want.Language = "ABC Company", "abccompany", "America/Chicago", "de-DE"
	want.Administrators = []domain.Administrator{{
		ID: admin.ID, FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example", Phone: "+1 415 555 0123",
		Mode: domain.PasswordTyped, Welcome: true,
	}}
	want.Trunks = domain.TypedTrunks{TwoWay: "4", Inbound: "2", Outbound: "3"}
	want.Prepay, want.Credit, want.Denied = true, "25.50", []string{"international", "caribbean"}
	want.Permissions.Hidden = []domain.Permission{domain.SeeMinutes, domain.SeeInbound, domain.SeeOutbound, domain.SeeTwoWay}
	require.Equal(t, want, row.Draft)
}

func TestFurtherColumns(t *testing.T) {
	s := read(t, "name;Admin2 First Name;ADMIN2_EMAIL;admin2_welcome;admin_email;billing_city;sales_user_id;contract_end;plans;apps;parent_id;status;id\n"+
		`ABC;Lee;lee@abc.example;no;ada@abc.example;Berlin;7a;2027-03-31;"gold;SILBER GROSSE";"Smart PBX;2f";9b;draft;17`)
	require.Empty(t, s.Remarks)
	require.Equal(t, ';', s.Delimiter)
	d := s.Rows[0].Draft
	require.Len(t, d.Administrators, 2)
	require.Equal(t, "ada@abc.example", d.Administrators[0].Email, "the first one first, wherever its columns stand")
	require.True(t, d.Administrators[0].Welcome)
	require.Equal(t, "Lee", d.Administrators[1].FirstName)
	require.False(t, d.Administrators[1].Welcome)
	require.Equal(t, "Berlin", d.Billing.Address.City)
	require.Equal(t, "7a", d.Representative.UserID)
	require.Equal(t, "2027-03-31", d.ContractEnd)
	require.Equal(t, []string{"plan_gold", "plan_silver"}, d.Plans, "by name, in any case")
	require.Equal(t, domain.AppAccess{Restricted: true, Allowed: []string{"1f", "2f"}}, d.Apps)
	require.Equal(t, "9b", d.Parent.ID)
}

func TestNothingIsDropped(t *testing.T) {
	tests := []struct {
		name string
		file string
		want []string // the remarks
		then func(*testing.T, []sheet.Row)
	}{
		{
			"an unknown column", "name,twoway_trunk,credit\nABC,7,\nDEF,,\n",
			[]string{`line 1: unknown_column "twoway_trunk" (1)`},
			nil,
		},
		{
			"a misspelt password is not repeated", "name,admin_pasword\nABC,canary\n",
			[]string{`line 1: unknown_column "admin_pasword" (1)`},
			func(t *testing.T, rows []sheet.Row) { require.Empty(t, rows[0].Passwords) },
		},
		{
			"a column twice", "name,credit,Name\nABC,5,DEF\n",
			[]string{`line 1: twice_column "Name" (1)`},
			func(t *testing.T, rows []sheet.Row) { require.Equal(t, "ABC", rows[0].Draft.Name) },
		},
		{
			"columns without a name", "name,,\nABC,,\nDEF,x,\n",
			[]string{`line 1: unknown_column "" (1)`},
			nil,
		},
		{
			"too many cells", "name,credit\nABC,5,6,,7\nDEF,1,,\n",
			[]string{`line 2: too_many_cells "" (2)`},
			nil,
		},
		{
			"too few cells", "name,credit,deny\nABC\n",
			nil,
			func(t *testing.T, rows []sheet.Row) { require.Equal(t, "ABC", rows[0].Draft.Name) },
		},
		{
			"neither yes nor no", "name,allow_prepay,admin_email,admin_welcome\nABC,perhaps,a@b.example,?\n",
			[]string{`line 2: not_yes_no "allow_prepay" (1)`, `line 2: not_yes_no "admin_welcome" (1)`},
			func(t *testing.T, rows []sheet.Row) { require.False(t, rows[0].Draft.Prepay) },
		},
		{
			"a parent without its id", "name,parent_name\nABC,Somebody\n",
			[]string{`line 2: no_parent_id "parent_id" (1)`},
			func(t *testing.T, rows []sheet.Row) {
				require.Empty(t, rows[0].Draft.Parent.ID, "it is not created under ours")
			},
		},
		{
			"wrong values stay as they are", "name,realm,timezone,twoway_trunks,credit,deny,hide,contract_end\n,Ä b,Mars,lots,-1,moon,roof,soon\n",
			nil,
			func(t *testing.T, rows []sheet.Row) {
				d := rows[0].Draft
				require.Equal(t, "Ä b", d.RealmLabel)
				require.Equal(t, "lots", d.Trunks.TwoWay)
				require.Equal(t, "-1", d.Credit)
				require.Equal(t, []string{"moon"}, d.Denied)
				require.Equal(t, []domain.Permission{"roof"}, d.Permissions.Hidden)
				require.Equal(t, "soon", d.ContractEnd)
			},
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := read(t, tt.file)
			var got []string
			for _, r := range s.Remarks {
				got = append(got, r.String())
			}
			require.Equal(t, tt.want, got)
			require.Len(t, s.Rows, strings.Count(strings.TrimSuffix(tt.file, "\n"), "\n"), "every row is a draft")
			if tt.then != nil {
				tt.then(t, s.Rows)
			}
		})
	}
}

func TestLinesWithNothingInThemAreNoDrafts(t *testing.T) {
	s := read(t, "name,credit\n\nABC,\n,\n  , \nDEF,\n")
	require.Len(t, s.Rows, 2)
	require.Equal(t, 2, s.Blank)
	require.Equal(t, 3, s.Rows[0].Line)
	require.Equal(t, 6, s.Rows[1].Line)
}

func TestTheResellersHabits(t *testing.T) {
	d := read(t, "name\nABC\n").Rows[0].Draft
	require.Equal(t, "America/Denver", d.Timezone)
	require.Equal(t, "en-US", d.Language)
	require.Equal(t, reseller.Account(), d.Parent)
	d = read(t, "name,timezone,language\nABC,,\n").Rows[0].Draft
	require.Equal(t, "America/Denver", d.Timezone, "an account needs one")
	require.Empty(t, d.Language, "no language is a choice")
}

func TestRealmWithOrWithoutTheSuffix(t *testing.T) {
	for typed, label := range map[string]string{
		"abc": "abc", "abc.sip.northwind.example": "abc", "ABC.SIP.Northwind.Example": "ABC", "abc.eu": "abc.eu",
		"abc.elsewhere.example": "abc.elsewhere.example", "sip.northwind.example": "sip.northwind.example",
	} {
		require.Equal(t, label, read(t, "realm\n"+typed+"\n").Rows[0].Draft.RealmLabel, typed)
	}
}

func TestAppsRestricted(t *testing.T) {
	for row, want := range map[string]domain.AppAccess{
		"voip,":   {Restricted: true, Allowed: []string{"1f"}},
		"voip,no": {Allowed: []string{"1f"}},
		",yes":    {Restricted: true},
		",":       {},
	} {
		require.Equal(t, want, read(t, "apps,apps_restricted,name\n"+row+",ABC\n").Rows[0].Draft.Apps, row)
	}
}

func TestWaysInWhichFilesAreWritten(t *testing.T) {
	const plain = "name,billing_city\nMüller & Söhne,Köln\n"
	utf16 := func(order unicode.Endianness, text string) string {
		out, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(text)
		require.NoError(t, err)
		return out
	}
	ansi, err := charmap.Windows1252.NewEncoder().String(plain)
	require.NoError(t, err)
	with := func(delimiter string) string { return strings.ReplaceAll(plain, ",", delimiter) }
	tests := []struct {
		name, file string
		delimiter  rune
		encoding   sheet.Encoding
	}{
		{"plain", plain, ',', sheet.UTF8},
		{"with a mark", "\ufeff" + plain, ',', sheet.UTF8},
		{"lines of Windows", strings.ReplaceAll(plain, "\n", "\r\n"), ',', sheet.UTF8},
		{"semicolons", with(";"), ';', sheet.UTF8},
		{"tabs", with("\t"), '\t', sheet.UTF8},
		{"bars", with("|"), '|', sheet.UTF8},
		{"Unicode text", utf16(unicode.LittleEndian, with("\t")), '\t', sheet.UTF16},
		{"the other way round", utf16(unicode.BigEndian, with(";")), ';', sheet.UTF16},
		{"as before Unicode", ansi, ',', sheet.Windows1252},
		{"it says so itself", "sep=;\r\n" + with(";"), ';', sheet.UTF8},
		{"in quotation marks", "\"name\",\"billing_city\"\n\"Müller & Söhne\",\"Köln\"\n", ',', sheet.UTF8},
		{"without a last line end", strings.TrimSuffix(plain, "\n"), ',', sheet.UTF8},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := read(t, tt.file)
			require.Equal(t, tt.delimiter, s.Delimiter)
			require.Equal(t, tt.encoding, s.Encoding)
			require.Empty(t, s.Remarks)
			require.Len(t, s.Rows, 1)
			require.Equal(t, "Müller & Söhne", s.Rows[0].Draft.Name)
			require.Equal(t, "Köln", s.Rows[0].Draft.Billing.Address.City)
		})
	}
}

func TestFilesThatAreNone(t *testing.T) {
	tests := []struct {
		name, file string
		want       error
		says       string
	}{
		{"empty", "", sheet.ErrEmpty, ""},
		{"only lines", "\n\n", sheet.ErrEmpty, ""},
		{"no names of columns", "ABC Company,abc,5\n", sheet.ErrNoColumns, ""},
		{"something else", "%PDF-1.7\n", sheet.ErrNoColumns, ""},
		{"a quotation mark that is never closed", "name\nABC\n\"DEF\nGHI\n", sheet.ErrNotCSV, "line"},
		{"more cells than anybody fills", "name\nABC" + strings.Repeat(",", sheet.MaxWidth) + "\n", sheet.ErrTooMuch, "line 2"},
		{"a cell without an end", "name\n" + strings.Repeat("x", sheet.MaxCell+1) + "\n", sheet.ErrTooMuch, "line 2"},
		{"more lines than anybody looks through", "name\n" + strings.Repeat("A\n", sheet.MaxLines+1), sheet.ErrTooMuch, "line 200002"},
		{"lines and cells that are each few enough, and together are not", "name\n" + strings.Repeat(strings.Repeat(",", 999)+"\n", 4001), sheet.ErrTooMuch, "line 4001"},
		{"a quotation mark inside", "name\nABC \"x\" y\n", sheet.ErrNotCSV, "line 2"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s, err := sheet.Read([]byte(tt.file), terms())
			require.ErrorIs(t, err, tt.want)
			require.ErrorContains(t, err, tt.says)
			require.Empty(t, s.Rows, "nothing of it is taken")
		})
	}
}

func TestRemarksAreOfKnownCodes(t *testing.T) {
	require.Len(t, sheet.Codes(), 5)
	seen := map[sheet.Code]bool{}
	for _, c := range sheet.Codes() {
		require.False(t, seen[c])
		seen[c] = true
	}
}
