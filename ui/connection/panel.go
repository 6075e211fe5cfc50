package connection

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Workspace is what the panel asks of the program.
type Workspace interface {
	RouteTo(ctx context.Context, server string) (domain.Route, error)
	CheckRoute(ctx context.Context, r domain.Route) (domain.Route, []domain.Certificate, error)
}

// Options are what the panel is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Canvas    fyne.Canvas
	Server    string        // whose way it is, as it was typed
	Route     *domain.Route // to begin with; nil: as the server was reached last
	// Found is the certificate that stood in the way last; nil where none did.
	Found *domain.CertificateError
	// Choose asks for a file and reads it.
	Choose func(then func(content []byte))
	// Save is given what was chosen, once the panel is closed.
	Save   func(domain.Route)
	Failed func(error)
}

// panel is open until it is closed. Its methods belong to the UI thread.
type panel struct {
	options Options
	modal   *widgets.Modal
	body    *fyne.Container

	proxy      *widgets.RadioGroup
	address    *widgets.Entry
	addressBox *widgets.FormField

	trust       *widgets.RadioGroup
	authorities string // in PEM
	told        *fyne.Container
	choose      *widgets.Button
	own         *widgets.FormField
	pin         *widgets.Entry
	pinBox      *widgets.FormField
}

// The places of the choices.
const (
	systemProxy = iota
	noProxy
	thisProxy
)

const (
	systemTrust = iota
	ownAuthority
	oneCertificate
)

// known is a way with those who vouch on it.
type known struct {
	route       domain.Route
	authorities []domain.Certificate
}

// Open reads the way that there is and shows the panel, unless another one has come over
// the window meanwhile, or gone.
func Open(o Options) {
	below := widgets.TopModal(o.Canvas)
	run.Go(o.Runner, func(ctx context.Context) (k known, err error) {
		if o.Route != nil {
			k.route = *o.Route
		} else if k.route, err = o.Workspace.RouteTo(ctx, o.Server); err != nil {
			return k, err
		}
		k.route, k.authorities, err = o.Workspace.CheckRoute(ctx, k.route)
		return k, err
	}, func(k known, err error) {
		if widgets.TopModal(o.Canvas) != below {
			return
		}
		if err != nil { // what was kept is not to be read: it is chosen anew
			o.Failed(err)
			k = known{}
		}
		p := &panel{options: o}
		p.build()
		p.fill(k)
		p.modal.Show()
	})
}

func (p *panel) build() {
	p.proxy = widgets.NewVerticalRadioGroup([]string{
		lang.L("The proxy of the system"), lang.L("No proxy"), lang.L("This proxy"),
	}, func(int) { p.arrange() })
	p.address = widgets.NewEntry()
	p.address.SetPlaceHolder("http://proxy.example.com:3128")
	p.address.OnChanged = func(string) { p.addressBox.SetProblem("") }
	p.addressBox = widgets.NewFormField(lang.L("Address of the proxy"), p.address)
	p.addressBox.SetHint(lang.L("http, https or socks5. A proxy that asks for a password is set up in the system, or in HTTPS_PROXY."))

	p.trust = widgets.NewVerticalRadioGroup([]string{
		lang.L("Those that this computer trusts"), lang.L("Those of an authority of your own"), lang.L("One certificate alone, by its fingerprint"),
	}, func(int) { p.arrange() })
	p.told = widgets.VBox(12)
	p.choose = widgets.NewButton(widgets.Secondary, lang.L("Choose a file…"), func() { p.options.Choose(p.read) })
	p.own = widgets.NewFormField(lang.L("Certificates of the authority"), widgets.VBox(10, widgets.HBox(0, p.choose, widgets.Spacer()), p.told))
	p.own.SetHint(lang.L("They are kept with your profile: the file may go."))
	p.pin = widgets.NewMultiLineEntry(2)
	p.pin.OnChanged = func(string) { p.pinBox.SetProblem("") }
	p.pinBox = widgets.NewFormField(lang.L("Fingerprint (SHA-256)"), p.pin)
	p.pinBox.SetHint(lang.L("Whoever runs the server can tell it to you. Where the server shows another certificate, nothing is sent."))

	p.body = widgets.VBox(14, widgets.NewCaption(lang.L("The way to {{.Server}}", data{"Server": orUnnamed(p.options.Server)})))
	if wrong := p.options.Found; wrong != nil {
		p.body.Add(p.banner(wrong))
	}
	p.body.Add(widgets.NewFormField(lang.L("Requests go through"), p.proxy))
	p.body.Add(p.addressBox)
	p.body.Add(widgets.NewFormField(lang.L("Certificates that are good"), p.trust))
	p.body.Add(p.own)
	p.body.Add(p.pinBox)
	save := widgets.NewButton(widgets.Primary, lang.L("Save"), p.save)
	p.modal = widgets.NewModal(p.options.Canvas, widgets.ModalOptions{
		Title: lang.L("Connection"), Body: p.body, Size: fyne.NewSize(560, 660), Default: save,
		Footer: widgets.HBox(10, widgets.Spacer(), widgets.NewButton(widgets.Secondary, lang.L("Cancel"), func() { p.modal.Close() }), save),
	})
}

func orUnnamed(server string) string {
	if server = strings.TrimSpace(server); server != "" {
		return server
	}
	return lang.L("the server")
}

// banner says what was wrong with the certificate that stood in the way.
func (p *panel) banner(wrong *domain.CertificateError) *widgets.Banner {
	m := words.Error(wrong)
	return widgets.NewBanner(widgets.ToneBad, m.Title, m.Text, widgets.NewLink(lang.L("Show the certificate…"), func() {
		ShowCertificate(p.options.Canvas, wrong, func(f domain.Fingerprint) {
			p.trust.SetSelected(oneCertificate)
			p.pin.SetTextSilently(words.Fingerprint(f))
			p.arrange()
			p.save()
		})
	}))
}

// fill shows the way that there is.
func (p *panel) fill(k known) {
	switch {
	case k.route.Proxy == domain.NoProxy:
		p.proxy.SetSelected(noProxy)
	case k.route.Proxy != domain.SystemProxy:
		p.proxy.SetSelected(thisProxy)
		p.address.SetTextSilently(k.route.Proxy.Address())
	}
	switch trust := k.route.Trust; {
	case trust.Pin != "":
		p.trust.SetSelected(oneCertificate)
		p.pin.SetTextSilently(words.Fingerprint(trust.Pin))
	case trust.Authorities != "":
		p.trust.SetSelected(ownAuthority)
		p.tell(k)
	}
	p.arrange()
}

// tell shows who is in a file of authorities.
func (p *panel) tell(k known) {
	p.authorities = k.route.Trust.Authorities
	p.told.RemoveAll()
	const most = 5 // a file can have hundreds
	for i, c := range k.authorities {
		if i == most {
			p.told.Add(widgets.NewCaption(lang.L("and {{.Count}} more", data{"Count": words.Count(len(k.authorities) - most)})))
			break
		}
		p.told.Add(described(c))
	}
	p.own.SetProblem("")
}

// read takes in a file that was chosen.
func (p *panel) read(content []byte) {
	ws := p.options.Workspace
	run.Go(p.options.Runner, func(ctx context.Context) (k known, err error) {
		k.route, k.authorities, err = ws.CheckRoute(ctx, domain.Route{Trust: domain.Trust{Authorities: string(content)}})
		return k, err
	}, func(k known, err error) {
		if err != nil {
			p.own.SetProblem(words.Error(err).Text)
		} else {
			p.tell(k)
		}
		p.arrange()
	})
}

// arrange shows the fields that belong to what is chosen.
func (p *panel) arrange() {
	p.addressBox.Hidden = p.proxy.Selected() != thisProxy
	p.own.Hidden = p.trust.Selected() != ownAuthority
	p.pinBox.Hidden = p.trust.Selected() != oneCertificate
	p.body.Refresh()
	p.modal.Refresh()
}

// save closes the panel and hands out what was chosen; or says what is missing.
func (p *panel) save() {
	var r domain.Route
	var err error
	switch p.proxy.Selected() {
	case noProxy:
		r.Proxy = domain.NoProxy
	case thisProxy:
		if r.Proxy, err = domain.ParseProxy(p.address.Text); err != nil {
			p.reproach(p.addressBox, p.address, err)
			return
		}
	}
	switch p.trust.Selected() {
	case ownAuthority:
		if p.authorities == "" {
			p.own.SetProblem(lang.L("Choose the file with the certificates."))
			p.arrange()
			p.options.Canvas.Focus(p.choose)
			return
		}
		r.Trust.Authorities = p.authorities
	case oneCertificate:
		if r.Trust.Pin, err = domain.ParseFingerprint(p.pin.Text); err != nil {
			p.reproach(p.pinBox, p.pin, err)
			return
		}
	}
	p.modal.Close()
	p.options.Save(r)
}

func (p *panel) reproach(field *widgets.FormField, entry *widgets.Entry, err error) {
	field.SetProblem(words.Error(err).Text)
	p.arrange()
	p.options.Canvas.Focus(entry)
}
