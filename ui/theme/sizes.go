package theme

import (
	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// The program's own size names. All sizes are in Fyne's device-independent units, a pixel at scale 1.
const (
	SizeNameTag         fyne.ThemeSizeName = "tagText"     // badges and section headings
	SizeNameTitle       fyne.ThemeSizeName = "titleText"   // title of a modal panel
	SizeNameDisplay     fyne.ThemeSizeName = "displayText" // title of a screen
	SizeNameControl     fyne.ThemeSizeName = "control"     // height of buttons and fields
	SizeNameTagRadius   fyne.ThemeSizeName = "tagRadius"
	SizeNameCardRadius  fyne.ThemeSizeName = "cardRadius"
	SizeNamePanelRadius fyne.ThemeSizeName = "panelRadius"
	SizeNameFocusRing   fyne.ThemeSizeName = "focusRing" // thickness of the ring around what has the keyboard
)

// sizes holds what differs from Fyne's own sizes, and the names that this package adds.
var sizes = map[fyne.ThemeSizeName]float32{
	fynetheme.SizeNameText:            14,
	fynetheme.SizeNameCaptionText:     12,
	fynetheme.SizeNameSubHeadingText:  16,
	fynetheme.SizeNameHeadingText:     22,
	fynetheme.SizeNamePadding:         4,
	fynetheme.SizeNameInnerPadding:    8,
	fynetheme.SizeNameInlineIcon:      16,
	fynetheme.SizeNameLineSpacing:     4,
	fynetheme.SizeNameInputRadius:     6,
	fynetheme.SizeNameSelectionRadius: 4,
	fynetheme.SizeNameScrollBar:       10,
	fynetheme.SizeNameScrollBarSmall:  4,
	fynetheme.SizeNameScrollBarRadius: 4,

	SizeNameTag:         11,
	SizeNameTitle:       18,
	SizeNameDisplay:     22,
	SizeNameControl:     36,
	SizeNameTagRadius:   4,
	SizeNameCardRadius:  8,
	SizeNamePanelRadius: 12,
	SizeNameFocusRing:   2,
}
