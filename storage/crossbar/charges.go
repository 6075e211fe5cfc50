package crossbar

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/shopspring/decimal"

	"accountsmanager/domain"
)

// categoryActivation marks charges that fall due once, at activation.
const categoryActivation = "activation_charges"

// invoice is Kazoo 5's and 4.3's answer to what a change would cost.
type invoice struct {
	Items       []chargeLine `json:"items"`
	Activations []chargeLine `json:"activation_charges"`
}

type chargeLine struct {
	Category text   `json:"category"`
	Item     text   `json:"item"`
	Name     text   `json:"name"`
	Quantity number `json:"quantity"`
	Billable number `json:"billable"`
	Rate     number `json:"rate"`
	Total    number `json:"total"`
	// Changes is there where the line differs from what is paid today.
	Changes *struct {
		Difference struct {
			Quantity number `json:"quantity"`
			Billable number `json:"billable"`
		} `json:"difference"`
	} `json:"changes"`
}

// decodeCharges reads a 402: a list of invoices, or an object of categories and
// items as older servers give it. Of an invoice only what changes is taken, for
// the rest is paid already; what falls due once has the category
// "activation_charges". Anything else has no charges.
func decodeCharges(data json.RawMessage) []domain.Charge {
	var out []domain.Charge
	if invoices, err := decodeList[invoice](data); err == nil {
		for _, i := range invoices {
			out = append(out, i.charges()...)
		}
		return out
	}
	var categories map[string]json.RawMessage
	if decodeObject(data, &categories) != nil {
		return nil
	}
	for category, raw := range categories {
		var items map[string]json.RawMessage
		if decodeObject(raw, &items) != nil {
			continue
		}
		for item, raw := range items {
			var line chargeLine
			if decodeObject(raw, &line) != nil || !line.Rate.ok {
				continue
			}
			line.Category, line.Item = cmp.Or(line.Category, text(category)), cmp.Or(line.Item, text(item))
			out = append(out, line.charge(line.Quantity))
		}
	}
	slices.SortFunc(out, func(a, b domain.Charge) int {
		return cmp.Or(cmp.Compare(a.Category, b.Category), cmp.Compare(a.Item, b.Item))
	})
	return out
}

func (i invoice) charges() []domain.Charge {
	var out []domain.Charge
	for _, line := range i.Items {
		if line.Changes == nil {
			continue
		}
		more := firstKnown(line.Changes.Difference.Billable, line.Changes.Difference.Quantity, line.Quantity)
		if more.whole() > 0 {
			out = append(out, line.charge(more))
		}
	}
	for _, line := range i.Activations {
		c := line.charge(firstKnown(line.Billable, line.Quantity))
		c.Category = categoryActivation
		out = append(out, c)
	}
	return out
}

// charge prices a number of the line's items. The total is worked out again: the
// server's is of all items, and in binary fractions (749.6999999999999).
func (l chargeLine) charge(count number) domain.Charge {
	return domain.Charge{
		Category: clip(string(l.Category)), Item: clip(string(l.Item)), Name: clip(string(cmp.Or(l.Name, l.Item))),
		Quantity: count.whole(), Rate: l.Rate.value,
		Total: l.Rate.value.Mul(decimal.NewFromInt(count.whole())),
	}
}

func firstKnown(numbers ...number) number {
	for _, n := range numbers {
		if n.ok {
			return n
		}
	}
	return number{}
}
