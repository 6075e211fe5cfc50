package workspace

import "sync"

// desks are locks, one a provisioning. The one of a provisioning is held while a
// step of it is read, decided on and committed, so that a person's change and the
// courier's own never overwrite each other. None is ever held while something is on
// the wire, and nobody holds two.
type desks struct {
	mu  sync.Mutex
	all map[string]*desk
}

type desk struct {
	sync.Mutex
	users int // who has it or waits for it
}

// sit waits for the desk of a provisioning and takes it until leave is called.
func (d *desks) sit(id string) (leave func()) {
	d.mu.Lock()
	if d.all == nil {
		d.all = map[string]*desk{}
	}
	at := d.all[id]
	if at == nil {
		at = &desk{}
		d.all[id] = at
	}
	at.users++
	d.mu.Unlock()
	at.Lock()
	return func() {
		at.Unlock()
		d.mu.Lock()
		defer d.mu.Unlock()
		if at.users--; at.users == 0 {
			delete(d.all, id)
		}
	}
}
