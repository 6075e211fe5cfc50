package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"
)

// Happened is what came of background work while nobody looked.
type Happened struct {
	Created, Changed, NeedsYou int
	Name                       string // of the one account, where it is but one
}

// Total counts the accounts that it is about.
func (h Happened) Total() int { return h.Created + h.Changed + h.NeedsYou }

// Notification sums up in one line what happened: 3 accounts created, 1 needs you.
func Notification(h Happened) string {
	if h.Total() == 1 && h.Name != "" {
		name := data{"Name": h.Name}
		switch {
		case h.Created == 1:
			return lang.L("{{.Name}} is created.", name)
		case h.Changed == 1:
			return lang.L("What you changed at {{.Name}} has arrived.", name)
		}
		return lang.L("{{.Name}} needs you.", name)
	}
	var parts []string
	if h.Created > 0 {
		parts = append(parts, plural(h.Created, "1 account created", "{{.Count}} accounts created"))
	}
	if h.Changed > 0 {
		parts = append(parts, plural(h.Changed, "1 account changed", "{{.Count}} accounts changed"))
	}
	if h.NeedsYou > 0 {
		parts = append(parts, plural(h.NeedsYou, "1 needs you", "{{.Count}} need you"))
	}
	return strings.Join(parts, lang.X("separator.list", ", "))
}

// Title is the window's: it tells how many accounts need somebody.
func Title(needsYou int) string {
	if needsYou == 0 {
		return lang.L("Accounts Manager")
	}
	return lang.L("({{.Count}}) Accounts Manager", data{"Count": Count(needsYou)})
}

// Needing tells in one line how many accounts need somebody.
func Needing(needsYou int) string {
	if needsYou == 0 {
		return lang.L("Nothing needs you")
	}
	return plural(needsYou, "1 needs you", "{{.Count}} need you")
}
