package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestTheTrunksOfTheWholeReseller(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.press("Trunks")
	b.shows("262 sold")
	b.shows("Largest customers")
	uitest.AssertInside(t, b.canvas)
	b.ws.SetTrunks(func(o *workspace.TrunkOverview) { o.Pools[0].Sold = 270 })
	b.shows("270 sold")

	uitest.Press(b.canvas, fyne.KeyEscape)
	require.IsType(t, &widgets.List{}, b.canvas.Focused(), "back to the list")
	uitest.Click(t, b.canvas, b.row("Contoso Legal"))
	b.shows("12 two-way · 5 inbound · 3 outbound")
	require.False(t, b.has("Largest customers"))

	b.shortcut(fyne.KeyT, ctrl)
	b.shows("Largest customers")
	require.Empty(t, uitest.FindAll[*widgets.List](b.canvas.Content())[0].SelectedID(), "no account is shown any more")
	lists := uitest.FindAll[*widgets.List](b.canvas.Content())
	at, _, _ := uitest.Box(b.canvas, lists[len(lists)-1])
	uitest.ClickAt(b.canvas, at.AddXY(60, 20))
	b.shows("Technical contact")
	b.shows("12 two-way · 5 inbound · 3 outbound")
	b.menu("View", "Trunks")
	b.shows("Largest customers")
	b.ws.Calls()
	b.canvas.Unfocus()
	uitest.Press(b.canvas, fyne.KeyF5)
	b.eventually("the totals are read again", func() bool {
		for _, call := range b.ws.Calls() {
			if call == "RefreshTrunks" {
				return true
			}
		}
		return false
	})
	crumb := uitest.FindAll[*widgets.Breadcrumb](b.canvas.Content())[0]
	at, _, _ = uitest.Box(b.canvas, crumb)
	uitest.ClickAt(b.canvas, at.AddXY(20, 8))
	b.shows("Choose an account, or add one")
}
