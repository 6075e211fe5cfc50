package widgets

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
)

// Tone is what a colour means.
type Tone int

const (
	ToneOff     Tone = iota // switched off, not begun
	ToneOK                  // done, good
	ToneWarn                // waiting, look at it
	ToneBad                 // refused, wrong
	TonePrimary             // the program's own: changed, new
)

// colors are the names of a soft ground of the tone and of words on it.
func (t Tone) colors() (ground, words fyne.ThemeColorName) {
	switch t {
	case ToneOK:
		return theme.ColorNameOKSoft, theme.ColorNameOK
	case ToneWarn:
		return theme.ColorNameWarnSoft, theme.ColorNameWarn
	case ToneBad:
		return theme.ColorNameBadSoft, theme.ColorNameBad
	case TonePrimary:
		return theme.ColorNameSoft, fynetheme.ColorNamePrimary
	default:
		return theme.ColorNameOffSoft, theme.ColorNameMuted
	}
}

// fill is the name of the full colour of a tone, for areas rather than words.
func (t Tone) fill() fyne.ThemeColorName {
	switch t {
	case ToneOK:
		return theme.ColorNameOK
	case ToneWarn:
		return theme.ColorNameWarn
	case ToneBad:
		return theme.ColorNameBad
	case TonePrimary:
		return fynetheme.ColorNamePrimary
	default:
		return theme.ColorNameOff
	}
}
