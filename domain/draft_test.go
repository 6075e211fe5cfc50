package domain_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"accountsmanager/domain"
)

// anyDraft makes drafts with whatever a person, or a hand-edited file, can put
// into one: every field is filled by reflection, so a new one is not forgotten.
func anyDraft() *rapid.Generator[domain.Draft] {
	return rapid.Custom(func(t *rapid.T) domain.Draft {
		var d domain.Draft
		fill(t, reflect.ValueOf(&d).Elem(), "draft")
		return d
	})
}

func fill(t *rapid.T, v reflect.Value, name string) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), name+"."+v.Type().Field(i).Name)
		}
	case reflect.Slice:
		n := rapid.IntRange(0, 3).Draw(t, name+" length")
		if n == 0 {
			return // nil: that is what an empty one reads back as
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fill(t, v.Index(i), name)
		}
	case reflect.String:
		text := rapid.OneOf(rapid.Just(""), rapid.String(), rapid.StringMatching(`[ -~]{1,12}`)).Draw(t, name)
		v.SetString(strings.ToValidUTF8(text, "?"))
	case reflect.Bool:
		v.SetBool(rapid.Bool().Draw(t, name))
	case reflect.Int:
		v.SetInt(int64(rapid.IntRange(0, 9).Draw(t, name)))
	default:
		require.FailNow(t, "a draft holds something new", "%s is a %s", name, v.Kind())
	}
}

func TestDraftSurvivesJSON(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draft := anyDraft().Draw(t, "draft")
		text, err := json.Marshal(draft)
		require.NoError(t, err)
		require.True(t, utf8.Valid(text))
		var back domain.Draft
		require.NoError(t, json.Unmarshal(text, &back))
		require.Empty(t, cmp.Diff(draft, back), "nothing typed is lost")
	})
}

func TestCloneSharesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draft := anyDraft().Draw(t, "draft")
		want, err := json.Marshal(draft)
		require.NoError(t, err)
		clone := draft.Clone()
		require.Empty(t, cmp.Diff(draft, clone))
		overwrite(reflect.ValueOf(&clone).Elem())
		got, err := json.Marshal(draft)
		require.NoError(t, err)
		require.Equal(t, string(want), string(got), "the clone reaches into the draft")
	})
}

// overwrite changes everything that can be reached without replacing a slice.
func overwrite(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			overwrite(v.Field(i))
		}
	case reflect.Slice:
		for i := range v.Len() {
			overwrite(v.Index(i))
		}
	case reflect.String:
		v.SetString(v.String() + "!")
	case reflect.Bool:
		v.SetBool(!v.Bool())
	case reflect.Int:
		v.SetInt(v.Int() + 1)
	default: // fill has seen to it that there is nothing else
	}
}

func TestNewDraft(t *testing.T) {
	parent := domain.AccountRef{ID: "p", Name: "Parent"}
	d := domain.NewDraft("d", parent, domain.Identity{Timezone: "America/Chicago", Language: "en-US"})
	require.Equal(t, parent, d.Parent)
	require.Equal(t, "America/Chicago", d.Timezone)
	require.Equal(t, "en-US", d.Language)
	require.Equal(t, domain.TabGeneral, d.Tab)
	require.True(t, d.HasVisited(domain.TabGeneral))
	require.False(t, d.HasVisited(domain.TabReview))

	d.Visit(domain.TabReview)
	d.Visit(domain.TabGeneral)
	require.Equal(t, domain.TabGeneral, d.Tab)
	require.Equal(t, []domain.Tab{domain.TabGeneral, domain.TabReview}, d.Visited, "seen once is seen")
}

func TestIsBlank(t *testing.T) {
	fresh := domain.NewDraft("d", domain.AccountRef{ID: "p"}, domain.Identity{Timezone: "America/Chicago", Language: "en-US"})
	require.True(t, fresh.IsBlank(fresh))

	for name, change := range map[string]func(*domain.Draft){
		"looked around": func(d *domain.Draft) { d.Visit(domain.TabReview) },
		"an empty administrator": func(d *domain.Draft) {
			d.Administrators = []domain.Administrator{{ID: "1", Welcome: true}}
		},
		"denied and allowed again":   func(d *domain.Draft) { d.Deny("international", true); d.Deny("international", false) },
		"an app ticked and unticked": func(d *domain.Draft) { d.Apps.Allow("voip", true); d.Apps.Allow("voip", false) },
		"hidden and shown again": func(d *domain.Draft) {
			d.Permissions.Untick(domain.SeeUser)
			d.Permissions.Tick(domain.SeeUser)
		},
		"an administrator who was removed": func(d *domain.Draft) {
			d.Administrators = []domain.Administrator{{ID: "1", Email: "a@b.example"}}
			d.RemoveAdmin("1")
		},
	} {
		d := fresh.Clone()
		change(&d)
		require.True(t, d.IsBlank(fresh), name)
	}

	for name, change := range map[string]func(*domain.Draft){
		"a name":           func(d *domain.Draft) { d.Name = "A" },
		"no zone any more": func(d *domain.Draft) { d.Timezone = "" },
		"an administrator": func(d *domain.Draft) { d.Administrators = []domain.Administrator{{ID: "1", FirstName: "Ada"}} },
		"a typed password": func(d *domain.Draft) {
			d.Administrators = []domain.Administrator{{ID: "1", Mode: domain.PasswordTyped}}
		},
		"a denied classifier": func(d *domain.Draft) { d.Deny("international", true) },
		"hidden":              func(d *domain.Draft) { d.Permissions.Untick(domain.SeeUser) },
		"restricted":          func(d *domain.Draft) { d.Apps.Restricted = true },
		"the bypass":          func(d *domain.Draft) { d.Prepay = true },
		"a contact":           func(d *domain.Draft) { d.Technical.Phone = "1" },
		"a plan":              func(d *domain.Draft) { d.Plans = []string{"p"} },
		"another parent":      func(d *domain.Draft) { d.Parent = domain.AccountRef{ID: "q"} },
	} {
		d := fresh.Clone()
		change(&d)
		require.False(t, d.IsBlank(fresh), name)
	}
}

func TestIsBlankChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyDraft().Draw(t, "a"), anyDraft().Draw(t, "b")
		beforeA, beforeB := a.Clone(), b.Clone()
		a.IsBlank(b)
		require.Empty(t, cmp.Diff(beforeA, a))
		require.Empty(t, cmp.Diff(beforeB, b))
	})
}

func TestAdministratorsOfADraft(t *testing.T) {
	d := goodDraft()
	d.Admin("2").FirstName = "Leah"
	require.Equal(t, "Leah", d.Administrators[1].FirstName)
	require.Nil(t, d.Admin("3"))

	kept := d
	d.RemoveAdmin("1")
	require.Len(t, d.Administrators, 1)
	require.Equal(t, "2", d.Administrators[0].ID)
	require.Equal(t, "1", kept.Administrators[0].ID, "an earlier copy must not change")
}

func TestDeny(t *testing.T) {
	var d domain.Draft
	d.Deny("international", true)
	d.Deny("caribbean", true)
	d.Deny("international", true)
	require.ElementsMatch(t, []string{"caribbean", "international"}, d.Denied)
	kept := d
	d.Deny("international", false)
	require.Equal(t, []string{"caribbean"}, d.Denied)
	require.Len(t, kept.Denied, 2, "an earlier copy must not change")
}

func TestRealmOfADraft(t *testing.T) {
	d := domain.Draft{ID: "d", RealmLabel: " ABC "}
	label, generated := d.Label()
	require.Equal(t, "abc", label)
	require.False(t, generated)
	require.Equal(t, "abc.sip.example.com", d.Realm("sip.example.com"))
	require.Empty(t, d.Realm(""))

	d.RealmLabel = " "
	label, generated = d.Label()
	require.True(t, generated)
	require.Equal(t, domain.GenerateRealmLabel("d"), label)
	require.Equal(t, label+".sip.example.com", d.Realm("sip.example.com"))
}

func TestPhoneRegion(t *testing.T) {
	for _, c := range []struct{ country, language, reseller, want string }{
		{"DE", "en-US", "FR", "DE"},
		{" de ", "en-US", "FR", "DE"},
		{"", "en-US", "FR", "US"},
		{"", "en", "FR", "FR"},
		{"", "zh-Hant", "FR", "FR"},
		{"", "", "FR", "FR"},
		{"", "", "", ""},
	} {
		d := domain.Draft{Language: c.language}
		d.Billing.Address.Country = c.country
		require.Equal(t, c.want, strings.ToUpper(d.PhoneRegion(c.reseller)), "%+v", c)
	}
}
