package ui

// WaitIdle blocks until nothing runs in the background any more, for tests.
func (w *Window) WaitIdle() { w.runner.Wait() }

// FailureWindow is the window of ShowFailure before the app runs.
var FailureWindow = failureWindow
