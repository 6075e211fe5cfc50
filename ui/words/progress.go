package words

import (
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/provisioning"
)

// StepDetail says how far a step of p is: "created as lw4k2m.sip.example", "403
// forbidden: only the reseller may set limits", "waiting for a connection, next
// try in 12 s".
func StepDetail(p provisioning.Provisioning, s provisioning.Step, now time.Time) string {
	switch s.State {
	case provisioning.Waiting:
		if s.Rests() {
			return lang.L("stopped before it was sent")
		}
		return waiting(p, s, now)
	case provisioning.Sending:
		return lang.L("being sent…")
	case provisioning.Unknown:
		return looking(s, now)
	case provisioning.Done:
		return done(p, s)
	case provisioning.Refused:
		return refused(s)
	case provisioning.NeedsPerson:
		return needed(s)
	case provisioning.LeftOut:
		return lang.L("left out")
	}
	return string(s.State)
}

// StepTook is how long a step that is done took, from its last send; empty for
// others.
func StepTook(s provisioning.Step) string {
	if s.State != provisioning.Done || s.LastSent.IsZero() {
		return ""
	}
	return Took(s.DoneAt.Sub(s.LastSent))
}

func waiting(p provisioning.Provisioning, s provisioning.Step, now time.Time) string {
	if s.Kind != provisioning.KindAccount && !p.AccountReady() {
		return lang.L("waits for the account")
	}
	return nextTry(Waits(s.Why, s.Status), s.Next, now)
}

// Waits says what something waits for that goes on by itself.
func Waits(why provisioning.Reason, status int) string {
	switch why {
	case provisioning.ReasonOffline:
		return lang.L("waiting for a connection")
	case provisioning.ReasonBusy:
		return lang.L("the server is busy ({{.Status}})", data{"Status": status})
	case provisioning.ReasonNoAnswer:
		return lang.L("the answer was lost; looking whether it took effect")
	case provisioning.ReasonSignIn:
		return lang.L("waiting for you to sign in")
	case provisioning.NoReason, provisioning.ReasonRefused, provisioning.ReasonCharges, provisioning.ReasonPassword,
		provisioning.ReasonKeyring, provisioning.ReasonUnclear, provisioning.ReasonTaken, provisioning.ReasonRollback, provisioning.ReasonChanged,
		provisioning.ReasonConflict:
	}
	return lang.L("waiting to be sent")
}

func looking(s provisioning.Step, now time.Time) string {
	if s.Doubt {
		return nextLook(lang.L("the server says it exists; looking whether it is ours"), s.Next, now)
	}
	switch s.Why {
	case provisioning.ReasonOffline:
		return nextTry(lang.L("the answer was lost; looking for it needs a connection"), s.Next, now)
	case provisioning.ReasonSignIn:
		return lang.L("the answer was lost; looking for it needs you to sign in")
	case provisioning.ReasonBusy:
		return nextTry(lang.L("the answer was lost; looking for it, but the server is busy"), s.Next, now)
	case provisioning.NoReason, provisioning.ReasonNoAnswer, provisioning.ReasonRefused, provisioning.ReasonCharges,
		provisioning.ReasonPassword, provisioning.ReasonUnclear, provisioning.ReasonTaken, provisioning.ReasonRollback,
		provisioning.ReasonKeyring, provisioning.ReasonChanged, provisioning.ReasonConflict:
	}
	return nextLook(lang.L("the answer was lost; looking whether it took effect"), s.Next, now)
}

func nextTry(what string, next, now time.Time) string {
	if !next.After(now) {
		return what
	}
	return lang.L("{{.What}}, next try in {{.Wait}}", data{"What": what, "Wait": Wait(next.Sub(now))})
}

func nextLook(what string, next, now time.Time) string {
	if !next.After(now) {
		return what
	}
	return lang.L("{{.What}}, next look in {{.Wait}}", data{"What": what, "Wait": Wait(next.Sub(now))})
}

func done(p provisioning.Provisioning, s provisioning.Step) string {
	switch s.Kind {
	case provisioning.KindAccount:
		if realm := p.Account.Realm; realm != "" {
			return lang.L("created as {{.Realm}}", data{"Realm": realm})
		}
	case provisioning.KindLimits:
		return lang.L("set")
	case provisioning.KindCredit:
		if s.Ref != "" {
			return lang.L("added once, reference {{.Ref}}", data{"Ref": short(s.Ref)})
		}
		return lang.L("added once")
	case provisioning.KindPlans:
		return lang.L("assigned")
	case provisioning.KindApps:
		return lang.L("restricted")
	case provisioning.KindPassword, provisioning.KindEdit, provisioning.KindReseller, provisioning.KindMove:
		return lang.L("set")
	case provisioning.KindRemoveUser, provisioning.KindDelete:
		return lang.L("deleted")
	case provisioning.KindAdministrator, provisioning.KindCallflow:
	}
	return lang.L("created")
}

// short cuts an id down to what is enough to recognise it.
func short(id string) string {
	const enough = 4
	if runes := []rune(id); len(runes) > 2*enough {
		return string(runes[:enough]) + "…"
	}
	return id
}

func refused(s provisioning.Step) string {
	switch s.Why {
	case provisioning.ReasonTaken:
		return taken(s.Kind)
	case provisioning.ReasonRollback:
		return lang.L("the server said it was created and took it back")
	case provisioning.NoReason, provisioning.ReasonRefused, provisioning.ReasonOffline, provisioning.ReasonBusy,
		provisioning.ReasonNoAnswer, provisioning.ReasonSignIn, provisioning.ReasonCharges, provisioning.ReasonPassword,
		provisioning.ReasonUnclear, provisioning.ReasonKeyring, provisioning.ReasonChanged, provisioning.ReasonConflict:
	}
	return Refusal(s.Status, s.Code, s.Problems)
}

func taken(k provisioning.Kind) string {
	switch k {
	case provisioning.KindAccount:
		return lang.L("another account has this name or realm")
	case provisioning.KindAdministrator:
		return lang.L("another user has this e-mail address as user name")
	case provisioning.KindLimits, provisioning.KindCredit, provisioning.KindPlans, provisioning.KindApps, provisioning.KindCallflow,
		provisioning.KindPassword, provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller,
		provisioning.KindMove, provisioning.KindDelete:
	}
	return lang.L("the server says that it exists already, and it is not ours")
}

func needed(s provisioning.Step) string {
	switch s.Why {
	case provisioning.ReasonConflict:
		return lang.L("somebody changed it on the server meanwhile; choose what it shall be")
	case provisioning.ReasonCharges:
		return lang.L("the server asks you to accept charges")
	case provisioning.ReasonPassword:
		return lang.L("the typed password is not known any more; type it again")
	case provisioning.ReasonKeyring:
		return lang.L("the keyring that has the password is locked; unlock it, then try again")
	case provisioning.ReasonUnclear:
		if s.Kind == provisioning.KindAdministrator && s.Ref != "" {
			return lang.L("somebody with this user name is there already, and it cannot be told whether it was us; look on the server, then say how it is")
		}
		return lang.L("it cannot be told whether it took effect; look on the server, then say how it is")
	case provisioning.NoReason, provisioning.ReasonRefused, provisioning.ReasonOffline, provisioning.ReasonBusy,
		provisioning.ReasonNoAnswer, provisioning.ReasonSignIn, provisioning.ReasonTaken, provisioning.ReasonRollback,
		provisioning.ReasonChanged:
	}
	return lang.L("needs you")
}
