package drive

import (
	"fmt"
	"strings"
)

// Seen is a text the program shows, in pixels from the window's corner.
type Seen struct {
	Text   string `json:"text"`
	X      int    `json:"x"`
	Y      int    `json:"y"`
	Width  int    `json:"w"`
	Height int    `json:"h"`
	Layer  int    `json:"layer"`
}

// View is what the program shows at one moment.
type View struct {
	Width  int    `json:"w"`
	Height int    `json:"h"`
	Layers int    `json:"layers"`
	Texts  []Seen `json:"texts"`
	Focus  string `json:"focus"`
}

// Find finds a text on the topmost layer that has it.
func (v View) Find(text string) (Seen, bool) {
	best, ok := Seen{Layer: -1}, false
	for _, s := range v.Texts {
		if matches(s.Text, text) && s.Layer > best.Layer {
			best, ok = s, true
		}
	}
	return best, ok
}

// FindAll finds a text everywhere, from top to bottom as the window has it.
func (v View) FindAll(text string) []Seen {
	var out []Seen
	for _, s := range v.Texts {
		if matches(s.Text, text) {
			out = append(out, s)
		}
	}
	return out
}

func matches(shown, wanted string) bool {
	if start, ok := strings.CutSuffix(wanted, "…"); ok {
		return strings.HasPrefix(shown, start)
	}
	return shown == wanted
}

// String lists the texts for an error message.
func (v View) String() string {
	var b strings.Builder
	for _, s := range v.Texts {
		fmt.Fprintf(&b, "  layer %d at %d,%d: %q\n", s.Layer, s.X, s.Y, s.Text)
	}
	return b.String()
}
