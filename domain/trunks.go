package domain

import (
	"errors"
	"strconv"
	"strings"
)

// MaxTrunks bounds what can be typed for one kind of trunk, in calls. Servers
// have no highest value; a number past this is a slip of the finger.
const MaxTrunks = 1_000_000

// TrunkKind is the direction of the calls that a trunk carries.
type TrunkKind string

// The kinds of trunk.
const (
	TwoWay   TrunkKind = "twoway"
	Inbound  TrunkKind = "inbound"
	Outbound TrunkKind = "outbound"
)

// TrunkKinds lists the kinds in the order in which they are shown.
func TrunkKinds() []TrunkKind { return []TrunkKind{TwoWay, Inbound, Outbound} }

// Field returns where a kind is typed in the wizard.
func (k TrunkKind) Field() Field { return ofKind(k, FieldTwoWay, FieldInbound, FieldOutbound) }

// ofKind is what belongs to a kind; one that is unknown counts as two-way.
func ofKind[T any](k TrunkKind, twoWay, inbound, outbound T) T {
	switch k {
	case Inbound:
		return inbound
	case Outbound:
		return outbound
	case TwoWay:
	}
	return twoWay
}

// Trunks are numbers of concurrent calls, by kind.
type Trunks struct {
	TwoWay   int `json:"twoway"`
	Inbound  int `json:"inbound"`
	Outbound int `json:"outbound"`
}

// Of returns the number of one kind.
func (t Trunks) Of(k TrunkKind) int { return ofKind(k, t.TwoWay, t.Inbound, t.Outbound) }

// Plus adds the numbers of both, kind by kind.
func (t Trunks) Plus(other Trunks) Trunks {
	return Trunks{TwoWay: t.TwoWay + other.TwoWay, Inbound: t.Inbound + other.Inbound, Outbound: t.Outbound + other.Outbound}
}

// TrunkTotals are the trunks that a reseller holds itself. A kind is nil where
// it has no total of its own: unset, zero on servers that write zeros for unset
// (Kazoo 4.3), or unlimited (-1).
type TrunkTotals struct {
	TwoWay   *int `json:"twoway,omitempty"`
	Inbound  *int `json:"inbound,omitempty"`
	Outbound *int `json:"outbound,omitempty"`
}

// Of returns the total of one kind, and whether there is one.
func (t TrunkTotals) Of(k TrunkKind) (int, bool) {
	p := ofKind(k, t.TwoWay, t.Inbound, t.Outbound)
	if p == nil {
		return 0, false
	}
	return *p, true
}

// TrunkPool is one kind of trunk as a reseller sees it while giving out some.
type TrunkPool struct {
	Kind     TrunkKind
	Total    int  // calls; meaningful where HasTotal
	HasTotal bool // whether the reseller has a total of its own
	Sold     int  // calls that other accounts hold
	Wanted   int  // calls of the draft in hand, or of all of them
}

// Left is what remains after that, negative where it is too much.
func (p TrunkPool) Left() int { return p.Total - p.Sold - p.Wanted }

// Pool puts together what is known of one kind of trunk.
func (c Catalogue) Pool(k TrunkKind, wanted int) TrunkPool {
	total, ok := c.Own.Of(k)
	return TrunkPool{Kind: k, Total: total, HasTotal: ok, Sold: c.Sold.Of(k), Wanted: wanted}
}

// TypedTrunks are numbers of trunks as they were typed; empty means none.
type TypedTrunks struct {
	TwoWay   string `json:"twoway,omitempty"`
	Inbound  string `json:"inbound,omitempty"`
	Outbound string `json:"outbound,omitempty"`
}

// Of returns what was typed for one kind.
func (t TypedTrunks) Of(k TrunkKind) string { return ofKind(k, t.TwoWay, t.Inbound, t.Outbound) }

// Set keeps what was typed for one kind.
func (t *TypedTrunks) Set(k TrunkKind, text string) {
	switch k {
	case Inbound:
		t.Inbound = text
	case Outbound:
		t.Outbound = text
	case TwoWay:
		t.TwoWay = text
	}
}

// Parse reads the numbers. A kind that cannot be read counts as 0 and is told
// as a problem.
func (t TypedTrunks) Parse() (Trunks, Problems) {
	var problems Problems
	read := func(k TrunkKind) int {
		n, problem := parseCount(t.Of(k))
		if problem != nil {
			problem.Field = k.Field()
			problems = append(problems, *problem)
		}
		return n
	}
	return Trunks{TwoWay: read(TwoWay), Inbound: read(Inbound), Outbound: read(Outbound)}, problems
}

func parseCount(text string) (int, *Problem) {
	text = strings.TrimSpace(text)
	if text == "" {
		return 0, nil
	}
	n, err := strconv.Atoi(text)
	switch {
	case err != nil && !errors.Is(err, strconv.ErrRange): // out of range it is still whole
		return 0, &Problem{Code: NotWhole}
	case n < 0:
		return 0, &Problem{Code: TooLow, Limit: 0}
	case n > MaxTrunks:
		return 0, &Problem{Code: TooHigh, Limit: MaxTrunks}
	}
	return n, nil
}
