package domain

import (
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// MaxName is the most characters of an account name (Kazoo: accounts schema).
const MaxName = 128

// dateLayout is how a contract's end is written.
const dateLayout = time.DateOnly

// Surroundings are what a draft is checked against. The zero value checks the
// draft by itself.
type Surroundings struct {
	Today       time.Time // the reseller's date
	Catalogue   Catalogue
	Reseller    Identity
	RealmSuffix string
	// KnownZone and KnownCountry tell whether a name is one; nil accepts all.
	KnownZone, KnownCountry func(string) bool
	// NameHolder and RealmHolder tell who has a normalized name or a whole realm
	// already, among cached accounts and other drafts; nil knows of nobody.
	NameHolder, RealmHolder func(string) (holder string, taken bool)
	// TypedPassword returns the password typed for an administrator of this
	// draft; nil, or false, means that it is not known any more.
	TypedPassword func(adminID string) (Secret, bool)
}

// Check tells all that is wrong with the draft, in the order of the wizard's
// fields. It changes nothing.
func (d Draft) Check(s Surroundings) Problems {
	c := &checker{d: d, s: s}
	c.general()
	for i, a := range d.Administrators {
		c.administrator(i, a)
	}
	c.contact(FieldTechnical, d.Technical)
	c.contact(FieldBilling, d.Billing)
	c.contract()
	c.trunks()
	if _, p := ParseCredit(d.Credit); p != nil {
		c.problems = append(c.problems, *p)
	}
	if d.Apps.Restricted && len(d.Apps.Allowed) == 0 {
		c.warn(Problem{Field: FieldApps, Code: NoApps})
	}
	return c.problems
}

type checker struct {
	d        Draft
	s        Surroundings
	problems Problems
}

func (c *checker) add(f Field, code Code) {
	c.problems = append(c.problems, Problem{Field: f, Code: code})
}

func (c *checker) limit(f Field, code Code, limit int64) {
	c.addIf(&Problem{Field: f, Code: code, Limit: limit})
}
func (c *checker) warn(p Problem) { p.Warning = true; c.problems = append(c.problems, p) }

func (c *checker) addIf(p *Problem) {
	if p != nil {
		c.problems = append(c.problems, *p)
	}
}

func (c *checker) general() {
	name := strings.TrimSpace(c.d.Name)
	switch folded := NormalizeName(name); {
	case name == "":
		c.add(FieldName, Required)
	case utf8.RuneCountInString(name) > MaxName:
		c.limit(FieldName, TooLong, MaxName)
	case folded == "":
		c.warn(Problem{Field: FieldName, Code: NoLatin, Detail: name + " " + GenerateRealmLabel(c.d.ID)})
	case c.s.NameHolder != nil:
		if holder, taken := c.s.NameHolder(folded); taken {
			c.problems = append(c.problems, Problem{Field: FieldName, Code: Duplicate, Detail: holder})
		}
	}
	c.realm()
	c.timezone()
	if c.d.Language != "" && !languageTag.MatchString(c.d.Language) {
		c.add(FieldLanguage, BadLanguage)
	}
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

func (c *checker) realm() {
	label, generated := c.d.Label()
	realm := c.d.Realm(c.s.RealmSuffix)
	switch {
	case !realmLabel.MatchString(label):
		c.add(FieldRealm, BadRealm)
	case realm == "" && !generated:
		// Without a suffix a typed label cannot become a realm.
		c.add(FieldRealm, Required)
	case realm == "":
	case !realmLabel.MatchString(strings.ToLower(realm)): // then it is the suffix
		c.add(FieldRealm, BadRealm)
	case len(realm) < MinRealm:
		c.limit(FieldRealm, TooShort, MinRealm)
	case len(realm) > MaxRealm:
		c.limit(FieldRealm, TooLong, MaxRealm)
	case c.s.RealmHolder != nil:
		if holder, taken := c.s.RealmHolder(strings.ToLower(realm)); taken {
			c.problems = append(c.problems, Problem{Field: FieldRealm, Code: Duplicate, Detail: holder})
		}
	}
}

func (c *checker) timezone() {
	zone := strings.TrimSpace(c.d.Timezone)
	switch {
	case zone == "":
		c.add(FieldTimezone, Required)
	case c.s.KnownZone != nil && !c.s.KnownZone(zone):
		c.add(FieldTimezone, BadTimezone)
	}
}

func (c *checker) administrator(index int, a Administrator) {
	if a.IsBlank() {
		return // a form that was opened and left alone is nobody
	}
	field := func(part string) Field { return AdminField(a.ID, part) }
	c.personName(field(PartFirstName), a.FirstName)
	c.personName(field(PartLastName), a.LastName)
	c.adminEmail(index, a)
	c.phone(field(PartPhone), a.Phone)
	if a.Mode != PasswordTyped {
		return
	}
	var password Secret
	known := false
	if c.s.TypedPassword != nil {
		password, known = c.s.TypedPassword(a.ID)
	}
	switch {
	case !known:
		c.add(field(PartPassword), LostPassword)
	case password.IsZero():
		c.add(field(PartPassword), Required)
	case utf8.RuneCountInString(password.Reveal()) < MinPassword:
		c.limit(field(PartPassword), WeakPassword, MinPassword)
	}
}

func (c *checker) adminEmail(index int, a Administrator) {
	field := AdminField(a.ID, PartEmail)
	if strings.TrimSpace(a.Email) == "" {
		c.add(field, Required)
		return
	}
	if p := CheckUserEmail(field, a.Email); p != nil {
		c.problems = append(c.problems, *p)
		return
	}
	twin := slices.IndexFunc(c.d.Administrators, func(b Administrator) bool { return b.UserName() == a.UserName() })
	if twin < index {
		c.problems = append(c.problems, Problem{Field: field, Code: Duplicate, Detail: c.d.Administrators[twin].FullName()})
	}
}

func (c *checker) personName(f Field, text string) {
	text = strings.TrimSpace(text)
	switch {
	case text == "":
		c.add(f, Required)
	case utf8.RuneCountInString(text) > MaxPersonName:
		c.limit(f, TooLong, MaxPersonName)
	}
}

func (c *checker) phone(f Field, text string) {
	if strings.TrimSpace(text) == "" {
		return
	}
	if _, ok := NormalizePhone(text, c.d.PhoneRegion(c.s.Reseller.Country)); !ok {
		c.add(f, BadPhone)
	}
}

func (c *checker) contact(f Field, contact Contact) {
	if strings.TrimSpace(contact.Email) != "" {
		c.addIf(CheckEmail(f.Part(PartEmail), contact.Email))
	}
	c.phone(f.Part(PartPhone), contact.Phone)
	if country := strings.TrimSpace(contact.Address.Country); country != "" && c.s.KnownCountry != nil && !c.s.KnownCountry(country) {
		c.add(f.Part(PartCountry), BadCountry)
	}
}

func (c *checker) contract() {
	if strings.TrimSpace(c.d.ContractEnd) == "" {
		return
	}
	end, err := ParseDate(c.d.ContractEnd)
	switch {
	case err != nil:
		c.add(FieldContract, BadDate)
	case !c.s.Today.IsZero() && end.Format(dateLayout) < c.s.Today.Format(dateLayout):
		c.add(FieldContract, PastDate)
	}
}

// ParseDate reads a date written as 2027-03-31.
func ParseDate(text string) (time.Time, error) {
	return time.Parse(dateLayout, strings.TrimSpace(text))
}

func (c *checker) trunks() {
	wanted, problems := c.d.Trunks.Parse()
	for _, kind := range TrunkKinds() {
		c.problems = append(c.problems, problems.At(kind.Field())...)
		pool := c.s.Catalogue.Pool(kind, wanted.Of(kind))
		if pool.HasTotal && pool.Wanted > 0 && pool.Left() < 0 {
			c.warn(Problem{Field: kind.Field(), Code: OverTrunks, Limit: int64(-pool.Left())})
		}
	}
}
