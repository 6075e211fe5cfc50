package sandbox

import "strings"

// sampleAccount is one customer of the sample.
type sampleAccount struct {
	name, zone                string
	twoway, inbound, outbound int64
	cents                     int64 // credit
	admin                     string
	disabled, reseller        bool
	plan                      string
	children                  []string
}

// sampleAccounts are 24 customers. With those below them they were sold 31
// two-way, 16 inbound and 24 outbound trunks.
var sampleAccounts = []sampleAccount{
	{
		name: "Adatum Holdings", zone: "America/Chicago", twoway: 6, inbound: 2, outbound: 4, cents: 12000, admin: "Iris Kwan", reseller: true,
		plan: "sip_trunking", children: []string{"Atlanta", "Boston", "Denver", "El Paso", "Fresno", "Houston", "Madison", "Oakland", "Portland", "Raleigh", "Tampa", "Tucson"},
	},
	{name: "Alpine Ski House", zone: "America/Denver", twoway: 2, outbound: 1, admin: "Nils Berg", disabled: true},
	{name: "Bayside Veterinary", zone: "America/New_York", twoway: 1, inbound: 1, outbound: 1, cents: 2500, admin: "Ruth Sato"},
	{name: "Bluebird Bakery", zone: "America/New_York", inbound: 1, outbound: 1},
	{name: "Cedar & Stone Architects", zone: "America/Los_Angeles", twoway: 2, cents: 4000, admin: "Omar Haddad", plan: "hosted_pbx_standard"},
	{name: "City Cycle Works", zone: "Europe/Amsterdam", outbound: 1},
	{name: "Coho Winery", zone: "America/Los_Angeles", twoway: 1, inbound: 1, cents: 1000, admin: "Elena Rossi"},
	{name: "Contoso Legal", zone: "America/Denver", twoway: 3, inbound: 2, outbound: 2, cents: 7550, admin: "Paul Winter", plan: "hosted_pbx_standard"},
	{
		name: "Delta Freight Lines", zone: "America/Chicago", twoway: 4, inbound: 2, outbound: 3, cents: 25000, admin: "Grace Obi",
		children: []string{"Memphis Depot", "Tulsa Depot", "Yard Office"},
	},
	{name: "Elm Street Dental", zone: "America/Chicago", twoway: 1, outbound: 1, admin: "Hana Novak"},
	{name: "Ferris & Daughters", zone: "Europe/London", inbound: 1, outbound: 1},
	{name: "Glasshouse Studio", zone: "Europe/Berlin", twoway: 1, cents: 500},
	{name: "Granite Peak Insurance", zone: "America/Denver", twoway: 2, inbound: 1, outbound: 2, cents: 6000, admin: "Tom Reilly", plan: "hosted_pbx_standard"},
	{name: "Harbor Light Hotel", zone: "America/Halifax", twoway: 2, inbound: 1, outbound: 1, admin: "Maeve Quinn", children: []string{"Harbor Light Annex"}},
	{name: "Juniper Garden Supply", zone: "America/Phoenix", outbound: 1},
	{name: "Lakeview Pediatrics", zone: "America/Chicago", twoway: 1, inbound: 1, outbound: 1, cents: 1500, admin: "Ana Lima"},
	{name: "Maple Leaf Printing", zone: "America/Toronto", twoway: 1, disabled: true},
	{name: "Old Mill Brewery", zone: "Europe/Dublin", outbound: 1},
	{name: "Orchard Valley Schools", zone: "America/Los_Angeles", twoway: 2, inbound: 1, outbound: 1, cents: 3000, admin: "Ben Achebe", plan: "sip_trunking"},
	{name: "Pinecrest Realty", zone: "America/Boise", inbound: 1, outbound: 1, admin: "Dora Finch"},
	{name: "Quayside Chandlery", zone: "Europe/Lisbon"},
	{name: "Riverbend Plumbing", zone: "America/Chicago", twoway: 1, inbound: 1},
	{name: "Sunrise Yoga", zone: "Asia/Kolkata"},
	{name: "Tallgrass Energy Co-op", zone: "America/Chicago", twoway: 1, outbound: 1, cents: 800, admin: "Will Redfern"},
}

const day = 24 * 60 * 60

// sample plants the reseller of the sample and its customers.
func (f *bulk) sample(master *planted) (*planted, error) {
	total := len(sampleAccounts)
	for _, a := range sampleAccounts {
		total += len(a.children)
	}
	reseller, err := f.reseller(master, total)
	if err != nil {
		return nil, err
	}
	for i, a := range sampleAccounts {
		created := f.now - int64(len(sampleAccounts)-i)*11*day
		if err := f.sampleAccount(reseller, a, created); err != nil {
			return nil, err
		}
	}
	return reseller, nil
}

func (f *bulk) sampleAccount(reseller *planted, a sampleAccount, created int64) error {
	slug := slugOf(a.name)
	d := document{
		"name": a.name, "realm": slug + "." + sampleRealmSuffix, "timezone": a.zone, "language": "en-US",
		"pvt_created": whole(created), "pvt_enabled": !a.disabled, "pvt_reseller": a.reseller,
	}
	if len(a.children) > 0 {
		d["descendants_count"] = whole(len(a.children))
	}
	counts := quantities{twoway: a.twoway, inbound: a.inbound, outbound: a.outbound}
	first, last, _ := strings.Cut(a.admin, " ")
	address := strings.ToLower(first) + "@" + slug + ".example"
	if a.admin != "" {
		counts.admins = 1
		d["contact"] = document{"technical": document{"name": a.admin, "email": address}}
	}
	p, err := f.account(reseller, d, counts)
	if err != nil {
		return err
	}
	if a.admin != "" {
		if err := f.user(p, first, last, address, "Sandbox-"+first+"-1", "admin"); err != nil {
			return err
		}
	}
	if a.twoway+a.inbound+a.outbound > 0 {
		if err := f.limits(p, a.twoway, a.inbound, a.outbound); err != nil {
			return err
		}
	}
	if a.cents > 0 {
		if err := f.credit(p, reseller, a.cents); err != nil {
			return err
		}
	}
	if a.plan != "" {
		plans := document{a.plan: document{"vendor_id": reseller.id, "overrides": document{}}}
		if err := f.document(p, kindServices, kindServices, document{"plans": plans}); err != nil {
			return err
		}
	}
	return f.sampleChildren(p, a, created)
}

// sampleChildren plants the places of a customer.
func (f *bulk) sampleChildren(p *planted, a sampleAccount, created int64) error {
	for i, name := range a.children {
		if a.reseller {
			name = "Adatum " + name
		}
		if _, err := f.account(p, document{
			"name": name, "realm": slugOf(name) + "." + sampleRealmSuffix,
			"timezone": a.zone, "language": "en-US", "pvt_created": whole(created + int64(i+1)*day),
		}, quantities{}); err != nil {
			return err
		}
	}
	return nil
}

// slugOf makes the first part of a realm of a name.
func slugOf(name string) string {
	var b strings.Builder
	for _, word := range strings.Fields(strings.ToLower(name)) {
		word = normalName(word)
		if word == "" {
			continue
		}
		if b.Len() > 0 {
			b.WriteByte('-')
		}
		b.WriteString(word)
	}
	return b.String()
}
