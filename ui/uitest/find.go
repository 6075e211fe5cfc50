package uitest

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"accountsmanager/ui/widgets"
)

// Texts is all that can be read below root, in the order of the tree.
func Texts(root fyne.CanvasObject) []string {
	var texts []string
	walk(root, func(s seen) bool {
		if text, ok := s.object.(*canvas.Text); ok && text.Text != "" {
			texts = append(texts, text.Text)
		}
		return true
	})
	return texts
}

// Dump is all that can be read on a canvas, a line each with its place: for the message of a test that failed.
func Dump(c fyne.Canvas) string {
	var b strings.Builder
	for _, root := range roots(c) {
		walk(root, func(s seen) bool {
			if text, ok := s.object.(*canvas.Text); ok && text.Text != "" {
				fmt.Fprintf(&b, "%4.0f,%4.0f %q\n", s.place.left, s.place.top, text.Text)
			}
			return true
		})
	}
	return b.String()
}

// Has says whether text can be read below root, as a whole line or as part of wrapped ones.
func Has(root fyne.CanvasObject, text string) bool {
	all := Texts(root)
	return strings.Contains(strings.Join(all, "\n"), text) || strings.Contains(strings.Join(all, " "), text)
}

// FindAll returns all visible objects of a type below root, in the order of the tree.
func FindAll[T any](root fyne.CanvasObject) []T {
	var found []T
	walk(root, func(s seen) bool {
		if o, ok := any(s.object).(T); ok {
			found = append(found, o)
		}
		return true
	})
	return found
}

// Find returns the first visible object of a type below root that says text: one of the lines that can be read in it is
// text, or it wraps to text. The test fails if there is none.
func Find[T any](t *testing.T, root fyne.CanvasObject, text string) T {
	t.Helper()
	found, ok := Lookup[T](root, text)
	if !ok {
		t.Fatalf("no visible %T says %q; there is %q", found, text, Texts(root))
	}
	return found
}

// Lookup is Find for what may be missing.
func Lookup[T any](root fyne.CanvasObject, text string) (found T, ok bool) {
	walk(root, func(s seen) bool {
		if o, is := any(s.object).(T); is && !ok && says(s.object, text) {
			found, ok = o, true
		}
		return !ok
	})
	return found, ok
}

func says(o fyne.CanvasObject, text string) bool {
	lines := Texts(o)
	for _, line := range lines {
		if line == text {
			return true
		}
	}
	return strings.Join(lines, " ") == text
}

// Field returns the visible form field with a label. A " *" at the end of the label may be left out.
func Field(t *testing.T, root fyne.CanvasObject, label string) *widgets.FormField {
	t.Helper()
	var labels []string
	for _, f := range FindAll[*widgets.FormField](root) {
		if strings.TrimSuffix(f.Label(), " *") == strings.TrimSuffix(label, " *") {
			return f
		}
		labels = append(labels, f.Label())
	}
	t.Fatalf("no visible field %q; there is %q", label, labels)
	return nil
}
