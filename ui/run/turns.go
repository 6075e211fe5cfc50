package run

import "context"

// Turns does work one after the other, in the order in which it was asked for: of values
// that are kept while somebody types, the last one stays.
type Turns struct {
	r      *Runner
	before chan struct{} // closed when the work that was asked for last is over; nil before the first
}

// NewTurns makes one. Its methods belong to the UI thread.
func NewTurns(r *Runner) *Turns { return &Turns{r: r} }

// Do is Do of the package, once all work before it is over.
func (t *Turns) Do(work func(context.Context) error, then func(error)) {
	before, over := t.before, make(chan struct{})
	t.before = over
	Do(t.r, func(ctx context.Context) error {
		defer close(over)
		if before != nil {
			<-before
		}
		return work(ctx)
	}, then)
}
