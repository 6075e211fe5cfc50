package inspect_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/inspect"
)

func texts(v inspect.View) []string {
	var out []string
	for _, s := range v.Texts {
		out = append(out, s.Text)
	}
	return out
}

func TestLookSeesWhatIsShownAndNothingElse(t *testing.T) {
	test.NewTempApp(t)
	secret := widget.NewPasswordEntry()
	secret.SetText("hunter2hunter2")
	plain := widget.NewEntry()
	plain.SetText("typed")
	hidden := widget.NewLabel("hidden")
	hidden.Hide()
	far := container.NewVScroll(container.NewVBox(widget.NewLabel("near"), spacer(900), widget.NewLabel("far")))
	w := test.NewTempWindow(t, container.NewBorder(container.NewVBox(widget.NewButton("Press", nil), plain, secret, hidden), nil, nil, nil, far))
	w.Resize(fyne.NewSize(400, 400))
	w.Canvas().Focus(plain)

	view := inspect.Look(w)
	seen := texts(view)
	require.Contains(t, seen, "Press")
	require.Contains(t, seen, "typed")
	require.Contains(t, seen, "near")
	require.NotContains(t, seen, "hidden")
	require.NotContains(t, seen, "far", "what is scrolled out of sight is not seen")
	require.NotContains(t, seen, "hunter2hunter2", "a masked entry stays masked")
	for _, s := range view.Texts {
		require.GreaterOrEqual(t, s.X, 0)
		require.LessOrEqual(t, s.X+s.Width, view.Width, s.Text)
	}
}

func TestLookSeesOverlaysOnTheirOwnLayer(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, widget.NewLabel("below"))
	w.Resize(fyne.NewSize(400, 400))
	widget.NewModalPopUp(widget.NewLabel("above"), w.Canvas()).Show()
	for _, s := range inspect.Look(w).Texts {
		require.Equal(t, s.Text == "above", s.Layer == 1, s.Text)
	}
}

func spacer(height float32) fyne.CanvasObject {
	s := widget.NewLabel("")
	return container.NewGridWrap(fyne.NewSize(10, height), s)
}
