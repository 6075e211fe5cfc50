// Package run is the one place where the window and the background meet. Views
// hand it work for the disk, the keyring or the network; it does that on a
// goroutine of its own and brings the result back to the UI thread. No view
// starts a goroutine or calls fyne.Do itself.
package run

import (
	"context"
	"sync"

	"fyne.io/fyne/v2"
)

// Dispatcher puts a function onto the UI thread.
type Dispatcher interface{ Dispatch(func()) }

// Fyne dispatches to Fyne's own thread, for the program itself.
type Fyne struct{}

// Dispatch queues f; it runs on the next turn of Fyne's loop.
func (Fyne) Dispatch(f func()) { fyne.Do(f) } //nolint:forbidigo // this is the one place

// Queue keeps what is dispatched until somebody drains it. Tests use it, so that
// results arrive on the test's own goroutine, and when the test wants them.
type Queue struct {
	mu    sync.Mutex
	queue []func()
}

// NewQueue makes an empty queue.
func NewQueue() *Queue { return &Queue{} }

// Dispatch queues f.
func (q *Queue) Dispatch(f func()) {
	q.mu.Lock()
	q.queue = append(q.queue, f)
	q.mu.Unlock()
}

// Drain runs what is queued, and what that queues, and tells how much it was.
func (q *Queue) Drain() int {
	n := 0
	for {
		q.mu.Lock()
		batch := q.queue
		q.queue = nil
		q.mu.Unlock()
		if len(batch) == 0 {
			return n
		}
		for _, f := range batch {
			f()
			n++
		}
	}
}

// Runner runs work in the background for as long as its context lives.
type Runner struct {
	ctx      context.Context //nolint:containedctx // the life of the window
	dispatch Dispatcher
	work     sync.WaitGroup
}

// New makes a runner whose work ends with ctx.
func New(ctx context.Context, d Dispatcher) *Runner { return &Runner{ctx: ctx, dispatch: d} }

// Dispatch puts f onto the UI thread.
func (r *Runner) Dispatch(f func()) { r.dispatch.Dispatch(f) }

// Wait blocks until all work has ended. Never call it on the UI thread.
func (r *Runner) Wait() { r.work.Wait() }

// Go does work in the background and then calls then on the UI thread. then may
// be nil.
func Go[T any](r *Runner, work func(context.Context) (T, error), then func(T, error)) {
	r.work.Go(func() {
		value, err := work(r.ctx)
		if then != nil {
			r.dispatch.Dispatch(func() { then(value, err) })
		}
	})
}

// Do is Go for work without a value.
func Do(r *Runner, work func(context.Context) error, then func(error)) {
	Go(r, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) },
		func(_ struct{}, err error) {
			if then != nil {
				then(err)
			}
		})
}

// Latest runs work of which only the newest result counts: a search as somebody
// types, a reload. Older work is cancelled and its result dropped.
type Latest[T any] struct {
	r      *Runner
	cancel context.CancelFunc
	number int
}

// NewLatest makes one. Its methods belong to the UI thread.
func NewLatest[T any](r *Runner) *Latest[T] { return &Latest[T]{r: r} }

// Go starts work in place of what ran before.
func (l *Latest[T]) Go(work func(context.Context) (T, error), then func(T, error)) {
	l.Cancel()
	ctx, cancel := context.WithCancel(l.r.ctx)
	l.cancel = cancel
	number := l.number
	l.r.work.Go(func() {
		value, err := work(ctx)
		l.r.dispatch.Dispatch(func() {
			cancel()
			if number == l.number {
				then(value, err)
			}
		})
	})
}

// Cancel drops what is running.
func (l *Latest[T]) Cancel() {
	l.number++
	if l.cancel != nil {
		l.cancel()
		l.cancel = nil
	}
}
