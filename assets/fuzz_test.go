package assets

import (
	"encoding/json"
	"io/fs"
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"text/template"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/stretchr/testify/require"
	"golang.org/x/text/language"
)

// placeholder is how a text says where a value goes. Nothing else of templates is used.
var placeholder = regexp.MustCompile(`\{\{\.([A-Za-z]+)\}\}`)

// placeholders are the names of the values of a text, each as often as it stands there.
func placeholders(text string) []string {
	names := []string{}
	for _, m := range placeholder.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	slices.Sort(names)
	return names
}

// sound tells whether a text has no places but placeholders, and is a template.
func sound(text string) bool {
	_, err := template.New("").Parse(text)
	return err == nil && strings.Count(text, "{{") == len(placeholders(text))
}

// translation is a text in one language, in all its plural forms; "" is the form of one
// that has none.
type translation struct {
	key   string // the English text, or a name for it
	forms map[string]string
}

// values are the names of the values that a text takes.
func (t translation) values() []string {
	if other, plural := t.forms["other"]; plural {
		return placeholders(other)
	}
	return placeholders(t.forms[""])
}

// translationsOf reads a file of translations, in the order of their keys.
func translationsOf(t testing.TB, file string) []translation {
	t.Helper()
	data, err := fs.ReadFile(Translations(), path.Join("translations", file))
	require.NoError(t, err)
	var texts map[string]json.RawMessage
	require.NoError(t, json.Unmarshal(data, &texts))
	var out []translation
	for _, key := range slices.Sorted(maps.Keys(texts)) {
		forms, one := map[string]string{}, ""
		if json.Unmarshal(texts[key], &one) == nil {
			forms[""] = one
		} else {
			require.NoError(t, json.Unmarshal(texts[key], &forms), "%s: %s", file, key)
		}
		out = append(out, translation{key, forms})
	}
	return out
}

func translationFiles(t testing.TB) []string {
	t.Helper()
	files, err := fs.ReadDir(Translations(), "translations")
	require.NoError(t, err)
	var names []string
	for _, file := range files {
		names = append(names, file.Name())
	}
	return names
}

// TestTranslationsHaveTheirPlaceholders: each form of each text takes the values that
// the English one takes, no other and none twice; a form for one thing may leave the
// number out.
func TestTranslationsHaveTheirPlaceholders(t *testing.T) {
	english := byKey(translationsOf(t, "en.json"))
	for _, file := range translationFiles(t) {
		for _, text := range translationsOf(t, file) {
			want := text.values()
			if in, ok := english[text.key]; ok {
				want = in.values()
			}
			for form, words := range text.forms {
				require.NotEmpty(t, words, "%s: %s", file, text.key)
				got := placeholders(words)
				require.True(t, sound(words), "%s: %s (%s) has a place that is none: %s", file, text.key, form, words)
				if form == "one" && !slices.Contains(got, "Count") {
					want := slices.DeleteFunc(slices.Clone(want), func(name string) bool { return name == "Count" })
					require.Equal(t, want, got, "%s: %s (%s): %s", file, text.key, form, words)
					continue
				}
				require.Equal(t, want, got, "%s: %s (%s): %s", file, text.key, form, words)
			}
		}
	}
}

func byKey(texts []translation) map[string]translation {
	out := map[string]translation{}
	for _, text := range texts {
		out[text.key] = text
	}
	return out
}

// FuzzPlaceholders: whatever the values are, each text in each language says them to the
// letter, once for each place, with its own words around them, and takes nothing of a
// value for a place of its own. It goes the way that Fyne goes.
func FuzzPlaceholders(f *testing.F) {
	bundle := i18n.NewBundle(language.English)
	bundle.RegisterUnmarshalFunc("json", json.Unmarshal)
	var english []translation
	speakers := map[string]*i18n.Localizer{}
	known := map[string]map[string]translation{}
	for _, file := range translationFiles(f) {
		data, err := fs.ReadFile(Translations(), path.Join("translations", file))
		require.NoError(f, err)
		_, err = bundle.ParseMessageFileBytes(data, file)
		require.NoError(f, err)
		texts := translationsOf(f, file)
		known[file] = byKey(texts)
		if file == "en.json" {
			english = texts
		}
		speakers[file] = i18n.NewLocalizer(bundle, strings.TrimSuffix(file, ".json"))
	}
	for _, value := range []string{"", "ABC", "{{.Count}}", "{{.Nothing}}", "<b>&amp;\"'", "{{", "}}", "%d", "\u202e", "\xff", "a\nb"} {
		f.Add(uint16(0), value, 1)
		f.Add(uint16(500), value, 22)
	}
	f.Fuzz(func(t *testing.T, which uint16, value string, count int) {
		text := english[int(which)%len(english)]
		values := map[string]any{}
		for _, name := range text.values() {
			values[name] = value
		}
		for file, speaker := range speakers {
			translated, ok := known[file][text.key]
			if !ok {
				continue // it is not translated yet, and is said in English
			}
			_, counted := values["Count"]
			said, err := say(speaker, text.key, values, counted && len(translated.forms) > 1, count)
			require.NoError(t, err, "%s: %s", file, text.key)
			require.NotContains(t, strings.ReplaceAll(said, value, ""), "<no value>")
			fits := func(form string) bool {
				return said == placeholder.ReplaceAllLiteralString(form, value)
			}
			require.True(t, slices.ContainsFunc(slices.Collect(maps.Values(translated.forms)), fits),
				"%s: %s with %q became %q", file, text.key, value, said)
		}
	})
}

func say(speaker *i18n.Localizer, text string, values map[string]any, counted bool, count int) (string, error) {
	c := i18n.LocalizeConfig{DefaultMessage: &i18n.Message{ID: text, Other: text}, TemplateData: values}
	if counted {
		c.PluralCount = count
	}
	return speaker.Localize(&c)
}

// FuzzTranslation: a text that a translator may write is either found wanting, or says
// all its values.
func FuzzTranslation(f *testing.F) {
	for _, seed := range [][2]string{
		{"{{.Count}} of {{.Name}}", "{{.Name}}: {{.Count}}"},
		{"{{.Count}}", "{{.Cuont}}"},
		{"{{.A}}", "{{ .A }}"},
		{"{{.A}}", "{.A}"},
		{"{{.A}}", "{{.A}} {{"},
		{"x", "{{if}}"},
		{"{{.A}} {{.A}}", "{{.A}}"},
		{"{{.A}}", "{{.A.B}}"},
		{"{{.A}}", "{{-.A}}"},
	} {
		f.Add(seed[0], seed[1], "value")
	}
	f.Fuzz(func(t *testing.T, english, translated, value string) {
		names := placeholders(english)
		if !slices.Equal(names, placeholders(translated)) || !sound(translated) {
			return // TestTranslationsHaveTheirPlaceholders finds it
		}
		parsed, err := template.New("").Parse(translated)
		require.NoError(t, err)
		values := map[string]any{}
		for _, name := range names {
			values[name] = value
		}
		var said strings.Builder
		require.NoError(t, parsed.Execute(&said, values))
		require.Equal(t, placeholder.ReplaceAllLiteralString(translated, value), said.String())
	})
}
