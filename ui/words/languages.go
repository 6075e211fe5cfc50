package words

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// LanguageName calls a language as those who speak it do, such as "Deutsch
// (Deutschland)"; what is no tag stays as it is.
func LanguageName(tag string) string {
	t, err := language.Parse(tag)
	if err != nil {
		return tag
	}
	base, _ := t.Base()
	own := language.Make(base.String())
	name := capital(display.Self.Name(own))
	if name == "" {
		return tag
	}
	if region, sure := t.Region(); sure == language.Exact {
		name += " (" + display.Regions(own).Name(region) + ")"
	}
	return name
}

func capital(s string) string {
	r, size := utf8.DecodeRuneInString(s)
	return string(unicode.ToUpper(r)) + s[size:]
}
