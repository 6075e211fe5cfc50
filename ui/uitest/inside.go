package uitest

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// slack is what rounding may take from a text before it counts as cut.
const slack = 1.5

// AssertInside fails the test for every visible text that a person could not read: one wider than its place, one that
// sticks out of what it is in, of the window, or sideways out of a scroll, and two that lie over each other. Text below
// the fold of a scroll is no problem, nor is what an entry has scrolled away.
func AssertInside(t *testing.T, c fyne.Canvas) {
	t.Helper()
	if problems := Misplaced(c); len(problems) > 0 {
		t.Errorf("texts cut off or overlapping at %v:\n%s", c.Size(), strings.Join(problems, "\n"))
	}
}

// Misplaced is the list of problems that AssertInside reports.
func Misplaced(c fyne.Canvas) []string {
	var problems []string
	var placed []seen
	window := rect{0, 0, c.Size().Width, c.Size().Height}
	walk(Top(c), func(s seen) bool {
		if _, ok := s.object.(interface{ SelectedText() string }); ok && isEntry(s.object) {
			return false
		}
		text, ok := s.object.(*canvas.Text)
		if !ok || strings.TrimSpace(text.Text) == "" {
			return true
		}
		s.place = inked(text, s.place)
		if problem := cut(s, window); problem != "" {
			problems = append(problems, fmt.Sprintf("%q %s", text.Text, problem))
		}
		for _, other := range placed {
			if overlap(s, other) && floats(s) == floats(other) {
				problems = append(problems, fmt.Sprintf("%q lies over %q", text.Text, other.object.(*canvas.Text).Text)) //nolint:errcheck // only texts are placed
			}
		}
		placed = append(placed, s)
		return true
	})
	return problems
}

// isEntry says whether o is a field to type in, which scrolls its text by itself.
func isEntry(o fyne.CanvasObject) bool {
	_, ok := o.(interface {
		SelectedText() string
		SetPlaceHolder(string)
	})
	if !ok {
		_, ok = o.(*widget.Entry)
	}
	return ok
}

// inked is where the letters of a text are, within the place that it was given.
func inked(text *canvas.Text, place rect) rect {
	width := fyne.MeasureText(text.Text, text.TextSize, text.TextStyle).Width
	free := place.right - place.left - width
	switch text.Alignment {
	case fyne.TextAlignCenter:
		place.left += free / 2
	case fyne.TextAlignTrailing:
		place.left += free
	case fyne.TextAlignLeading:
	}
	place.right = place.left + width
	return place
}

// cut says what cuts a text off, or nothing.
func cut(s seen, window rect) string {
	own := s.object.Size()
	if s.place.right-s.place.left > own.Width+slack {
		return fmt.Sprintf("is %.0f wide in a place of %.0f", s.place.right-s.place.left, own.Width)
	}
	for i := len(s.above) - 1; i >= 0; i-- {
		around := s.above[i]
		if _, scrolls := around.object.(fyne.Scrollable); scrolls {
			return sideways(s.place, around.place.intersect(window))
		}
		if out := beyond(s.place, around.place); out != "" {
			return fmt.Sprintf("sticks out %s of %T", out, around.object)
		}
	}
	if out := beyond(s.place, window); out != "" {
		return "sticks out " + out + " of the window"
	}
	return ""
}

func sideways(text, around rect) string {
	if text.left < around.left-slack || text.right > around.right+slack {
		return "sticks out sideways of a scroll"
	}
	return ""
}

func beyond(text, around rect) string {
	switch {
	case text.left < around.left-slack:
		return "at the left"
	case text.right > around.right+slack:
		return "at the right"
	case text.top < around.top-slack:
		return "at the top"
	case text.bottom > around.bottom+slack:
		return "at the bottom"
	}
	return ""
}

// floats says whether a text belongs to something that lies over the rest for a while and says so.
func floats(s seen) bool {
	for _, around := range s.above {
		if _, ok := around.object.(interface{ Floats() }); ok {
			return true
		}
	}
	return false
}

// overlap says whether two texts that can both be seen lie over each other.
func overlap(a, b seen) bool {
	const lines = 3 // letters do not fill the height of their line
	x := a.place.intersect(a.clip).intersect(b.place).intersect(b.clip)
	return x.right-x.left > slack && x.bottom-x.top > lines
}
