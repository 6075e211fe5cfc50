// Package choices has what fields of one of many offer, searched as people type: time
// zones, languages, countries, representatives. It knows no draft and no account.
package choices

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"
	"golang.org/x/text/language"
	"golang.org/x/text/language/display"

	"accountsmanager/assets/countries"
	"accountsmanager/assets/zones"
	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Zone shows a time zone with its offset and the time that its clocks show.
func Zone(name string, now time.Time) widgets.Option {
	o := widgets.Option{ID: name, Label: name}
	offset, err := zones.Offset(name, now)
	if err != nil { // a name that is no zone: it is shown as it was typed
		return o
	}
	clock := now.In(time.FixedZone(name, offset)).Format("15:04")
	o.Detail = lang.L("{{.Offset}}, now {{.Time}}", map[string]any{"Offset": zones.Label(offset), "Time": clock})
	return o
}

// Zones finds time zones by part of a name or a city.
func Zones(now func() time.Time) func(string, int) []widgets.Option {
	return func(query string, limit int) []widgets.Option {
		at := now()
		var out []widgets.Option
		for _, z := range zones.Search(query, limit) {
			out = append(out, Zone(z.Name, at))
		}
		return out
	}
}

// languageTags are what is offered as the language of an account. Kazoo takes any
// tag; these are the ones that people have asked platforms for.
var languageTags = []string{
	"cs-CZ", "da-DK", "de-AT", "de-CH", "de-DE", "el-GR", "en-AU", "en-CA", "en-GB", "en-US", "es-ES", "es-MX", "fi-FI",
	"fr-BE", "fr-CA", "fr-CH", "fr-FR", "hu-HU", "it-IT", "ja-JP", "ko-KR", "nb-NO", "nl-NL", "pl-PL", "pt-BR", "pt-PT",
	"ro-RO", "ru-RU", "sv-SE", "tr-TR", "uk-UA", "zh-CN",
}

// Languages are all languages, sorted as they are read.
func Languages() []widgets.Option {
	options := make([]widgets.Option, len(languageTags))
	for i, tag := range languageTags {
		options[i] = widgets.Option{ID: tag, Label: words.LanguageName(tag)}
		if !strings.HasPrefix(tag, "en") {
			options[i].Detail = display.English.Languages().Name(language.Make(tag))
		}
	}
	sortOptions(options)
	return options
}

func sortOptions(options []widgets.Option) {
	slices.SortStableFunc(options, func(a, b widgets.Option) int {
		return CompareFolded(a.Label, b.Label)
	})
}

// Search finds options by part of what they say, those that start with it
// first.
func Search(options func() []widgets.Option) func(string, int) []widgets.Option {
	return func(query string, limit int) []widgets.Option {
		needle := domain.Fold(query)
		var starts, contains []widgets.Option
		for _, o := range options() {
			label, rest := domain.Fold(o.Label), domain.Fold(o.ID+" "+o.Detail)
			switch {
			case strings.HasPrefix(label, needle) || strings.EqualFold(o.ID, query):
				starts = append(starts, o)
			case strings.Contains(label, needle) || strings.Contains(rest, needle):
				contains = append(contains, o)
			}
		}
		found := append(starts, contains...)
		return found[:min(limit, len(found))]
	}
}

// Representatives are the reseller's users, and the one of the draft where
// it is not among them.
func Representatives(sellers []domain.Representative, chosen domain.Representative) []widgets.Option {
	var options []widgets.Option
	known := chosen.UserID == ""
	for _, s := range sellers {
		known = known || s.UserID == chosen.UserID
		options = append(options, widgets.Option{ID: s.UserID, Label: cmp.Or(s.Name, s.UserID)})
	}
	if !known {
		options = append(options, widgets.Option{ID: chosen.UserID, Label: cmp.Or(chosen.Name, chosen.UserID)})
	}
	sortOptions(options)
	return options
}

// Countries are all countries, named and sorted in the reader's language.
func Countries(reader string) []widgets.Option {
	var options []widgets.Option
	for _, c := range countries.All(reader) {
		options = append(options, widgets.Option{ID: c.Code, Label: c.Name, Detail: c.Code})
	}
	return options
}

// CountryName names countries in the reader's language.
func CountryName(reader string) func(code string) string {
	return func(code string) string { return countries.Name(code, reader) }
}

// CompareFolded orders texts as people look for them.
func CompareFolded(a, b string) int { return cmp.Compare(domain.Fold(a), domain.Fold(b)) }
