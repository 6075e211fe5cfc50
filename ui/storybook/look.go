package storybook

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
)

// look is how stories are shown.
type look struct {
	dark bool
	text float32 // the size of texts; 1 is the program's own
	size fyne.Size
}

// sizes are the windows in which stories are shown: the normal one at 150 % of a display,
// the normal one, and a large one. In units.
var sizes = []fyne.Size{{Width: 853, Height: 533}, {Width: 1280, Height: 800}, {Width: 1720, Height: 960}}

// normal is how the program looks where nobody has chosen anything.
func normal() look { return look{text: 1, size: sizes[1]} }

// theme is the program's, with texts of another size.
func (l look) theme() fyne.Theme {
	appearance := theme.Light
	if l.dark {
		appearance = theme.Dark
	}
	if l.text == 1 {
		return theme.New(appearance)
	}
	return &largeText{theme.New(appearance), l.text}
}

// largeText is a theme with larger texts, and with fields and buttons that have room for
// them.
type largeText struct {
	fyne.Theme
	factor float32
}

// Size implements fyne.Theme.
func (t *largeText) Size(name fyne.ThemeSizeName) float32 {
	size := t.Theme.Size(name)
	switch name {
	case fynetheme.SizeNameText, fynetheme.SizeNameCaptionText, fynetheme.SizeNameSubHeadingText, fynetheme.SizeNameHeadingText,
		theme.SizeNameTag, theme.SizeNameTitle, theme.SizeNameDisplay, theme.SizeNameControl:
		return size * t.factor
	}
	return size
}
