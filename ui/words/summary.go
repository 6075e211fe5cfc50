package words

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// Badge is what a draft or queued work is marked with in a list.
func Badge(r workspace.WorkRow) string {
	if !r.Submitted {
		return lang.L("Draft")
	}
	return SummaryBadge(r.Summary)
}

// SummaryBadge is the mark of submitted work.
func SummaryBadge(s provisioning.Summary) string {
	switch s {
	case provisioning.SummaryNeedsYou:
		return lang.L("Needs you")
	case provisioning.SummaryWorking:
		return lang.L("Sending")
	case provisioning.SummaryStopped:
		return lang.L("Stopped")
	case provisioning.SummaryQueued:
		return lang.L("Queued")
	case provisioning.SummaryDone:
		return lang.L("Done")
	}
	return string(s)
}

// Summary is the line below a draft or queued work in a list: "3 of 5 steps ·
// edited 2 min ago", "waiting for a connection", "limits were refused: 403". Tabs
// is how many the wizard has.
func Summary(r workspace.WorkRow, tabs int, now time.Time) string {
	if !r.Submitted {
		return lang.L("{{.Seen}} of {{.Tabs}} steps · edited {{.Ago}}",
			data{"Seen": min(max(r.Visited, 1), tabs), "Tabs": tabs, "Ago": Ago(r.UpdatedAt, now)})
	}
	switch r.Summary {
	case provisioning.SummaryWorking:
		return lang.L("being sent…")
	case provisioning.SummaryDone:
		return lang.L("done")
	case provisioning.SummaryStopped:
		return lang.L("stopped; nothing more is sent")
	case provisioning.SummaryQueued:
		return Waits(r.Why, r.Status)
	case provisioning.SummaryNeedsYou:
	}
	switch r.Why {
	case provisioning.ReasonCharges:
		return lang.L("charges to accept")
	case provisioning.ReasonPassword:
		return lang.L("a password is not known any more")
	case provisioning.ReasonKeyring:
		return lang.L("the keyring is locked")
	case provisioning.ReasonUnclear:
		return lang.L("cannot tell what became of it")
	case provisioning.ReasonTaken:
		return taken(r.Step)
	case provisioning.NoReason, provisioning.ReasonRefused, provisioning.ReasonOffline, provisioning.ReasonBusy,
		provisioning.ReasonNoAnswer, provisioning.ReasonSignIn, provisioning.ReasonRollback,
		provisioning.ReasonChanged, provisioning.ReasonConflict:
	}
	if r.Status == 0 {
		return wasRefused(r.Step)
	}
	return lang.L("{{.What}}: {{.Status}}", data{"What": wasRefused(r.Step), "Status": r.Status})
}

// wasRefused is a sentence of its own for each kind, because languages bend the
// words around it.
func wasRefused(k provisioning.Kind) string {
	switch k {
	case provisioning.KindAccount:
		return lang.L("the account was refused")
	case provisioning.KindAdministrator:
		return lang.L("an administrator was refused")
	case provisioning.KindLimits:
		return lang.L("limits were refused")
	case provisioning.KindCredit:
		return lang.L("the credit was refused")
	case provisioning.KindPlans:
		return lang.L("the service plan was refused")
	case provisioning.KindApps:
		return lang.L("app restrictions were refused")
	case provisioning.KindCallflow:
		return lang.L("the callflow was refused")
	case provisioning.KindPassword:
		return lang.L("the new password was refused")
	case provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller, provisioning.KindMove, provisioning.KindDelete:
	}
	return lang.L("it was refused")
}

// Headline sums a provisioning up for the head of its screen: what has happened,
// and what it means.
func Headline(p provisioning.Provisioning) (title, text string) {
	left, person := 0, 0
	for _, s := range p.Steps {
		switch s.State {
		case provisioning.Refused, provisioning.NeedsPerson:
			person++
		case provisioning.Waiting, provisioning.Sending, provisioning.Unknown:
			left++
		case provisioning.Done, provisioning.LeftOut:
		}
	}
	switch p.Summary() {
	case provisioning.SummaryDone:
		return lang.L("{{.Name}} exists", data{"Name": p.Name}), lang.L("Everything that was asked for is on the server.")
	case provisioning.SummaryNeedsYou:
		return headlineNeedsYou(p, person)
	case provisioning.SummaryWorking:
		if p.AccountReady() {
			return lang.L("The account exists. The rest is on its way."), plural(left, "One step to go.", "{{.Count}} steps to go.")
		}
		return lang.L("The account is being created."), lang.L("The rest goes out as soon as it exists.")
	case provisioning.SummaryStopped:
		return headlineStopped(p)
	case provisioning.SummaryQueued:
	}
	return headlineQueued(p)
}

func headlineNeedsYou(p provisioning.Provisioning, person int) (title, text string) {
	charges, refused := true, true
	for _, s := range p.Steps {
		if s.State == provisioning.Refused || s.State == provisioning.NeedsPerson {
			charges = charges && s.Why == provisioning.ReasonCharges
			refused = refused && s.State == provisioning.Refused
		}
	}
	kept := lang.L("What is done stays done, and is never sent twice. Mend the step and go on, or leave it.")
	switch {
	case charges:
		return lang.L("The server asks you to accept charges."), lang.L("Nothing is charged before you say yes. You can also change what you ask for, or leave it out.")
	case !p.AccountReady():
		return lang.L("The account was not created."), lang.L("Nothing else was sent. Mend what is wrong and try again; everything you typed is kept.")
	}
	if refused {
		return plural(person, "The account exists. One step was refused.", "The account exists. {{.Count}} steps were refused."), kept
	}
	return plural(person, "The account exists. One step needs you.", "The account exists. {{.Count}} steps need you."), kept
}

func headlineStopped(p provisioning.Provisioning) (title, text string) {
	if p.NothingSent() {
		return lang.L("Stopped. Nothing was sent."), lang.L("Go on when you like, or make a draft of it again.")
	}
	return lang.L("Stopped. What was sent stays."), lang.L("Nothing more is sent until you go on. What is done stays done, and is never sent twice.")
}

func headlineQueued(p provisioning.Provisioning) (title, text string) {
	why, unknown := provisioning.NoReason, false
	for _, s := range p.Steps {
		unknown = unknown || s.State == provisioning.Unknown
		if why == provisioning.NoReason && !s.State.Settled() {
			why = s.Why
		}
	}
	switch {
	case unknown:
		return lang.L("An answer was lost."), lang.L("It is looked for before anything is sent again, so nothing happens twice. You need not do anything.")
	case why == provisioning.ReasonOffline:
		return lang.L("Waiting for a connection."), lang.L("It is sent by itself when the server can be reached. You can close the program: it goes on with the next start.")
	case why == provisioning.ReasonSignIn:
		return lang.L("Waiting for you to sign in."), lang.L("It is sent by itself once you have signed in.")
	case why == provisioning.ReasonBusy:
		return lang.L("The server asks for patience."), lang.L("It is tried again by itself. You need not do anything.")
	case p.AccountReady():
		return lang.L("The account exists. The rest is about to be sent."), lang.L("You need not do anything.")
	}
	return lang.L("Queued."), lang.L("It is sent by itself when there is a connection. You need not do anything.")
}
