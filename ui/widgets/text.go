package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// Fit says what a Text does when its words are wider than its place.
type Fit int

const (
	Natural  Fit = iota // never narrower than its words
	Ellipsis            // one line, cut off with an ellipsis
	Wrap                // as many lines as it takes
)

// Text is words without any space around them, in a colour and size of the theme. Wrapped text asks for the height
// that fits the width it was given last.
type Text struct {
	widget.BaseWidget

	text  string
	size  fyne.ThemeSizeName
	color fyne.ThemeColorName
	style fyne.TextStyle
	align fyne.TextAlign
	fit   Fit

	lines []string
	laid  float32 // the width that lines were made for
}

// NewText returns body text of the theme's foreground colour that never shrinks.
func NewText(text string) *Text {
	t := &Text{text: text, size: fynetheme.SizeNameText, color: fynetheme.ColorNameForeground}
	t.ExtendBaseWidget(t)
	return t
}

// NewCaption returns small muted text that wraps.
func NewCaption(text string) *Text {
	return NewText(text).Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted).Fitting(Wrap)
}

// NewHeading returns the bold heading of a group on a screen; it wraps.
func NewHeading(text string) *Text {
	return NewText(text).Sized(fynetheme.SizeNameSubHeadingText).Bold().Fitting(Wrap)
}

// NewTitle returns the bold title of a modal panel, cut off where it does not fit.
func NewTitle(text string) *Text {
	return NewText(text).Sized(theme.SizeNameTitle).Bold().Fitting(Ellipsis)
}

// NewDisplay returns the bold title of a screen, cut off where it does not fit.
func NewDisplay(text string) *Text {
	return NewText(text).Sized(theme.SizeNameDisplay).Bold().Fitting(Ellipsis)
}

// NewSection returns the small bold heading of a section of a list.
func NewSection(text string) *Text {
	return NewText(text).Sized(theme.SizeNameTag).Bold().Colored(theme.ColorNameMuted).Fitting(Ellipsis)
}

// Sized sets the text size by its name in the theme. It is meant for the line that makes the text.
func (t *Text) Sized(name fyne.ThemeSizeName) *Text {
	t.size = name
	return t
}

// Colored sets the colour by its name in the theme. It is meant for the line that makes the text.
func (t *Text) Colored(name fyne.ThemeColorName) *Text {
	t.color = name
	return t
}

// Bold makes the text bold. It is meant for the line that makes the text.
func (t *Text) Bold() *Text {
	t.style.Bold = true
	return t
}

// Monospace uses the fixed-width font. It is meant for the line that makes the text.
func (t *Text) Monospace() *Text {
	t.style.Monospace = true
	return t
}

// Aligned sets where lines start. It is meant for the line that makes the text.
func (t *Text) Aligned(align fyne.TextAlign) *Text {
	t.align = align
	return t
}

// Fitting says what to do with words that are too wide. It is meant for the line that makes the text.
func (t *Text) Fitting(fit Fit) *Text {
	t.fit = fit
	return t
}

// Text is the whole text, however much of it shows.
func (t *Text) Text() string { return t.text }

// SetText changes the words.
func (t *Text) SetText(text string) {
	if t.text == text {
		return
	}
	t.text = text
	t.Refresh()
}

// Say changes the words; without any the text takes no room.
func (t *Text) Say(text string) {
	t.SetText(text)
	if text == "" {
		t.Hide()
	} else {
		t.Show()
	}
}

// SetColor changes the colour by its name in the theme.
func (t *Text) SetColor(name fyne.ThemeColorName) {
	if t.color == name {
		return
	}
	t.color = name
	t.Refresh()
}

// preferredWidth is the width at which nothing is cut off or wrapped.
func (t *Text) preferredWidth() float32 {
	var width float32
	for _, line := range strings.Split(t.text, "\n") {
		width = max(width, measure(t, line, t.size, t.style).Width)
	}
	return width
}

// CreateRenderer implements fyne.Widget.
func (t *Text) CreateRenderer() fyne.WidgetRenderer {
	t.ExtendBaseWidget(t)
	return &textRenderer{text: t}
}

// textWide is a width at which all text stays on its own lines.
const textWide = 1e6

// breakLines sets t.lines for the given width; zero is a width that is not known yet.
func (t *Text) breakLines(width float32) {
	t.laid = width
	if width <= 0 {
		width = textWide
	}
	measure := func(s string) float32 { return measure(t, s, t.size, t.style).Width }
	switch t.fit {
	case Wrap:
		t.lines = wrapLines(t.text, width, measure)
	case Ellipsis:
		t.lines = []string{ellipsize(firstLine(t.text), width, measure)}
	default:
		t.lines = strings.Split(t.text, "\n")
	}
}

func (t *Text) lineHeight() float32 { return measure(t, "M", t.size, t.style).Height }

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line
}

// fitSlack lets a text that was measured to fit exactly do so in spite of rounding.
const fitSlack = 0.5

// wrapLines breaks text into lines no wider than width: at line breaks, else at spaces, else inside a word.
func wrapLines(text string, width float32, measure func(string) float32) []string {
	var lines []string
	for _, paragraph := range strings.Split(text, "\n") {
		line, empty := "", true
		for _, word := range strings.Split(paragraph, " ") {
			candidate := word
			if !empty {
				candidate = line + " " + word
			}
			if measure(candidate) <= width+fitSlack {
				line, empty = candidate, false
				continue
			}
			if !empty {
				lines = append(lines, line)
			}
			for line, empty = word, false; measure(line) > width+fitSlack; {
				head, tail := splitAt(line, width, measure)
				if tail == "" {
					break
				}
				lines = append(lines, head)
				line = tail
			}
		}
		lines = append(lines, line)
	}
	return lines
}

// splitAt cuts s after as many runes as fit, at least one. The tail is empty when all of it fits.
func splitAt(s string, width float32, measure func(string) float32) (head, tail string) {
	runes := []rune(s)
	n := fitting(runes, width, measure)
	n = max(n, 1)
	return string(runes[:n]), string(runes[n:])
}

// fitting is how many runes fit into width.
func fitting(runes []rune, width float32, measure func(string) float32) int {
	low, high := 0, len(runes)
	for low < high {
		mid := (low + high + 1) / 2
		if measure(string(runes[:mid])) <= width+fitSlack {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return low
}

func ellipsize(s string, width float32, measure func(string) float32) string {
	if measure(s) <= width+fitSlack {
		return s
	}
	const dots = "…"
	runes := []rune(s)
	n := fitting(runes, width-measure(dots), measure)
	return strings.TrimRight(string(runes[:n]), " ") + dots
}

type textRenderer struct {
	text  *Text
	lines []*canvas.Text
}

func (r *textRenderer) Destroy() {}

// textFloor is the least width of text that can be squeezed.
const textFloor = 16

func (r *textRenderer) MinSize() fyne.Size {
	t := r.text
	if t.lines == nil {
		t.breakLines(t.Size().Width)
	}
	height := t.lineHeight() * float32(len(t.lines))
	switch t.fit {
	case Natural:
		return fyne.NewSize(t.preferredWidth(), height)
	case Ellipsis:
		return fyne.NewSize(min(t.preferredWidth(), textFloor), height)
	default:
		return fyne.NewSize(textFloor, height)
	}
}

func (r *textRenderer) Layout(size fyne.Size) {
	t := r.text
	if t.lines == nil || t.laid != size.Width {
		t.breakLines(size.Width)
	}
	r.sync()
	height := t.lineHeight()
	for i, line := range r.lines {
		place(line, 0, float32(i)*height, size.Width, height)
	}
}

// sync makes one canvas.Text a line.
func (r *textRenderer) sync() {
	t := r.text
	for len(r.lines) < len(t.lines) {
		r.lines = append(r.lines, &canvas.Text{})
	}
	r.lines = r.lines[:len(t.lines)]
	for i, line := range r.lines {
		before := line.Text
		setText(t, line, t.lines[i], t.size, t.color)
		line.TextStyle = t.style
		line.Alignment = t.align
		if before != line.Text {
			line.Refresh()
		}
	}
}

func (r *textRenderer) Refresh() {
	t := r.text
	t.breakLines(t.Size().Width)
	r.Layout(t.Size())
	canvas.Refresh(t)
}

func (r *textRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.lines))
	for i, line := range r.lines {
		objects[i] = line
	}
	return objects
}
