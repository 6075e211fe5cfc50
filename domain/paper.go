package domain

import "time"

// Paper is what stands on paper that a person saves, prints or hands over: its content
// in the reader's words, and nothing of how it looks. A password on it is a Secret until
// it is printed.
type Paper struct {
	Title    string
	Intro    string // under the title
	Warning  string // what whoever holds the paper must know first, set apart
	Sections []PaperSection
	Notes    []string // at the end
	Footer   string   // at the foot of every page, before its number
	// Unprintable is said at the end where there are letters that no font here has. They
	// stand as □.
	Unprintable string
	Language    string    // of the texts, a BCP 47 tag; empty where it is not known
	Made        time.Time // the date of the document, which nothing else in it depends on
}

// PaperSection is a part of a paper under a heading of its own.
type PaperSection struct {
	Heading string
	Rows    []PaperRow
}

// PaperRow is a value with its name. It may have several lines.
type PaperRow struct {
	Label, Value string
	Secret       Secret // in the place of Value where there is one
}
