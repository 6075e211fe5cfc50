package sidebar

import (
	"context"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
)

// How many accounts are shown first, and how many come with each read after that.
const (
	firstRows = 200
	moreRows  = 5000
)

// question is what accounts are asked for.
type question struct{ search, parent string }

// loader reads the accounts of one question at a time. A new question gets its
// first rows at once and the rest behind them, and makes what is still on its way
// for an older one void. The same question again, because something changed, is
// read whole before it is shown, so that the list does not jump; reads that take
// long are spaced out, so that a refresh of many pages does not keep the disk
// busy.
type loader struct {
	accounts func(context.Context, workspace.AccountQuery) ([]domain.Account, error)
	latest   *run.Latest[loaded]
	show     func(rows []domain.Account)
	failed   func(error)

	now   func() time.Time
	after func(time.Duration, func()) (cancel func())

	question question
	rows     []domain.Account
	busy     bool          // a read is under way, or about to be
	stale    bool          // something changed since it began
	pause    time.Duration // before the next read of the same question
	stop     func()        // ends the pause that is running
}

// loaded is what a read came to.
type loaded struct {
	rows []domain.Account
	took time.Duration
}

func newLoader(
	r *run.Runner, now func() time.Time, after func(time.Duration, func()) (cancel func()),
	accounts func(context.Context, workspace.AccountQuery) ([]domain.Account, error),
) *loader {
	return &loader{accounts: accounts, latest: run.NewLatest[loaded](r), now: now, after: after, stop: func() {}}
}

// ask reads the accounts of a new question.
func (l *loader) ask(q question) {
	l.stop()
	l.question, l.rows, l.stale, l.pause = q, nil, false, 0
	l.readFrom(0, firstRows)
}

// readFrom reads so many rows on from offset, and then the ones behind those: of a
// search, which is mostly given up for the next letter, bit by bit; else all at once
// and into one piece of memory.
func (l *loader) readFrom(offset, limit int) {
	l.read(workspace.AccountQuery{Offset: offset, Limit: limit}, func(got loaded) {
		l.rows = append(l.rows, got.rows...)
		if len(got.rows) < limit {
			l.finish()
			return
		}
		l.show(l.rows)
		if l.question.search == "" {
			l.readWhole()
			return
		}
		l.readFrom(offset+len(got.rows), moreRows)
	})
}

// again reads the same question once more, after what is under way.
func (l *loader) again() {
	if l.busy {
		l.stale = true
		return
	}
	l.busy = true
	if l.pause == 0 {
		l.readWhole()
		return
	}
	l.stop = l.after(l.pause, l.readWhole)
}

func (l *loader) readWhole() {
	l.read(workspace.AccountQuery{}, func(got loaded) {
		l.rows = got.rows
		l.pause = min(2*got.took, time.Second)
		l.finish()
	})
}

// finish shows all rows, and reads again if they are old already.
func (l *loader) finish() {
	l.show(l.rows)
	if l.stale {
		l.stale = false
		l.again()
	}
}

func (l *loader) read(q workspace.AccountQuery, then func(loaded)) {
	q.Search, q.ParentID = l.question.search, l.question.parent
	l.busy = true
	l.latest.Go(func(ctx context.Context) (loaded, error) {
		began := l.now()
		rows, err := l.accounts(ctx, q)
		return loaded{rows, l.now().Sub(began)}, err
	}, func(got loaded, err error) {
		l.busy = false
		if err != nil {
			l.stale = false
			l.failed(err)
			return
		}
		then(got)
	})
}
