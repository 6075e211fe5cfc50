package inspect

import (
	_ "unsafe" // for linkname

	"fyne.io/fyne/v2"
	_ "fyne.io/fyne/v2/canvas" // links the package that holds the renderers
)

// rendererOf gives the renderer that a widget is drawn with. Fyne keeps it to
// itself, and making a second one would change the widget; there is no public
// way to walk what a window shows.
//
//go:linkname rendererOf fyne.io/fyne/v2/internal/cache.Renderer
func rendererOf(w fyne.Widget) fyne.WidgetRenderer
