// Package walk is the main job, done by hand: a person signs in, fills in the
// wizard and creates a customer, with the real mouse and keyboard. The tour takes
// pictures on the way; the end-to-end tests look at what became of it.
package walk

// Customer is what is typed on the walk.
type Customer struct {
	Name, Timezone            string
	TwoWay, Inbound, Outbound string
	Denied                    []string // as the screen names the classifiers
	Credit                    string
	Bypass                    bool
	Hidden                    []string // as the screen names the permissions
	Apps                      []string // the only ones allowed
	Administrators            []Administrator
}

// Administrator is somebody who will run the account.
type Administrator struct {
	FirstName, LastName, Email, Phone string
	Password                          string // empty: the generated one
}

// ABC is the customer of the walk.
func ABC() Customer {
	return Customer{
		Name: "ABC Company", Timezone: "America/Chicago",
		Inbound: "2", Outbound: "3", TwoWay: "4",
		Denied: []string{"International", "Caribbean"},
		Credit: "25.50", Bypass: true,
		Hidden: []string{"Trunking", "Minutes"},
		Apps:   []string{"SmartPBX", "Number Manager"},
		Administrators: []Administrator{
			{FirstName: "Ada", LastName: "Moreno", Email: "ada@abc.example", Phone: "+1 415 555 0123"},
			{FirstName: "Lee", LastName: "Park", Email: "lee@abc.example", Password: "Canary-bird-7f3a9"},
		},
	}
}
