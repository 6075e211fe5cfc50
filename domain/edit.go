package domain

import (
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Values are what fields hold, as text: words as they are, numbers in digits,
// switches as On and Off, days as 2027-03-31. A field that holds nothing is empty;
// one that is missing was not read, and so can be neither shown nor changed.
type Values map[Field]string

// How a switch is written.
const (
	On  = "true"
	Off = "false"
)

// Switch writes a switch.
func Switch(on bool) string { return strconv.FormatBool(on) }

// Unset is what servers take a field for that its document does not have: apps may
// be used, plans are not assigned, calls are not denied, everything can be seen.
func (f Field) Unset() string {
	head, rest, _ := strings.Cut(string(f), "/")
	switch Field(head) {
	case FieldEnabled, FieldPrepay, FieldE911, FieldCNAM, FieldApps, FieldHidden:
		return On
	case FieldPlans, FieldRestricted, FieldMultiFactor, FieldIsReseller:
		return Off
	case FieldTwoWay, FieldInbound, FieldOutbound:
		return "0"
	case "user":
		switch _, part, _ := strings.Cut(rest, "/"); part {
		case PartAdmin:
			return Off
		case PartEnabled:
			return On
		}
	default:
	}
	return ""
}

// Edit is a field that a person touched: what it held when they began, and what it
// is to hold.
type Edit struct {
	Field  Field  `json:"field"`
	Before string `json:"before"`
	After  string `json:"after"`
}

// Edits are the fields that a person touched, each once, in the order in which they
// were touched first. They are all that is ever sent of a change: what was not
// touched is not sent, whatever it holds.
type Edits []Edit

// Set notes that a field is to hold something else. Before counts only where the
// field was not touched yet; one that is to hold what it held is untouched again.
func (es Edits) Set(field Field, before, after string) Edits {
	i := slices.IndexFunc(es, func(e Edit) bool { return e.Field == field })
	switch {
	case i < 0 && before == after:
		return es
	case i < 0:
		return append(slices.Clip(es), Edit{Field: field, Before: before, After: after})
	case es[i].Before == after:
		return slices.Delete(slices.Clone(es), i, i+1)
	}
	es = slices.Clone(es)
	es[i].After = after
	return es
}

// Get returns the edit of a field.
func (es Edits) Get(field Field) (Edit, bool) {
	for _, e := range es {
		if e.Field == field {
			return e, true
		}
	}
	return Edit{}, false
}

// Then puts later edits over these, as one change.
func (es Edits) Then(later Edits) Edits {
	for _, e := range later {
		es = es.Set(e.Field, e.Before, e.After)
	}
	return es
}

// Without leaves fields out.
func (es Edits) Without(fields ...Field) Edits {
	return slices.DeleteFunc(slices.Clone(es), func(e Edit) bool { return slices.Contains(fields, e.Field) })
}

// Over shows values as they will be with these edits.
func (es Edits) Over(values Values) Values {
	out := maps.Clone(values)
	for _, e := range es {
		if out == nil {
			out = Values{}
		}
		out[e.Field] = e.After
	}
	return out
}

// Documents lists what has to be written for these edits, in the order in which
// they were touched; users one by one, told by their id.
func (es Edits) Documents() []DocumentEdits {
	var out []DocumentEdits
	for _, e := range es {
		user, _, _ := e.Field.User()
		doc := e.Field.Document()
		i := slices.IndexFunc(out, func(d DocumentEdits) bool { return d.Document == doc && d.UserID == user })
		if i < 0 {
			out = append(out, DocumentEdits{Document: doc, UserID: user})
			i = len(out) - 1
		}
		out[i].Edits = append(out[i].Edits, e)
	}
	return out
}

// DocumentEdits are the edits of one document.
type DocumentEdits struct {
	Document Document `json:"document"`
	UserID   string   `json:"user_id,omitempty"` // of DocUser
	Edits    Edits    `json:"edits"`
}

// Conflict is a field that both sides changed, to different values.
type Conflict struct {
	Field  Field  `json:"field"`
	Before string `json:"before"` // when the person began
	Yours  string `json:"yours"`
	Theirs string `json:"theirs"` // on the server now
}

// Merge compares edits with what the server has now. What only the person changed
// is left to send; what the server has already is not sent; what both changed
// otherwise is for the person to decide. A field that the server does not show is
// as it was.
func (es Edits) Merge(fresh Values) (send Edits, conflicts []Conflict) {
	for _, e := range es {
		theirs, known := fresh[e.Field]
		switch {
		case known && theirs == e.After:
		case !known || theirs == e.Before:
			send = append(send, e)
		default:
			conflicts = append(conflicts, Conflict{Field: e.Field, Before: e.Before, Yours: e.After, Theirs: theirs})
		}
	}
	return send, conflicts
}

// Missing tells which of these edits a document does not hold.
func (es Edits) Missing(now Values) Edits {
	return slices.DeleteFunc(slices.Clone(es), func(e Edit) bool { return now[e.Field] == e.After })
}

// Resolve settles conflicts: of the fields in mine the person's value is sent over
// the server's, all other conflicting ones are left as the server has them.
func (es Edits) Resolve(conflicts []Conflict, mine []Field) Edits {
	out := slices.Clone(es)
	for _, c := range conflicts {
		i := slices.IndexFunc(out, func(e Edit) bool { return e.Field == c.Field })
		switch {
		case i < 0:
		case slices.Contains(mine, c.Field):
			out[i].Before = c.Theirs
		default:
			out = slices.Delete(out, i, i+1)
		}
	}
	return out
}
