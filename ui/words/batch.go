package words

import (
	"time"

	"fyne.io/fyne/v2/lang"
)

// ReadyToSubmit says how many drafts can be submitted, and how many cannot.
func ReadyToSubmit(ready, blocked int) string {
	text := plural(ready, "1 draft is ready.", "{{.Count}} drafts are ready.")
	if blocked > 0 {
		text += " " + plural(blocked, "1 needs you first and stays a draft.", "{{.Count}} need you first and stay drafts.")
	}
	return text
}

// SubmitDrafts is what the button says that submits so many.
func SubmitDrafts(n int) string { return plural(n, "Submit 1 account", "Submit {{.Count}} accounts") }

// BatchUnderWay says how far a batch is.
func BatchUnderWay(settled, all, needs int) string {
	return lang.L("{{.Done}} of {{.All}} accounts are through.", data{"Done": Count(settled), "All": Count(all)}) + needing(needs)
}

// needing says how many of a batch need the person, after a sentence; nothing for none.
func needing(n int) string {
	if n == 0 {
		return ""
	}
	return " " + plural(n, "1 needs you.", "{{.Count}} need you.")
}

// BatchOver says what became of a batch.
func BatchOver(done, needs int) string {
	return plural(done, "1 account is created.", "{{.Count}} accounts are created.") + needing(needs)
}

// Pace says how many accounts are made a minute, and how long the rest takes.
func Pace(perMinute int, left time.Duration) string {
	return lang.L("{{.Rate}} a minute · about {{.Left}} left", data{"Rate": Count(perMinute), "Left": Wait(left)})
}
