package main

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/theme"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

var screens = []string{"kit", "more", "sidebar", "wizard", "confirm", "details", "toast"}

// The window of the design, and the same at 150 and 200 percent, where it has fewer units.
func TestNothingIsCutOffAtAnyScale(t *testing.T) {
	for _, screen := range screens {
		for name, size := range map[string]fyne.Size{"100": {Width: 1280, Height: 800}, "150": {Width: 853, Height: 533}} {
			t.Run(screen+" at "+name, func(t *testing.T) {
				w := uitest.NewWindow(t, widgets.VBox(0), size.Width, size.Height)
				show(w, screen)
				w.Resize(size)
				uitest.Settle(w.Canvas())
				require.Equal(t, size, w.Canvas().Size(), "the content does not ask for a larger window")
				uitest.AssertInside(t, w.Canvas())
			})
		}
	}
}

// A change of appearance reaches everything: afterwards all colours are those of a window that was made in it.
func TestAppearanceChangesEverywhere(t *testing.T) {
	t.Cleanup(func() { uitest.UseTheme(theme.Light) })
	for _, screen := range screens {
		t.Run(screen, func(t *testing.T) {
			colors := func(appearance, then theme.Appearance) []color.Color {
				uitest.UseTheme(appearance)
				w := uitest.NewWindow(t, widgets.VBox(0), 1280, 800)
				show(w, screen)
				w.Resize(fyne.NewSize(1280, 800))
				uitest.Settle(w.Canvas())
				uitest.UseTheme(then)
				uitest.Settle(w.Canvas())
				w.Canvas().Unfocus() // Fyne's cursor keeps its colour until it blinks
				return painted(w.Canvas())
			}
			made, changed := colors(theme.Dark, theme.Dark), colors(theme.Light, theme.Dark)
			light := colors(theme.Light, theme.Light)
			require.Len(t, changed, len(made))
			same := 0
			for i := range made {
				require.Equalf(t, made[i], changed[i], "colour %d of %d", i, len(made))
				if made[i] == light[i] {
					same++
				}
			}
			require.Less(t, same, len(made)*3/4, "light and dark differ")
		})
	}
}

func painted(c fyne.Canvas) []color.Color {
	var colors []color.Color
	for _, root := range []fyne.CanvasObject{c.Content(), uitest.Top(c)} {
		for _, o := range uitest.FindAll[fyne.CanvasObject](root) {
			switch o := o.(type) {
			case *canvas.Text:
				colors = append(colors, o.Color)
			case *canvas.Rectangle:
				colors = append(colors, o.FillColor, o.StrokeColor)
			case *canvas.Circle:
				colors = append(colors, o.FillColor, o.StrokeColor)
			case *canvas.Line:
				colors = append(colors, o.StrokeColor)
			}
		}
	}
	return colors
}
