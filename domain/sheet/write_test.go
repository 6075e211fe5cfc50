package sheet_test

import (
	"encoding/csv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

// cells parses a written file as any spreadsheet would.
func cells(t interface {
	Errorf(string, ...any)
	FailNow()
}, file []byte,
) [][]string {
	records, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(string(file), "\ufeff"))).ReadAll()
	require.NoError(t, err)
	return records
}

func TestWrittenColumns(t *testing.T) {
	d := domain.Draft{Name: "ABC"}
	file, err := sheet.Write([]sheet.Record{{Status: "draft", ID: "17", Draft: d}}, reseller.Account())
	require.NoError(t, err)
	require.Equal(t, "name,realm,timezone,language,admin_first_name,admin_last_name,admin_email,admin_phone,admin_password,"+
		"twoway_trunks,inbound_trunks,outbound_trunks,allow_prepay,credit,deny,hide,status,id\n"+
		"ABC,,,,,,,,,,,,,,,,draft,17\n", string(file))

	d.Administrators = []domain.Administrator{
		{ID: "1", Email: "ada@abc.example", Mode: domain.PasswordTyped, Welcome: true}, {ID: "2"}, {ID: "3", Email: "lee@abc.example"},
	}
	d.Parent = domain.AccountRef{ID: "9b", Name: "Somebody"}
	file, err = sheet.Write([]sheet.Record{{Draft: d}}, reseller.Account())
	require.NoError(t, err)
	header := cells(t, file)[0]
	require.Equal(t, []string{"admin2_email", "admin2_welcome", "parent_id", "parent_name", "status", "id"}, header[16:],
		"further columns only where they say something")
}

func TestWrittenForWhoReadsIt(t *testing.T) {
	plain, err := sheet.Write([]sheet.Record{{Draft: domain.Draft{Name: "ABC"}}}, domain.AccountRef{})
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(plain), "name,"), "no mark where none is needed")
	umlauts, err := sheet.Write([]sheet.Record{{Draft: domain.Draft{Name: "Müller"}}}, domain.AccountRef{})
	require.NoError(t, err)
	require.True(t, strings.HasPrefix(string(umlauts), "\ufeffname,"))
}

func TestAccountsAreWrittenInTheSameColumns(t *testing.T) {
	a := domain.Account{AccountRef: domain.AccountRef{ID: "7a", Name: "ABC", Realm: "abc.sip.northwind.example"}}
	file, err := sheet.Write([]sheet.Record{sheet.FromAccount("account", a, reseller.Account())}, reseller.Account())
	require.NoError(t, err)
	s := read(t, string(file))
	require.Empty(t, s.Remarks)
	require.Equal(t, "ABC", s.Rows[0].Draft.Name)
	require.Equal(t, "abc", s.Rows[0].Draft.RealmLabel)
}

func TestNoCellIsAFormula(t *testing.T) {
	dangerous := []string{
		`=cmd|' /C calc'!A0`, "+1 415 555 0123", "-1+1", "@SUM(A1)", "\t=1", " =1", "\u00a0=1", "＝1+1", "＋1", "－1", "＠x", "\n=1",
		"'=1", "''=1", "'+1", "\u200b=1",
	}
	for _, text := range dangerous {
		file, err := sheet.Write([]sheet.Record{{Status: text, ID: text, Draft: domain.Draft{Name: text, Denied: []string{text}}}}, domain.AccountRef{})
		require.NoError(t, err)
		for _, cell := range cells(t, file)[1] {
			if cell != "" {
				require.True(t, strings.HasPrefix(cell, "'"), "%q was written as %q", text, cell)
			}
		}
		require.Equal(t, text, read(t, string(file)).Rows[0].Draft.Name)
	}
	for _, text := range []string{"ABC", "'tis", "1+1", "a=b", "ada@abc.example"} {
		file, err := sheet.Write([]sheet.Record{{Draft: domain.Draft{Name: text}}}, domain.AccountRef{})
		require.NoError(t, err)
		require.Equal(t, text, cells(t, file)[1][0], "what is no danger stays as it is")
	}
}

// words are texts that files must carry unharmed.
func words() *rapid.Generator[string] {
	nasty := rapid.SampledFrom([]string{
		"", "ABC", `a "b" c`, "a,b", "a;b", "a\tb", "a\nb", "=1+1", "'=1", "''", "'", "+49 30 1234", "Ünï", "Привет", "日本", "\ufeffx", "|x", " x ", "x ",
		"sep=;", "no", "0",
	})
	return rapid.Custom(func(t *rapid.T) string {
		if rapid.Bool().Draw(t, "nasty") {
			return nasty.Draw(t, "text")
		}
		text := strings.ReplaceAll(rapid.StringN(0, 12, -1).Draw(t, "text"), "\r", "")
		if !utf8.ValidString(text) || strings.TrimSpace(text) == "" {
			return ""
		}
		return text
	})
}

func drafts() *rapid.Generator[domain.Draft] {
	return rapid.Custom(func(t *rapid.T) domain.Draft {
		word := func(name string) string { return words().Draw(t, name) }
		contact := func(name string) domain.Contact {
			return domain.Contact{Name: word(name), Email: word(name), Phone: word(name)}
		}
		ids := func(name string, from ...string) []string {
			return rapid.SliceOfNDistinct(rapid.SampledFrom(from), 0, 3, rapid.ID).Draw(t, name)
		}
		d := domain.Draft{
			Name: word("name"), RealmLabel: word("realm"), Timezone: "Europe/Berlin", Language: word("language"),
			Technical: contact("technical"), Billing: contact("billing"), ContractEnd: word("contract"),
			Trunks: domain.TypedTrunks{TwoWay: word("twoway"), Inbound: word("inbound"), Outbound: word("outbound")},
			Credit: word("credit"), Prepay: rapid.Bool().Draw(t, "prepay"),
			Denied: ids("denied", "international", "did_us", "moon", "=1"), Plans: ids("plans", "plan_gold", "other", "+x"),
			Apps:           domain.AppAccess{Restricted: rapid.Bool().Draw(t, "restricted"), Allowed: ids("apps", "1f", "2f", "3f")},
			Representative: domain.Representative{Name: word("sales"), AccountID: word("sales"), UserID: word("sales")},
		}
		d.Billing.Address = domain.Address{
			Street: word("a"), Street2: word("a"), City: word("a"), Region: word("a"), Postal: word("a"), Country: word("a"),
		}
		for _, p := range rapid.SliceOf(rapid.SampledFrom(domain.AllPermissions())).Draw(t, "hidden") {
			d.Permissions.Untick(p)
		}
		if rapid.Bool().Draw(t, "elsewhere") {
			d.Parent = domain.AccountRef{ID: "9b", Name: word("parent"), Realm: word("parent")}
		}
		for range rapid.IntRange(0, 3).Draw(t, "administrators") {
			d.Administrators = append(d.Administrators, domain.Administrator{
				FirstName: "A" + word("admin"), LastName: word("admin"), Email: word("admin"), Phone: word("admin"),
				Welcome: rapid.Bool().Draw(t, "welcome"),
			})
		}
		return d
	})
}

// inFile leaves out what a file does not carry.
func inFile(d domain.Draft) domain.Draft {
	d = d.Clone()
	d.ID, d.Tab, d.Visited = "", "", nil
	for i := range d.Administrators {
		d.Administrators[i].ID = ""
	}
	if d.Parent == reseller.Account() {
		d.Parent = domain.AccountRef{}
	}
	return d
}

func TestWhatIsWrittenIsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		list := rapid.SliceOfN(drafts(), 1, 4).Draw(t, "drafts")
		records := make([]sheet.Record, len(list))
		for i, d := range list {
			records[i] = sheet.Record{Status: "draft", ID: "17", Draft: d}
		}
		file, err := sheet.Write(records, reseller.Account())
		require.NoError(t, err)
		named := terms()
		named.RealmSuffix = ""
		s, err := sheet.Read(file, named)
		require.NoError(t, err)
		require.Empty(t, s.Remarks)
		require.Len(t, s.Rows, len(list))
		for i, d := range list {
			require.Empty(t, cmp.Diff(inFile(d), inFile(s.Rows[i].Draft)), "draft %d", i)
		}
	})
}
