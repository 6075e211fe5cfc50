package walk

import (
	"fmt"
	"strings"

	"accountsmanager/cmd/internal/drive"
)

// Walker is a person at the program.
type Walker struct {
	p    *drive.Program
	shot func(name string) error
}

// New makes a walker. shot is called where a picture is worth taking; nil takes
// none.
func New(p *drive.Program, shot func(name string) error) *Walker {
	if shot == nil {
		shot = func(string) error { return nil }
	}
	return &Walker{p: p, shot: shot}
}

// SignIn signs in on the sign-in screen, where the server stands already.
func (w *Walker) SignIn(user, password, account string) error {
	return Do(
		w.See("Sign in to your reseller account"),
		w.picture("sign-in"),
		w.Fill("User name", user),
		w.Fill("Password", password),
		w.Fill("Account name, realm or phone number", account),
		w.picture("sign-in-filled"),
		w.Keys("Return"),
		w.Welcomed,
		w.See("+ Add New Account"),
		w.See("Online"),
		w.picture("accounts"),
	)
}

// Wizard opens the wizard and fills in every tab, up to the review.
func (w *Walker) Wizard(c *Customer) error {
	return Do(
		w.Keys("ctrl+n"),
		w.See("Account name *"),
		w.picture("wizard-empty"),
		func() error { return w.general(c) },
		w.Click("Next"),
		w.See("Technical contact"),
		w.picture("contacts"),
		w.Click("Next"),
		w.See("Service plans"),
		w.picture("service-plan"),
		w.Click("Next"),
		func() error { return w.restrictions(c) },
		w.Click("Next"),
		func() error { return w.permissions(c) },
		w.Click("Next"),
		w.See("Check, then create"),
		w.picture("review"),
		w.Click("Show what is sent"),
		w.See("What is sent"),
		w.picture("what-is-sent"),
		w.Keys("Escape"),
		w.See("Check, then create"),
	)
}

func (w *Walker) general(c *Customer) error {
	err := Do(
		w.Type(c.Name), // the name has the focus to begin with
		w.Fill("Time zone *", c.Timezone),
		w.See(c.Timezone),
		w.picture("time-zone"),
		w.Keys("Return"),
	)
	for i, a := range c.Administrators {
		add := "+ Add another"
		if i == 0 {
			add = "+ Add an admin to the account"
		}
		err = firstError(err, func() error {
			return Do(w.Click(add), w.See("First name *"),
				w.Type(a.FirstName), w.Keys("Tab"), w.Type(a.LastName), w.Keys("Tab"), w.Type(a.Email), w.Keys("Tab"), w.Type(a.Phone))
		})
		if a.Password != "" {
			err = firstError(err, func() error { return Do(w.Keys("Tab"), w.Type(a.Password)) })
		}
	}
	return firstError(err, func() error {
		return Do(
			func() error {
				_, err := w.p.Until("the draft to be saved", func(v drive.View) bool { _, ok := v.Find("Draft saved…"); return ok })
				return err
			},
			w.picture("general"))
	})
}

func firstError(err error, next func() error) error {
	if err != nil {
		return err
	}
	return next()
}

func (w *Walker) restrictions(c *Customer) error {
	trunks := func(kind, count string) func() error {
		return func() error {
			// The number stands to the right of the kind's name.
			s, err := w.p.WaitFor(kind)
			if err != nil {
				return err
			}
			place, err := w.p.WaitFor("calls in either direction")
			if err != nil {
				return err
			}
			return Do(
				func() error { return w.p.ClickAt(place.X+280, s.Y+14) },
				w.Keys("ctrl+a"), w.Type(count))
		}
	}
	err := Do(
		w.See("This account can place calls to"),
		trunks("Two-way", c.TwoWay), trunks("Inbound", c.Inbound), trunks("Outbound", c.Outbound),
		w.picture("trunks"),
	)
	for _, kind := range c.Denied {
		err = firstError(err, w.Click(kind))
	}
	err = firstError(err, w.Fill("Add to the balance", c.Credit))
	if c.Bypass {
		err = firstError(err, w.Click("Let calls go over the trunks and bill them per minute"))
	}
	return firstError(err, w.picture("call-restrictions"))
}

func (w *Walker) permissions(c *Customer) error {
	err := Do(w.See("What this customer can see"))
	for _, p := range c.Hidden {
		err = firstError(err, w.Click(p))
	}
	if len(c.Apps) > 0 {
		err = firstError(err, w.Click("Only these"))
	}
	for _, a := range c.Apps {
		err = firstError(err, w.Click(a))
	}
	return firstError(err, w.picture("permissions"))
}

// Create submits what the wizard holds and waits until all of it is done.
func (w *Walker) Create(c Customer) error {
	return Do(
		w.Click("Create Account"),
		w.See("ABC Company"),
		w.picture("creating"),
		w.See(fmt.Sprintf("%s exists", c.Name)),
		w.picture("created"),
	)
}

// Queue submits what the wizard holds without a server.
func (w *Walker) Queue(c Customer) error {
	return Do(w.Click("Create Account"), w.See(c.Name), w.See("Queued"), w.picture("queued"))
}

// InSidebar waits until the sidebar has the customer.
func (w *Walker) InSidebar(name string) error { return w.See(name)() }

// Open opens the customer that was just created.
func (w *Walker) Open(name string) error {
	return Do(w.Click("Open the account"), w.See("Overview"), w.See("America/Chicago · English (United States)"), w.See(name), w.picture("account"))
}

// Tabs looks at every tab of the account that is open. Each picture's name begins with
// prefix.
func (w *Walker) Tabs(prefix string) error {
	var err error
	for _, tab := range []string{"Limits", "Permissions", "Credit", "Administrators", "Notes", "Apps", "Activity"} {
		err = firstError(err, func() error {
			return Do(w.Click(tab), w.Gone("Reading from the server…"), w.picture(prefix+strings.ToLower(tab)))
		})
	}
	return firstError(err, w.Click("Overview"))
}

// Look opens an account of the sidebar and waits until its limits are read.
func (w *Walker) Look(name string) error {
	return Do(w.Keys("ctrl+f"), w.Type(strings.ToLower(name)), w.Click(name), w.Click("Limits"), w.See("Inbound trunks"), w.Gone("Reading from the server…"))
}

// Change gives the account that is open, at its limits, another number of inbound
// trunks.
func (w *Walker) Change(inbound string) error {
	return Do(
		w.Click("Limits"), w.See("Inbound trunks"), w.Gone("Reading from the server…"),
		w.Click("Edit"), w.Fill("Inbound trunks", inbound), w.picture("change"), w.Keys("Return"), w.Gone("Save"),
	)
}

// Changed waits until a change of the account that is open has arrived.
func (w *Walker) Changed(inbound string) error {
	return Do(w.Gone("1 change"), w.See(inbound), w.picture("changed"))
}

// Pending waits until a change of an account in the sidebar is queued.
func (w *Walker) Pending() error { return Do(w.See("1 change"), w.picture("pending")) }

// Sent waits until nothing is queued any more for an account of the sidebar.
func (w *Walker) Sent() error { return Do(w.See("Online"), w.Gone("1 change")) }

// Draft begins a customer, and leaves it as a draft.
func (w *Walker) Draft(name string) error {
	return Do(
		w.Keys("ctrl+n"), w.See("Account name *"),
		w.Type(name), w.See("Draft saved…"), w.picture("draft"),
		w.Keys("Escape"), w.See("Drafts 1"), w.See(name), w.picture("draft-kept"),
	)
}

// InTheDark goes through the main screens once more in the dark appearance, and
// leaves a draft behind.
func (w *Walker) InTheDark(name string) error {
	return Do(
		w.See("Online"),
		w.picture("dark-accounts"),
		w.Keys("ctrl+f"), w.Type("abc"), w.See(name),
		w.picture("dark-search"),
		w.Click(name), w.See("Overview"), w.Gone("Reading from the server…"),
		w.picture("dark-account"),
		func() error { return w.Tabs("dark-account-") },
		w.Keys("ctrl+n"), w.See("Account name *"),
		w.Type("Fabrikam Dental"), w.Click("Next"), w.See("Technical contact"),
		w.picture("dark-contacts"),
		w.Click("Call Restrictions"), w.See("This account can place calls to"),
		w.picture("dark-call-restrictions"),
		w.Click("Review"), w.See("Check, then create"),
		w.picture("dark-review"),
		w.Keys("Escape"), w.See("Drafts 1"),
		w.Keys("ctrl+f", "Escape"), w.See("Fabrikam Dental"),
		w.picture("dark-draft-kept"),
	)
}
