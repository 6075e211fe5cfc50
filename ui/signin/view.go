package signin

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/connection"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// Workspace is what the screen asks of the program.
type Workspace interface {
	Status() workspace.Status
	Profiles(ctx context.Context) ([]workspace.Profile, error)
	SignIn(ctx context.Context, r workspace.SignInRequest) error
	TrySandbox(ctx context.Context) error
	WorkOffline(ctx context.Context, profileID string) error
	connection.Workspace
}

// Options are what the screen is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Canvas    fyne.Canvas // of the window
	// Server is filled in rather than that of the last sign-in; empty has none.
	Server string
	// Sandbox: there is one to try.
	Sandbox bool
	Now     func() time.Time
	// Done is called when somebody is in, online or offline.
	Done func()
	// Cancelled is called for Escape while nothing is under way; nil has nowhere
	// to go back to.
	Cancelled func()
	// ChooseFile asks for a file with certificates and reads it.
	ChooseFile func(then func(content []byte))
}

// View is the screen. Its methods belong to the UI thread.
type View struct {
	options  Options
	method   workspace.SignInMethod
	profiles []workspace.Profile
	attempt  *run.Latest[struct{}]
	opening  *run.Latest[opened]
	busy     bool
	// route is the way that was chosen on this screen; nil where none was. What it
	// trusts was chosen for routeServer, where that is not empty.
	route       *domain.Route
	routeServer string
	found       *domain.CertificateError // what stood in the way at the last attempt

	form     *form
	wayRound *widgets.Button // in the message that is shown, or nil
	scroll   *widgets.FocusScroll
}

// width of the card, in units.
const width = 460

// New makes the screen; Open fills it.
func New(o Options) *View {
	v := &View{options: o, method: workspace.WithPassword, attempt: run.NewLatest[struct{}](o.Runner), opening: run.NewLatest[opened](o.Runner)}
	v.form = newForm(v)
	card := widgets.NewBareCard(widgets.Pad(28, 28, 28, 28, v.form.box))
	v.scroll = widgets.NewFocusScroll(widgets.Pad(24, 24, 24, 24, widgets.Centered(width, card)))
	v.form.arrange()
	return v
}

// Object is what the window shows.
func (v *View) Object() fyne.CanvasObject { return v.scroll }

// opened is what is read when the screen is shown.
type opened struct {
	profiles []workspace.Profile
	keyring  error
}

// Open fills in what is known of the last sign-in and gives the keyboard to the
// first field that is empty. The window calls it whenever it shows the screen.
func (v *View) Open() {
	v.route, v.routeServer, v.found = nil, "", nil
	v.form.clearProblems()
	v.form.tell(nil)
	v.form.password.SetTextSilently("")
	v.form.apiKey.SetTextSilently("")
	v.focusFirst()
	ws := v.options.Workspace
	v.opening.Go(func(ctx context.Context) (opened, error) {
		profiles, err := ws.Profiles(ctx)
		return opened{profiles, ws.Status().Keyring}, err
	}, func(got opened, err error) {
		v.profiles = got.profiles
		v.prefill()
		v.form.note(got.keyring)
		v.form.arrange()
		if err != nil {
			v.form.tell(err)
		}
		v.focusFirst()
	})
}

// prefill writes what was used last into fields that are empty.
func (v *View) prefill() {
	f := v.form
	last, ok := v.lastProfile()
	if v.options.Server != "" {
		fill(f.server, v.options.Server)
	}
	if !ok {
		return
	}
	if fill(f.server, last.Server); f.server.Text != last.Server {
		return // another server: the rest is not known
	}
	fill(f.user, last.UserName)
	fill(f.account, last.Account)
	if last.Method == workspace.WithAPIKey {
		v.method = workspace.WithAPIKey
	}
}

// lastProfile is the one that was used last on a real server; on the server that
// was asked for, where one was.
func (v *View) lastProfile() (workspace.Profile, bool) {
	for _, p := range v.profiles {
		if !p.Sandbox && (v.options.Server == "" || p.Server == v.options.Server) {
			return p, true
		}
	}
	return workspace.Profile{}, false
}

func fill(e *widgets.Entry, text string) {
	if e.Text == "" {
		e.SetTextSilently(text)
	}
}

func (v *View) focusFirst() {
	if v.busy {
		return
	}
	for _, e := range v.form.asked(v.method) {
		if e.entry.Text == "" {
			v.options.Canvas.Focus(e.entry)
			return
		}
	}
	v.options.Canvas.Focus(v.form.secret(v.method))
}

// setMethod changes what one signs in with.
func (v *View) setMethod(m workspace.SignInMethod) {
	v.method = m
	v.form.clearProblems()
	v.form.tell(nil)
	v.form.arrange()
	v.focusFirst()
}

// switchLabel names the other one of the two ways to sign in.
func (v *View) switchLabel() string {
	if v.method == workspace.WithAPIKey {
		return lang.L("Sign in with a user name instead")
	}
	return lang.L("Sign in with an API key instead")
}
