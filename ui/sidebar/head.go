package sidebar

import (
	"net/url"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
)

// head says who is signed in and where, and opens the menu of that.
type head struct {
	avatar *widgets.Avatar
	name   *widgets.Text
	where  *widgets.Text
	button *widgets.Button
	canvas fyne.Canvas
	menu   func() *fyne.Menu
	object fyne.CanvasObject
}

func newHead(canvas fyne.Canvas, menu func() *fyne.Menu) *head {
	h := &head{
		avatar: widgets.NewAvatar(""),
		name:   widgets.NewText("").Bold().Fitting(widgets.Ellipsis),
		where:  widgets.NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted).Fitting(widgets.Ellipsis),
		canvas: canvas, menu: menu,
	}
	h.button = widgets.NewLink("", h.open).WithIcon(fynetheme.MenuDropDownIcon())
	row := widgets.HBox(10, h.avatar, widgets.Grow(widgets.VBox(0, h.name, h.where)), h.button)
	h.object = widgets.NewTapArea(widgets.Pad(14, 16, 14, 16, row), h.open)
	return h
}

func (h *head) open() {
	menu := widget.NewPopUpMenu(h.menu(), h.canvas)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(h.button)
	menu.ShowAtPosition(at.AddXY(h.button.Size().Width-menu.MinSize().Width, h.button.Size().Height+4))
}

func (h *head) show(s workspace.Status) {
	h.avatar.SetName(s.Profile.Identity.AccountName)
	h.name.SetText(s.Profile.Identity.AccountName)
	h.where.SetText(where(s.Profile))
}

// where says in what role and on what server a profile is. The built-in sandbox
// is never to be taken for a real server.
func where(p workspace.Profile) string {
	if p.Sandbox {
		return lang.L("Built-in sandbox, not a real server")
	}
	role := lang.L("account")
	switch {
	case p.Identity.IsMaster:
		role = lang.L("platform operator")
	case p.Identity.IsReseller:
		role = lang.L("reseller")
	}
	return lang.L("{{.Role}} · {{.Host}}", values{"Role": role, "Host": hostname(p.Server)})
}

// hostname is the server's name out of its address, or the address where it cannot be
// read.
func hostname(server string) string {
	u, err := url.Parse(server)
	if err != nil || u.Hostname() == "" {
		return server
	}
	return u.Hostname()
}
