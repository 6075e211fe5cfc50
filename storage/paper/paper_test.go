package paper_test

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf16"

	"github.com/ledongthuc/pdf"
	"github.com/stretchr/testify/require"
	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"

	"accountsmanager/domain"
	"accountsmanager/storage/paper"
)

var noon = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// welcome is a sheet with so many administrators, each with a password.
func welcome(administrators int) domain.Paper {
	p := domain.Paper{
		Title: "Добро пожаловать, Åsa & Łukasz", Intro: "How to sign in", Warning: "Hand it over safely.",
		Notes: []string{"That is all."}, Footer: "ABC Company", Unprintable: "Some letters are missing.", Language: "ru-RU", Made: noon,
		Sections: []domain.PaperSection{{Heading: "Учётная запись", Rows: []domain.PaperRow{{Label: "Realm", Value: "abc.sip.example"}}}},
	}
	for i := range administrators {
		p.Sections = append(p.Sections, domain.PaperSection{Heading: fmt.Sprintf("Heading %d.", i), Rows: []domain.PaperRow{
			{Label: "User name", Value: fmt.Sprintf("user%d@abc.example", i)},
			{Label: "Password", Secret: domain.NewSecret(fmt.Sprintf("l1IO0-%d;", i))},
		}})
	}
	return p
}

func made(t *testing.T, p domain.Paper) []byte {
	t.Helper()
	data, err := paper.Printer{}.PDF(p)
	require.NoError(t, err)
	return data
}

// line is a line of text where it stands on a page, in points from its lower left corner.
type line struct {
	font       string
	size, x, y float64
	text       string
}

// lines reads each page. The reader's own decoding knows none but Latin letters.
func lines(t *testing.T, data []byte) (pages [][]line) {
	t.Helper()
	r, err := pdf.NewReader(bytes.NewReader(data), int64(len(data)))
	require.NoError(t, err)
	for i := range r.NumPage() {
		page := r.Page(i + 1)
		var at line
		var all []line
		pdf.Interpret(page.V.Key("Contents"), func(stack *pdf.Stack, op string) {
			switch op {
			case "Tf":
				at.size = stack.Pop().Float64()
				at.font = page.Font(stack.Pop().Name()).BaseFont()
			case "Td":
				at.y, at.x = stack.Pop().Float64(), stack.Pop().Float64()
			case "Tj":
				at.text = fromUTF16(stack.Pop().RawString())
				all = append(all, at)
			}
			for stack.Len() > 0 {
				stack.Pop()
			}
		})
		pages = append(pages, all)
	}
	return pages
}

func fromUTF16(text string) string {
	codes := make([]uint16, len(text)/2)
	for i := range codes {
		codes[i] = binary.BigEndian.Uint16([]byte(text[2*i:]))
	}
	return string(utf16.Decode(codes))
}

// read gives the text of each page, without the spaces.
func read(t *testing.T, data []byte) (pages []string) {
	t.Helper()
	for _, page := range lines(t, data) {
		var text strings.Builder
		for _, l := range page {
			text.WriteString(l.text)
		}
		pages = append(pages, squeezed(text.String()))
	}
	return pages
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), "") }

func TestASheetIsReadBack(t *testing.T) {
	data := made(t, welcome(2))
	pages := read(t, data)
	require.Len(t, pages, 1)
	for _, text := range []string{
		"Добро пожаловать, Åsa & Łukasz", "How to sign in", "Hand it over safely.", "Учётная запись", "Realm", "abc.sip.example",
		"user1@abc.example", "l1IO0-0;", "l1IO0-1;", "That is all.", "ABC Company", "1 / 1",
	} {
		require.Contains(t, pages[0], squeezed(text))
	}
	require.NotContains(t, pages[0], squeezed("Some letters are missing."))
	require.Contains(t, string(data), "/Lang (ru-RU)")
}

func TestManyAdministratorsTakeManyPages(t *testing.T) {
	const many = 120
	data := made(t, welcome(many))
	pages := read(t, data)
	require.Greater(t, len(pages), 5)
	for i := range many {
		heading, password := fmt.Sprintf("Heading%d.", i), fmt.Sprintf("l1IO0-%d;", i)
		for n, page := range pages {
			if !strings.Contains(page, heading) {
				continue
			}
			require.Contains(t, page, fmt.Sprintf("user%d@", i), "a heading alone at the end of page %d", n)
		}
		require.Equal(t, 1, strings.Count(strings.Join(pages, "\n"), password), "each password is there once")
	}
	for n, page := range pages {
		require.Contains(t, page, fmt.Sprintf("ABCCompany%d/%d", n+1, len(pages)), "each page has its foot")
	}
	stayOnThePaper(t, data)
}

// stayOnThePaper fails where a letter is outside the margins of A4, in points.
func stayOnThePaper(t *testing.T, data []byte) {
	t.Helper()
	const margin, foot, width, height = 56.0, 25.0, 595.3, 841.9
	for n, page := range lines(t, data) {
		for _, l := range page {
			end := l.x + wide(t, l)
			require.True(t, l.x >= margin && end <= width-margin+1, "page %d: %q from %v to %v", n+1, l.text, l.x, end)
			require.True(t, l.y >= foot && l.y <= height-margin, "page %d: %q at the height of %v", n+1, l.text, l.y)
		}
	}
}

// wide is how wide a line is, by the font's own account.
func wide(t *testing.T, l line) float64 {
	t.Helper()
	data := map[string][]byte{"utf8plain": goregular.TTF, "utf8bold": gobold.TTF, "utf8fixed": gomono.TTF}[l.font]
	parsed, err := sfnt.Parse(data)
	require.NoError(t, err, "%+v", l)
	face, err := opentype.NewFace(parsed, &opentype.FaceOptions{Size: l.size, DPI: 72})
	require.NoError(t, err)
	return float64(font.MeasureString(face, l.text)) / 64
}

func TestLongTextsWrap(t *testing.T) {
	long := strings.Repeat("долгое слово ", 60) + "."
	whole := strings.Repeat("x", 400) + "!"
	endless := strings.Repeat("page after page ", 1500) + "?"
	p := domain.Paper{
		Title: long, Intro: whole, Warning: long, Notes: []string{endless}, Footer: "foot", Made: noon,
		Sections: []domain.PaperSection{{Heading: whole, Rows: []domain.PaperRow{
			{Label: whole, Value: long}, {Label: "Password", Secret: domain.NewSecret(whole)}, {Label: "Two\nlines", Value: endless},
		}}},
	}
	data := made(t, p)
	stayOnThePaper(t, data)
	text := strings.Join(read(t, data), "")
	require.Equal(t, 4, strings.Count(text, "!"))
	require.GreaterOrEqual(t, strings.Count(text, "x"), 4*400, "no letter is lost where a word is broken")
	require.Equal(t, 2, strings.Count(text, "?"))
}

// Whoever types a password from paper types its spaces too, those where a line ends as well.
func TestNoLetterOfAPasswordIsLost(t *testing.T) {
	password := strings.Repeat("correct horse  battery ", 12)
	p := domain.Paper{Made: noon, Sections: []domain.PaperSection{{Rows: []domain.PaperRow{
		{Label: "Password", Secret: domain.NewSecret(password)},
	}}}}
	data := made(t, p)
	stayOnThePaper(t, data)
	var printed strings.Builder
	for _, l := range lines(t, data)[0] {
		if l.font == "utf8fixed" {
			printed.WriteString(l.text)
		}
	}
	require.Equal(t, password, printed.String())
}

func TestTheSamePaperGivesTheSameBytes(t *testing.T) {
	want := made(t, welcome(5))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			data, err := paper.Printer{}.PDF(welcome(5))
			if err != nil || !bytes.Equal(want, data) {
				t.Error("it is another file", err)
			}
		})
	}
	all.Wait()
	later := welcome(5)
	later.Made = noon.Add(24 * time.Hour)
	other := made(t, later)
	require.NotEqual(t, want, other)
	for _, dated := range []string{"D:20261126120000", "D:20261127120000"} {
		want, other = bytes.ReplaceAll(want, []byte(dated), nil), bytes.ReplaceAll(other, []byte(dated), nil)
	}
	require.Equal(t, string(want), string(other), "the date is all that differs")
}

func TestLettersThatCannotBePrintedAreToldOf(t *testing.T) {
	p := welcome(0)
	p.Sections = []domain.PaperSection{{Heading: "東京", Rows: []domain.PaperRow{
		{Label: "Cafe\u0301", Value: "a\u200bb\u2011c\u202fd\U0001F600"},
		{Label: "Password", Secret: domain.NewSecret("pass\u0301w\u200bord")},
	}}}
	page := read(t, made(t, p))[0]
	for _, text := range []string{"□□", "Café", "ab-cd□", "pass□w□ord", "Somelettersaremissing."} {
		require.Contains(t, page, text)
	}
}

func TestAllFontsHaveTheSameLetters(t *testing.T) {
	has := func(data []byte) (all []rune) {
		parsed, err := sfnt.Parse(data)
		require.NoError(t, err)
		var b sfnt.Buffer
		for r := rune(0x20); r < 0x10000; r++ {
			if at, err := parsed.GlyphIndex(&b, r); err == nil && at != 0 {
				all = append(all, r)
			}
		}
		return all
	}
	require.Equal(t, has(goregular.TTF), has(gobold.TTF))
	require.Equal(t, has(goregular.TTF), has(gomono.TTF))
	require.Subset(t, has(goregular.TTF), []rune("ÄÖÜäöüßÉéèçñŁłőžАБЯабяёЁєїґ…“”„«»’–—·→€№□"))
}

func TestAPaperOfNothing(t *testing.T) {
	require.Equal(t, []string{"1/1"}, read(t, made(t, domain.Paper{Made: noon})))
}
