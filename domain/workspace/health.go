package workspace

import (
	"context"
	"errors"
	"fmt"
	"time"

	"accountsmanager/domain"
)

// Disk is where the data directory lies.
type Disk interface {
	// Free tells how many bytes this program may still write there.
	Free(ctx context.Context) (bytes int64, err error)
	// Used tells how many bytes this program's files have there.
	Used(ctx context.Context) (bytes int64, err error)
}

// StoreCondition is what can be told of a store at a glance.
type StoreCondition struct {
	Bytes    int64 // of all its files
	ReadOnly bool  // its file cannot be written to
	Damaged  bool  // damage was met since it was opened
}

// Subject is what a finding is about.
type Subject string

// The subjects of Health, in its order.
const (
	AboutConnection Subject = "connection"
	AboutSignIn     Subject = "sign_in"
	AboutKeyring    Subject = "keyring"
	AboutDisk       Subject = "disk"
	AboutClock      Subject = "clock"
	AboutDatabase   Subject = "database"
)

// Level is how good or bad a finding is.
type Level string

// The levels.
const (
	LevelOK      Level = "ok"
	LevelLook    Level = "look" // work goes on, but somebody should look at it
	LevelBad     Level = "bad"
	LevelUnknown Level = "unknown" // it cannot be told now
)

// FindingCode says what was found.
type FindingCode string

// What can be found.
const (
	FoundOnline      FindingCode = "online"
	FoundConnecting  FindingCode = "connecting"
	FoundByChoice    FindingCode = "by_choice"    // offline because the person wants it
	FoundKeptOffline FindingCode = "kept_offline" // offline because the program was started so
	FoundUnreachable FindingCode = "unreachable"  // Why says what is in the way
	FoundNobody      FindingCode = "nobody"       // nobody is signed in; of the connection and of the sign-in

	FoundSignedIn  FindingCode = "signed_in"
	FoundNotProven FindingCode = "not_proven" // only a connection can tell whether it is still good
	FoundExpired   FindingCode = "expired"    // the server does not take it any more; Why

	FoundKeyringWorks   FindingCode = "keyring_works"
	FoundKeyringUntried FindingCode = "keyring_untried"
	FoundKeyringLacks   FindingCode = "keyring_lacks" // it works, and does not hold what signs in
	FoundKeyringFails   FindingCode = "keyring_fails" // Why

	FoundRoom       FindingCode = "room" // Bytes
	FoundLittleRoom FindingCode = "little_room"
	FoundNoRoom     FindingCode = "no_room"

	FoundClockRight FindingCode = "clock_right"
	FoundClockAhead FindingCode = "clock_ahead"  // this computer's is ahead of the server's, by Skew
	FoundClockBack  FindingCode = "clock_behind" // and here it is behind

	FoundDatabaseOpen    FindingCode = "database_open"    // Bytes; nothing is known against it
	FoundDatabaseChecked FindingCode = "database_checked" // Bytes; all of it was read
	FoundDatabaseDamaged FindingCode = "database_damaged"
	FoundReadOnly        FindingCode = "read_only"
	FoundNoWrites        FindingCode = "no_writes" // a write failed; Why

	FoundNothing FindingCode = "nothing" // it could not be found out; Why, where there is a reason
)

// Finding is how it stands with one thing that the program lives on.
type Finding struct {
	Subject Subject
	Level   Level
	Code    FindingCode
	Why     error
	Profile Profile       // of the connection and the sign-in
	Bytes   int64         // free on the disk, or of the database
	Skew    time.Duration // how far the clocks are apart; never negative
}

// Where there is so much room left, somebody should make some; below the second,
// writes are about to fail.
const (
	littleRoom = 200_000_000 // bytes
	noRoom     = 20_000_000
)

// clockSlack is how far the clocks may be apart: a Date header tells the second, and
// its answer was on its way for a while.
const clockSlack = 2 * time.Minute

// settingWritten is written to see whether writing works.
const settingWritten = "health.written"

// Health tells how it stands with the connection, the sign-in, the keyring, the
// disk, the clock and the database, in this order. It waits for nobody but the disk;
// what takes longer is Examine's.
func (w *Workspace) Health(ctx context.Context) []Finding {
	status := w.Status()
	return []Finding{
		w.connectionHealth(status), w.signInHealth(status), w.keyringHealth(status),
		w.diskHealth(ctx), w.clockHealth(), w.databaseHealth(ctx),
	}
}

// Examine looks anew at one thing, however long it takes, and tells what it is like
// then: it tries the keyring, asks the server for the time, reads the whole database.
func (w *Workspace) Examine(ctx context.Context, about Subject) Finding {
	switch about {
	case AboutConnection:
		_ = w.askServer(ctx) // what came of it is in the status
		return w.connectionHealth(w.Status())
	case AboutSignIn:
		_ = w.askServer(ctx) // as above
		return w.signInHealth(w.Status())
	case AboutKeyring:
		w.tryKeyring(ctx)
		return w.keyringHealth(w.Status())
	case AboutDisk:
		return w.diskHealth(ctx)
	case AboutClock:
		if err := w.askServer(ctx); err != nil {
			return Finding{Subject: AboutClock, Level: LevelUnknown, Code: FoundNothing, Why: err}
		}
		return w.clockHealth()
	case AboutDatabase:
		return w.examineDatabase(ctx)
	}
	return Finding{Subject: about, Level: LevelUnknown, Code: FoundNothing}
}

// askServer asks for something small, to see whether the server answers, whether it
// still takes the sign-in, and what time it has.
func (w *Workspace) askServer(ctx context.Context) error {
	profile, backend, generation := w.sessionIn()
	if backend == nil {
		return nil
	}
	_, err := backend.Children(ctx, profile.Identity.AccountID, "", 1)
	if err == nil || ctx.Err() != nil {
		return err
	}
	if _, _, now := w.sessionIn(); now == generation {
		w.noteFailure(err)
	}
	return fmt.Errorf("ask the server how it is: %w", err)
}

func (w *Workspace) connectionHealth(s Status) Finding {
	f := Finding{Subject: AboutConnection, Profile: s.Profile}
	switch {
	case s.Connection == Online:
		f.Level, f.Code = LevelOK, FoundOnline
	case s.Connection == Connecting:
		f.Level, f.Code = LevelUnknown, FoundConnecting
	case s.Profile.ID == "":
		f.Level, f.Code = LevelUnknown, FoundNobody
	case w.options.Offline:
		f.Level, f.Code = LevelLook, FoundKeptOffline
	case s.ByChoice:
		f.Level, f.Code = LevelLook, FoundByChoice
	case NeedsSignIn(s.Reason):
		// The server was reached, or never asked: the sign-in is what is the matter.
		f.Level, f.Code, f.Why = LevelLook, FoundUnreachable, s.Reason
	default:
		f.Level, f.Code, f.Why = LevelBad, FoundUnreachable, s.Reason
	}
	return f
}

func (w *Workspace) signInHealth(s Status) Finding {
	f := Finding{Subject: AboutSignIn, Profile: s.Profile}
	switch {
	case s.Profile.ID == "":
		f.Level, f.Code = LevelLook, FoundNobody
	case s.Connection == Online:
		f.Level, f.Code = LevelOK, FoundSignedIn
	case s.Connection == Offline && NeedsSignIn(s.Reason):
		f.Level, f.Code, f.Why = LevelBad, FoundExpired, s.Reason
	default:
		f.Level, f.Code = LevelUnknown, FoundNotProven
	}
	return f
}

// NeedsSignIn tells whether, where this is why there is no connection, nothing but a
// new sign-in helps.
func NeedsSignIn(reason error) bool {
	for _, target := range []error{
		domain.ErrSignedOut, domain.ErrWrongCredentials, domain.ErrUnknownKey, domain.ErrMultiFactor, domain.ErrSecretNotFound,
		domain.ErrAccountDisabled, domain.ErrKeyringAbsent,
	} {
		if errors.Is(reason, target) {
			return true
		}
	}
	return false
}

func (w *Workspace) diskHealth(ctx context.Context) Finding {
	f := Finding{Subject: AboutDisk, Level: LevelUnknown, Code: FoundNothing}
	if w.options.Disk == nil {
		return f
	}
	free, err := w.options.Disk.Free(ctx)
	if err != nil {
		f.Why = fmt.Errorf("see how much room the disk has: %w", err)
		return f
	}
	f.Bytes = free
	switch {
	case free < noRoom:
		f.Level, f.Code = LevelBad, FoundNoRoom
	case free < littleRoom:
		f.Level, f.Code = LevelLook, FoundLittleRoom
	default:
		f.Level, f.Code = LevelOK, FoundRoom
	}
	return f
}

func (w *Workspace) clockHealth() Finding {
	f := Finding{Subject: AboutClock, Level: LevelUnknown, Code: FoundNothing}
	_, backend := w.session()
	if backend == nil {
		return f
	}
	skew, known := backend.ClockSkew()
	if !known {
		return f
	}
	f.Skew = skew.Abs()
	switch {
	case f.Skew <= clockSlack:
		f.Level, f.Code = LevelOK, FoundClockRight
	case skew < 0:
		f.Level, f.Code = LevelLook, FoundClockAhead
	default:
		f.Level, f.Code = LevelLook, FoundClockBack
	}
	return f
}

func (w *Workspace) databaseHealth(ctx context.Context) Finding {
	f := Finding{Subject: AboutDatabase, Level: LevelOK, Code: FoundDatabaseOpen}
	condition, err := w.store.Condition(ctx)
	f.Bytes = condition.Bytes
	switch {
	case condition.Damaged:
		f.Level, f.Code = LevelBad, FoundDatabaseDamaged
	case err != nil:
		f.Level, f.Code, f.Why = LevelUnknown, FoundNothing, fmt.Errorf("look at the database: %w", err)
	case condition.ReadOnly:
		f.Level, f.Code = LevelBad, FoundReadOnly
	}
	return f
}

// examineDatabase reads all of the database, and writes to it.
func (w *Workspace) examineDatabase(ctx context.Context) Finding {
	f := w.databaseHealth(ctx)
	if f.Level != LevelOK {
		return f
	}
	if err := w.store.QuickCheck(ctx); err != nil {
		f.Level, f.Code, f.Why = LevelUnknown, FoundNothing, err
		if errors.Is(err, domain.ErrStoreDamaged) {
			f.Level, f.Code = LevelBad, FoundDatabaseDamaged
		}
		return f
	}
	switch err := w.store.SaveSetting(ctx, settingWritten, w.clock.Now().UTC().Format(time.RFC3339)); {
	case errors.Is(err, domain.ErrReadOnly):
		f.Level, f.Code, f.Why = LevelBad, FoundReadOnly, err
	case err != nil:
		f.Level, f.Code, f.Why = LevelBad, FoundNoWrites, err
	default:
		f.Code = FoundDatabaseChecked
	}
	return f
}
