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
	return Do(w.picture("welcome"), w.Keys("Escape"), w.Gone(skip))
}

// Tour goes through the tour once more. Each picture's name begins with prefix.
func (w *Walker) Tour(prefix string) error {
	return Do(
		// The menu bar is Fyne's own, where no text can be looked for.
		w.Keys("Alt_L", "Left", "Down", "Down", "Return"),
		w.See("1 of 4"), w.picture(prefix+"tour-1"), w.Keys("Return"),
		w.See("2 of 4"), w.picture(prefix+"tour-2"), w.Keys("Return"),
		w.See("3 of 4"), w.picture(prefix+"tour-3"), w.Keys("Return"),
		w.See("4 of 4"), w.picture(prefix+"tour-4"), w.Click("Start"), w.Gone("4 of 4"),
	)
}

// Explanations looks at what the wizard explains.
func (w *Walker) Explanations(prefix string) error {
	return Do(
		w.Keys("ctrl+n"), w.See("Account name *"), w.picture(prefix+"help-general"),
		w.Click("?"), w.See("What a realm is"), w.picture(prefix+"help-realm"), w.Keys("Escape"), w.Gone("What a realm is"),
		w.Click("Call Restrictions"), w.See("This account can place calls to"), w.picture(prefix+"help-restrictions"),
		w.Click("?"), w.See("Close"), w.picture(prefix+"help-one"), w.Keys("Escape"),
		w.Keys("Escape"), w.Gone("This account can place calls to"),
	)
}

// Health looks at how it stands with what the program lives on. Each picture's name
// begins with prefix.
func (w *Walker) Health(prefix string) error {
	return Do(
		w.See("Online"),
		w.Click("Online"), // in the foot of the window
		w.See("Open the data folder"),
		w.picture(prefix+"health"),
		w.Keys("Escape"),
		w.Gone("Open the data folder"),
	)
}
