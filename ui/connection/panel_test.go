package connection_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui/connection"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// bench is an open panel.
type bench struct {
	t      *testing.T
	queue  *run.Queue
	runner *run.Runner
	canvas fyne.Canvas
	file   string // what is chosen next
	saved  []domain.Route
	failed []error
}

func open(t *testing.T, change func(*connection.Options)) *bench {
	t.Helper()
	b := &bench{t: t, queue: run.NewQueue()}
	b.runner = run.New(t.Context(), b.queue)
	w := uitest.NewWindow(t, nil, 1280, 800)
	b.canvas = w.Canvas()
	o := connection.Options{
		Workspace: sample.Empty(), Runner: b.runner, Canvas: b.canvas, Server: "https://api.example:8443/v2", Route: &domain.Route{},
		Choose: func(then func([]byte)) { then([]byte(b.file)) },
		Save:   func(r domain.Route) { b.saved = append(b.saved, r) },
		Failed: func(err error) { b.failed = append(b.failed, err) },
	}
	if change != nil {
		change(&o)
	}
	connection.Open(o)
	b.settle()
	return b
}

func (b *bench) settle() {
	for b.runner.Wait(); b.queue.Drain() > 0; b.runner.Wait() {
	}
	uitest.Settle(b.canvas)
	uitest.AssertInside(b.t, b.canvas)
}

func (b *bench) has(text string) bool { return uitest.Has(uitest.Top(b.canvas), text) }

func (b *bench) press(label string) {
	b.t.Helper()
	uitest.Click(b.t, b.canvas, uitest.Find[*widgets.Button](b.t, uitest.Top(b.canvas), label))
	b.settle()
}

// pick chooses among the options of a group by keyboard.
func (b *bench) pick(group, option int) {
	b.t.Helper()
	g := uitest.FindAll[*widgets.RadioGroup](uitest.Top(b.canvas))[group]
	b.canvas.Focus(g.FirstFocus())
	for g.Selected() < option {
		uitest.Press(b.canvas, fyne.KeyDown)
	}
	for g.Selected() > option {
		uitest.Press(b.canvas, fyne.KeyUp)
	}
	b.settle()
}

const (
	proxies = iota
	trusts
)

func TestTheUsualWay(t *testing.T) {
	b := open(t, nil)
	require.True(t, b.has("The way to https://api.example:8443/v2"))
	require.False(t, b.has("Address of the proxy"))
	require.False(t, b.has("Fingerprint (SHA-256)"))
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.Equal(t, []domain.Route{{}}, b.saved)
	require.Nil(t, widgets.TopModal(b.canvas))
}

func TestEscapeChangesNothing(t *testing.T) {
	b := open(t, nil)
	b.pick(proxies, 1)
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Nil(t, widgets.TopModal(b.canvas))
	require.Empty(t, b.saved)
}

func TestAProxyOfOnesOwn(t *testing.T) {
	b := open(t, nil)
	b.pick(proxies, 2)
	for typed, says := range map[string]string{
		"":                          "It should look like http://proxy.example.com:3128",
		"ftp://proxy":               "It should look like http://proxy.example.com:3128",
		"http://ada:secret@proxy:1": "no password ever is",
	} {
		uitest.TypeInto(t, b.canvas, "Address of the proxy", typed)
		b.press("Save")
		require.True(t, b.has(says), uitest.Dump(b.canvas))
		require.Empty(t, b.saved)
		require.Equal(t, uitest.Field(t, uitest.Top(b.canvas), "Address of the proxy").Content(), b.canvas.Focused())
	}
	uitest.TypeInto(t, b.canvas, "Address of the proxy", "socks5://127.0.0.1:1080")
	b.press("Save")
	require.Equal(t, []domain.Route{{Proxy: "socks5://127.0.0.1:1080"}}, b.saved)
}

func TestAnAuthorityOfOnesOwn(t *testing.T) {
	b := open(t, nil)
	b.pick(trusts, 1)
	b.press("Save")
	require.True(t, b.has("Choose the file with the certificates."))
	require.Empty(t, b.saved)
	b.file = "a letter"
	b.press("Choose a file…")
	require.True(t, b.has("It should hold the certificate of the authority"))
	b.file = "BEGIN CERTIFICATE"
	b.press("Choose a file…")
	require.True(t, b.has("Northwind house CA"), "who is in it is shown")
	require.True(t, b.has("5E:1F:5E:1F"), "with the fingerprint")
	require.False(t, b.has("For the servers"), "it is for none, as authorities are")
	b.press("Save")
	require.Equal(t, []domain.Route{{Trust: domain.Trust{Authorities: "BEGIN CERTIFICATE"}}}, b.saved)
}

func TestAFingerprintThatWasToldByTelephone(t *testing.T) {
	b := open(t, nil)
	b.pick(trusts, 2)
	uitest.TypeInto(t, b.canvas, "Fingerprint (SHA-256)", "5e:1f")
	b.press("Save")
	require.True(t, b.has("has 64 digits"))
	uitest.TypeInto(t, b.canvas, "Fingerprint (SHA-256)", sample.Stranger().Fingerprint.String())
	b.press("Save")
	require.Equal(t, []domain.Route{{Trust: domain.Trust{Pin: sample.Stranger().Fingerprint}}}, b.saved)
}

func TestWhatIsChosenIsShown(t *testing.T) {
	for _, route := range []domain.Route{
		{Proxy: domain.NoProxy, Trust: domain.Trust{Pin: sample.Stranger().Fingerprint}},
		{Proxy: "https://proxy.example:8443", Trust: domain.Trust{Authorities: "BEGIN CERTIFICATE"}},
		{},
	} {
		b := open(t, func(o *connection.Options) { o.Route = &route })
		b.press("Save")
		require.Equal(t, []domain.Route{route}, b.saved)
	}
}

func TestTheWayOfLastTimeIsReadWhereNoneIsGiven(t *testing.T) {
	ws := sample.Empty()
	p := sample.Northwind()
	p.Route = domain.Route{Proxy: domain.NoProxy}
	ws.SetProfiles(p)
	b := open(t, func(o *connection.Options) { o.Workspace, o.Route, o.Server = ws, nil, p.Server })
	b.press("Save")
	require.Equal(t, []domain.Route{p.Route}, b.saved)
}

// A certificate is trusted only after it was shown, by the button and never by
// Return alone; one that changed is not offered at all.
func TestACertificateIsShownBeforeItIsTrusted(t *testing.T) {
	wrong := &domain.CertificateError{Server: "api.example:8443", Fault: domain.CertificateUnknown, Found: sample.Stranger()}
	b := open(t, func(o *connection.Options) { o.Found = wrong })
	require.True(t, b.has("This computer does not know the server's certificate"))
	require.False(t, b.has("Trust this certificate"), "not before it is shown")
	b.press("Show the certificate…")
	for _, line := range []string{"The certificate of api.example:8443", words.Fingerprint(wrong.Found.Fingerprint), "Northwind house CA", "api.northwind.example, 10.20.0.7"} {
		require.True(t, b.has(line), uitest.Dump(b.canvas))
	}
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.Empty(t, b.saved, "Return is no look at it")
	if !b.has("Trust this certificate") {
		b.press("Show the certificate…")
	}
	b.press("Trust this certificate")
	require.Equal(t, []domain.Route{{Trust: domain.Trust{Pin: wrong.Found.Fingerprint}}}, b.saved)

	for _, fault := range []domain.CertificateFault{domain.CertificateChanged, domain.CertificateOutdated, domain.CertificateUnfit} {
		b = open(t, func(o *connection.Options) {
			o.Found = &domain.CertificateError{Fault: fault, Found: sample.Stranger()}
		})
		b.press("Show the certificate…")
		require.True(t, b.has("5E:1F:5E:1F"))
		require.False(t, b.has("Trust this certificate"), fault)
	}
}
