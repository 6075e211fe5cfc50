package sheet

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// Encoding is how a file's letters are written.
type Encoding string

// The encodings. Windows1252 is guessed: every file that is none of the others
// can be read as one, if perhaps not rightly.
const (
	UTF8        Encoding = "UTF-8"
	UTF16       Encoding = "UTF-16"
	Windows1252 Encoding = "Windows-1252"
)

// decode finds out how the letters are written. Spreadsheets write UTF-8 with a
// mark or without, UTF-16 ("Unicode text"), and what the system wrote before.
func decode(data []byte) (string, Encoding) {
	if bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff")) {
		plain, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder().Bytes(data)
		if err == nil {
			return string(plain), UTF16
		}
	}
	if plain := withoutMark(data); utf8.Valid(plain) {
		return string(plain), UTF8
	}
	plain, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil { // it maps every byte to something
		return string(bytes.ToValidUTF8(data, []byte("\ufffd"))), Windows1252
	}
	return string(plain), Windows1252
}
