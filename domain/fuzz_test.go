package domain_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

// FuzzRealm: whatever is typed as realm and suffix, a realm that counts as right is a
// DNS name of a length that servers take, comes apart into what it was made of, and
// has a next one that is right too; what is learnt from realms is a suffix.
func FuzzRealm(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""},
		{"abc", "sip.example.com"},
		{"ABC-2", " .SIP.example.com"},
		{"süß", "x"},
		{"a b", "."},
		{"-", "-"},
		{"x-999999", "y.z"},
		{"a.b", "b.c"},
		{strings.Repeat("a", 250), "b.c"},
		{"\u0130", "\u212a.x"},
		{"abc\n", "x.y\n"},
		{"\xff", "\xff"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, typed, suffix string) {
		d := domain.Draft{ID: "d", Name: "Name", Timezone: "UTC", RealmLabel: typed}
		label, generated := d.Label()
		require.NotEmpty(t, label)
		require.Equal(t, strings.TrimSpace(typed) == "", generated)
		rightSuffix := domain.CheckSuffix(suffix) == nil
		wrong := d.Check(domain.Surroundings{RealmSuffix: suffix}).At(domain.FieldRealm)
		realm := d.Realm(suffix)
		if len(wrong) > 0 {
			return
		}
		require.Regexp(t, `^[a-z0-9._-]+$`, label)
		if realm == "" {
			require.True(t, generated, "a typed label without a suffix is no realm")
			return
		}
		require.GreaterOrEqual(t, len(realm), domain.MinRealm)
		require.LessOrEqual(t, len(realm), domain.MaxRealm)
		require.True(t, rightSuffix, "realm %q is right, its suffix %q is not", realm, suffix)
		require.Regexp(t, `^[a-z0-9._-]+$`, strings.ToLower(realm))
		back, ok := domain.RealmLabel(realm, suffix)
		require.True(t, ok, realm)
		require.Equal(t, label, back)
		next := domain.NextRealmLabel(label)
		require.NotEqual(t, label, next)
		require.Regexp(t, `^[a-z0-9._-]+$`, next)
		require.NotEqual(t, next, domain.NextRealmLabel(next))
		if learnt, ok := domain.LearnSuffix([]string{realm, "other." + realm[strings.IndexByte(realm, '.')+1:]}); ok {
			require.Nil(t, domain.CheckSuffix(learnt))
		}
	})
}

// FuzzPhone: what counts as a phone number is E.164, stays the same when it is read
// again from anywhere, has the digits that were typed at its end, and is what a draft's
// check goes by.
func FuzzPhone(f *testing.F) {
	for _, seed := range [][2]string{
		{"+1 415 555 0123", ""},
		{"(030) 901820", "DE"},
		{"020 7946 0018", "gb"},
		{"tel:+49-30-901820", "US"},
		{"٠١٢٣٤٥٦٧٨٩", "EG"},
		{"1-800-FLOWERS", "US"},
		{"+39 06 698", "IT"},
		{"8 (495) 123-45-67", "RU"},
		{"0000000", "US"},
		{"415 555 0123 ext 7", "US"},
		{"+", "x"},
		{"\xff+1", "ſ"},
	} {
		f.Add(seed[0], seed[1])
	}
	f.Fuzz(func(t *testing.T, text, region string) {
		number, ok := domain.NormalizePhone(text, region)
		d := domain.Draft{ID: "d", Technical: domain.Contact{Phone: text}, Billing: domain.Contact{Address: domain.Address{Country: region}}}
		problems := d.Check(domain.Surroundings{}).At(domain.FieldTechnical.Part(domain.PartPhone))
		if strings.TrimSpace(text) != "" && strings.TrimSpace(region) == region && region != "" {
			require.Equal(t, ok, len(problems) == 0, "%q in %q", text, region)
		}
		if !ok {
			require.Empty(t, number)
			return
		}
		require.Regexp(t, `^\+[1-9][0-9]{3,14}$`, number)
		for _, elsewhere := range []string{"", "US", "DE", "IT", region} {
			again, ok := domain.NormalizePhone(number, elsewhere)
			require.True(t, ok, "%s in %q", number, elsewhere)
			require.Equal(t, number, again, elsewhere)
		}
		require.True(t, utf8.ValidString(number))
	})
}
