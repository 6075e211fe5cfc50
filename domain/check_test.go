package domain_test

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

// goodDraft has every field filled in, and nothing wrong.
func goodDraft() domain.Draft {
	return domain.Draft{
		ID: "draft-1", Parent: domain.AccountRef{ID: "reseller", Name: "Reseller"},
		Name: "ABC Company", RealmLabel: "abc", Timezone: "America/Chicago", Language: "en-US",
		Administrators: []domain.Administrator{
			{ID: "1", FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example", Phone: "+1 415 555 0123", Mode: domain.PasswordTyped},
			{ID: "2", FirstName: "Lee", LastName: "Park", Email: "lee@abc.example"},
		},
		Technical: domain.Contact{Name: "Tess", Email: "tess@abc.example", Phone: "(415) 555-0124"},
		Billing: domain.Contact{
			Name: "Bill", Email: "bill@abc.example", Phone: "415 555 0125",
			Address: domain.Address{Street: "1 Main St", Street2: "Suite 2", City: "Chicago", Region: "IL", Postal: "60601", Country: "US"},
		},
		Representative: domain.Representative{AccountID: "reseller", UserID: "u", Name: "Sal"},
		ContractEnd:    "2027-03-31",
		Plans:          []string{"plan-1"},
		Trunks:         domain.TypedTrunks{Inbound: "2", Outbound: "3", TwoWay: "4"},
		Denied:         []string{"international", "caribbean"},
		Credit:         "25.50", Prepay: true,
		Permissions: domain.Permissions{Hidden: []domain.Permission{domain.SeeMinutes}},
		Apps:        domain.AppAccess{Restricted: true, Allowed: []string{"voip"}},
		Tab:         domain.TabReview, Visited: []domain.Tab{domain.TabGeneral, domain.TabReview},
	}
}

func goodSurroundings() domain.Surroundings {
	n := func(n int) *int { return &n }
	return domain.Surroundings{
		Today:       time.Date(2026, 11, 23, 15, 0, 0, 0, time.UTC),
		Catalogue:   domain.Catalogue{Own: domain.TrunkTotals{TwoWay: n(10), Inbound: n(10), Outbound: n(10)}, Sold: domain.Trunks{TwoWay: 5}},
		Reseller:    domain.Identity{Country: "US"},
		RealmSuffix: "sip.example.com",
		KnownZone:   func(zone string) bool { return strings.Contains(zone, "/") },
		KnownCountry: func(country string) bool {
			return slices.Contains([]string{"US", "DE"}, strings.ToUpper(country))
		},
		NameHolder:    func(folded string) (string, bool) { return "Taken Ltd", folded == "takenltd" },
		RealmHolder:   func(realm string) (string, bool) { return "Taken Ltd", realm == "taken.sip.example.com" },
		TypedPassword: func(string) (domain.Secret, bool) { return domain.NewSecret("correct horse"), true },
	}
}

func TestCheckFindsNothingWrongWithAGoodDraft(t *testing.T) {
	require.Empty(t, goodDraft().Check(goodSurroundings()))
	require.Empty(t, domain.Draft{ID: "d", Name: "ABC", Timezone: "America/Chicago"}.Check(domain.Surroundings{}), "only a name and a time zone are needed")
}

// checkCase spoils a good draft, or what is around it, in one way.
type checkCase struct {
	name  string
	spoil func(*domain.Draft, *domain.Surroundings)
	want  domain.Problem
}

func checkCases() []checkCase {
	type (
		D = *domain.Draft
		S = *domain.Surroundings
		P = domain.Problem
	)
	admin := func(part string) domain.Field { return domain.AdminField("1", part) }
	password := func(text string, known bool) func(D, S) {
		return func(_ D, s S) {
			s.TypedPassword = func(string) (domain.Secret, bool) { return domain.NewSecret(text), known }
		}
	}
	long := strings.Repeat("ä", 129)
	label := domain.GenerateRealmLabel("draft-1")
	return []checkCase{
		{"no name", func(d D, _ S) { d.Name = " " }, P{Field: domain.FieldName, Code: domain.Required}},
		{"long name", func(d D, _ S) { d.Name = long }, P{Field: domain.FieldName, Code: domain.TooLong, Limit: 128}},
		{"name that servers cannot read", func(d D, _ S) { d.Name = " Ёлка " }, P{Field: domain.FieldName, Code: domain.NoLatin, Detail: "Ёлка " + label, Warning: true}},
		{"taken name", func(d D, _ S) { d.Name = "Taken, LTD." }, P{Field: domain.FieldName, Code: domain.Duplicate, Detail: "Taken Ltd"}},

		{"realm with a space", func(d D, _ S) { d.RealmLabel = "a b" }, P{Field: domain.FieldRealm, Code: domain.BadRealm}},
		{"realm with an umlaut", func(d D, _ S) { d.RealmLabel = "süß" }, P{Field: domain.FieldRealm, Code: domain.BadRealm}},
		{"realm without a suffix", func(_ D, s S) { s.RealmSuffix = "" }, P{Field: domain.FieldRealm, Code: domain.Required}},
		{"short realm", func(d D, s S) { d.RealmLabel, s.RealmSuffix = "a", "b" }, P{Field: domain.FieldRealm, Code: domain.TooShort, Limit: 4}},
		{"long realm", func(d D, _ S) { d.RealmLabel = strings.Repeat("a", 238) }, P{Field: domain.FieldRealm, Code: domain.TooLong, Limit: 253}},
		{"taken realm", func(d D, _ S) { d.RealmLabel = " TAKEN " }, P{Field: domain.FieldRealm, Code: domain.Duplicate, Detail: "Taken Ltd"}},

		{"no zone", func(d D, _ S) { d.Timezone = "" }, P{Field: domain.FieldTimezone, Code: domain.Required}},
		{"unknown zone", func(d D, _ S) { d.Timezone = "Chicago" }, P{Field: domain.FieldTimezone, Code: domain.BadTimezone}},
		{"language", func(d D, _ S) { d.Language = "English" }, P{Field: domain.FieldLanguage, Code: domain.BadLanguage}},

		{"no first name", func(d D, _ S) { d.Administrators[0].FirstName = " " }, P{Field: admin(domain.PartFirstName), Code: domain.Required}},
		{"no last name", func(d D, _ S) { d.Administrators[0].LastName = "" }, P{Field: admin(domain.PartLastName), Code: domain.Required}},
		{"long first name", func(d D, _ S) { d.Administrators[0].FirstName = long }, P{Field: admin(domain.PartFirstName), Code: domain.TooLong, Limit: 128}},
		{"no e-mail", func(d D, _ S) { d.Administrators[0].Email = "" }, P{Field: admin(domain.PartEmail), Code: domain.Required}},
		{"half an e-mail", func(d D, _ S) { d.Administrators[0].Email = "ada@" }, P{Field: admin(domain.PartEmail), Code: domain.BadEmail}},
		{"e-mail that is no user name", func(d D, _ S) { d.Administrators[0].Email = "o'neil@abc.example" }, P{Field: admin(domain.PartEmail), Code: domain.BadUserName}},
		{
			"the same e-mail twice", func(d D, _ S) { d.Administrators[1].Email = " ADA@abc.example" },
			P{Field: domain.AdminField("2", domain.PartEmail), Code: domain.Duplicate, Detail: "Ada Moreno"},
		},
		{"an administrator's phone", func(d D, _ S) { d.Administrators[0].Phone = "12" }, P{Field: admin(domain.PartPhone), Code: domain.BadPhone}},
		{"empty password", password("", true), P{Field: admin(domain.PartPassword), Code: domain.Required}},
		{"short password", password("pässwor", true), P{Field: admin(domain.PartPassword), Code: domain.WeakPassword, Limit: 8}},
		{"lost password", password("correct horse", false), P{Field: admin(domain.PartPassword), Code: domain.LostPassword}},
		{"nobody to ask for passwords", func(_ D, s S) { s.TypedPassword = nil }, P{Field: admin(domain.PartPassword), Code: domain.LostPassword}},

		{"technical e-mail", func(d D, _ S) { d.Technical.Email = "tess" }, P{Field: domain.FieldTechnical.Part(domain.PartEmail), Code: domain.BadEmail}},
		{"long technical e-mail", func(d D, _ S) { d.Technical.Email = strings.Repeat("a", 254) + "@b.example" }, P{Field: domain.FieldTechnical.Part(domain.PartEmail), Code: domain.TooLong, Limit: 254}},
		{"technical phone", func(d D, _ S) { d.Technical.Phone = "x" }, P{Field: domain.FieldTechnical.Part(domain.PartPhone), Code: domain.BadPhone}},
		{"billing e-mail", func(d D, _ S) { d.Billing.Email = "bill" }, P{Field: domain.FieldBilling.Part(domain.PartEmail), Code: domain.BadEmail}},
		{"billing phone", func(d D, _ S) { d.Billing.Phone = "x" }, P{Field: domain.FieldBilling.Part(domain.PartPhone), Code: domain.BadPhone}},
		{"technical country", func(d D, _ S) { d.Technical.Address.Country = "XX" }, P{Field: domain.FieldTechnical.Part(domain.PartCountry), Code: domain.BadCountry}},
		{
			"billing country", func(d D, _ S) { d.Billing.Address.Country, d.Billing.Phone, d.Technical.Phone = "XX", "", "" },
			P{Field: domain.FieldBilling.Part(domain.PartCountry), Code: domain.BadCountry},
		},

		{"no date", func(d D, _ S) { d.ContractEnd = "31.3.2027" }, P{Field: domain.FieldContract, Code: domain.BadDate}},
		{"a day that is none", func(d D, _ S) { d.ContractEnd = "2027-02-30" }, P{Field: domain.FieldContract, Code: domain.BadDate}},
		{"yesterday", func(d D, _ S) { d.ContractEnd = "2026-11-22" }, P{Field: domain.FieldContract, Code: domain.PastDate}},

		{"half a trunk", func(d D, _ S) { d.Trunks.TwoWay = "1.5" }, P{Field: domain.FieldTwoWay, Code: domain.NotWhole}},
		{"fewer than none", func(d D, _ S) { d.Trunks.Inbound = "-1" }, P{Field: domain.FieldInbound, Code: domain.TooLow}},
		{"too many trunks", func(d D, _ S) { d.Trunks.Outbound = "1000001" }, P{Field: domain.FieldOutbound, Code: domain.TooHigh, Limit: 1_000_000}},
		{"more trunks than are left", func(d D, _ S) { d.Trunks.TwoWay = "8" }, P{Field: domain.FieldTwoWay, Code: domain.OverTrunks, Limit: 3, Warning: true}},

		{"no money", func(d D, _ S) { d.Credit = "much" }, P{Field: domain.FieldCredit, Code: domain.NotMoney}},
		{"too little", func(d D, _ S) { d.Credit = "0.50" }, P{Field: domain.FieldCredit, Code: domain.TooLow, Limit: 1}},
		{"too much", func(d D, _ S) { d.Credit = "1000001" }, P{Field: domain.FieldCredit, Code: domain.TooHigh, Limit: 1_000_000}},
		{"thousandths", func(d D, _ S) { d.Credit = "1.0005" }, P{Field: domain.FieldCredit, Code: domain.TooManyDecimals, Limit: 2}},

		{"no apps", func(d D, _ S) { d.Apps.Allowed = nil }, P{Field: domain.FieldApps, Code: domain.NoApps, Warning: true}},
	}
}

func TestCheckFindsEachProblem(t *testing.T) {
	for _, c := range checkCases() {
		t.Run(c.name, func(t *testing.T) {
			draft, around := goodDraft(), goodSurroundings()
			c.spoil(&draft, &around)
			require.Equal(t, domain.Problems{c.want}, draft.Check(around))
		})
	}
}

func TestCheckLetsPass(t *testing.T) {
	for name, spoil := range map[string]func(*domain.Draft, *domain.Surroundings){
		"a generated realm without a suffix": func(d *domain.Draft, s *domain.Surroundings) { d.RealmLabel, s.RealmSuffix = "", "" },
		"a realm in capitals":                func(d *domain.Draft, _ *domain.Surroundings) { d.RealmLabel = "ABC" },
		"a name of 128 letters":              func(d *domain.Draft, _ *domain.Surroundings) { d.Name = strings.Repeat("ä", 127) + "x" },
		"today as the contract's end":        func(d *domain.Draft, _ *domain.Surroundings) { d.ContractEnd = " 2026-11-23 " },
		"no language":                        func(d *domain.Draft, _ *domain.Surroundings) { d.Language = "" },
		"a language with a script":           func(d *domain.Draft, _ *domain.Surroundings) { d.Language = "zh-Hant-TW" },
		"an administrator without a phone":   func(d *domain.Draft, _ *domain.Surroundings) { d.Administrators[0].Phone = " " },
		"a form that was left alone": func(d *domain.Draft, _ *domain.Surroundings) {
			d.Administrators = append(d.Administrators, domain.Administrator{ID: "3", Welcome: true})
		},
		"two forms that were left alone": func(d *domain.Draft, _ *domain.Surroundings) {
			d.Administrators = []domain.Administrator{{ID: "3", Welcome: true}, {ID: "4", Welcome: true}}
		},
		"as many trunks as are left": func(d *domain.Draft, _ *domain.Surroundings) { d.Trunks.TwoWay = "5" },
		"no total of the reseller's": func(d *domain.Draft, s *domain.Surroundings) {
			s.Catalogue.Own, d.Trunks.TwoWay = domain.TrunkTotals{}, "999"
		},
		"no trunks where none is left": func(d *domain.Draft, s *domain.Surroundings) { s.Catalogue.Sold.TwoWay, d.Trunks.TwoWay = 99, "0" },
		"no credit":                    func(d *domain.Draft, _ *domain.Surroundings) { d.Credit = " " },
		"apps that count for nothing":  func(d *domain.Draft, _ *domain.Surroundings) { d.Apps = domain.AppAccess{} },
		"a country with spaces around": func(d *domain.Draft, _ *domain.Surroundings) { d.Billing.Address.Country = " us " },
	} {
		t.Run(name, func(t *testing.T) {
			draft, around := goodDraft(), goodSurroundings()
			spoil(&draft, &around)
			require.Empty(t, draft.Check(around))
		})
	}
}

// Codes that only an answer of the server leads to.
var fromServer = []domain.Code{domain.TakenOnServer, domain.ServerSays}

func TestEveryCodeHasACase(t *testing.T) {
	file, err := parser.ParseFile(token.NewFileSet(), "problem.go", nil, 0)
	require.NoError(t, err)
	var codes []domain.Code
	ast.Inspect(file, func(n ast.Node) bool {
		spec, ok := n.(*ast.ValueSpec)
		if !ok {
			return true
		}
		if kind, ok := spec.Type.(*ast.Ident); ok && kind.Name == "Code" {
			literal, ok := spec.Values[0].(*ast.BasicLit)
			require.True(t, ok)
			text, err := strconv.Unquote(literal.Value)
			require.NoError(t, err)
			codes = append(codes, domain.Code(text))
		}
		return true
	})
	require.NotEmpty(t, codes)
	covered := slices.Clone(fromServer)
	for _, c := range checkCases() {
		covered = append(covered, c.want.Code)
	}
	for _, code := range codes {
		require.Contains(t, covered, code, "no case in which Check says so")
	}
}

// place is where a field stands among all of the wizard's.
func place(t require.TestingT, d domain.Draft, f domain.Field) int {
	fields := []domain.Field{domain.FieldName, domain.FieldRealm, domain.FieldTimezone, domain.FieldLanguage}
	for _, a := range d.Administrators {
		for _, part := range []string{domain.PartFirstName, domain.PartLastName, domain.PartEmail, domain.PartPhone, domain.PartPassword} {
			fields = append(fields, domain.AdminField(a.ID, part))
		}
	}
	for _, contact := range []domain.Field{domain.FieldTechnical, domain.FieldBilling} {
		for _, part := range []string{domain.PartEmail, domain.PartPhone, domain.PartCountry} {
			fields = append(fields, contact.Part(part))
		}
	}
	fields = append(fields, domain.FieldContract, domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound, domain.FieldCredit, domain.FieldApps)
	at := slices.Index(fields, f)
	require.NotEqual(t, -1, at, "unknown field %s", f)
	return at
}

func TestCheckTellsProblemsInTheOrderOfTheFields(t *testing.T) {
	cases := checkCases()
	rapid.Check(t, func(t *rapid.T) {
		draft, around := goodDraft(), goodSurroundings()
		some := rapid.IntRange(1, len(cases)).Draw(t, "how many")
		for _, c := range rapid.Permutation(cases).Draw(t, "spoils")[:some] {
			c.spoil(&draft, &around)
		}
		before := draft.Clone()
		problems := draft.Check(around)
		require.Empty(t, cmp.Diff(before, draft), "Check changes nothing")
		last := -1
		for _, p := range problems {
			at := place(t, draft, p.Field)
			require.GreaterOrEqual(t, at, last, "%s", problems)
			last = at
		}
		require.Equal(t, problems, draft.Check(around), "and says the same again")
	})
}

func TestCheckTakesAnyDraft(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draft := anyDraft().Draw(t, "draft")
		for _, around := range []domain.Surroundings{{}, goodSurroundings()} {
			before := draft.Clone()
			problems := draft.Check(around)
			require.Empty(t, cmp.Diff(before, draft))
			for _, p := range problems.Blocking() {
				require.False(t, p.Warning)
			}
			for _, p := range problems {
				require.Contains(t, problems.At(p.Field), p)
				require.Contains(t, problems.On(p.Field.Tab()), p)
				require.NotEmpty(t, p.Code)
			}
		}
	})
}

func TestProblems(t *testing.T) {
	blocks := domain.Problem{Field: domain.FieldName, Code: domain.Required}
	warns := domain.Problem{Field: domain.FieldApps, Code: domain.NoApps, Warning: true}
	taken := domain.Problem{Field: domain.FieldName, Code: domain.Duplicate, Detail: "XYZ"}
	ps := domain.Problems{blocks, taken, warns}
	require.Equal(t, domain.Problems{blocks, taken}, ps.Blocking())
	require.Equal(t, domain.Problems{blocks, taken}, ps.At(domain.FieldName))
	require.Empty(t, ps.At(domain.FieldRealm))
	require.Equal(t, domain.Problems{warns}, ps.On(domain.TabPermissions))
	require.Equal(t, domain.Problems{blocks, taken, warns}, ps, "none of it changes the list")
	require.Equal(t, "name: required; name: duplicate (XYZ); apps: no_apps", ps.String())
	require.Empty(t, domain.Problems(nil).String())
	require.Equal(t, "name: required", fmt.Sprint(blocks))
}
