package trunks

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/words"
)

// sentence is what a card says of one kind of trunk. Numbers that are not known have no
// words.
type sentence struct {
	total string // what there is in all
	sold  string
	added string // what drafts and queued work would add
	left  string
	over  string // by how much all together is more than there is
	note  string // what is not known
	// The parts of the bar, of one whole; without any there is no bar.
	soldPart, addedPart float32
	end                 float32 // where the total ends; zero where nothing goes beyond it
	bar                 bool
}

// describe puts one kind of trunk into words and into parts of a bar. Silent: the
// server was asked, and what is not known it did not say.
func describe(p domain.TrunkPool, k known, silent bool) sentence {
	o := k.overview
	own, sold := !o.OwnRead.IsZero(), !o.SoldRead.IsZero()
	var s sentence
	if own && p.HasTotal {
		s.total = lang.L("{{.Count}} in all", data{"Count": words.Count(p.Total)})
	}
	if sold {
		s.sold = lang.L("{{.Count}} sold", data{"Count": words.Count(p.Sold)})
	}
	switch {
	case p.Wanted > 0:
		s.added = lang.L("{{.Count}} more in drafts and queued work", data{"Count": words.Count(p.Wanted)})
	case p.Wanted < 0:
		s.added = lang.L("{{.Count}} fewer in queued work", data{"Count": words.Count(-p.Wanted)})
	}
	s.note = unknown(p, k, silent)
	if !own || !sold || !p.HasTotal {
		return s
	}
	left := data{"Count": words.Count(p.Left())}
	switch {
	case p.Left() < 0:
		s.left = lang.L("none left")
		s.over = lang.L("{{.Count}} more than there are: they end at the upright line", data{"Count": words.Count(-p.Left())})
	case p.Wanted == 0:
		s.left = lang.L("{{.Count}} left", left)
	default:
		s.left = lang.L("{{.Count}} left after that", left)
	}
	taken := p.Sold + max(p.Wanted, 0)
	if whole := max(p.Total, taken); whole > 0 {
		s.bar = true
		s.soldPart, s.addedPart = float32(p.Sold)/float32(whole), float32(max(p.Wanted, 0))/float32(whole)
		if taken > p.Total {
			s.end = float32(p.Total) / float32(whole)
		}
	}
	return s
}

// unknown says what is not known of a kind, and why.
func unknown(p domain.TrunkPool, k known, silent bool) string {
	values := data{"Account": k.reseller}
	own, sold := !k.overview.OwnRead.IsZero(), !k.overview.SoldRead.IsZero()
	switch {
	case !own && silent:
		return lang.L("The server does not tell how many {{.Account}} has.", values)
	case !own:
		return lang.L("How many {{.Account}} has is not known yet: it is read when there is a connection.", values)
	case !sold && silent:
		return lang.L("The server does not tell how many are sold.")
	case !sold:
		return lang.L("How many are sold is not known yet: it is read when there is a connection.")
	case !p.HasTotal:
		return lang.L("{{.Account}} has no total of its own.", values)
	}
	return ""
}
