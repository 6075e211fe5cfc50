package walk

// Do takes one action after the other until one fails.
func Do(actions ...func() error) error {
	for _, a := range actions {
		if err := a(); err != nil {
			return err
		}
	}
	return nil
}

// The actions themselves, for Do.

// Click clicks on a text once it can be reached.
func (w *Walker) Click(text string) func() error { return func() error { return w.p.Click(text) } }

// Type types into whatever has the keyboard.
func (w *Walker) Type(text string) func() error { return func() error { return w.p.Type(text) } }

// Keys presses keys, one after the other.
func (w *Walker) Keys(keys ...string) func() error { return func() error { return w.p.Keys(keys...) } }

// Fill replaces what the field below a label holds.
func (w *Walker) Fill(label, text string) func() error {
	return func() error { return w.p.Fill(label, text) }
}

// See waits for a text.
func (w *Walker) See(text string) func() error {
	return func() error {
		_, err := w.p.WaitFor(text)
		return err
	}
}

// Gone waits for a text to go away.
func (w *Walker) Gone(text string) func() error { return func() error { return w.p.WaitGone(text) } }

func (w *Walker) picture(name string) func() error { return func() error { return w.shot(name) } }
