package theme

import (
	"image/color"
	"math"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"
)

// luminance is the relative luminance of WCAG 2.
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	channel := func(v uint8) float64 {
		f := float64(v) / 255
		if f <= 0.03928 {
			return f / 12.92
		}
		return math.Pow((f+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(n.R) + 0.7152*channel(n.G) + 0.0722*channel(n.B)
}

func contrast(a, b color.Color) float64 {
	la, lb := luminance(a), luminance(b)
	if la < lb {
		la, lb = lb, la
	}
	return (la + 0.05) / (lb + 0.05)
}

func TestContrastKnownPairs(t *testing.T) {
	require.InDelta(t, 21, contrast(color.Black, color.White), 0.01)
	require.InDelta(t, 4.48, contrast(rgb(0x777777), color.White), 0.01)
}

// Every pair that the widgets write on each other reaches AA for small text.
func TestTextReachesAA(t *testing.T) {
	grounds := map[fyne.ThemeColorName][]fyne.ThemeColorName{
		fynetheme.ColorNameForeground: {
			fynetheme.ColorNameBackground, ColorNameSurface, ColorNameSunken, ColorNameSoft, ColorNameOffSoft,
			fynetheme.ColorNameMenuBackground, ColorNameOKSoft, ColorNameWarnSoft, ColorNameBadSoft,
		},
		ColorNameMuted: {
			fynetheme.ColorNameBackground, ColorNameSurface, ColorNameSunken, ColorNameSoft, ColorNameOffSoft,
		},
		fynetheme.ColorNamePlaceHolder: {fynetheme.ColorNameInputBackground},
		fynetheme.ColorNamePrimary: {
			fynetheme.ColorNameBackground, ColorNameSurface, ColorNameSunken, ColorNameSoft,
		},
		fynetheme.ColorNameForegroundOnPrimary: {fynetheme.ColorNamePrimary, ColorNameOK, ColorNameWarn, ColorNameBad},
		ColorNameOK:                            {ColorNameOKSoft, ColorNameSurface, fynetheme.ColorNameBackground},
		ColorNameWarn:                          {ColorNameWarnSoft, ColorNameSurface, fynetheme.ColorNameBackground},
		ColorNameBad:                           {ColorNameBadSoft, ColorNameSurface, ColorNameSunken, fynetheme.ColorNameBackground},
	}
	for _, a := range []Appearance{Light, Dark} {
		th := New(a)
		for text, on := range grounds {
			for _, ground := range on {
				got := contrast(th.Color(text, 0), th.Color(ground, 0))
				require.GreaterOrEqualf(t, got, 4.5, "appearance %d: %s on %s", a, text, ground)
			}
		}
	}
}

func TestSystemFollowsTheVariantOthersDoNot(t *testing.T) {
	ground := func(a Appearance, v fyne.ThemeVariant) color.Color {
		return New(a).Color(fynetheme.ColorNameBackground, v)
	}
	require.Equal(t, light.background, ground(System, fynetheme.VariantLight))
	require.Equal(t, dark.background, ground(System, fynetheme.VariantDark))
	require.Equal(t, light.background, ground(System, 2), "no preference is light")
	for _, v := range []fyne.ThemeVariant{fynetheme.VariantLight, fynetheme.VariantDark} {
		require.Equal(t, light.background, ground(Light, v))
		require.Equal(t, dark.background, ground(Dark, v))
	}
}

func TestEveryNameOfFyneIsDefined(t *testing.T) {
	for _, a := range []Appearance{Light, Dark} {
		test.AssertAllColorNamesDefined(t, New(a), "accounts manager")
	}
}

func TestSizesOfTheDesign(t *testing.T) {
	th := New(System)
	want := map[fyne.ThemeSizeName]float32{
		fynetheme.SizeNameText: 14, fynetheme.SizeNameCaptionText: 12, fynetheme.SizeNameSubHeadingText: 16,
		SizeNameTitle: 18, SizeNameDisplay: 22, SizeNameTag: 11,
		fynetheme.SizeNameInputRadius: 6, SizeNameCardRadius: 8, SizeNamePanelRadius: 12, SizeNameControl: 36,
	}
	for name, size := range want {
		require.Equal(t, size, th.Size(name), name)
	}
	require.Equal(t, float32(1), th.Size(fynetheme.SizeNameSeparatorThickness), "the rest is Fyne's")
}
