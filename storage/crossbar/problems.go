package crossbar

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"accountsmanager/domain"
)

// maxProblems bounds how many complaints of one answer are taken over.
const maxProblems = 100

// complaint is one leaf of Crossbar's validation tree: a validator that a value
// did not pass.
type complaint struct {
	path      string // such as "contact.billing.email"
	validator string // such as "minLength"
	detail    complaintDetail
}

type complaintDetail struct {
	Message text   `json:"message"`
	Cause   text   `json:"cause"`
	Target  number `json:"target"` // the limit that was not kept
}

// problems are the validation errors of an answer, at their fields.
func (q call) problems(a answer) domain.Problems {
	var out domain.Problems
	for _, c := range complaintsIn(a.envelope.Data) {
		out = append(out, q.problem(c))
	}
	return out
}

// complaints are the problems of a refusal; where the server names no field but
// a cause, that is one.
func (q call) complaints(a answer) domain.Problems {
	problems := q.problems(a)
	if len(problems) > 0 || q.fields.whole == "" {
		return problems
	}
	var said struct {
		Message text `json:"message"`
		Cause   text `json:"cause"`
	}
	if decodeObject(a.envelope.Data, &said) != nil || (said.Cause == "" && a.code() != 402) {
		return nil
	}
	words := strings.Trim(string(said.Message)+": "+string(said.Cause), ": ")
	return domain.Problems{{Field: q.fields.whole, Code: domain.ServerSays, Detail: q.scrub(words)}}
}

// complaintsIn reads a validation tree {"field": {"validator": {"message": …}}}.
// Fields inside fields come as one key, its dots written as "." or, on accounts
// and users of Kazoo 5, as "%2E"; a tree of objects is read as well. Any other
// data has no complaints in it.
func complaintsIn(data json.RawMessage) []complaint {
	var tree map[string]json.RawMessage
	if decodeObject(data, &tree) != nil {
		return nil
	}
	var out []complaint
	walkComplaints("", tree, 0, &out)
	slices.SortFunc(out, func(a, b complaint) int {
		return cmp.Or(cmp.Compare(a.path, b.path), cmp.Compare(a.validator, b.validator))
	})
	return out[:min(len(out), maxProblems)]
}

func walkComplaints(path string, tree map[string]json.RawMessage, depth int, out *[]complaint) {
	for key, raw := range tree {
		var inside map[string]json.RawMessage
		if decodeObject(raw, &inside) != nil {
			// A validator may be given as its message alone, but not at the top:
			// there it is a plain error's text.
			if message := plainText(raw); message != "" && depth > 0 {
				*out = append(*out, complaint{path: path, validator: key, detail: complaintDetail{Message: text(message)}})
			}
			continue
		}
		if plainText(inside["message"]) != "" && depth > 0 {
			var detail complaintDetail
			_ = decodeObject(raw, &detail) // it is an object: that much is known
			*out = append(*out, complaint{path: path, validator: key, detail: detail})
			continue
		}
		if depth < 8 {
			walkComplaints(joinPath(path, key), inside, depth+1, out)
		}
	}
}

func plainText(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

func joinPath(path, key string) string {
	key = strings.ReplaceAll(strings.ReplaceAll(key, "%2E", "."), "%2e", ".")
	if path == "" {
		return key
	}
	return path + "." + key
}

// problem words a complaint in the program's codes where it has one for it, and
// else leaves it in the server's words.
func (q call) problem(c complaint) domain.Problem {
	field, known := q.fields.find(c.path)
	p := domain.Problem{Field: field, Code: domain.ServerSays}
	if c.validator == "unique" {
		p.Code, p.Detail = domain.TakenOnServer, q.scrub(cmp.Or(string(c.detail.Cause), string(c.detail.Message)))
		return p
	}
	limit := c.detail.Target.whole()
	if known {
		p.Code = codeOf(c, field, limit)
	}
	switch p.Code {
	case domain.TooShort, domain.TooLong, domain.TooLow, domain.TooHigh:
		p.Limit = limit
	case domain.ServerSays:
		p.Detail = string(c.detail.Message)
		if !known {
			p.Detail = c.path + ": " + p.Detail
		}
		p.Detail = q.scrub(cmp.Or(p.Detail, c.validator))
	default: // the code says it all
	}
	return p
}

func codeOf(c complaint, field domain.Field, limit int64) domain.Code {
	limited := c.detail.Target.ok
	switch {
	case c.validator == "required", c.validator == "minLength" && limit == 1:
		return domain.Required
	case c.validator == "minLength" && limited:
		return domain.TooShort
	case c.validator == "maxLength" && limited:
		return domain.TooLong
	case c.validator == "minimum" && limited:
		return domain.TooLow
	case c.validator == "maximum" && limited:
		return domain.TooHigh
	case c.validator == "wrong_format" && strings.HasSuffix(string(field), "/"+domain.PartEmail):
		return domain.BadEmail
	case c.validator == "pattern" && field == domain.FieldRealm:
		return domain.BadRealm
	case c.validator == "pattern" && c.path == "username":
		return domain.BadUserName
	}
	return domain.ServerSays
}
