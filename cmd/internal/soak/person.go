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

// search finds something in the sidebar and opens it.
func (p *person) search(name string) func() error {
	return func() error {
		return walk.Do(p.w.Keys("ctrl+f", "ctrl+a"), p.w.Type(strings.ToLower(name)), p.w.Click(name))
	}
}

// look opens accounts and turns their tabs. What cannot be read says so in its place.
func (p *person) look() error {
	for _, name := range looked {
		if err := walk.Do(p.search(name), p.w.See("Overview")); err != nil {
			return err
		}
		for _, tab := range []string{"Limits", "Permissions", "Credit", "Administrators", "Notes", "Activity", "Overview"} {
			if err := walk.Do(p.w.Click(tab), p.w.Gone("Reading from the server…")); err != nil {
				return err
			}
		}
	}
	return nil
}

// note writes a note; it is read while all goes well, as one can edit only what was read,
// and sent while it does not.
func (p *person) note(n int) error {
	return walk.Do(
		func() error { return p.weather(false) },
		p.w.See("Online"),
		p.search(looked[n%len(looked)]), p.w.Click("Notes"), p.w.Keys("F5"), p.w.Gone("Reading from the server…"),
		func() error { return p.weather(true) },
		p.w.Click("Edit"), p.w.See("It is sent when there is a connection."),
		p.w.Keys("ctrl+a"), p.w.Type(fmt.Sprintf("Called in round %d.", n)),
		p.w.Click("Save"), p.w.Gone("It is sent when there is a connection."),
	)
}

// create makes an account through the wizard.
func (p *person) create(n int) error {
	name := fmt.Sprintf("Soak %04d", n)
	return walk.Do(
		p.w.Keys("ctrl+n"), p.w.See("Account name *"), p.w.Type(name),
		p.w.Fill("Time zone *", "America/Chicago"), p.w.See("America/Chicago"), p.w.Keys("Return"),
		p.w.See("Draft saved…"),
		p.w.Click("Call Restrictions"), p.w.See("This account can place calls to"),
		p.w.Click("Review"), p.w.See("Check, then create"), p.w.Click("Create Account"),
		p.w.Gone("Check, then create"), p.w.See(name),
	)
}

// deleteDraft begins a draft, leaves it, and deletes it.
func (p *person) deleteDraft(n int) error {
	name := fmt.Sprintf("Given up %d", n)
	return walk.Do(
		p.w.Keys("ctrl+n"), p.w.See("Account name *"), p.w.Type(name), p.w.See("Draft saved…"),
		p.w.Keys("Escape"), p.w.Gone("Account name *"),
		p.w.Keys("ctrl+f", "ctrl+a"), p.w.Type("given up"), // it may be far from where the list was scrolled to
		func() error { return p.p.RightClick(name) },
		p.w.Click("Delete the draft"), p.w.See("The draft is deleted."), p.w.Gone(name),
		p.w.Keys("ctrl+f", "ctrl+a", "BackSpace"),
	)
}

// importFile imports a file, and takes it back.
func (p *person) importFile() error {
	return walk.Do(
		p.w.Gone("Undo"), // of the draft before
		p.w.Keys("ctrl+o"), p.w.Click(customers), p.w.Click("Open"), p.w.See("Import drafts from "+customers),
		p.w.Click("Make 2 drafts"), p.w.See("2 drafts made."), p.w.Click("Undo"), p.w.Gone("Soak Import One"),
	)
}

// looks turns the window dark or light, and makes it smaller or larger.
func (p *person) looks(n int) error {
	appearance, width, height := "Dark", 1180, 720
	if n%2 == 1 {
		appearance, width, height = "Light", 1270, 770
	}
	return walk.Do(
		p.w.Keys("ctrl+comma"), p.w.Click(appearance), p.w.Keys("Escape"), p.w.Gone("Size of everything"),
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
	return walk.Do(
		p.w.Click("Northwind Telecom"), p.w.Click("Sign out"),
		func() error { return p.w.SignIn(p.server.UserName, p.server.Password, p.server.Account) },
	)
}

// rested is how long the program is left alone before it is measured: it gives memory back
// that it does not need only once it rests, and what suffered is tried again for a while.
const rested = 20 * time.Second

// rest leaves the program as it was, and lets what goes on by itself end.
func (p *person) rest() error {
	err := walk.Do(p.w.Keys("ctrl+f", "ctrl+a", "BackSpace"), p.w.Keys("Escape"), p.w.See("Online"))
	time.Sleep(rested)
	return err
}
