package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// readerCount is how many can read at once.
const readerCount = 4

// Options are what a store is opened with.
type Options struct {
	// Path is the database file. It is made, and its directory with it, where
	// there is none.
	Path string
	Now  func() time.Time // nil: the system's clock
	Log  *slog.Logger     // nil: nowhere
}

// Store is an open database. All its methods may be called from any goroutine.
type Store struct {
	path     string
	log      *slog.Logger
	readers  *sql.DB
	ordinary *sql.DB
	durable  *sql.DB
	// writing holds one token: whoever has it writes. SQLite would let two
	// writers wait for each other as well, but by polling.
	writing chan struct{}
	finder  finder
	details details
	// What the courier asks before and after each step of each account.
	oneProvisioning prepared

	setAside string      // where a damaged predecessor went
	damaged  atomic.Bool // SQLite found damage while the store was open
	closing  sync.Once
	closed   error // what closing came to
}

var _ workspace.Store = (*Store)(nil)

// Open opens the database, or makes it. One that an older version wrote is
// migrated after a copy was made, or left as it is where that cannot be done
// (domain.ErrNotUpgraded, and why); one from a newer version is left as it is
// (domain.ErrStoreTooNew). One that is damaged is set aside with an empty one
// put in its place, which Recovered tells. Other errors are ErrReadOnly,
// ErrDiskFull, and ErrStoreDamaged where setting aside failed.
func Open(ctx context.Context, o Options) (*Store, error) {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now //nolint:forbidigo // the clock of who names none
	}
	known, err := embeddedMigrations()
	if err != nil {
		return nil, err
	}
	return open(ctx, o, known)
}

func open(ctx context.Context, o Options, known []migration) (*Store, error) {
	s, err := openFile(ctx, o, known)
	if !errors.Is(err, domain.ErrStoreDamaged) {
		return s, err
	}
	aside, asideErr := setAside(o.Path, o.Now())
	if asideErr != nil {
		return nil, failed(o.Path, "set the damaged database aside", errors.Join(err, asideErr))
	}
	o.Log.Error("the database is damaged and was set aside", "path", aside, "error", err)
	if s, err = openFile(ctx, o, known); err != nil {
		return nil, err
	}
	s.setAside = aside
	return s, nil
}

func openFile(ctx context.Context, o Options, known []migration) (s *Store, err error) {
	fresh, err := prepareFile(o.Path)
	if err != nil {
		return nil, failed(o.Path, "prepare the database file", err)
	}
	clean, err := isClean(o.Path)
	if err != nil {
		return nil, failed(o.Path, "see how the database was closed", err)
	}
	if !fresh {
		if err = lookAt(ctx, o.Path, len(known), clean); err != nil {
			return nil, failed(o.Path, "open the database", err)
		}
	}
	if err = removeCleanMark(o.Path); err != nil { // from here on the file is in use
		return nil, failed(o.Path, "open the database", err)
	}

	s = &Store{
		path: o.Path, log: o.Log, writing: make(chan struct{}, 1), finder: newFinder(), details: newDetails(),
		oneProvisioning: prepared{text: selectProvisionings + "WHERE p.id = ? ORDER BY s.position"},
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.closePools())
			s = nil
		}
	}()
	for _, pool := range []struct {
		db   **sql.DB
		kind connection
		size int
	}{{&s.durable, forDurable, 1}, {&s.ordinary, forOrdinary, 1}, {&s.readers, forReading, readerCount}} {
		if *pool.db, err = openPool(ctx, o.Path, pool.kind, pool.size); err != nil {
			return s, failed(o.Path, "open the database", err)
		}
	}
	if err = migrate(ctx, s.durable, o.Path, known, o.Log); err != nil {
		return s, failed(o.Path, "migrate the database", err)
	}
	if fresh {
		if err = syncDirectory(filepath.Dir(o.Path)); err != nil {
			return s, failed(o.Path, "keep the new database file", err)
		}
	}
	return s, nil
}

// lookAt tells whether the file is a database that this version can open, and
// leaves it and its log as they are: one that is too new belongs to another
// version, and one that is damaged is set aside to the byte.
func lookAt(ctx context.Context, path string, known int, clean bool) (err error) {
	looking := forLooking
	log, err := os.Stat(path + "-wal")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	// Without a log all is in the file. With one, SQLite needs an index to read it.
	looking.still = err != nil || log.Size() == 0
	db, err := openPool(ctx, path, looking, 1)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	version, err := schemaVersion(ctx, db)
	if err != nil {
		return fmt.Errorf("read the schema's version: %w", err)
	}
	if version > known {
		return fmt.Errorf("%w: schema %d, known up to %d", domain.ErrStoreTooNew, version, known)
	}
	if clean {
		return nil
	}
	return quickCheck(ctx, db)
}

// prepareFile makes the file where it is not there (fresh), readable by its
// owner alone. It must not open one that is there: closing it would drop the
// locks that SQLite holds on it in this process.
func prepareFile(path string) (fresh bool, err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return false, err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) //nolint:gosec // our own database
	if err == nil {
		return true, f.Close()
	}
	if !errors.Is(err, fs.ErrExist) {
		return false, err
	}
	info, err := os.Stat(path)
	if err != nil {
		return false, err
	}
	if info.Mode().Perm()&0o077 != 0 && runtime.GOOS != "windows" {
		if err := os.Chmod(path, 0o600); err != nil {
			return false, err
		}
	}
	return info.Size() == 0, nil
}

// syncDirectory makes sure that a new file's name survives the loss of power.
func syncDirectory(dir string) error {
	if runtime.GOOS == "windows" { // directories cannot be synced there, and need not be
		return nil
	}
	d, err := os.Open(dir) //nolint:gosec // our own directory
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Recovered tells that the database was damaged when it was opened, and where
// the damaged file is now. This store then started out empty.
func (s *Store) Recovered() (path string, ok bool) { return s.setAside, s.setAside != "" }

// Close waits for the write in hand and closes the database. Further calls
// return what the first came to.
func (s *Store) Close() error {
	s.closing.Do(func() {
		s.writing <- struct{}{}
		defer func() { <-s.writing }()
		if err := s.closePools(); err != nil {
			s.closed = failed(s.path, "close the database", err)
			return
		}
		if s.damaged.Load() {
			return // without the mark the next opening checks the whole file
		}
		if err := leaveCleanMark(s.path); err != nil {
			s.log.Warn("the next start will check the whole database", "error", err)
		}
	})
	return s.closed
}

// closePools closes the readers first: the last to close folds the log into the
// file, and a reader may not.
func (s *Store) closePools() error {
	var errs []error
	for _, db := range []*sql.DB{s.readers, s.ordinary, s.durable} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}
