package run

import "context"

// Detached does work that nothing can stop, such as a call of the desktop's that knows
// no context. When the window ends, nobody waits for it any more.
func Detached(r *Runner, work func()) {
	Do(r, func(ctx context.Context) error {
		done := make(chan struct{})
		go func() {
			defer close(done)
			work()
		}()
		select {
		case <-done:
		case <-ctx.Done():
		}
		return nil
	}, nil)
}
