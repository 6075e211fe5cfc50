package walk

// SaveReview saves what the wizard's review shows as a PDF file, where the file dialog
// offers to: in the home directory.
func (w *Walker) SaveReview(c Customer) error {
	return do(
		w.see("Check, then create"),
		w.click("Save as PDF…"),
		w.see("Save"),
		w.picture("review-save"),
		w.click("Save"),
		w.see(ReviewFile(c)+" is written."),
		w.picture("review-saved"),
		w.see("Check, then create"),
	)
}

// SaveWelcome saves a welcome sheet of the account that is open, with passwords, likewise.
func (w *Walker) SaveWelcome(c Customer) error {
	return do(
		w.click("Welcome sheet…"),
		w.see("Print the passwords"),
		w.picture("welcome-sheet"),
		w.click("Print the passwords"),
		w.picture("welcome-sheet-passwords"),
		w.click("Save as PDF…"),
		w.see("Save"),
		w.click("Save"),
		w.see(WelcomeFile(c)+" is written."),
		w.picture("welcome-sheet-saved"),
	)
}

// ReviewFile is what the saved review of a customer is called.
func ReviewFile(c Customer) string { return "Review-" + c.Name + ".pdf" }

// WelcomeFile is what the saved welcome sheet of a customer is called.
func WelcomeFile(c Customer) string { return "Welcome sheet-" + c.Name + ".pdf" }
