package paper

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/gomono"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"
)

// noLetter stands for a letter that the fonts do not have.
const noLetter = '□'

// fonts are those that a sheet is set in. All of them have the same letters: Latin with
// its accents, Greek and Cyrillic.
var fonts = map[style][]byte{plain: goregular.TTF, bold: gobold.TTF, fixed: gomono.TTF}

// letters tells which letters can be printed.
var letters = sync.OnceValues(func() (*sfnt.Font, error) { return sfnt.Parse(goregular.TTF) })

// setter makes texts printable, and notes whether a letter could not be printed.
type setter struct {
	font    *sfnt.Font
	buffer  sfnt.Buffer
	missing bool
}

func newSetter() (*setter, error) {
	font, err := letters()
	if err != nil {
		return nil, fmt.Errorf("read the font: %w", err)
	}
	return &setter{font: font}, nil
}

// text is a text as it can be printed: accents on their letters, spaces of every width
// as one, and what has no look of its own left out.
func (s *setter) text(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\u2010', r == '\u2011':
			return '-'
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cc, unicode.Cf):
			return -1
		}
		return s.letter(r)
	}, norm.NFC.String(text))
}

// secret is a password as it can be printed: whoever types it from the paper types each
// of its letters, so none is changed or left out.
func (s *setter) secret(text string) string { return strings.Map(s.letter, text) }

func (s *setter) letter(r rune) rune {
	if at, err := s.font.GlyphIndex(&s.buffer, r); err != nil || at == 0 {
		s.missing = true
		return noLetter
	}
	return r
}
