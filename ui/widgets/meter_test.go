package widgets_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestTheStripesOfAMeterStayWithinTheirPart(t *testing.T) {
	m := widgets.NewMeter(18)
	uitest.NewWindow(t, m, 400, 40)
	m.Resize(fyne.NewSize(400, 18))
	m.Set(0,
		widgets.MeterPart{Fraction: 0.5, Pattern: widgets.Solid, Color: fynetheme.ColorNamePrimary},
		widgets.MeterPart{Fraction: 0.25, Pattern: widgets.Striped, Color: fynetheme.ColorNamePrimary})
	stripes := 0
	for _, o := range test.WidgetRenderer(m).Objects() {
		line, ok := o.(*canvas.Line)
		if !ok {
			continue
		}
		stripes++
		for _, p := range []fyne.Position{line.Position1, line.Position2} {
			require.True(t, p.X >= 200 && p.X <= 300 && p.Y >= 0 && p.Y <= 18, "%v", p)
		}
	}
	require.Greater(t, stripes, 10)
	m.Set(0, widgets.MeterPart{Fraction: 1, Pattern: widgets.Bare})
	require.Len(t, test.WidgetRenderer(m).Objects(), 1, "what is empty is a frame alone")
}

func TestATapCardIsPressedByMouseAndKeyboard(t *testing.T) {
	pressed := 0
	card := widgets.NewTapCard(widgets.NewText("Two-way"), func() { pressed++ })
	w := uitest.NewWindow(t, card, 400, 100)
	uitest.Click(t, w.Canvas(), card)
	require.Equal(t, 1, pressed)
	require.Equal(t, fyne.Focusable(card), w.Canvas().Focused())
	uitest.Press(w.Canvas(), fyne.KeyReturn, fyne.KeySpace)
	require.Equal(t, 3, pressed)
	require.False(t, card.Chosen())
	card.SetChosen(true)
	require.True(t, card.Chosen())
}
