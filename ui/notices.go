package ui

import (
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// way is what the button of a notice does.
type way int

const (
	noWay way = iota
	waySignIn
	wayGoOnline
	wayDismiss
	wayConnection
	wayCrash
)

// notice is what stands above the page as long as something is the matter: never
// more than one, the most pressing.
type notice struct {
	tone        widgets.Tone
	title, text string
	action      string
	way         way
}

// noticeFor words how things stand, where a person should know. Dismissed notices
// are those of the keyring, which a person can do nothing about.
func noticeFor(s workspace.Status, dismissed bool) (notice, bool) {
	switch {
	case s.Profile.ID == "" || s.Connection == workspace.Connecting:
		return notice{}, false
	case s.Connection == workspace.Offline && s.ByChoice:
		return notice{
			widgets.ToneOff, lang.L("You are working offline"),
			lang.L("Go on as ever: what you submit is kept, and sent when you go online."), lang.L("Go online"), wayGoOnline,
		}, true
	case s.Connection == workspace.Offline && workspace.NeedsSignIn(s.Reason):
		m := words.Error(s.Reason)
		return notice{widgets.ToneBad, m.Title, m.Text, lang.L("Sign in again"), waySignIn}, true
	case s.Connection == workspace.Offline && errors.Is(s.Reason, domain.ErrKeyringLocked):
		return notice{
			widgets.ToneWarn, lang.L("The keyring is locked"),
			lang.L("What signs you in is in it. Unlock it and try again, or sign in with your password."), lang.L("Try again"), wayGoOnline,
		}, true
	case s.Connection == workspace.Offline && stopsAtCertificate(s.Reason):
		m := words.Error(s.Reason)
		return notice{widgets.ToneBad, m.Title, m.Text, lang.L("Connection…"), wayConnection}, true
	case s.Connection == workspace.Offline && s.Reason != nil && !errors.Is(s.Reason, domain.ErrOffline):
		m := words.Error(s.Reason)
		return notice{widgets.ToneBad, m.Title, m.Text, lang.L("Try again"), wayGoOnline}, true
	case s.Connection == workspace.Offline && s.Reason != nil:
		return notice{
			widgets.ToneWarn, lang.L("Offline"),
			lang.L("You can go on; what you submit is sent when there is a connection."), lang.L("Try now"), wayGoOnline,
		}, true
	case s.Keyring != nil && !dismissed:
		m := words.Error(s.Keyring)
		return notice{widgets.ToneWarn, m.Title, m.Text, lang.L("Close"), wayDismiss}, true
	case !s.Profile.Identity.IsReseller && !s.Profile.Identity.IsMaster:
		return notice{
			widgets.ToneWarn, lang.L("You are inside a customer's account"),
			lang.L("{{.Name}} is not a reseller. What you change here, you change for that customer.", values{"Name": s.Profile.Identity.AccountName}),
			lang.L("Sign in as somebody else"), waySignIn,
		}, true
	}
	return notice{}, false
}

// stopsAtCertificate tells whether the certificate of the server is in the way.
func stopsAtCertificate(err error) bool {
	var wrong *domain.CertificateError
	return errors.As(err, &wrong)
}

// showNotice draws the notice anew where it is another than the one that is shown.
func (w *Window) showNotice(s workspace.Status) {
	n, shown := noticeFor(s, w.keyringDismissed)
	if w.crash != nil { // once it is put away, the other one comes
		n, shown = crashNotice(), true
	}
	if shown == w.noticeShown && n == w.notice {
		return
	}
	w.notice, w.noticeShown = n, shown
	w.noticeBox.RemoveAll()
	if shown {
		button := widgets.NewLink(n.action, func() { w.goWay(n.way) })
		if n.way == waySignIn { // nothing else goes on before that
			button = widgets.NewButton(widgets.Secondary, n.action, func() { w.goWay(n.way) })
		}
		actions := []*widgets.Button{button}
		if n.way == wayCrash {
			actions = append(actions, widgets.NewLink(lang.L("Dismiss"), w.dismissCrash))
		}
		w.noticeBox.Add(widgets.Pad(12, 24, 0, 24, widgets.NewBanner(n.tone, n.title, n.text, actions...)))
	}
	w.noticeBox.Hidden = !shown
	w.mainColumn.Refresh()
}

func (w *Window) goWay(to way) {
	switch to {
	case waySignIn:
		w.showSignIn()
	case wayGoOnline:
		w.goOnline()
	case wayDismiss:
		w.keyringDismissed = true
		w.showNotice(w.now.status)
	case wayConnection:
		w.showConnection()
	case wayCrash:
		w.showCrash()
	case noWay:
	}
}

// newNoticeBox is the place of the notice.
func newNoticeBox() *fyne.Container {
	box := widgets.VBox(0)
	box.Hide()
	return box
}
