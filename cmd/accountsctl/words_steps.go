package main

import (
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// stepTitle is what a step is about.
func stepTitle(s provisioning.Step) string {
	switch s.Kind {
	case provisioning.KindAccount:
		return "account"
	case provisioning.KindAdministrator:
		if s.Intent.Admin != nil {
			return "administrator " + s.Intent.Admin.Admin.UserName()
		}
		return "administrator"
	case provisioning.KindLimits:
		return "limits"
	case provisioning.KindCredit:
		if s.Intent.Credit != nil {
			return "credit " + s.Intent.Credit.Amount.StringFixed(domain.CreditDecimals)
		}
		return "credit"
	case provisioning.KindPlans:
		return "service plan"
	case provisioning.KindApps:
		return "app restrictions"
	case provisioning.KindCallflow:
		return "default callflow"
	case provisioning.KindPassword:
		if s.Intent.Password != nil {
			return "new password of " + s.Intent.Password.Admin.UserName()
		}
	case provisioning.KindEdit:
		if s.Intent.Edit != nil {
			return "change of " + string(s.Intent.Edit.Document)
		}
	case provisioning.KindRemoveUser:
		return "removal of a user"
	case provisioning.KindReseller:
		return "reseller"
	case provisioning.KindMove:
		return "move"
	case provisioning.KindDelete:
		return "deletion"
	}
	return string(s.Kind)
}

// stepText says how far a step is.
func stepText(s provisioning.Step, now time.Time) string {
	text := stateText(s)
	if !s.State.Settled() && s.Next.After(now) {
		text += ", next try in " + wait(s.Next.Sub(now))
	}
	return text
}

func stateText(s provisioning.Step) string {
	switch s.State {
	case provisioning.Waiting:
		if s.Rests() {
			return "stopped before it was sent"
		}
		return waitingText(s)
	case provisioning.Sending:
		return "being sent"
	case provisioning.Unknown:
		if s.Doubt {
			return "the server says it exists; looking whether it is ours"
		}
		return "the answer was lost; looking whether it took effect"
	case provisioning.Done:
		return "done"
	case provisioning.LeftOut:
		return "left out"
	case provisioning.Refused, provisioning.NeedsPerson:
		return reasonText(s)
	}
	return string(s.State)
}

func waitingText(s provisioning.Step) string {
	switch s.Why {
	case provisioning.ReasonOffline, provisioning.ReasonSignIn, provisioning.ReasonBusy:
		return reasonText(s)
	case provisioning.NoReason, provisioning.ReasonNoAnswer, provisioning.ReasonRefused, provisioning.ReasonCharges,
		provisioning.ReasonPassword, provisioning.ReasonUnclear, provisioning.ReasonTaken, provisioning.ReasonRollback,
		provisioning.ReasonKeyring, provisioning.ReasonChanged, provisioning.ReasonConflict:
	}
	return "waiting to be sent"
}

// reasonText says why a step waits or stands.
func reasonText(s provisioning.Step) string {
	switch s.Why {
	case provisioning.ReasonOffline:
		return "waiting for a connection"
	case provisioning.ReasonBusy:
		return "the server is busy"
	case provisioning.ReasonNoAnswer:
		return "the answer was lost"
	case provisioning.ReasonSignIn:
		return "waiting for somebody to sign in"
	case provisioning.ReasonRefused:
		return "refused: " + refusal(s.Status, s.Code, s.Problems)
	case provisioning.ReasonCharges:
		return "the server asks to accept charges"
	case provisioning.ReasonPassword:
		return "the password that was given is not known any more"
	case provisioning.ReasonConflict:
		return "somebody changed the same on the server: choose in the window"
	case provisioning.ReasonKeyring:
		return "the keyring that has the password is locked"
	case provisioning.ReasonUnclear:
		return "it cannot be told whether it took effect: look on the server"
	case provisioning.ReasonTaken:
		return takenText(s.Kind)
	case provisioning.ReasonRollback:
		return "the server said that it was created, and took it back"
	case provisioning.NoReason, provisioning.ReasonChanged:
	}
	if s.State == provisioning.Refused {
		return "refused: " + refusal(s.Status, s.Code, s.Problems)
	}
	return "needs a person"
}

func takenText(k provisioning.Kind) string {
	switch k {
	case provisioning.KindAccount:
		return "another account has this name or realm"
	case provisioning.KindAdministrator:
		return "another user has this e-mail address as user name"
	case provisioning.KindLimits, provisioning.KindCredit, provisioning.KindPlans, provisioning.KindApps, provisioning.KindCallflow,
		provisioning.KindPassword, provisioning.KindEdit, provisioning.KindRemoveUser, provisioning.KindReseller,
		provisioning.KindMove, provisioning.KindDelete:
	}
	return "the server says that it exists already, and it is not ours"
}

// wait is a duration for people: whole seconds, none less than one.
func wait(d time.Duration) string { return max(d.Round(time.Second), time.Second).String() }
