package paper

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"

	"codeberg.org/go-pdf/fpdf"

	"accountsmanager/domain"
)

// Printer makes PDF files.
type Printer struct{}

// PDF sets a paper on as many pages as it needs. The same paper gives the same bytes.
func (Printer) PDF(p domain.Paper) ([]byte, error) {
	letters, err := newSetter()
	if err != nil {
		return nil, fmt.Errorf("make a PDF: %w", err)
	}
	s := newSheet(p, letters)
	s.head(p)
	for _, section := range p.Sections {
		s.section(section)
	}
	s.notes(p)
	s.feet(p.Footer)
	var out bytes.Buffer
	if err := s.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("make a PDF: %w", err)
	}
	return out.Bytes(), nil
}

// style is a font, as it is called inside the file.
type style string

const (
	plain style = "plain"
	bold  style = "bold"
	fixed style = "fixed" // every letter as wide as the others: passwords
)

// Lengths are in millimetres, sizes of letters in points.
const (
	margin     = 20.0
	labelWidth = 46.0
	gutter     = 4.0
	rowGap     = 1.0
	padding    = 4.0 // inside a frame
	footAt     = 14.0

	titleSize   = 20.0
	headingSize = 12.0
	textSize    = 10.0
	smallSize   = 8.5
)

// leading is how high a line of letters of a size is.
func leading(size float64) float64 { return size * 0.5 }

// sheet is paper that is being written on, from the top down.
type sheet struct {
	pdf           *fpdf.Fpdf
	letters       *setter
	width, bottom float64 // of what is written on; where it ends
}

func newSheet(p domain.Paper, letters *setter) *sheet {
	pdf := fpdf.New("P", "mm", "A4", "")
	pdf.SetMargins(margin, margin, margin)
	pdf.SetAutoPageBreak(false, 0)
	pdf.SetCellMargin(0)
	pdf.SetCatalogSort(true) // else its parts are in another order each time
	pdf.SetCreationDate(p.Made)
	pdf.SetModificationDate(p.Made)
	pdf.SetProducer("Accounts Manager", true)
	pdf.SetTitle(letters.text(p.Title), true)
	pdf.SetLang(p.Language)
	for _, s := range []style{plain, bold, fixed} {
		pdf.AddUTF8FontFromBytes(string(s), "", slices.Clone(fonts[s]))
	}
	width, height := pdf.GetPageSize()
	pdf.AddPage()
	return &sheet{pdf: pdf, letters: letters, width: width - 2*margin, bottom: height - margin}
}

// lines breaks a text at words, or inside one that is too long for a line.
func (s *sheet) lines(text string, font style, size, width float64) []string {
	s.pdf.SetFont(string(font), "", size)
	return s.pdf.SplitText(text, width)
}

// line writes one line where the pen is, and leaves the pen there.
func (s *sheet) line(text string, font style, size, x, width float64) {
	y := s.pdf.GetY()
	s.pdf.SetFont(string(font), "", size)
	s.pdf.SetXY(x, y)
	s.pdf.CellFormat(width, leading(size), text, "", 0, "L", false, 0, "")
	s.pdf.SetY(y)
}

func (s *sheet) down(by float64) { s.pdf.SetY(s.pdf.GetY() + by) }

// room goes to the next page where so much does not fit on this one, unless it would fit
// on none.
func (s *sheet) room(height float64) {
	if s.pdf.GetY()+height > s.bottom && height <= s.bottom-margin {
		s.pdf.AddPage()
	}
}

// block writes a text over the whole width, on as many pages as it takes.
func (s *sheet) block(text string, font style, size float64) {
	lines := s.lines(text, font, size, s.width)
	s.room(float64(min(len(lines), 2)) * leading(size))
	for _, line := range lines {
		s.room(leading(size))
		s.line(line, font, size, margin, s.width)
		s.down(leading(size))
	}
}

func (s *sheet) ink(level int) { s.pdf.SetTextColor(level, level, level) }

func (s *sheet) head(p domain.Paper) {
	s.block(s.letters.text(p.Title), bold, titleSize)
	s.down(2)
	if p.Intro != "" {
		s.ink(80)
		s.block(s.letters.text(p.Intro), plain, textSize)
		s.ink(0)
		s.down(2)
	}
	if p.Warning != "" {
		s.framed(s.letters.text(p.Warning))
	}
}

// framed writes what must not be overlooked, in a frame.
func (s *sheet) framed(text string) {
	s.down(2)
	inside := s.width - 2*padding
	lines := s.lines(text, bold, textSize, inside)
	height := float64(len(lines))*leading(textSize) + 2*padding
	s.room(height)
	s.pdf.SetLineWidth(0.5)
	s.pdf.Rect(margin, s.pdf.GetY(), s.width, height, "D")
	s.down(padding)
	for _, line := range lines {
		s.line(line, bold, textSize, margin+padding, inside)
		s.down(leading(textSize))
	}
	s.down(padding)
}

// row is a row broken into lines.
type row struct {
	label, value []string
	font         style
}

func (s *sheet) broken(r domain.PaperRow) row {
	label := s.lines(s.letters.text(r.Label), plain, textSize, labelWidth)
	if !r.Secret.IsZero() {
		return row{label: label, font: fixed, value: s.cells(s.letters.secret(r.Secret.Reveal()))} //nolint:forbidigo // the person asked for it on paper
	}
	return row{label: label, font: plain, value: s.lines(s.letters.text(r.Value), plain, textSize, s.valueWidth())}
}

// cells breaks a password where the line is full: at a space, the space would be lost.
func (s *sheet) cells(text string) (lines []string) {
	s.pdf.SetFont(string(fixed), "", textSize)
	for part := range slices.Chunk([]rune(text), int(s.valueWidth()/s.pdf.GetStringWidth("0"))) {
		lines = append(lines, string(part))
	}
	return lines
}

func (s *sheet) valueWidth() float64 { return s.width - labelWidth - gutter }

func (r row) height() float64 {
	return float64(max(len(r.label), len(r.value)))*leading(textSize) + rowGap
}

// section writes a heading and its rows; the heading is never alone at the end of a page.
func (s *sheet) section(section domain.PaperSection) {
	rows := make([]row, len(section.Rows))
	for i, r := range section.Rows {
		rows[i] = s.broken(r)
	}
	heading := s.lines(s.letters.text(section.Heading), bold, headingSize, s.width)
	height := float64(len(heading))*leading(headingSize) + 8
	if len(rows) > 0 {
		height += rows[0].height()
	}
	s.down(4)
	s.room(height)
	for _, line := range heading {
		s.room(leading(headingSize))
		s.line(line, bold, headingSize, margin, s.width)
		s.down(leading(headingSize))
	}
	s.pdf.SetLineWidth(0.2)
	s.pdf.Line(margin, s.pdf.GetY()+0.6, margin+s.width, s.pdf.GetY()+0.6)
	s.down(2.6)
	for _, r := range rows {
		s.row(r)
	}
}

// row writes a name and its value side by side, together on a page where they fit on one.
func (s *sheet) row(r row) {
	s.room(r.height())
	for i := range max(len(r.label), len(r.value)) {
		s.room(leading(textSize))
		if i < len(r.label) {
			s.ink(90)
			s.line(r.label[i], plain, textSize, margin, labelWidth)
			s.ink(0)
		}
		if i < len(r.value) {
			s.line(r.value[i], r.font, textSize, margin+labelWidth+gutter, s.valueWidth())
		}
		s.down(leading(textSize))
	}
	s.down(rowGap)
}

func (s *sheet) notes(p domain.Paper) {
	notes := make([]string, 0, len(p.Notes)+1)
	for _, note := range p.Notes {
		notes = append(notes, s.letters.text(note))
	}
	if s.letters.missing && p.Unprintable != "" {
		notes = append(notes, s.letters.text(p.Unprintable))
	}
	s.down(5)
	s.ink(80)
	for _, note := range notes {
		s.block(note, plain, textSize)
		s.down(2)
	}
	s.ink(0)
}

// feet writes the foot of every page, once it is known how many there are.
func (s *sheet) feet(text string) {
	pages := s.pdf.PageCount()
	_, height := s.pdf.GetPageSize()
	foot := ""
	const numberWidth = 20.0
	if lines := s.lines(s.letters.text(text), plain, smallSize, s.width-numberWidth); len(lines) > 0 {
		foot = lines[0]
	}
	s.ink(110)
	for page := 1; page <= pages; page++ {
		s.pdf.SetPage(page)
		s.pdf.SetY(height - footAt)
		s.line(foot, plain, smallSize, margin, s.width-numberWidth)
		s.pdf.SetXY(margin+s.width-numberWidth, height-footAt)
		s.pdf.CellFormat(numberWidth, leading(smallSize), strconv.Itoa(page)+" / "+strconv.Itoa(pages), "", 0, "R", false, 0, "")
	}
}
