package walk

// PasswordsFile is what the passwords of many are printed into, in the home directory.
const PasswordsFile = "passwords.pdf"

// Many works on many accounts at once: it imports a file that lies in the home
// directory, and submits what of it is ready.
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
		w.keys("ctrl+t"),
		w.see("Largest customers"),
		w.gone("Reading from the server…"),
		w.picture("trunks"),
		w.keys("ctrl+shift+Return"),
		w.see("Submit all drafts that are ready"),
		w.see("Submit 4 accounts"),
		w.picture("submit-all"),
		w.keys("Return"),
		w.see("4 accounts are created."),
		w.picture("submit-all-done"),
		w.click("Save the passwords…"),
		w.picture("submit-all-passwords"),
		w.click("Write them"),
		w.see("Save"),
		w.click("Save"),
		w.see(PasswordsFile+" is written."),
		w.picture("submit-all-printed"),
		w.keys("Escape"),
		w.gone("Submit all drafts that are ready"),
		w.click("Online"),
		w.see("Health"),
		w.see("Keyring"),
		w.picture("health"),
		w.keys("Escape"),
		w.gone("Keyring"),
		w.keys("ctrl+comma"),
		w.see("Size of everything"),
		w.picture("settings"),
		w.keys("Escape"),
		w.gone("Size of everything"),
	)
}

// Trunks looks at the trunks of the whole reseller, once some accounts were opened, and
// goes from one kind of them to a customer. Each picture's name begins with prefix.
func (w *Walker) Trunks(prefix string) error {
	return do(
		w.see("Online"),
		func() error { return w.Look("Adatum Holdings") },
		func() error { return w.Look("Delta Freight Lines") },
		func() error { return w.Look("Contoso Legal") },
		w.keys("ctrl+t"),
		w.see("Largest customers"),
		w.gone("Reading from the server…"),
		w.picture(prefix+"trunks-read"),
		w.click("calls received"),
		w.see("Largest customers: Inbound"),
		w.picture(prefix+"trunks-inbound"),
	)
}

// Templates keeps an account as a template, makes it the default, and begins an account
// with it.
func (w *Walker) Templates(account string) error {
	return do(
		func() error { return w.Look(account) },
		w.keys("ctrl+l"),
		w.keys("Menu"),
		w.see("Save as a template…"),
		w.picture("template-menu"),
		w.click("Save as a template…"),
		w.see("Name of the template"),
		w.typed("Standard office"),
		w.picture("template-name"),
		w.keys("Return"),
		w.see("The template “Standard office” is saved."),
		w.keys("ctrl+shift+n"),
		w.see("Standard office"),
		w.click("Make it the default"),
		w.see("No default"),
		w.picture("templates"),
		w.click("Start a draft"),
		w.see("Account name *"),
		w.picture("template-begun"),
		w.keys("Escape"),
		w.gone("Account name *"),
	)
}
