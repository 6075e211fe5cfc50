package storybook

import (
	"fmt"
	"io/fs"
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
)

// importing drops a file with a sheet in it on the window.
func importing(sheet string) func(*Stage) {
	return func(s *Stage) {
		s.openWith(sample.Full(many), func(o *ui.Options) { o.Files = shelf{sheet: sheet} })
		s.drop("accounts.csv")
	}
}

const (
	goodSheet  = "Company,TZ,Lines,Contact mail,First name,Last name\nTailspin Toys,America/Chicago,8,a@tailspin.example,Ada,Moreno\nWingtip,America/Denver,4,,,\n"
	wrongSheet = goodSheet + ",America/Chicago,4,,,\nProseware,Mars/Base,x,,,\nLucerne,,y,nobody,,\n"
	twinSheet  = goodSheet + "ABC Company,America/Chicago,2,,,\nFabrikam Dental,America/Chicago,2,,,\n"
)

func importStories() group {
	return group{"Import", []string{"importer"}, []state{
		{"all ready", importing(goodSheet)},
		{"mapping, all columns", func(s *Stage) { importing(goodSheet)(s); s.press(lang.L("More columns")) }},
		{"unknown columns", importing("Nr,Bezeichnung,Ort\nKD-1,Alpha,Kiel\nKD-2,Beta,Ulm\n")},
		{"problems", func(s *Stage) { importing(wrongSheet)(s); s.chooseLast("3") }},
		{"duplicates", func(s *Stage) { importing(twinSheet)(s); s.chooseLast("2") }},
		{"5,000 rows", func(s *Stage) {
			var rows strings.Builder
			rows.WriteString("name,timezone\n")
			for i := range 5000 {
				fmt.Fprintf(&rows, "Customer %05d,America/Chicago\n", i)
			}
			importing(rows.String())(s)
		}},
		{"long texts", importing("name,timezone\n" + strings.Repeat(strings.Repeat("Gesellschaft für Fernmeldewesen ", 6)+",America/Argentina/ComodRivadavia\n", 5))},
		{"empty file", importing("")},
		{"cannot be opened", func(s *Stage) {
			s.openWith(sample.Full(many), func(o *ui.Options) { o.Files = shelf{err: fs.ErrPermission} })
			s.drop("accounts.csv")
		}},
		{"cannot be kept", func(s *Stage) {
			ws := sample.Full(many)
			ws.Fail("Import", domain.ErrDiskFull)
			s.openWith(ws, func(o *ui.Options) { o.Files = shelf{sheet: goodSheet} })
			s.drop("accounts.csv")
			s.pressDefault()
		}},
		{"imported", func(s *Stage) { importing(goodSheet)(s); s.pressDefault() }},
	}}
}
