package walk

// SaveReview saves what the wizard's review shows as a PDF file, where the file dialog
// offers to: in the home directory.
func (w *Walker) SaveReview(c Customer) error {
	return Do(
		w.See("Check, then create"),
		w.Click("Save as PDF…"),
		w.See("Save"),
		w.picture("review-save"),
		w.Click("Save"),
		w.See(ReviewFile(c)+" is written."),
		w.picture("review-saved"),
		w.See("Check, then create"),
	)
}

// SaveWelcome saves a welcome sheet of the account that is open, with passwords, likewise.
func (w *Walker) SaveWelcome(c Customer) error {
	return Do(
		w.Click("Welcome sheet…"),
		w.See("Print the passwords"),
		w.picture("welcome-sheet"),
		w.Click("Print the passwords"),
		w.picture("welcome-sheet-passwords"),
		w.Click("Save as PDF…"),
		w.See("Save"),
		w.Click("Save"),
		w.See(WelcomeFile(c)+" is written."),
		w.picture("welcome-sheet-saved"),
	)
}

// ReviewFile is what the saved review of a customer is called.
func ReviewFile(c Customer) string { return "Review-" + c.Name + ".pdf" }

// WelcomeFile is what the saved welcome sheet of a customer is called.
func WelcomeFile(c Customer) string { return "Welcome sheet-" + c.Name + ".pdf" }
