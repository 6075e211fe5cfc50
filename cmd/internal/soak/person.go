package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
)

// person does the same things round after round.
type person struct {
	ctx    context.Context //nolint:containedctx // the life of the run
	p      *drive.Program
	w      *walk.Walker
	server *drive.Server

	suffered map[string]int // requests on which something went wrong, by its kind
}

func newPerson(ctx context.Context, p *drive.Program, server *drive.Server) *person {
	return &person{ctx: ctx, p: p, w: walk.New(p, nil), server: server, suffered: map[string]int{}}
}

// customers is the file that is imported, in the home directory.
const customers = "soak.csv"

const sheet = `name,timezone,inbound trunks
Soak Import One,America/Chicago,2
Soak Import Two,America/Denver,3
`

// looked are accounts of the sandbox.
var looked = []string{"Adatum Holdings", "Delta Freight Lines", "Contoso Legal"}

func (p *person) begin() error {
	if err := os.WriteFile(filepath.Join(os.Getenv("HOME"), customers), []byte(sheet), 0o600); err != nil { //nolint:gosec // the home directory is the desktop's own
		return err
	}
	return p.w.SignIn(p.server.UserName, p.server.Password, p.server.Account)
}

// round does everything once, and leaves the program at rest.
func (p *person) round(n int) error {
	steps := []struct {
		what string
		do   func() error
	}{
		{"make things go wrong", func() error { return p.weather(true) }},
		{"look at accounts", p.look},
		{"edit a note", func() error { return p.note(n) }},
		{"create an account", func() error { return p.create(n) }},
		{"delete a draft", func() error { return p.deleteDraft(n) }},
		{"import a file", p.importFile},
		{"change how it looks", func() error { return p.looks(n) }},
		{"let everything go well", func() error { return p.weather(false) }},
		{"wait until all is sent", p.sent},
		{"sign out and in", p.outAndIn},
		{"rest", p.rest},
	}
	for _, s := range steps {
		if err := s.do(); err != nil {
			return fmt.Errorf("%s: %w", s.what, err)
		}
	}
	return nil
}

func inOrder(steps ...func() error) error {
	for _, s := range steps {
		if err := s(); err != nil {
			return err
		}
	}
	return nil
}

func (p *person) keys(keys ...string) func() error {
	return func() error { return p.p.Keys(keys...) }
}
func (p *person) click(text string) func() error { return func() error { return p.p.Click(text) } }
func (p *person) typed(text string) func() error { return func() error { return p.p.Type(text) } }
func (p *person) gone(text string) func() error  { return func() error { return p.p.WaitGone(text) } }

func (p *person) see(text string) func() error {
	return func() error {
		_, err := p.p.WaitFor(text)
		return err
	}
}

// search finds something in the sidebar and opens it.
func (p *person) search(name string) func() error {
	return func() error {
		return inOrder(p.keys("ctrl+f", "ctrl+a"), p.typed(strings.ToLower(name)), p.click(name))
	}
}

// look opens accounts and turns their tabs. What cannot be read says so in its place.
func (p *person) look() error {
	for _, name := range looked {
		if err := inOrder(p.search(name), p.see("Overview")); err != nil {
			return err
		}
		for _, tab := range []string{"Limits", "Permissions", "Credit", "Administrators", "Notes", "Activity", "Overview"} {
			if err := inOrder(p.click(tab), p.gone("Reading from the server…")); err != nil {
				return err
			}
		}
	}
	return nil
}

// note writes a note; it is read while all goes well, as one can edit only what was read,
// and sent while it does not.
func (p *person) note(n int) error {
	return inOrder(
		func() error { return p.weather(false) },
		p.see("Online"),
		p.search(looked[n%len(looked)]), p.click("Notes"), p.keys("F5"), p.gone("Reading from the server…"),
		func() error { return p.weather(true) },
		p.click("Edit"), p.see("It is sent when there is a connection."),
		p.keys("ctrl+a"), p.typed(fmt.Sprintf("Called in round %d.", n)),
		p.click("Save"), p.gone("It is sent when there is a connection."),
	)
}

// create makes an account through the wizard.
func (p *person) create(n int) error {
	name := fmt.Sprintf("Soak %04d", n)
	return inOrder(
		p.keys("ctrl+n"), p.see("Account name *"), p.typed(name),
		func() error { return p.p.Fill("Time zone *", "America/Chicago") }, p.see("America/Chicago"), p.keys("Return"),
		p.see("Draft saved…"),
		p.click("Call Restrictions"), p.see("This account can place calls to"),
		p.click("Review"), p.see("Check, then create"), p.click("Create Account"),
		p.gone("Check, then create"), p.see(name),
	)
}

// deleteDraft begins a draft, leaves it, and deletes it.
func (p *person) deleteDraft(n int) error {
	name := fmt.Sprintf("Given up %d", n)
	return inOrder(
		p.keys("ctrl+n"), p.see("Account name *"), p.typed(name), p.see("Draft saved…"),
		p.keys("Escape"), p.gone("Account name *"),
		p.keys("ctrl+f", "ctrl+a"), p.typed("given up"), // it may be far from where the list was scrolled to
		func() error { return p.p.RightClick(name) },
		p.click("Delete the draft"), p.see("The draft is deleted."), p.gone(name),
		p.keys("ctrl+f", "ctrl+a", "BackSpace"),
	)
}

// importFile imports a file, and takes it back.
func (p *person) importFile() error {
	return inOrder(
		p.gone("Undo"), // of the draft before
		p.keys("ctrl+o"), p.click(customers), p.click("Open"), p.see("Import drafts from "+customers),
		p.click("Make 2 drafts"), p.see("2 drafts made."), p.click("Undo"), p.gone("Soak Import One"),
	)
}

// looks turns the window dark or light, and makes it smaller or larger.
func (p *person) looks(n int) error {
	appearance, width, height := "Dark", 1180, 720
	if n%2 == 1 {
		appearance, width, height = "Light", 1270, 770
	}
	return inOrder(
		p.keys("ctrl+comma"), p.click(appearance), p.keys("Escape"), p.gone("Size of everything"),
		func() error { return p.p.Resize(width, height) },
	)
}

// sent waits until nothing is on its way.
func (p *person) sent() error {
	deadline := time.Now().Add(3 * time.Minute)
	for {
		v, err := p.p.Look()
		if err != nil {
			return err
		}
		_, online := v.Find("Online")
		_, waiting := v.Find("Outbox:…")
		_, change := v.Find("1 change")
		if online && !waiting && !change {
			return nil
		}
		if time.Now().After(deadline) {
			return errors.New("something is still on its way after three minutes in which all went well:\n" + v.String())
		}
		time.Sleep(200 * time.Millisecond)
	}
}

func (p *person) outAndIn() error {
	return inOrder(
		p.click("Northwind Telecom"), p.click("Sign out"),
		func() error { return p.w.SignIn(p.server.UserName, p.server.Password, p.server.Account) },
	)
}

// rested is how long the program is left alone before it is measured: it gives memory back
// that it does not need only once it rests, and what suffered is tried again for a while.
const rested = 20 * time.Second

// rest leaves the program as it was, and lets what goes on by itself end.
func (p *person) rest() error {
	err := inOrder(p.keys("ctrl+f", "ctrl+a", "BackSpace"), p.keys("Escape"), p.see("Online"))
	time.Sleep(rested)
	return err
}
