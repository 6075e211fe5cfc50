package words

import (
	"net/url"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
)

// HealthSubject names what a finding is about.
func HealthSubject(s workspace.Subject) string {
	switch s {
	case workspace.AboutConnection:
		return lang.L("Connection")
	case workspace.AboutSignIn:
		return lang.L("Sign-in")
	case workspace.AboutKeyring:
		return lang.L("Keyring")
	case workspace.AboutDisk:
		return lang.L("Disk")
	case workspace.AboutClock:
		return lang.L("Clock")
	case workspace.AboutDatabase:
		return lang.L("Database")
	}
	return string(s)
}

// HealthLevel says how good or bad a finding is, in a word or three.
func HealthLevel(l workspace.Level) string {
	switch l {
	case workspace.LevelOK:
		return lang.L("OK")
	case workspace.LevelLook:
		return lang.L("Look at it")
	case workspace.LevelBad:
		return lang.L("Bad")
	case workspace.LevelUnknown:
	}
	return lang.L("Unknown")
}

// Health puts a finding into words: its title says what is so, its text what that
// means. It brings no help of its own: what helps is the panel's business.
func Health(f workspace.Finding) Message {
	switch f.Subject {
	case workspace.AboutConnection:
		return connectionHealth(f)
	case workspace.AboutSignIn:
		return signInHealth(f)
	case workspace.AboutKeyring:
		return keyringHealth(f)
	case workspace.AboutDisk:
		return diskHealth(f)
	case workspace.AboutClock:
		return clockHealth(f)
	case workspace.AboutDatabase:
		return databaseHealth(f)
	}
	return Message{}
}

func connectionHealth(f workspace.Finding) Message {
	server := data{"Server": Host(f.Profile.Server)}
	switch f.Code {
	case workspace.FoundOnline:
		return Message{Title: lang.L("Connected to {{.Server}}.", server), Text: lang.L("What you submit is sent at once.")}
	case workspace.FoundConnecting:
		return Message{Title: lang.L("Connecting to {{.Server}}…", server), Text: lang.L("It takes a moment. You can go on working meanwhile.")}
	case workspace.FoundByChoice:
		return Message{Title: lang.L("You are working offline."), Text: lang.L("Everything you type is kept, and what you submit waits until you go online.")}
	case workspace.FoundKeptOffline:
		return Message{Title: lang.L("The program was started to stay offline."), Text: lang.L("To connect, close it and start it without --offline.")}
	case workspace.FoundNobody:
		return Message{Title: lang.L("Nobody is signed in."), Text: lang.L("There is a connection as soon as somebody is.")}
	default: // it cannot be reached, and why is what matters
	}
	if workspace.NeedsSignIn(f.Why) {
		return Message{Title: lang.L("Not connected: the sign-in comes first."), Text: lang.L("What you submit waits until you have signed in again.")}
	}
	if f.Why == nil {
		return Message{Title: lang.L("Not connected."), Text: lang.L("What you submit waits, and is sent when the server can be reached.")}
	}
	return because(f.Why)
}

// because words a finding by the error that it came of.
func because(err error) Message {
	m := Error(err)
	return Message{Title: m.Title + lang.X("sentence.end", "."), Text: m.Text}
}

func signInHealth(f workspace.Finding) Message {
	who := data{"User": f.Profile.UserName, "Account": f.Profile.Identity.AccountName}
	switch f.Code {
	case workspace.FoundSignedIn:
		m := Message{Text: lang.L("When the session runs out, the program signs in again by itself.")}
		if f.Profile.Method == workspace.WithAPIKey {
			m.Title = lang.L("Signed in to {{.Account}} with an API key.", who)
		} else {
			m.Title = lang.L("Signed in to {{.Account}} as {{.User}}.", who)
		}
		return m
	case workspace.FoundNotProven:
		return Message{Title: lang.L("Signed in to {{.Account}} before.", who), Text: lang.L("Whether the server still takes this sign-in shows when there is a connection.")}
	case workspace.FoundExpired:
		return because(f.Why)
	default:
		return Message{Title: lang.L("Nobody is signed in."), Text: lang.L("Sign in to see your accounts, and the drafts that are kept on this computer.")}
	}
}

func keyringHealth(f workspace.Finding) Message {
	switch f.Code {
	case workspace.FoundKeyringFails:
		return because(f.Why)
	case workspace.FoundKeyringLacks:
		return Message{Title: lang.L("It works, but does not hold what signs you in."), Text: lang.L("The next start will ask for it. Sign in again, and it is kept.")}
	case workspace.FoundKeyringUntried:
		return Message{Title: lang.L("It has not been asked yet."), Text: lang.L("It keeps what signs you in. Whether it works shows when it is asked.")}
	default:
		return Message{Title: lang.L("It works."), Text: lang.L("What signs you in is kept there and nowhere else.")}
	}
}

func diskHealth(f workspace.Finding) Message {
	size := data{"Size": Size(f.Bytes)}
	switch f.Code {
	case workspace.FoundRoom:
		return Message{Title: lang.L("{{.Size}} free.", size), Text: lang.L("That is room enough for drafts and accounts.")}
	case workspace.FoundLittleRoom:
		return Message{Title: lang.L("Only {{.Size}} free.", size), Text: lang.L("What you type is still kept. Make room before it runs out.")}
	case workspace.FoundNoRoom:
		return Message{Title: lang.L("Only {{.Size}} free.", size), Text: lang.L("What you type may not be kept any more. Make room now, and do not close the window before.")}
	default:
		return Message{Title: lang.L("How much room there is cannot be told."), Text: lang.L("The data folder may have been moved, or its disk unplugged.")}
	}
}

func clockHealth(f workspace.Finding) Message {
	apart := data{"Time": Apart(f.Skew)}
	wrong := lang.L("Signing in can fail, and times are shown wrongly. Set this computer's clock, best by the network.")
	switch f.Code {
	case workspace.FoundClockRight:
		return Message{Title: lang.L("It agrees with the server's."), Text: lang.L("Times are shown as they were.")}
	case workspace.FoundClockAhead:
		return Message{Title: lang.L("It is {{.Time}} ahead of the server's.", apart), Text: wrong}
	case workspace.FoundClockBack:
		return Message{Title: lang.L("It is {{.Time}} behind the server's.", apart), Text: wrong}
	default:
		return Message{Title: lang.L("The server has not told the time yet."), Text: lang.L("It does with every answer, once there is a connection.")}
	}
}

func databaseHealth(f workspace.Finding) Message {
	size := data{"Size": Size(f.Bytes)}
	switch f.Code {
	case workspace.FoundDatabaseOpen:
		return Message{Title: lang.L("{{.Size}} on this computer.", size), Text: lang.L("It is in use, and nothing is wrong as far as is known. A check reads all of it, which can take a while.")}
	case workspace.FoundDatabaseChecked:
		return Message{Title: lang.L("{{.Size}}, all of it read and found whole.", size), Text: lang.L("Drafts, accounts and the outbox are safe, and can be written to.")}
	case workspace.FoundDatabaseDamaged:
		return Message{
			Title: lang.L("Part of it cannot be read."),
			Text:  lang.L("Copy the data folder, then close the program and start it again: the damaged file is set aside, not deleted, and a new one is begun."),
		}
	case workspace.FoundReadOnly:
		return Message{Title: lang.L("It cannot be written to."), Text: lang.L("What you type is not kept. Give yourself the right to write in the data folder.")}
	case workspace.FoundNoWrites:
		return Message{Title: lang.L("Writing to it failed."), Text: lang.L("What you type may not be kept. See whether the disk is full, and whether you may write in the data folder.")}
	default:
		return Message{Title: lang.L("It cannot be looked at."), Text: lang.L("The data folder may have been moved, or its disk unplugged.")}
	}
}

// Host is the part of a server's address that people know it by, with its port.
func Host(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return address
}

// Apart words how far two clocks are apart, rounded down: 3 min, 2 h, 5 days.
func Apart(d time.Duration) string {
	switch {
	case d < 100*time.Minute:
		return lang.L("{{.Count}} min", data{"Count": int(d.Minutes())})
	case d < 48*time.Hour:
		return lang.L("{{.Count}} h", data{"Count": int(d.Hours())})
	}
	days := int(d.Hours() / 24)
	return plural(days, "1 day", "{{.Count}} days")
}
