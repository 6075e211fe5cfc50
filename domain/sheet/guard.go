package sheet

import (
	"strings"
	"unicode"
)

// A spreadsheet may take a cell that begins with one of these for a formula, and a
// formula can run programs and send what stands in other cells elsewhere. The
// wide ones are what some input methods make of the first four.
const formulaStarts = "=+-@\uff1d\uff0b\uff0d\uff20\t\r\n"

// mark before a cell says "text" to spreadsheets, which do not show it.
const mark = "'"

// isFormula tells whether a cell could be taken for a formula. It does not depend
// on the marks before it, so that one can be put there and taken away again.
func isFormula(cell string) bool {
	cell = strings.TrimLeft(cell, mark)
	if cell == "" {
		return false
	}
	if strings.ContainsRune(formulaStarts, []rune(cell)[0]) {
		return true
	}
	cell = strings.TrimLeftFunc(cell, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) })
	return cell != "" && strings.ContainsRune(formulaStarts, []rune(cell)[0])
}

// guard makes a cell one that spreadsheets take for text.
func guard(cell string) string {
	if isFormula(cell) {
		return mark + cell
	}
	return cell
}

// unguard undoes guard: unguard(guard(x)) is x for every x.
func unguard(cell string) string {
	if isFormula(cell) {
		return strings.TrimPrefix(cell, mark)
	}
	return cell
}
