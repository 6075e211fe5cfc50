// Package language decides in which language the program speaks: that of the system, or
// the one that a person chose. The texts themselves are in assets/translations; what is
// said, and how, is for ui/words and the views.
package language

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/assets"
)

// Language is one that the program speaks.
type Language struct {
	Tag  string // BCP 47, such as "de"
	Name string // in itself, such as "Deutsch"
}

// All lists the languages, by their names.
func All() []Language {
	return []Language{{"de", "Deutsch"}, {"en", "English"}, {"es", "Español"}, {"fr", "Français"}, {"ru", "Русский"}}
}

// spoken is the language of Use.
var spoken = "en"

// Spoken is the tag of the language that the program speaks. It belongs to the UI thread,
// as Use does.
func Spoken() string { return spoken }

// Use makes the program speak a language, before its first text is made; empty is the
// system's, or English where the program does not speak that one. It cannot be changed
// afterwards: texts that are on the screen stay as they are.
func Use(tag string) error {
	if tag == "" {
		tag = ofSystem(lang.SystemLocale().String())
	}
	// The other files are not read: a start has no use for them.
	name := tag + ".json"
	texts, err := assets.Translations().ReadFile("translations/" + name)
	if err != nil {
		return fmt.Errorf("read the translations: %w", err)
	}
	if err := lang.AddTranslations(fyne.NewStaticResource(name, texts)); err != nil {
		return fmt.Errorf("read the translations: %w", err)
	}
	setupLang(tag)
	spoken = tag
	return nil
}

// ofSystem is the language of ours for a locale such as "de-AT"; English for others. A
// locale that is ours otherwise but for its region keeps Fyne from finding our texts.
func ofSystem(locale string) string {
	base, _, _ := strings.Cut(strings.ReplaceAll(locale, "_", "-"), "-")
	if slices.ContainsFunc(All(), func(l Language) bool { return l.Tag == base }) {
		return base
	}
	return "en"
}
