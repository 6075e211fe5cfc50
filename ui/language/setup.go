package language

import (
	_ "unsafe" // for linkname

	_ "fyne.io/fyne/v2/lang" // links the package that holds the function
)

// setupLang makes Fyne look texts up in one language, with its rules for plurals and
// Fyne's own words too. Fyne has no public way to choose one: loading a language's file
// under the name of the system's has the rules of the wrong one.
//
//go:linkname setupLang fyne.io/fyne/v2/lang.setupLang
func setupLang(tag string)
