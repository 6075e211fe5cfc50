package workspacetest

import (
	"errors"
	"sync"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// ErrKilled is what a killed process gets from all that it still tries. Nobody
// is there to see it.
var ErrKilled = errors.New("the process was killed")

// World is what outlives a process.
type World struct {
	Clock   *Clock
	Store   *Store
	Secrets *Secrets
	Server  *Server
}

// NewWorld makes a world with an empty store and keyring, and a server with one
// reseller.
func NewWorld() *World {
	clock := NewClock(time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC))
	return &World{Clock: clock, Store: NewStore(), Secrets: NewSecrets(), Server: NewServer(clock)}
}

// Options are for a workspace that nobody kills.
func (w *World) Options() workspace.Options { return w.NewProcess().Options() }

// Process is one run of the program.
type Process struct {
	world *World

	mu   sync.Mutex
	acts int
	last int // the process is killed before the act after this one; negative: never
	dead bool
	log  []string
}

// NewProcess starts a run that goes on until Kill or KillBefore.
func (w *World) NewProcess() *Process { return &Process{world: w, last: -1} }

// Options are for the workspace of this process.
func (p *Process) Options() workspace.Options {
	return workspace.Options{
		Store:     &processStore{Store: p.world.Store, process: p},
		Secrets:   &processSecrets{secrets: p.world.Secrets, process: p},
		Connector: &connector{server: p.world.Server, process: p},
		Clock:     p.world.Clock,
		Policy:    provisioning.DefaultPolicy(),
	}
}

// KillBefore kills the process before its n-th lasting act (counting from 0): a
// write to the store or the keyring, or an effect on the server.
func (p *Process) KillBefore(n int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.last = n
}

// Kill kills the process now.
func (p *Process) Kill() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.dead = true
}

// Dead tells whether the process was killed.
func (p *Process) Dead() bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.dead
}

// Acts lists the lasting acts so far.
func (p *Process) Acts() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return append([]string(nil), p.log...)
}

// act does something that lasts, unless the process is killed before it.
func (p *Process) act(what string, do func() error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.dead || p.acts == p.last {
		p.dead = true
		return ErrKilled
	}
	p.acts++
	p.log = append(p.log, what)
	return do()
}

// alive is for what does not last: a dead process reads nothing either.
func (p *Process) alive() error {
	if p.Dead() {
		return ErrKilled
	}
	return nil
}

// User is who can sign in at a new world's server.
func User() workspace.SignInRequest {
	return workspace.SignInRequest{
		Method: workspace.WithPassword, Server: "https://api.example/v2", UserName: "rita", Account: "Reseller",
		Secret: domain.NewSecret(UserPassword),
	}
}

// UserPassword is the password of User, a text that occurs nowhere else.
const UserPassword = "rohrspatz-4411"
