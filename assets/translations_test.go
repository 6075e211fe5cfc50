package assets

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// said are the texts that the program says, as its source has them: each with where it
// stands, and whether there is a number in it whose plural forms a language has to bring.
type said map[string]struct {
	at      string
	english string // the text itself, where it goes by another name
	plural  bool
}

// speakers are the functions that word something, with which arguments are texts. The
// last one of plural is the one that has forms.
var speakers = map[string]struct {
	texts  []int
	plural bool
}{
	"lang.L": {texts: []int{0}}, "lang.X": {texts: []int{0}}, "lang.N": {texts: []int{0}, plural: true},
	"plural": {texts: []int{1, 2}, plural: true}, "words.Plural": {texts: []int{1, 2}, plural: true},
}

// whatIsSaid reads the program's source.
func whatIsSaid(t *testing.T) said {
	t.Helper()
	out := said{}
	for _, dir := range []string{"../ui", "../cmd"} {
		require.NoError(t, filepath.WalkDir(dir, func(name string, _ fs.DirEntry, err error) error {
			if err == nil && strings.HasSuffix(name, ".go") && !strings.HasSuffix(name, "_test.go") {
				err = out.read(name)
			}
			return err
		}))
	}
	require.Greater(t, len(out), 1000, "the program says more than that: the texts are not found any more")
	return out
}

// passesOn are the functions that word what they are given, or what Fyne brings itself.
var passesOn = map[string]bool{"plural": true, "Plural": true, "weekdayName": true}

func (s said) read(name string) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, name, nil, 0)
	if err != nil {
		return err
	}
	ast.Inspect(file, func(n ast.Node) bool {
		if f, ok := n.(*ast.FuncDecl); ok && passesOn[f.Name.Name] {
			return false
		}
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		speaker, ok := speakers[called(call)]
		if !ok {
			return true
		}
		for i, arg := range speaker.texts {
			at := files.Position(call.Args[arg].Pos()).String()
			text, ok := literal(call.Args[arg])
			if !ok {
				err = fmt.Errorf("%s: a text that is no literal cannot be checked for its translations", at)
				return false
			}
			one := s[text]
			one.at, one.english, one.plural = at, text, one.plural || speaker.plural && i == len(speaker.texts)-1
			if called(call) == "lang.X" {
				if one.english, ok = literal(call.Args[1]); !ok {
					err = fmt.Errorf("%s: a text that is no literal cannot be checked for its translations", at)
					return false
				}
			}
			s[text] = one
		}
		return true
	})
	return err
}

// called is the name of what is called, such as lang.L.
func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.Ident:
		return f.Name
	case *ast.SelectorExpr:
		if pkg, ok := f.X.(*ast.Ident); ok {
			return pkg.Name + "." + f.Sel.Name
		}
	}
	return ""
}

// literal is the text of a string literal, or of some that are put together.
func literal(e ast.Expr) (string, bool) {
	switch e := e.(type) {
	case *ast.BasicLit:
		text, err := strconv.Unquote(e.Value)
		return text, err == nil
	case *ast.BinaryExpr:
		a, ok := literal(e.X)
		b, also := literal(e.Y)
		return a + b, ok && also && e.Op == token.ADD
	case *ast.ParenExpr:
		return literal(e.X)
	}
	return "", false
}

// forms are the plural forms of the languages for whole numbers, by the Unicode Common
// Locale Data Repository.
var forms = map[string][]string{
	"en": {"one", "other"}, "de": {"one", "other"},
	"es": {"many", "one", "other"}, "fr": {"many", "one", "other"},
	"ru": {"few", "many", "one", "other"},
}

// TestEverythingSaidIsThereInEachLanguage finds the texts that a language lacks, and those
// that nobody says any more.
func TestEverythingSaidIsThereInEachLanguage(t *testing.T) {
	texts := whatIsSaid(t)
	for language, wanted := range forms {
		t.Run(language, func(t *testing.T) {
			have := byKey(translationsOf(t, language+".json"))
			var wrong []string
			for text, one := range texts {
				switch got, ok := have[text]; {
				case !ok:
					wrong = append(wrong, fmt.Sprintf("%s: not translated: %q", one.at, text))
				case one.plural && !slices.Equal(slices.Sorted(maps.Keys(got.forms)), wanted):
					wrong = append(wrong, fmt.Sprintf("%s: needs the forms %v: %q", one.at, wanted, text))
				case !one.plural && len(got.forms) != 1:
					wrong = append(wrong, fmt.Sprintf("%s: has plural forms and no number: %q", one.at, text))
				}
			}
			for text := range have {
				if _, ok := texts[text]; !ok {
					wrong = append(wrong, fmt.Sprintf("nobody says it any more: %q", text))
				}
			}
			slices.Sort(wrong)
			require.Empty(t, strings.Join(wrong, "\n"))
		})
	}
}

// TestTranslationsSayTheSame finds translations that stand in English still, or that end
// in another way.
func TestTranslationsSayTheSame(t *testing.T) {
	texts := whatIsSaid(t)
	for language := range forms {
		t.Run(language, func(t *testing.T) {
			var wrong []string
			for _, text := range translationsOf(t, language+".json") {
				for _, translated := range text.forms {
					if why := differs(language, texts[text.key].english, translated); why != "" {
						wrong = append(wrong, fmt.Sprintf("%s: %q: %q", why, text.key, translated))
					}
				}
			}
			slices.Sort(wrong)
			require.Empty(t, strings.Join(wrong, "\n"))
		})
	}
}

// differs says in what a translation is not what the text is; empty if in nothing. Its
// values are compared by TestTranslationsHaveTheirPlaceholders.
func differs(language, text, translated string) string {
	switch {
	case hasWords(text) && strings.TrimSpace(text) == text && strings.TrimSpace(translated) != translated:
		return "space around it"
	case strings.HasSuffix(text, "…") != strings.HasSuffix(translated, "…"):
		return "asks for more, or does not"
	case language != "en" && translated == text && hasWords(text) && !theSame[language][text] && !theSame["all"][text]:
		return "not translated"
	}
	return ""
}

var word = regexp.MustCompile(`\p{L}{2}`)

// hasWords is whether there is anything to translate in a text.
func hasWords(text string) bool { return word.MatchString(placeholder.ReplaceAllString(text, "")) }
