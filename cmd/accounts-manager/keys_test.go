package main

import (
	"testing"

	"github.com/stretchr/testify/require"
)

// TestTheMainJobByKeysAlone signs in, creates an account with an administrator and opens
// it, in a real window, without a mouse.
func TestTheMainJobByKeysAlone(t *testing.T) {
	d := newDesk(t)
	server := d.server()
	p := d.program("--server", server.URL)
	must := func(err error) {
		t.Helper()
		require.NoError(t, err)
	}
	see := func(text string) {
		t.Helper()
		_, err := p.WaitFor(text)
		must(err)
	}
	keys := func(keys ...string) { t.Helper(); must(p.Keys(keys...)) }
	typed := func(texts ...string) { // each into the field that has the keyboard, and on to the next
		t.Helper()
		for _, text := range texts {
			must(p.Type(text))
			keys("Tab")
		}
	}

	see("Sign in to your reseller account")
	typed(server.UserName, server.Password) // the first field that is empty has the keyboard
	keys("Tab")                             // past Show
	must(p.Type(server.Account))
	keys("Return")
	see("+ Add New Account")
	see("Online")
	see("Welcome to Accounts Manager")
	keys("Escape")
	must(p.WaitGone("Welcome to Accounts Manager"))

	keys("ctrl+n")
	see("Account name *")
	typed("Keyboard Company")
	must(p.Type("denver"))
	keys("Return", "Tab") // the zone
	typed("")             // the realm is generated
	keys("Tab", "Tab")    // what a realm is, and the language
	see("+ Add an admin to the account")
	keys("space")
	see("First name *")
	typed("Ada", "Moreno", "ada@keyboard.example")
	for _, title := range []string{"Technical contact", "Service plans", "This account can place calls to", "What this customer can see", "Check, then create"} {
		keys("ctrl+Return")
		see(title)
	}
	keys("ctrl+Return")
	see("Keyboard Company exists")
	keys("ctrl+f")
	must(p.Type("keyboard"))
	keys("Down", "Return")
	see("Overview")
}
