package signin

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// form is the widgets of the screen.
type form struct {
	view *View

	caption                                 *widgets.Text
	notice                                  *fyne.Container // the banner with what went wrong
	server, user, password, account, apiKey *widgets.Entry
	fields                                  map[*widgets.Entry]*widgets.FormField
	submit                                  *widgets.Button
	cancel                                  *widgets.Button
	swap                                    *widgets.Button
	connection                              *widgets.Button
	offline                                 *widgets.Button
	sandbox                                 *widgets.Button
	box                                     *fyne.Container
}

// ask is a field and what is said when it is empty.
type ask struct {
	entry   *widgets.Entry
	missing string
}

func newForm(v *View) *form {
	f := &form{view: v, fields: map[*widgets.Entry]*widgets.FormField{}}
	f.caption = widgets.NewCaption("")
	f.notice = widgets.VBox(0)
	f.notice.Hide()
	f.server, f.user, f.account = f.entry(), f.entry(), f.entry()
	f.password, f.apiKey = f.secretEntry(), f.secretEntry()
	f.server.SetPlaceHolder("https://api.example.com:8443/v2")

	f.submit = widgets.NewButton(widgets.Primary, lang.L("Sign in"), v.submit)
	f.cancel = widgets.NewButton(widgets.Secondary, lang.L("Cancel"), v.stop)
	f.cancel.Hide()
	f.swap = widgets.NewLink("", v.swapMethod)
	f.connection = widgets.NewLink(lang.L("Connection…"), v.showConnection)
	f.offline = widgets.NewButton(widgets.Flat, lang.L("Work offline"), v.chooseOffline)
	f.sandbox = widgets.NewButton(widgets.Flat, lang.L("Try the built-in sandbox"), v.trySandbox)

	f.box = widgets.VBox(14,
		widgets.NewDisplay(lang.L("Sign in to your reseller account")),
		f.caption,
		f.notice,
		f.field(lang.L("Server"), f.server),
		f.field(lang.L("User name"), f.user),
		f.field(lang.L("Password"), f.password),
		f.field(lang.L("Account name, realm or phone number"), f.account),
		f.field(lang.L("API key"), f.apiKey),
		f.submit,
		f.cancel,
		widgets.VBox(8,
			widgets.HBox(0, widgets.Spacer(), f.swap, widgets.Spacer()),
			widgets.HBox(0, widgets.Spacer(), f.connection, widgets.Spacer())),
		widgets.HBox(0, f.offline, widgets.Spacer(), f.sandbox),
	)
	f.note(nil)
	return f
}

func (f *form) entry() *widgets.Entry {
	e := widgets.NewEntry()
	e.OnSubmitted = func(string) { f.view.submit() }
	e.OnEscape = f.view.escape
	e.OnChanged = func(string) { f.fields[e].SetProblem("") }
	return e
}

// secretEntry is a field for what nobody is to read over a shoulder.
func (f *form) secretEntry() *widgets.Entry {
	e := f.entry()
	e.SetActions(widgets.NewReveal(e))
	e.SetConcealed(true)
	return e
}

func (f *form) field(label string, e *widgets.Entry) *widgets.FormField {
	field := widgets.NewFormField(label, e)
	f.fields[e] = field
	return field
}

// asked lists the fields of a way to sign in, from top to bottom.
func (f *form) asked(m workspace.SignInMethod) []ask {
	server := ask{f.server, lang.L("Enter the address of your server")}
	if m == workspace.WithAPIKey {
		return []ask{server, {f.apiKey, lang.L("Enter the API key of your account")}}
	}
	return []ask{
		server,
		{f.user, lang.L("Enter your user name")},
		{f.password, lang.L("Enter your password")},
		{f.account, lang.L("Enter the name, the realm or a phone number of your account")},
	}
}

func (f *form) secret(m workspace.SignInMethod) *widgets.Entry {
	if m == workspace.WithAPIKey {
		return f.apiKey
	}
	return f.password
}

// arrange shows what belongs to the way to sign in, and whether something is under
// way.
func (f *form) arrange() {
	v := f.view
	shown := map[*widgets.Entry]bool{}
	for _, a := range f.asked(v.method) {
		shown[a.entry] = true
	}
	for e, field := range f.fields {
		field.Hidden = !shown[e]
		if v.busy {
			e.Disable()
		} else {
			e.Enable()
		}
	}
	f.submit.SetText(lang.L("Sign in"))
	if v.busy {
		f.submit.SetText(lang.L("Signing in…"))
	}
	f.swap.SetText(v.switchLabel())
	for _, b := range []*widgets.Button{f.submit, f.swap, f.connection, f.offline, f.sandbox} {
		if v.busy {
			b.Disable()
		} else {
			b.Enable()
		}
	}
	f.cancel.Hidden = !v.busy
	f.offline.Hidden = len(v.profiles) == 0
	f.sandbox.Hidden = !v.options.Sandbox
	f.relayout()
}

// relayout gives the card the height that its content has now.
func (f *form) relayout() {
	f.box.Refresh()
	f.view.refresh()
}

// note says where what signs in again is kept, or why it is not.
func (f *form) note(keyring error) {
	if keyring == nil {
		f.caption.SetText(lang.L("What signs you in again is kept in this computer's keyring, never in a file."))
		return
	}
	m := words.Error(keyring)
	f.caption.SetText(lang.L("{{.What}}: you will be asked again next time; nothing is written to a file.", map[string]any{"What": m.Title}))
}

// tell shows what went wrong, or takes it away.
func (f *form) tell(err error) {
	f.notice.RemoveAll()
	f.notice.Hidden = err == nil
	if err != nil {
		f.notice.Add(f.view.banner(err))
	}
	f.relayout()
}

func (f *form) clearProblems() {
	for _, field := range f.fields {
		field.SetProblem("")
	}
}

// missing marks the fields that are empty and returns the first of them.
func (f *form) missing(m workspace.SignInMethod) *widgets.Entry {
	var first *widgets.Entry
	for _, a := range f.asked(m) {
		if strings.TrimSpace(a.entry.Text) == "" {
			f.fields[a.entry].SetProblem(a.missing)
			if first == nil {
				first = a.entry
			}
		}
	}
	return first
}
