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

// do takes one action after the other until one fails.
func do(actions ...func() error) error {
	for _, a := range actions {
		if err := a(); err != nil {
			return err
		}
	}
	return nil
}

func (w *Walker) click(text string) func() error   { return func() error { return w.p.Click(text) } }
func (w *Walker) typed(text string) func() error   { return func() error { return w.p.Type(text) } }
func (w *Walker) keys(keys ...string) func() error { return func() error { return w.p.Keys(keys...) } }
func (w *Walker) picture(name string) func() error { return func() error { return w.shot(name) } }
func (w *Walker) fill(label, text string) func() error {
	return func() error { return w.p.Fill(label, text) }
}

func (w *Walker) gone(text string) func() error { return func() error { return w.p.WaitGone(text) } }

func (w *Walker) see(text string) func() error {
	return func() error {
		_, err := w.p.WaitFor(text)
		return err
	}
}

// SignIn signs in on the sign-in screen, where the server stands already.
func (w *Walker) SignIn(user, password, account string) error {
	return do(
		w.see("Sign in to your reseller account"),
		w.picture("sign-in"),
		w.fill("User name", user),
		w.fill("Password", password),
		w.fill("Account name, realm or phone number", account),
		w.picture("sign-in-filled"),
		w.keys("Return"),
		w.Welcomed,
		w.see("+ Add New Account"),
		w.see("Online"),
		w.picture("accounts"),
	)
}

// Wizard opens the wizard and fills in every tab, up to the review.
func (w *Walker) Wizard(c *Customer) error {
	return do(
		w.keys("ctrl+n"),
		w.see("Account name *"),
		w.picture("wizard-empty"),
		func() error { return w.general(c) },
		w.click("Next"),
		w.see("Technical contact"),
		w.picture("contacts"),
		w.click("Next"),
		w.see("Service plans"),
		w.picture("service-plan"),
		w.click("Next"),
		func() error { return w.restrictions(c) },
		w.click("Next"),
		func() error { return w.permissions(c) },
		w.click("Next"),
		w.see("Check, then create"),
		w.picture("review"),
		w.click("Show what is sent"),
		w.see("What is sent"),
		w.picture("what-is-sent"),
		w.keys("Escape"),
		w.see("Check, then create"),
	)
}

func (w *Walker) general(c *Customer) error {
	err := do(
		w.typed(c.Name), // the name has the focus to begin with
		w.fill("Time zone *", c.Timezone),
		w.see(c.Timezone),
		w.picture("time-zone"),
		w.keys("Return"),
	)
	for i, a := range c.Administrators {
		add := "+ Add another"
		if i == 0 {
			add = "+ Add an admin to the account"
		}
		err = firstError(err, func() error {
			return do(w.click(add), w.see("First name *"),
				w.typed(a.FirstName), w.keys("Tab"), w.typed(a.LastName), w.keys("Tab"), w.typed(a.Email), w.keys("Tab"), w.typed(a.Phone))
		})
		if a.Password != "" {
			err = firstError(err, func() error { return do(w.keys("Tab"), w.typed(a.Password)) })
		}
	}
	return firstError(err, func() error {
		return do(
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
			return do(
				func() error { return w.p.ClickAt(place.X+280, s.Y+14) },
				w.keys("ctrl+a"), w.typed(count))
		}
	}
	err := do(
		w.see("This account can place calls to"),
		trunks("Two-way", c.TwoWay), trunks("Inbound", c.Inbound), trunks("Outbound", c.Outbound),
		w.picture("trunks"),
	)
	for _, kind := range c.Denied {
		err = firstError(err, w.click(kind))
	}
	err = firstError(err, w.fill("Add to the balance", c.Credit))
	if c.Bypass {
		err = firstError(err, w.click("Let calls go over the trunks and bill them per minute"))
	}
	return firstError(err, w.picture("call-restrictions"))
}

func (w *Walker) permissions(c *Customer) error {
	err := do(w.see("What this customer can see"))
	for _, p := range c.Hidden {
		err = firstError(err, w.click(p))
	}
	if len(c.Apps) > 0 {
		err = firstError(err, w.click("Only these"))
	}
	for _, a := range c.Apps {
		err = firstError(err, w.click(a))
	}
	return firstError(err, w.picture("permissions"))
}

// Create submits what the wizard holds and waits until all of it is done.
func (w *Walker) Create(c Customer) error {
	return do(
		w.click("Create Account"),
		w.see("ABC Company"),
		w.picture("creating"),
		w.see(fmt.Sprintf("%s exists", c.Name)),
		w.picture("created"),
	)
}

// Queue submits what the wizard holds without a server.
func (w *Walker) Queue(c Customer) error {
	return do(w.click("Create Account"), w.see(c.Name), w.see("Queued"), w.picture("queued"))
}

// InSidebar waits until the sidebar has the customer.
func (w *Walker) InSidebar(name string) error { return w.see(name)() }

// Open opens the customer that was just created.
func (w *Walker) Open(name string) error {
	return do(w.click("Open the account"), w.see("Overview"), w.see("America/Chicago · English (United States)"), w.see(name), w.picture("account"))
}

// Tabs looks at every tab of the account that is open. Each picture's name begins with
// prefix.
func (w *Walker) Tabs(prefix string) error {
	var err error
	for _, tab := range []string{"Limits", "Permissions", "Credit", "Administrators", "Notes", "Apps", "Activity"} {
		err = firstError(err, func() error {
			return do(w.click(tab), w.gone("Reading from the server…"), w.picture(prefix+strings.ToLower(tab)))
		})
	}
	return firstError(err, w.click("Overview"))
}

// Look opens an account of the sidebar and waits until its limits are read.
func (w *Walker) Look(name string) error {
	return do(w.keys("ctrl+f"), w.typed(strings.ToLower(name)), w.click(name), w.click("Limits"), w.see("Inbound trunks"), w.gone("Reading from the server…"))
}

// Change gives the account that is open, at its limits, another number of inbound
// trunks.
func (w *Walker) Change(inbound string) error {
	return do(
		w.click("Limits"), w.see("Inbound trunks"), w.gone("Reading from the server…"),
		w.click("Edit"), w.fill("Inbound trunks", inbound), w.picture("change"), w.keys("Return"), w.gone("Save"),
	)
}

// Changed waits until a change of the account that is open has arrived.
func (w *Walker) Changed(inbound string) error {
	return do(w.gone("1 change"), w.see(inbound), w.picture("changed"))
}

// Pending waits until a change of an account in the sidebar is queued.
func (w *Walker) Pending() error { return do(w.see("1 change"), w.picture("pending")) }

// Sent waits until nothing is queued any more for an account of the sidebar.
func (w *Walker) Sent() error { return do(w.see("Online"), w.gone("1 change")) }

// Draft begins a customer, and leaves it as a draft.
func (w *Walker) Draft(name string) error {
	return do(
		w.keys("ctrl+n"), w.see("Account name *"),
		w.typed(name), w.see("Draft saved…"), w.picture("draft"),
		w.keys("Escape"), w.see("Drafts 1"), w.see(name), w.picture("draft-kept"),
	)
}

// InTheDark goes through the main screens once more in the dark appearance, and
// leaves a draft behind.
func (w *Walker) InTheDark(name string) error {
	return do(
		w.see("Online"),
		w.picture("dark-accounts"),
		w.keys("ctrl+f"), w.typed("abc"), w.see(name),
		w.picture("dark-search"),
		w.click(name), w.see("Overview"), w.gone("Reading from the server…"),
		w.picture("dark-account"),
		func() error { return w.Tabs("dark-account-") },
		w.keys("ctrl+n"), w.see("Account name *"),
		w.typed("Fabrikam Dental"), w.click("Next"), w.see("Technical contact"),
		w.picture("dark-contacts"),
		w.click("Call Restrictions"), w.see("This account can place calls to"),
		w.picture("dark-call-restrictions"),
		w.click("Review"), w.see("Check, then create"),
		w.picture("dark-review"),
		w.keys("Escape"), w.see("Drafts 1"),
		w.keys("ctrl+f", "Escape"), w.see("Fabrikam Dental"),
		w.picture("dark-draft-kept"),
	)
}
