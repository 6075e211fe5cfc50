package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestTheConnectionIsInTheSettings(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyComma, ctrl)
	b.shows("Size of everything")
	b.canvas.Focus(uitest.Find[*widgets.Button](t, uitest.Top(b.canvas), "Connection…")) // it scrolls into sight
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.shows("Requests go through")
	uitest.AssertInside(t, b.canvas)
	groups := uitest.FindAll[*widgets.RadioGroup](widgets.TopModal(b.canvas))
	b.canvas.Focus(groups[0].FirstFocus())
	uitest.Press(b.canvas, fyne.KeyDown)
	b.settle()
	b.press("Save")
	b.settle()
	require.Contains(t, b.ws.Calls(), "SetRoute none  0")
}

func TestTheConnectionOpensOnce(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyComma, ctrl)
	b.shows("Size of everything")
	settings := widgets.TopModal(b.canvas)
	b.canvas.Focus(uitest.Find[*widgets.Button](t, uitest.Top(b.canvas), "Connection…"))
	uitest.Press(b.canvas, fyne.KeyReturn, fyne.KeyReturn)
	b.shows("Requests go through")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Same(t, settings, widgets.TopModal(b.canvas))
}

// Why a file cannot be taken is said over the panel, not behind it.
func TestAFileOfCertificatesThatCannotBeReadSaysWhy(t *testing.T) {
	b := newBenchWith(t, sample.Full(20), func(o *ui.Options) { o.Files = disk{} })
	b.shows("ABC Company")
	b.shortcut(fyne.KeyComma, ctrl)
	b.shows("Size of everything")
	b.window.ReadCertificates("/gone.pem")
	b.settle()
	require.True(t, uitest.Has(widgets.TopModal(b.canvas), "The file is not there any more"), uitest.Dump(b.canvas))
}

func TestACertificateInTheWayLeadsToTheConnection(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.ws.SetStatus(func(s *workspace.Status) {
		s.Connection = workspace.Offline
		s.Reason = &domain.CertificateError{Server: "api.northwind.example:8443", Fault: domain.CertificateUnknown, Found: sample.Stranger()}
	})
	b.settle()
	b.shows("This computer does not know the server's certificate")
	b.press("Connection…")
	b.press("Show the certificate…")
	b.shows("5E:1F:5E:1F")
	b.press("Trust this certificate")
	b.settle()
	require.Contains(t, b.ws.Calls(), "SetRoute  "+sample.Stranger().Fingerprint.String()+" 0")
	require.Nil(t, widgets.TopModal(b.canvas))
}
