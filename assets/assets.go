// Package assets is what the program carries inside it: its icon and its
// translations. Lists that people choose from are beside it, in assets/zones and
// assets/countries.
//
// Nothing here imports Fyne: the icon is bytes, and ui makes a resource of them.
package assets

import "embed"

//go:generate go run ./icon/gen

//go:embed icon/icon.svg
var iconSVG []byte

//go:embed icon/icon.png
var iconPNG []byte

//go:embed translations
var translations embed.FS

// IconSVG returns the icon as an SVG document. The bytes are shared: do not
// change them.
func IconSVG() []byte { return iconSVG }

// IconPNG returns the icon as a PNG of 512 by 512 pixels with a transparent
// background. The bytes are shared: do not change them.
func IconPNG() []byte { return iconPNG }

// Translations returns the files of the directory "translations", one a language
// and named after it, such as "translations/en.json": an object from the English
// text to its translation.
func Translations() embed.FS { return translations }
