package health

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
)

// remedy is what the button of a row does.
type remedy int

const (
	nothing remedy = iota
	checkNow
	goOnline
	signIn
	tryKeyring
	openFolder
)

func (r remedy) label() string {
	switch r {
	case checkNow:
		return lang.L("Check now")
	case goOnline:
		return lang.L("Go online")
	case signIn:
		return lang.L("Sign in again")
	case tryKeyring:
		return lang.L("Try the keyring again")
	case openFolder:
		return lang.L("Open the data folder")
	case nothing:
	}
	return ""
}

// remedy is the one thing that helps with a finding. Where the program was started to
// stay offline, going online is none.
func (p *Panel) remedy(f workspace.Finding, keptOffline bool) remedy {
	r := remedyFor(f)
	if r == openFolder && p.options.Actions.OpenFolder == nil || r == goOnline && keptOffline {
		return nothing
	}
	return r
}

func remedyFor(f workspace.Finding) remedy {
	switch f.Code {
	case workspace.FoundOnline, workspace.FoundSignedIn, workspace.FoundKeyringWorks, workspace.FoundKeyringUntried,
		workspace.FoundClockRight, workspace.FoundClockAhead, workspace.FoundClockBack, workspace.FoundDatabaseOpen, workspace.FoundDatabaseChecked:
		return checkNow
	case workspace.FoundByChoice, workspace.FoundNotProven:
		return goOnline
	case workspace.FoundUnreachable:
		if workspace.NeedsSignIn(f.Why) {
			return signIn
		}
		return goOnline
	case workspace.FoundNobody, workspace.FoundExpired, workspace.FoundKeyringLacks:
		return signIn
	case workspace.FoundKeyringFails:
		return tryKeyring
	case workspace.FoundRoom, workspace.FoundLittleRoom, workspace.FoundNoRoom,
		workspace.FoundDatabaseDamaged, workspace.FoundReadOnly, workspace.FoundNoWrites:
		return openFolder
	case workspace.FoundNothing:
		if f.Subject == workspace.AboutDisk {
			return openFolder
		}
		return checkNow
	case workspace.FoundConnecting, workspace.FoundKeptOffline:
	}
	return nothing
}
