package walk

import "accountsmanager/cmd/internal/drive"

// Welcomed waits until somebody is in, and leaves the tour where it is shown: after the
// first sign-in on a computer.
func (w *Walker) Welcomed() error {
	const skip = "Skip the tour"
	view, err := w.p.Until("the accounts", func(v drive.View) bool { _, ok := v.Find("+ Add New Account"); return ok })
	if err != nil {
		return err
	}
	if _, shown := view.Find(skip); !shown { // it comes together with the accounts
		return nil
	}
	return do(w.picture("welcome"), w.keys("Escape"), w.gone(skip))
}

// Tour goes through the tour once more. Each picture's name begins with prefix.
func (w *Walker) Tour(prefix string) error {
	return do(
		// The menu bar is Fyne's own, where no text can be looked for.
		w.keys("Alt_L", "Left", "Down", "Down", "Return"),
		w.see("1 of 4"), w.picture(prefix+"tour-1"), w.keys("Return"),
		w.see("2 of 4"), w.picture(prefix+"tour-2"), w.keys("Return"),
		w.see("3 of 4"), w.picture(prefix+"tour-3"), w.keys("Return"),
		w.see("4 of 4"), w.picture(prefix+"tour-4"), w.click("Start"), w.gone("4 of 4"),
	)
}

// Explanations looks at what the wizard explains.
func (w *Walker) Explanations(prefix string) error {
	return do(
		w.keys("ctrl+n"), w.see("Account name *"), w.picture(prefix+"help-general"),
		w.click("?"), w.see("What a realm is"), w.picture(prefix+"help-realm"), w.keys("Escape"), w.gone("What a realm is"),
		w.click("Call Restrictions"), w.see("This account can place calls to"), w.picture(prefix+"help-restrictions"),
		w.click("?"), w.see("Close"), w.picture(prefix+"help-one"), w.keys("Escape"),
		w.keys("Escape"), w.gone("This account can place calls to"),
	)
}

// Health looks at how it stands with what the program lives on. Each picture's name
// begins with prefix.
func (w *Walker) Health(prefix string) error {
	return do(
		w.see("Online"),
		w.click("Online"), // in the foot of the window
		w.see("Open the data folder"),
		w.picture(prefix+"health"),
		w.keys("Escape"),
		w.gone("Open the data folder"),
	)
}
