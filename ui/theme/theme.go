// Package theme is the look of the program: colours, text sizes, paddings and radii, light and dark.
//
// It maps the design's tokens to Fyne's theme names and adds names of its own (ColorNameSurface, SizeNameTitle ...)
// for what Fyne has no word for. It draws nothing: widgets live in ui/widgets. Colours are looked up whenever a
// widget refreshes and never kept, so that a change of appearance reaches everything.
package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	fynetheme "fyne.io/fyne/v2/theme"
)

// Appearance is the person's choice between light and dark.
type Appearance int

const (
	System Appearance = iota // whatever the operating system says, followed while the program runs
	Light
	Dark
)

// New returns the program's theme in the given appearance. Fonts and icons are Fyne's.
func New(appearance Appearance) fyne.Theme {
	return &appTheme{appearance: appearance, base: fynetheme.DefaultTheme()}
}

type appTheme struct {
	appearance Appearance
	base       fyne.Theme
}

// Color implements fyne.Theme. The variant is the operating system's wish and counts only for System; a variant
// that is neither light nor dark is taken as light.
func (t *appTheme) Color(name fyne.ThemeColorName, variant fyne.ThemeVariant) color.Color {
	variant = t.variant(variant)
	if c, ok := own(name, paletteFor(variant)); ok {
		return c
	}
	if c, ok := mapped(name, paletteFor(variant)); ok {
		return c
	}
	return t.base.Color(name, variant)
}

// Font implements fyne.Theme.
func (t *appTheme) Font(style fyne.TextStyle) fyne.Resource { return t.base.Font(style) }

// Icon implements fyne.Theme.
func (t *appTheme) Icon(name fyne.ThemeIconName) fyne.Resource { return t.base.Icon(name) }

// Size implements fyne.Theme.
func (t *appTheme) Size(name fyne.ThemeSizeName) float32 {
	if s, ok := sizes[name]; ok {
		return s
	}
	return t.base.Size(name)
}

func (t *appTheme) variant(system fyne.ThemeVariant) fyne.ThemeVariant {
	switch t.appearance {
	case Light:
		return fynetheme.VariantLight
	case Dark:
		return fynetheme.VariantDark
	default:
		return system
	}
}

func paletteFor(v fyne.ThemeVariant) *palette {
	if v == fynetheme.VariantDark {
		return &dark
	}
	return &light
}

// own answers the names that this package adds.
func own(name fyne.ThemeColorName, p *palette) (color.Color, bool) {
	switch name {
	case ColorNameSurface:
		return p.surface, true
	case ColorNameSunken:
		return p.sunken, true
	case ColorNameBorder:
		return p.border, true
	case ColorNameMuted:
		return p.muted, true
	case ColorNameSoft:
		return p.soft, true
	case ColorNameOK:
		return p.ok, true
	case ColorNameOKSoft:
		return p.okSoft, true
	case ColorNameWarn:
		return p.warn, true
	case ColorNameWarnSoft:
		return p.warnSoft, true
	case ColorNameBad:
		return p.bad, true
	case ColorNameBadSoft:
		return p.badSoft, true
	case ColorNameOff:
		return p.off, true
	case ColorNameOffSoft:
		return p.offSoft, true
	case ColorNameScrim:
		return p.scrim, true
	case ColorNameGlow:
		return p.glow, true
	}
	return nil, false
}

// mapped answers Fyne's names, so that its own widgets (menus, calendars, scroll bars) match ours.
func mapped(name fyne.ThemeColorName, p *palette) (color.Color, bool) {
	switch name {
	case fynetheme.ColorNameBackground:
		return p.background, true
	case fynetheme.ColorNameButton, fynetheme.ColorNameDisabledButton:
		return p.offSoft, true
	case fynetheme.ColorNameDisabled:
		return p.off, true
	case fynetheme.ColorNameError:
		return p.bad, true
	case fynetheme.ColorNameFocus, fynetheme.ColorNameSelection:
		return withAlpha(p.primary, 0x48), true
	case fynetheme.ColorNameForeground:
		return p.text, true
	case fynetheme.ColorNameForegroundOnPrimary:
		return p.onPrimary, true
	case fynetheme.ColorNameForegroundOnError, fynetheme.ColorNameForegroundOnSuccess,
		fynetheme.ColorNameForegroundOnWarning:
		return p.onPrimary, true
	case fynetheme.ColorNameHover:
		return withAlpha(p.text, 0x0F), true
	case fynetheme.ColorNamePressed:
		return withAlpha(p.text, 0x20), true
	case fynetheme.ColorNameHeaderBackground, fynetheme.ColorNameInputBackground:
		return p.sunken, true
	case fynetheme.ColorNameInputBorder, fynetheme.ColorNameSeparator:
		return p.border, true
	case fynetheme.ColorNameMenuBackground:
		return p.menu, true
	case fynetheme.ColorNameOverlayBackground:
		return p.surface, true
	case fynetheme.ColorNamePlaceHolder:
		return p.muted, true
	case fynetheme.ColorNamePrimary, fynetheme.ColorNameHyperlink:
		return p.primary, true
	case fynetheme.ColorNameScrollBar:
		return withAlpha(p.muted, 0x90), true
	case fynetheme.ColorNameScrollBarBackground:
		return withAlpha(p.muted, 0x18), true
	case fynetheme.ColorNameShadow:
		return p.shadow, true
	case fynetheme.ColorNameSuccess:
		return p.ok, true
	case fynetheme.ColorNameWarning:
		return p.warn, true
	}
	return nil, false
}
