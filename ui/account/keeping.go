package account

import (
	"context"
	"errors"
	"slices"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
)

// keeping is what is typed of one account, on its way to the disk.
type keeping struct {
	account string
	keep    func(context.Context) error
}

// keepUnsaved keeps what is typed and not saved; none forgets it.
func (v *View) keepUnsaved(edits domain.Edits) {
	v.enqueue(edits)
	if len(v.keepings) == 1 {
		v.keepNext()
	}
}

func (v *View) enqueue(edits domain.Edits) {
	id, ws := v.id, v.options.Workspace
	v.known.unsaved = edits
	v.typed++
	v.keepings = append(v.keepings, keeping{id, func(ctx context.Context) error { return ws.KeepUnsaved(ctx, id, edits) }})
}

// keepNext keeps one after the other, in the order in which they were typed. What could
// not be kept is tried again when the program is closed, unless newer of it was kept.
func (v *View) keepNext() {
	next := v.keepings[0]
	run.Do(v.options.Runner, next.keep, func(err error) {
		if v.keepings = v.keepings[1:]; err != nil {
			v.unkept[next.account] = unkept{next, err}
		} else {
			delete(v.unkept, next.account)
		}
		if err != nil && len(v.waiting) == 0 { // else who waits says so
			v.options.Actions.Failed(err)
		}
		if len(v.keepings) > 0 {
			v.keepNext()
			return
		}
		v.answer()
	})
}

// unkept is what could not be kept, and why.
type unkept struct {
	keeping
	err error
}

// Flush keeps at once what is typed in an open editor, and what could not be kept
// before. It calls then when all is on the disk, or with what keeps it from that.
func (v *View) Flush(then func(error)) {
	v.waiting = append(v.waiting, then)
	idle := len(v.keepings) == 0
	v.lastTyped()
	switch {
	case len(v.keepings) == 0:
		v.answer()
	case idle:
		v.keepNext()
	}
}

// lastTyped puts what is not kept into the queue: what failed first, as it is older, and
// only where nothing newer of that account is on its way.
func (v *View) lastTyped() {
	for id, failed := range v.unkept {
		if !slices.ContainsFunc(v.keepings, func(k keeping) bool { return k.account == id }) {
			v.keepings = append(v.keepings, failed.keeping)
		}
	}
	if v.editing != nil {
		if edits, some := v.editing.typed(); some {
			v.enqueue(edits)
		}
	}
}

func (v *View) answer() {
	var err error
	for _, failed := range v.unkept {
		err = errors.Join(err, failed.err)
	}
	waiting := v.waiting
	v.waiting = nil
	for _, then := range waiting {
		then(err)
	}
}

// SaveLast keeps what is typed and not kept and waits for it, once the window is gone.
func (v *View) SaveLast(ctx context.Context) (err error) {
	v.lastTyped()
	for _, k := range v.keepings {
		err = errors.Join(err, k.keep(ctx))
	}
	return err
}
