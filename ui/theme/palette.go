package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
)

// The program's own colour names, beside those of Fyne. Each is one token of the design; what a token looks like
// in light and in dark is in the two palettes below.
const (
	ColorNameSurface fyne.ThemeColorName = "surface" // cards, panels, the sidebar
	ColorNameSunken  fyne.ThemeColorName = "sunken"  // fields
	ColorNameBorder  fyne.ThemeColorName = "border"  // lines around cards and fields, dividers
	ColorNameMuted   fyne.ThemeColorName = "muted"   // captions, labels, hints
	ColorNameSoft    fyne.ThemeColorName = "soft"    // ground of what is chosen
	ColorNameOK      fyne.ThemeColorName = "ok"
	ColorNameOKSoft  fyne.ThemeColorName = "okSoft"
	ColorNameWarn    fyne.ThemeColorName = "warn"
	// ColorNameWarnSoft and the other soft names are grounds: text of the tone goes on them.
	ColorNameWarnSoft fyne.ThemeColorName = "warnSoft"
	ColorNameBad      fyne.ThemeColorName = "bad"
	ColorNameBadSoft  fyne.ThemeColorName = "badSoft"
	// ColorNameOff fills what is used up or switched off. It is too pale for text: write with ColorNameMuted on
	// ColorNameOffSoft.
	ColorNameOff     fyne.ThemeColorName = "off"
	ColorNameOffSoft fyne.ThemeColorName = "offSoft"
	ColorNameScrim   fyne.ThemeColorName = "scrim" // laid over the window below a modal panel
	ColorNameGlow    fyne.ThemeColorName = "glow"  // one layer of the shadow around what floats
)

// palette is one appearance of every token.
type palette struct {
	background, surface, sunken, border color.NRGBA
	text, muted                         color.NRGBA
	primary, onPrimary, soft            color.NRGBA
	ok, okSoft                          color.NRGBA
	warn, warnSoft                      color.NRGBA
	bad, badSoft                        color.NRGBA
	off, offSoft                        color.NRGBA
	scrim, glow, shadow                 color.NRGBA
	menu                                color.NRGBA // lighter than what it lies over, in the dark too
}

// Muted, ok and warn of the light palette are a shade darker than the mock-ups: there they miss the contrast of
// 4.5 to 1 on the grounds on which they are used.
var light = palette{
	background: rgb(0xF5F6F8), surface: rgb(0xFFFFFF), sunken: rgb(0xEEF0F4), border: rgb(0xE1E5EB),
	text: rgb(0x1A2230), muted: rgb(0x5D6982),
	primary: rgb(0x1F66D8), onPrimary: rgb(0xFFFFFF), soft: rgb(0xE7EFFC),
	ok: rgb(0x187847), okSoft: rgb(0xE3F4EA),
	warn: rgb(0xA35706), warnSoft: rgb(0xFCF0DD),
	bad: rgb(0xBE2F1B), badSoft: rgb(0xFCE6E2),
	off: rgb(0x8C96A8), offSoft: rgb(0xECEFF3),
	scrim: alpha(0x000000, 0x66), glow: alpha(0x000000, 0x06), shadow: alpha(0x000000, 0x22),
	menu: rgb(0xFFFFFF),
}

var dark = palette{
	background: rgb(0x12161C), surface: rgb(0x1A2029), sunken: rgb(0x151A21), border: rgb(0x2B3440),
	text: rgb(0xE6EAF1), muted: rgb(0x94A0B4),
	primary: rgb(0x6AA3FF), onPrimary: rgb(0x0C1420), soft: rgb(0x1D2C45),
	ok: rgb(0x55C98B), okSoft: rgb(0x17301F),
	warn: rgb(0xE9A84B), warnSoft: rgb(0x33260F),
	bad: rgb(0xFF8471), badSoft: rgb(0x3A1B16),
	off: rgb(0x7C879A), offSoft: rgb(0x242B36),
	scrim: alpha(0x000000, 0x88), glow: alpha(0x000000, 0x18), shadow: alpha(0x000000, 0x55),
	menu: rgb(0x242B36),
}

func rgb(hex uint32) color.NRGBA { return alpha(hex, 0xFF) }

func alpha(hex uint32, a uint8) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: a} //nolint:gosec // each byte of it in turn
}

func withAlpha(c color.NRGBA, a uint8) color.NRGBA {
	c.A = a
	return c
}
