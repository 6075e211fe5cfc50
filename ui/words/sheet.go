package words

import (
	"errors"
	"io/fs"
	"strconv"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

// sayFile words what can be wrong with a file that a person chose.
func sayFile(err error) (Message, bool) {
	nothing := lang.L("Nothing was imported.")
	switch {
	case errors.Is(err, sheet.ErrEmpty):
		return Message{Title: lang.L("The file is empty"), Text: nothing}, true
	case errors.Is(err, sheet.ErrNoColumns):
		return Message{Title: lang.L("No column is known"), Text: nothing}, true
	case errors.Is(err, sheet.ErrNotCSV):
		return Message{
			Title: lang.L("The file is no CSV file"),
			Text:  lang.L("A quotation mark stands where it cannot. Save it as CSV in your spreadsheet program once more.") + " " + nothing,
		}, true
	case errors.Is(err, domain.ErrFileDiskFull):
		return Message{Title: lang.L("There is no room for the file"), Text: lang.L("Nothing was written. Make room on that disk, or choose another place.")}, true
	case errors.Is(err, domain.ErrFileReadOnly):
		return Message{Title: lang.L("The file cannot be written there"), Text: lang.L("Nothing was written. Choose a folder that you may write to.")}, true
	case errors.Is(err, sheet.ErrTooMuch):
		return Message{
			Title: lang.L("The file is too big"),
			Text:  lang.L("Divide it: a file may have {{.Lines}} lines.", data{"Lines": Count(sheet.MaxLines)}) + " " + nothing,
		}, true
	case errors.Is(err, fs.ErrNotExist):
		return Message{Title: lang.L("The file is not there any more"), Text: lang.L("Choose another one.")}, true
	case errors.Is(err, fs.ErrPermission):
		return Message{Title: lang.L("The file may not be opened"), Text: lang.L("The system does not allow it. Choose another place.")}, true
	}
	return Message{}, false
}

// Rows counts the rows of a file.
func Rows(n int) string { return plural(n, "1 row", "{{.Count}} rows") }

// Problems counts what is wrong with a row.
func Problems(n int) string { return plural(n, "1 problem", "{{.Count}} problems") }

// Column words a column of a sheet that a person is asked for.
func Column(column string) string {
	if field := sheet.FieldOf(column, domain.Draft{}); field != "" {
		return Label(field)
	}
	switch column {
	case "admin_email":
		return lang.L("Admin e-mail")
	case "admin_first_name":
		return lang.L("Admin first name")
	case "admin_last_name":
		return lang.L("Admin last name")
	case "admin_phone":
		return lang.L("Admin phone")
	}
	return column
}

// ProblemBadge says in a few words what is wrong: the field, and how.
func ProblemBadge(p domain.Problem) string {
	field := data{"Field": Field(p.Field)}
	if p.Code == domain.Required {
		return lang.L("{{.Field}} is missing", field)
	}
	return lang.L("{{.Field}} is wrong", field)
}

// FieldProblem says what is wrong with which field.
func FieldProblem(p domain.Problem) string {
	return lang.L("{{.Field}}: {{.Problem}}", data{"Field": Field(p.Field), "Problem": Problem(p)})
}

// Twin says in a few words what is there already.
func Twin(t workspace.Twin) string {
	switch t.Kind {
	case workspace.TwinInFile:
		return lang.L("Same as row {{.Row}}", data{"Row": strconv.Itoa(t.Line)})
	case workspace.TwinDraft:
		return lang.L("Same name as a draft")
	case workspace.TwinAccount:
		return lang.L("Same name as an account")
	case workspace.NoTwin:
	}
	return ""
}

// TwinSentence says what is there already, and what that means.
func TwinSentence(t workspace.Twin) string {
	switch t.Kind {
	case workspace.TwinInFile:
		return lang.L("Row {{.Row}} of this file has the name or the realm too. Only one of them can become an account.", data{"Row": strconv.Itoa(t.Line)})
	case workspace.TwinDraft:
		return lang.L("There is a draft with this name or realm already: {{.Name}}.", data{"Name": t.Name})
	case workspace.TwinAccount:
		return lang.L("There is an account with this name or realm already: {{.Name}}. The server would refuse another one.", data{"Name": t.Name})
	case workspace.NoTwin:
	}
	return ""
}

// Twins counts rows that are there already.
func Twins(n int) string {
	return plural(n, "1 row is there already, in the file or outside.", "{{.Count}} rows are there already, in the file or outside.")
}

// ImportSummary says what becomes of the rows of a file.
func ImportSummary(ready, kept, skipped int) string {
	text := lang.L("{{.Ready}} of {{.Kept}} rows are ready.", data{"Ready": Count(ready), "Kept": Count(kept)})
	if rest := kept - ready; rest > 0 {
		text += " " + plural(rest, "The other one becomes a draft that needs you; nothing is dropped.",
			"The other {{.Count}} become drafts that need you; nothing is dropped.")
	}
	if skipped > 0 {
		text += " " + plural(skipped, "1 row is skipped.", "{{.Count}} rows are skipped.")
	}
	return text
}

// MakeDrafts is what the button of an import says.
func MakeDrafts(n int) string { return plural(n, "Make 1 draft", "Make {{.Count}} drafts") }

// Remark says what of a file is in no draft.
func Remark(r sheet.Remark) string {
	values := data{"Line": strconv.Itoa(r.Line), "Column": r.Column, "Cells": Count(r.Cells)}
	switch r.Code {
	case sheet.UnknownColumn:
		return lang.L("Column “{{.Column}}” is in no draft ({{.Cells}} cells).", values)
	case sheet.TwiceColumn:
		return lang.L("Column “{{.Column}}” stands twice; the first one counts.", values)
	case sheet.TooManyCells:
		return lang.L("Row {{.Line}} has {{.Cells}} more cells than there are columns; they are in no draft.", values)
	case sheet.NotYesNo:
		return lang.L("Row {{.Line}}: in “{{.Column}}” neither yes nor no; no is taken.", values)
	case sheet.NoParentID:
		return lang.L("Row {{.Line}} names the account above it without its ID; choose it in the draft.", values)
	}
	return r.String()
}

// MoreRemarks counts those that are not shown.
func MoreRemarks(n int) string {
	return plural(n, "And 1 more remark.", "And {{.Count}} more remarks.")
}

// Exported says what was written to a file.
func Exported(accounts, drafts int, file string) string {
	return lang.L("{{.Accounts}} accounts and {{.Drafts}} drafts are written to {{.File}}. Passwords are in no file.",
		data{"Accounts": Count(accounts), "Drafts": Count(drafts), "File": file})
}

// Imported says what an import did.
func Imported(done workspace.Imported) string {
	text := plural(len(done.Made), "1 draft made.", "{{.Count}} drafts made.")
	if n := len(done.Updated); n > 0 {
		text += " " + plural(n, "1 draft updated.", "{{.Count}} drafts updated.")
	}
	if done.Skipped > 0 {
		text += " " + plural(done.Skipped, "1 row skipped.", "{{.Count}} rows skipped.")
	}
	return text
}

// ImportUndone says what became of an import that was taken back.
func ImportUndone(kept int) string {
	if kept == 0 {
		return lang.L("The import is taken back.")
	}
	return lang.L("The import is taken back.") + " " + plural(kept,
		"1 draft stays: it was changed or submitted since.", "{{.Count}} drafts stay: they were changed or submitted since.")
}
