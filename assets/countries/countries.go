// Package countries is the list of countries for an address: the codes of ISO
// 3166-1 alpha-2, named and sorted in the reader's language.
package countries

import (
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// Country is one entry of the list.
type Country struct {
	Code string // two capital letters, such as "DE"
	Name string // in the language that was asked for
}

// All returns every country with its name in lang (a BCP 47 tag such as "de" or
// "fr-CA"), sorted as that language sorts. A language that is not known gives
// English.
func All(lang string) []Country {
	tag := language.Make(lang)
	name := namer(tag)
	countries := make(byName, 0, len(english))
	for code := range english {
		countries = append(countries, Country{code, name(code)})
	}
	collate.New(tag, collate.Loose).Sort(countries)
	return countries
}

// Known tells whether a code, in capitals or not, is on the list.
func Known(code string) bool {
	_, ok := english[strings.ToUpper(strings.TrimSpace(code))]
	return ok
}

// Name returns a country's name in lang. A code that is not on the list is its
// own name, for a server may hold anything.
func Name(code, lang string) string { return namer(language.Make(lang))(code) }

// namer returns how countries are called in a language.
func namer(tag language.Tag) func(code string) string {
	regions := display.Regions(tag)
	base, _ := tag.Base()
	return func(code string) string {
		own, ok := english[code]
		if !ok {
			return code
		}
		if base.String() == "en" || regions == nil {
			return own
		}
		if name := renamed[base.String()][code]; name != "" {
			return name
		}
		if name := regions.Name(language.MustParseRegion(code)); name != "" {
			return name
		}
		return own
	}
}

// byName sorts countries the way collate wants to be asked.
type byName []Country

func (c byName) Len() int           { return len(c) }
func (c byName) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c byName) Bytes(i int) []byte { return []byte(c[i].Name) }
