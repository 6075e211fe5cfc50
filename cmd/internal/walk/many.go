package walk

// PasswordsFile is what the passwords of many are printed into, in the home directory.
const PasswordsFile = "passwords.pdf"

// Many works on many accounts at once: it imports a file that lies in the home
// directory, and submits what of it is ready.
func (w *Walker) Many(file string) error {
	return Do(
		w.See("+ Add New Account"),
		w.See("Online"),
		w.Keys("ctrl+o"),
		w.See(file),
		w.picture("import-choose"),
		w.Click(file),
		w.Click("Open"),
		w.See("Import drafts from "+file),
		w.See("Ready"),
		w.picture("import"),
		w.Click("Make 6 drafts"),
		w.See("6 drafts made."),
		w.picture("import-done"),
		w.Keys("ctrl+t"),
		w.See("Largest customers"),
		w.Gone("Reading from the server…"),
		w.picture("trunks"),
		w.Keys("ctrl+shift+Return"),
		w.See("Submit all drafts that are ready"),
		w.See("Submit 4 accounts"),
		w.picture("submit-all"),
		w.Keys("Return"),
		w.See("4 accounts are created."),
		w.picture("submit-all-done"),
		w.Click("Save the passwords…"),
		w.picture("submit-all-passwords"),
		w.Click("Write them"),
		w.See("Save"),
		w.Click("Save"),
		w.See(PasswordsFile+" is written."),
		w.picture("submit-all-printed"),
		w.Keys("Escape"),
		w.Gone("Submit all drafts that are ready"),
		w.Click("Online"),
		w.See("Health"),
		w.See("Keyring"),
		w.picture("health"),
		w.Keys("Escape"),
		w.Gone("Keyring"),
		w.Keys("ctrl+comma"),
		w.See("Size of everything"),
		w.picture("settings"),
		w.Keys("Escape"),
		w.Gone("Size of everything"),
	)
}

// Trunks looks at the trunks of the whole reseller, once some accounts were opened, and
// goes from one kind of them to a customer. Each picture's name begins with prefix.
func (w *Walker) Trunks(prefix string) error {
	return Do(
		w.See("Online"),
		func() error { return w.Look("Adatum Holdings") },
		func() error { return w.Look("Delta Freight Lines") },
		func() error { return w.Look("Contoso Legal") },
		w.Keys("ctrl+t"),
		w.See("Largest customers"),
		w.Gone("Reading from the server…"),
		w.picture(prefix+"trunks-read"),
		w.Click("calls received"),
		w.See("Largest customers: Inbound"),
		w.picture(prefix+"trunks-inbound"),
	)
}

// Templates keeps an account as a template, makes it the default, and begins an account
// with it.
func (w *Walker) Templates(account string) error {
	return Do(
		func() error { return w.Look(account) },
		w.Keys("ctrl+l"),
		w.Keys("Menu"),
		w.See("Save as a template…"),
		w.picture("template-menu"),
		w.Click("Save as a template…"),
		w.See("Name of the template"),
		w.Type("Standard office"),
		w.picture("template-name"),
		w.Keys("Return"),
		w.See("The template “Standard office” is saved."),
		w.Keys("ctrl+shift+n"),
		w.See("Standard office"),
		w.Click("Make it the default"),
		w.See("No default"),
		w.picture("templates"),
		w.Click("Start a draft"),
		w.See("Account name *"),
		w.picture("template-begun"),
		w.Keys("Escape"),
		w.Gone("Account name *"),
	)
}
