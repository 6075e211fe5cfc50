package sandbox

import "strconv"

// Words that names of companies are made of.
var (
	firstWords = []string{
		"Acorn", "Amber", "Anchor", "Apex", "Arbor", "Ash", "Atlas", "Autumn", "Baker", "Beacon", "Birch", "Bishop",
		"Blue", "Boulder", "Bright", "Brook", "Canyon", "Cardinal", "Cascade", "Castle", "Cedar", "Chestnut", "Clear", "Clover",
		"Coastal", "Compass", "Copper", "Coral", "Crescent", "Crown", "Crystal", "Cypress", "Dawn", "Delta", "Diamond", "Dogwood",
		"Eagle", "East", "Ebony", "Echo", "Elder", "Elm", "Ember", "Emerald", "Evergreen", "Falcon", "Fern", "Field", "First",
		"Flint", "Forest", "Fox", "Frontier", "Garnet", "Glen", "Golden", "Grand", "Granite", "Green", "Grove", "Hazel", "Heritage",
		"Hickory", "High", "Hill", "Holly", "Horizon", "Indigo", "Iron", "Ivory", "Ivy", "Jasper", "Juniper", "Keystone", "Lake",
		"Lark", "Laurel", "Liberty", "Lilac", "Linden", "Lone", "Lotus", "Magnolia", "Maple", "Marble", "Meadow", "Mesa", "Mill",
		"Mint", "Mission", "Moss", "Myrtle", "North", "Oak", "Ocean", "Olive", "Onyx", "Opal", "Orchard", "Osprey", "Otter",
		"Palm", "Pearl", "Pebble", "Pine", "Pioneer", "Plum", "Poplar", "Prairie", "Quail", "Quartz", "Raven", "Redwood", "Ridge",
		"River", "Robin", "Rose", "Royal", "Ruby", "Sage", "Sapphire", "Sequoia", "Silver", "Sky", "South", "Spring", "Spruce",
		"Stone", "Summit", "Sunny", "Swan", "Sycamore", "Teal", "Thistle", "Timber", "Topaz", "Tulip", "Union", "Valley", "Velvet",
		"Violet", "Vista", "Walnut", "West", "Whisper", "White", "Willow", "Winter", "Wren", "Yarrow", "Zephyr",
	}
	secondWords = []string{
		"Bay", "Bend", "Bluff", "Bridge", "Brook", "Canal", "City", "Cliff", "Coast", "Corner", "Cove", "Creek",
		"Crest", "Cross", "Dale", "Falls", "Fields", "Ford", "Gate", "Glade", "Harbor", "Haven", "Heights", "Hollow", "Island",
		"Junction", "Landing", "Ledge", "Lodge", "Manor", "Market", "Mountain", "Orchard", "Park", "Pass", "Path", "Peak", "Plains",
		"Point", "Pond", "Port", "Quarry", "Rapids", "Reef", "Ridge", "Rock", "Shore", "Slope", "Springs", "Square", "Station",
		"Strand", "Street", "Summit", "Terrace", "Town", "Trail", "Valley", "View", "Village", "Wharf", "Woods", "Works", "Yard",
	}
	trades = []string{
		"Accounting", "Architects", "Auto Repair", "Bakery", "Bank", "Books", "Brewing", "Builders", "Catering", "Clinic",
		"Consulting", "Dairy", "Dental", "Design", "Electric", "Engineering", "Events", "Farms", "Florist", "Foods", "Freight", "Fitness",
		"Furniture", "Garage", "Glass", "Hardware", "Hotel", "Insurance", "Interiors", "Law Group", "Lettings", "Logistics", "Marine",
		"Media", "Motors", "Nursery", "Optics", "Outfitters", "Pharmacy", "Plumbing", "Printing", "Realty", "Roofing", "School",
		"Security", "Software", "Solar", "Studio", "Supply", "Surgery", "Tailors", "Tax Services", "Textiles", "Tools", "Travel",
		"Trucking", "Veterinary", "Wholesale", "Winery",
	}
	places = []string{
		"Head Office", "Warehouse", "Showroom", "Annex", "North Branch", "South Branch", "East Branch", "West Branch",
		"Depot", "Workshop", "Call Centre", "Airport Desk",
	}
	zones = []string{
		"America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "America/Phoenix",
		"America/Toronto", "Europe/London", "Europe/Berlin", "Europe/Madrid", "Australia/Sydney",
	}
	givenNames  = []string{"Ada", "Ben", "Clara", "Dev", "Elif", "Femi", "Gita", "Hugo", "Ines", "Jun", "Kira", "Leo", "Mina", "Noor", "Otto", "Pia"}
	familyNames = []string{"Abbott", "Bauer", "Castro", "Dubois", "Eriksen", "Farah", "Gomez", "Hughes", "Ito", "Jansen", "Kaya", "Lopez", "Moreau", "Nagy", "Okafor", "Park"}
)

// sprout is an account yet to be planted.
type sprout struct {
	name     string
	zone     string
	disabled bool
	reseller bool
	counts   quantities
	children []int // positions in the list of sprouts
	below    int   // accounts below
}

// One in so many accounts.
const (
	oneInDisabled = 40
	oneInReseller = 200 // of those directly below the reseller
	oneInAdmin    = 8
	oneInCredit   = 20
	oneInBranch   = 12 // first level accounts that have others below
)

// generate plants n accounts below the reseller, up to three levels deep.
func (f *bulk) generate(master *planted, n int) (*planted, error) {
	sprouts, top := f.sprouts(n)
	reseller, err := f.reseller(master, n)
	if err != nil {
		return nil, err
	}
	for _, i := range top {
		if err := f.plant(reseller, reseller, sprouts, i); err != nil {
			return nil, err
		}
	}
	return reseller, nil
}

// sprouts makes up n accounts and which of them are below which. Seven of ten are
// at the top, two below some of these, one below those.
func (f *bulk) sprouts(n int) (all []sprout, top []int) {
	names := map[string]bool{}
	all = make([]sprout, n)
	second := []int{}
	for i := range all {
		at := f.random.IntN(10)
		all[i] = f.sprout(names)
		switch {
		case at < 2 && len(top) > 0:
			parent := top[f.random.IntN(max(1, len(top)/oneInBranch))]
			all[parent].children = append(all[parent].children, i)
			second = append(second, i)
		case at == 2 && len(second) > 0:
			parent := second[f.random.IntN(max(1, len(second)/oneInBranch))]
			all[parent].children = append(all[parent].children, i)
		default:
			all[i].reseller = f.random.IntN(oneInReseller) == 0
			top = append(top, i)
		}
	}
	for _, i := range top {
		count(all, i)
	}
	return all, top
}

// count adds up what is below an account.
func count(all []sprout, i int) int {
	all[i].below = 0
	for _, child := range all[i].children {
		all[i].below += 1 + count(all, child)
	}
	// An empty reseller would undo its first customer; see undoesFirstSubAccount.
	all[i].reseller = all[i].reseller && all[i].below > 0
	return all[i].below
}

func (f *bulk) sprout(names map[string]bool) sprout {
	name := pickWord(f, firstWords) + " " + pickWord(f, secondWords) + " " + pickWord(f, trades)
	if f.random.IntN(20) == 0 {
		name += " " + pickWord(f, places)
	}
	for base, i := name, 2; names[name]; i++ {
		name = base + " " + strconv.Itoa(i)
	}
	names[name] = true
	s := sprout{name: name, zone: pickWord(f, zones), disabled: f.random.IntN(oneInDisabled) == 0}
	if f.random.IntN(2) == 0 {
		s.counts = quantities{twoway: f.random.Int64N(8), inbound: f.random.Int64N(4), outbound: f.random.Int64N(4)}
	}
	if f.random.IntN(oneInAdmin) == 0 {
		s.counts.admins = 1
	}
	return s
}

func pickWord(f *bulk, words []string) string { return words[f.random.IntN(len(words))] }

// plant plants an account and all below it.
func (f *bulk) plant(reseller, parent *planted, all []sprout, i int) error {
	s := all[i]
	slug := slugOf(s.name)
	d := document{
		"name": s.name, "realm": slug + "." + sampleRealmSuffix, "timezone": s.zone, "language": "en-US",
		"pvt_enabled": !s.disabled, "pvt_created": whole(f.now - f.random.Int64N(3*365*day)),
	}
	if s.reseller {
		d["pvt_reseller"] = true
	}
	if s.below > 0 {
		d["descendants_count"] = whole(s.below)
	}
	p, err := f.account(parent, d, s.counts)
	if err != nil {
		return err
	}
	if s.counts.twoway+s.counts.inbound+s.counts.outbound > 0 {
		if err := f.limits(p, s.counts.twoway, s.counts.inbound, s.counts.outbound); err != nil {
			return err
		}
	}
	if s.counts.admins > 0 {
		first, last := pickWord(f, givenNames), pickWord(f, familyNames)
		if err := f.user(p, first, last, normalName(first)+"@"+slug+".example", "Sandbox-"+first+"-1", "admin"); err != nil {
			return err
		}
	}
	if f.random.IntN(oneInCredit) == 0 {
		if err := f.credit(p, reseller, 100+f.random.Int64N(50_000)); err != nil {
			return err
		}
	}
	for _, child := range s.children {
		if err := f.plant(reseller, p, all, child); err != nil {
			return err
		}
	}
	return nil
}
