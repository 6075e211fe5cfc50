package sheet

import "fmt"

// Code names what of a file a draft has no place for. The set is closed, so that
// whoever words it can be tested to have words for each.
type Code string

// The codes.
const (
	UnknownColumn Code = "unknown_column" // a column that is not one of ours
	TwiceColumn   Code = "twice_column"   // one that stands in the file already; the first one counts
	TooManyCells  Code = "too_many_cells" // a line goes on past the last column
	NotYesNo      Code = "not_yes_no"     // something else stands where yes or no should; no is taken
	NoParentID    Code = "no_parent_id"   // a parent is named, but not by its id
)

// Codes lists the codes.
func Codes() []Code { return []Code{UnknownColumn, TwiceColumn, TooManyCells, NotYesNo, NoParentID} }

// Remark is something in a file that did not find its way into a draft. It does
// not repeat what stands in a cell: under a misspelt name, or in a line that
// slipped by one, that can be a password.
type Remark struct {
	Line   int    // in the file, from 1; 1 is the line that names the columns
	Code   Code   //
	Column string // as the file names it; empty where it has no name, or is about a whole line
	Cells  int    // how many cells with something in them it is about
}

// String is for logs and tests; people read what their program makes of the code.
func (r Remark) String() string {
	return fmt.Sprintf("line %d: %s %q (%d)", r.Line, r.Code, r.Column, r.Cells)
}
