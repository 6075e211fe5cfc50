package wizard

import (
	"context"
	"time"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
)

const (
	// quiet is how long nothing must be typed before the draft is saved.
	quiet = 120 * time.Millisecond
	// latest is when it is saved although the typing goes on.
	latest = 220 * time.Millisecond
	// firstRetry is the wait after a save that failed; it doubles up to lastRetry.
	firstRetry = time.Second
	lastRetry  = 15 * time.Second
)

// phase is how it stands between the draft on the screen and the one in the store.
type phase int

const (
	untouched phase = iota // nothing was changed since the wizard opened
	saving                 // the store has not said yes to the last change
	saved                  // it has
	failed                 // it said no; it is asked again by itself
)

// saveStatus is what the head of the wizard says about the draft.
type saveStatus struct {
	phase phase
	at    time.Time // of the last save that went well
	err   error     // of one that failed
}

// saver brings the newest draft to the store, one save at a time, and has it
// checked in the same breath. A save that is overtaken by typing is followed by
// another; one that fails is tried again for as long as the wizard is open.
type saver struct {
	run   *run.Runner
	store interface {
		SaveDraft(ctx context.Context, d domain.Draft) error
		Check(ctx context.Context, d domain.Draft) (domain.Problems, error)
	}
	after func(time.Duration, func()) (cancel func()) // calls back on the UI thread
	now   func() time.Time
	// every is how long a change may wait for others before it is saved; zero saves it
	// at once. What is wrong with the draft is looked for at once in any case.
	every time.Duration

	onStatus  func(saveStatus)
	onChecked func(domain.Problems, error) // of the newest draft only

	draft    domain.Draft
	revision int // counts the changes
	kept     int // the revision that the store has
	checked  int // the revision that was checked last
	flying   bool
	due      bool // another pass was asked for while one was flying
	stopped  bool
	since    time.Time // of the oldest change that no pass has taken up
	unsaved  time.Time // of the oldest change that no save has taken up
	cancel   func()    // the timer of the next pass
	failures int
	status   saveStatus
	waiting  []func(error)
}

// open starts with a draft as the store has it, and has it checked.
func (s *saver) open(d domain.Draft) {
	s.draft = d.Clone()
	s.revision, s.kept, s.checked = 1, 1, 0
	s.pass()
}

// changed takes up a new state of the draft.
func (s *saver) changed(d domain.Draft) {
	if s.stopped {
		return
	}
	s.draft = d.Clone()
	s.revision++
	s.setStatus(saveStatus{phase: saving, at: s.status.at})
	if s.since.IsZero() {
		s.since = s.now()
	}
	if s.unsaved.IsZero() {
		s.unsaved = s.now()
	}
	s.schedule(min(quiet, max(0, latest-s.now().Sub(s.since))))
}

// recheck checks the draft again, because something around it has changed.
func (s *saver) recheck() {
	s.checked = 0
	s.pass()
}

// flush saves at once what is not saved, and calls then when the store has
// answered and the newest draft is checked: with nil, or with what keeps it from
// being saved.
func (s *saver) flush(then func(error)) {
	if s.settled() {
		then(nil)
		return
	}
	s.waiting = append(s.waiting, then)
	s.pass()
}

// untilSave is how long what is not saved may wait yet.
func (s *saver) untilSave() time.Duration {
	if len(s.waiting) > 0 {
		return 0
	}
	return s.every - s.now().Sub(s.unsaved)
}

// last saves what is not saved and waits for it: where the program ends without having
// asked, there is no UI thread left to come back to.
func (s *saver) last(ctx context.Context) error {
	if s.stopped || s.kept == s.revision {
		return nil
	}
	return s.store.SaveDraft(ctx, s.draft)
}

// stop ends it. What is flying lands, and is not told of any more.
func (s *saver) stop() {
	s.stopped = true
	s.unschedule()
	s.waiting = nil
}

func (s *saver) settled() bool {
	return !s.flying && s.kept == s.revision && s.checked == s.revision
}

func (s *saver) schedule(in time.Duration) {
	s.unschedule()
	s.cancel = s.after(in, func() {
		s.cancel = nil
		s.pass()
	})
}

func (s *saver) unschedule() {
	if s.cancel != nil {
		s.cancel()
		s.cancel = nil
	}
}

// landing is what a pass came to.
type landing struct {
	save     error
	problems domain.Problems
	check    error
}

// pass saves what is not saved and checks it, unless a pass is under way: then
// another follows.
func (s *saver) pass() {
	if s.stopped {
		return
	}
	if s.flying {
		s.due = true
		return
	}
	s.unschedule()
	s.flying, s.due, s.since = true, false, time.Time{}
	d, revision, save := s.draft, s.revision, s.kept != s.revision && s.untilSave() <= 0
	if save {
		s.unsaved = time.Time{}
	}
	run.Go(s.run, func(ctx context.Context) (landing, error) {
		var l landing
		if save {
			l.save = s.store.SaveDraft(ctx, d)
		}
		l.problems, l.check = s.store.Check(ctx, d)
		return l, nil
	}, func(l landing, _ error) { s.land(revision, save, l) })
}

func (s *saver) land(revision int, save bool, l landing) {
	s.flying = false
	if s.stopped {
		return
	}
	if save {
		s.landed(revision, l.save)
	}
	if revision == s.revision {
		if !s.due { // else this check may be older than what it was asked for
			s.checked = revision
		}
		s.onChecked(l.problems, l.check)
	}
	s.answer(l.save)
	switch {
	case s.due || len(s.waiting) > 0:
		s.pass()
	case l.save != nil && s.cancel == nil:
		s.schedule(min(lastRetry, firstRetry<<min(s.failures-1, 8)))
	case s.kept != s.revision && s.cancel == nil:
		s.schedule(max(0, s.untilSave()))
	}
}

// landed notes the store's answer to a save.
func (s *saver) landed(revision int, err error) {
	if err != nil {
		s.failures++
		s.setStatus(saveStatus{phase: failed, at: s.status.at, err: err})
		return
	}
	s.failures = 0
	s.kept = revision
	if revision == s.revision {
		s.setStatus(saveStatus{phase: saved, at: s.now()})
	}
}

// answer tells those who wait that all is saved, or why it is not.
func (s *saver) answer(err error) {
	if err == nil && !s.settled() {
		return
	}
	waiting := s.waiting
	s.waiting = nil
	for _, then := range waiting {
		then(err)
	}
}

func (s *saver) setStatus(status saveStatus) {
	s.status = status
	s.onStatus(status)
}
