package storybook

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/preview/sample"
)

// welcomeSheet asks what goes on the sheet for a customer.
func welcomeSheet(ws func() *sample.Workspace) func(*Stage) {
	return func(s *Stage) {
		account(ws(), 0)(s)
		s.do(lang.L("Account"), lang.L("Welcome sheet…"))
	}
}

// passwordsOf asks about the passwords of a batch that is over.
func passwordsOf(s *Stage) {
	underWay(s, 8, 0)
	s.press(lang.L("Save the passwords…"))
}

// paperStories are what is asked before something is written as a PDF file or a table. The
// dialog in which the file is named is Fyne's own, and shows a disk: it is in no story.
func paperStories() group {
	withoutWeb := func() *sample.Workspace { return sample.Full(many) }
	return group{"On paper", []string{"", "batch", "wizard"}, []state{
		{"welcome sheet, no web address", welcomeSheet(withoutWeb)},
		{"welcome sheet", welcomeSheet(withWeb)},
		{"welcome sheet with passwords", func(s *Stage) { welcomeSheet(withWeb)(s); s.tick(lang.L("Print the passwords")) }},
		{"welcome sheet with passwords, no web address", func(s *Stage) { welcomeSheet(withoutWeb)(s); s.tick(lang.L("Print the passwords")) }},
		{"welcome sheet of an account that is gone", func(s *Stage) {
			ws := withWeb()
			welcomeSheet(func() *sample.Workspace { return ws })(s)
			ws.Fail("Account", domain.ErrNotFound)
			s.press(lang.L("Save as PDF…"))
		}},
		{"review of a draft", func(s *Stage) { wizard(desk(), goodDraft(), domain.TabReview)(s) }},
		{"passwords of a batch", passwordsOf},
		{"passwords of a batch as a table", func(s *Stage) { passwordsOf(s); s.option(0, 1) }},
	}}
}
