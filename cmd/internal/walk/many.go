package walk

// Many works on many accounts at once: it imports a file that lies in the home
// directory.
func (w *Walker) Many(file string) error {
	return do(
		w.see("+ Add New Account"),
		w.see("Online"),
		w.keys("ctrl+o"),
		w.see(file),
		w.picture("import-choose"),
		w.click(file),
		w.click("Open"),
		w.see("Import drafts from "+file),
		w.see("Ready"),
		w.picture("import"),
		w.click("Make 6 drafts"),
		w.see("6 drafts made."),
		w.picture("import-done"),
	)
}
