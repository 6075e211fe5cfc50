package workspace

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

// importedAtOnce is how many drafts of an import are kept in one transaction.
const importedAtOnce = 500

// columnsKey is the setting that remembers what a profile's files call their columns.
func columnsKey(profileID string) string { return "import/columns/" + profileID }

// TwinKind is what a row of a file is a duplicate of.
type TwinKind int

// The kinds.
const (
	NoTwin TwinKind = iota
	TwinInFile
	TwinDraft
	TwinAccount
)

// Twin is what has the name or the realm of a row already.
type Twin struct {
	Kind TwinKind
	Name string
	Line int    // TwinInFile: the first line with the name
	ID   string // TwinDraft: the draft
}

// Choice is what to do with a row that is a duplicate.
type Choice int

// The choices. Update is there for drafts alone.
const (
	ImportAnyway Choice = iota
	ImportSkip
	ImportUpdate
)

// ImportRow is a line of a file, and what is known of it before it becomes a draft.
type ImportRow struct {
	sheet.Row
	Problems domain.Problems // as Draft.Check has them, without those of duplicates
	Twin     Twin
	Choice   Choice
}

// Skipped tells whether the row becomes no draft, because it is there already.
func (r ImportRow) Skipped() bool { return r.Choice == ImportSkip && r.Twin.Kind != NoTwin }

// Updates tells whether the row takes the place of a draft that is there.
func (r ImportRow) Updates() bool { return r.Choice == ImportUpdate && r.Twin.Kind == TwinDraft }

// draftID is the id of the draft that the row becomes, or takes the place of.
func (r ImportRow) draftID() string {
	if r.Updates() {
		return r.Twin.ID
	}
	return r.Draft.ID
}

// Ready tells whether the row becomes a draft that nothing keeps from being submitted.
func (r ImportRow) Ready() bool {
	return len(r.Problems.Blocking()) == 0 && (r.Twin.Kind == NoTwin || r.Updates())
}

// Holder is an account or a draft with its names, for comparing many at once.
type Holder struct {
	Normalized string // see domain.NormalizeName
	Name       string
	Realm      string // whole, in lower case; empty where it is not known
	Draft      string // its id, empty for an account
}

// ImportTerms are by what a file of this profile is understood, and what its columns
// were taken for the last time.
func (w *Workspace) ImportTerms(ctx context.Context) (sheet.Terms, map[string]string, error) {
	profile, _ := w.session()
	catalogue, err := w.store.Catalogue(ctx, profile.ID)
	if err != nil {
		return sheet.Terms{}, nil, fmt.Errorf("read the cached catalogue: %w", err)
	}
	suffix, err := w.RealmSuffix(ctx)
	if err != nil {
		return sheet.Terms{}, nil, err
	}
	remembered := map[string]string{}
	text, err := w.store.Setting(ctx, columnsKey(profile.ID))
	if err != nil {
		return sheet.Terms{}, nil, fmt.Errorf("read what columns are called: %w", err)
	}
	if text != "" {
		if err := json.Unmarshal([]byte(text), &remembered); err != nil {
			w.log.Warn("what columns are called is not to be read", "error", err)
			remembered = map[string]string{}
		}
	}
	return sheet.Terms{Reseller: profile.Identity, Catalogue: catalogue, RealmSuffix: suffix, NewID: newID}, remembered, nil
}

// RememberColumns keeps what a person said the columns of a file are.
func (w *Workspace) RememberColumns(ctx context.Context, columns map[string]string) error {
	profile, _ := w.session()
	return w.saveSettingJSON(ctx, columnsKey(profile.ID), columns)
}

// ExamineImport tells of each row what is wrong with it and whether it is there
// already: in the file, among the drafts or among the accounts. Nothing is kept.
func (w *Workspace) ExamineImport(ctx context.Context, rows []sheet.Row) ([]ImportRow, error) {
	profile, _ := w.session()
	surroundings, _, err := w.surroundings(ctx, domain.Draft{})
	if err != nil {
		return nil, err
	}
	holders, err := w.store.Holders(ctx, profile.ID)
	if err != nil {
		return nil, fmt.Errorf("list who has which name: %w", err)
	}
	known := newTwins(holders)
	surroundings.NameHolder, surroundings.RealmHolder = nil, nil // looked for in known
	out := make([]ImportRow, len(rows))
	for i, row := range rows {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, ctx.Err()
		}
		surroundings.TypedPassword = func(adminID string) (domain.Secret, bool) {
			secret, ok := row.Passwords[adminID]
			return secret, ok
		}
		out[i] = ImportRow{Row: row, Problems: row.Draft.Check(surroundings)}
		out[i].Twin = known.find(row, surroundings.RealmSuffix)
		if out[i].Twin.Kind == TwinDraft {
			out[i].Choice = ImportUpdate
		}
	}
	return out, nil
}

// twins knows who has a name or a realm.
type twins struct{ names, realms map[string]Twin }

func newTwins(holders []Holder) *twins {
	t := &twins{names: make(map[string]Twin, len(holders)), realms: make(map[string]Twin, len(holders))}
	for _, h := range holders {
		twin := Twin{Kind: TwinAccount, Name: h.Name}
		if h.Draft != "" {
			twin = Twin{Kind: TwinDraft, Name: h.Name, ID: h.Draft}
		}
		t.add(h.Normalized, h.Realm, twin)
	}
	return t
}

// add lets the first of a name stand, but an account before a draft: an account cannot
// be made again.
func (t *twins) add(name, realm string, twin Twin) {
	for _, in := range []struct {
		of  map[string]Twin
		key string
	}{{t.names, name}, {t.realms, realm}} {
		if in.key == "" {
			continue
		}
		if there, ok := in.of[in.key]; !ok || there.Kind == TwinDraft && twin.Kind == TwinAccount {
			in.of[in.key] = twin
		}
	}
}

func (t *twins) find(row sheet.Row, suffix string) Twin {
	name, realm := domain.NormalizeName(row.Draft.Name), ""
	if label, generated := row.Draft.Label(); !generated {
		realm = strings.ToLower(domain.JoinRealm(label, suffix))
	}
	twin, ok := t.names[name] // an empty one is nobody's: see add
	if !ok {
		twin = t.realms[realm]
	}
	t.add(name, realm, Twin{Kind: TwinInFile, Name: row.Draft.Name, Line: row.Line})
	return twin
}

// Imported is what an import did.
type Imported struct {
	At      time.Time
	Made    []string       // drafts
	Updated []domain.Draft // as they were before
	Skipped int

	typed []typedFor
}

// typedFor is whose password an import brought.
type typedFor struct{ draft, admin string }

// Import makes drafts of the rows: all of them but those that are to be skipped or to
// update a draft. Where it ends early, the error comes with what was done so far, which
// UndoImport takes back like a whole import. Progress may be nil.
func (w *Workspace) Import(ctx context.Context, rows []ImportRow, progress func(done int)) (Imported, error) {
	profile, _ := w.session()
	if profile.ID == "" {
		return Imported{}, fmt.Errorf("import the drafts: %w", domain.ErrSignedOut)
	}
	done := Imported{At: w.clock.Now()}
	defer w.bus.emit(DraftsChanged{})
	for len(rows) > 0 {
		batch := rows[:min(importedAtOnce, len(rows))]
		rows = rows[len(batch):]
		if err := w.importBatch(ctx, profile, batch, &done); err != nil {
			return done, fmt.Errorf("import the drafts: %w", err)
		}
		if progress != nil {
			progress(len(done.Made) + len(done.Updated) + done.Skipped)
		}
	}
	return done, nil
}

func (w *Workspace) importBatch(ctx context.Context, profile Profile, batch []ImportRow, done *Imported) error {
	// A keyring may take its time, in which a draft must be saved all the same.
	for _, row := range batch {
		if row.Skipped() {
			continue
		}
		for admin, password := range row.Passwords {
			done.typed = append(done.typed, typedFor{row.draftID(), admin})
			w.TypePassword(ctx, row.draftID(), admin, password)
		}
	}
	w.drafts.Lock()
	defer w.drafts.Unlock()
	var drafts, before []domain.Draft
	var made []string
	skipped := 0
	for _, row := range batch {
		d := row.Draft
		d.ID = row.draftID()
		switch {
		case row.Skipped():
			skipped++
			continue
		case row.Updates():
			old, err := w.store.Draft(ctx, d.ID)
			if err != nil {
				return err
			}
			before = append(before, old)
		default:
			made = append(made, d.ID)
		}
		drafts = append(drafts, d)
	}
	if err := w.store.SaveDrafts(ctx, profile.ID, drafts, done.At); err != nil {
		return err
	}
	done.Made, done.Updated, done.Skipped = append(done.Made, made...), append(done.Updated, before...), done.Skipped+skipped
	return nil
}

// UndoImport takes an import back: drafts that it made are removed, those that it
// updated are as they were before. What was changed or submitted since stays, and is
// counted as kept. The passwords of what goes leave the keyring.
func (w *Workspace) UndoImport(ctx context.Context, done Imported) (kept int, err error) {
	profile, _ := w.session()
	if kept, err = w.undoImport(ctx, profile, done); err != nil {
		return kept, err
	}
	for _, typed := range done.typed {
		d, err := w.store.Draft(ctx, typed.draft)
		if err != nil && !errors.Is(err, domain.ErrNotFound) {
			return kept, fmt.Errorf("see which passwords of the import are needed: %w", err)
		}
		if !slices.ContainsFunc(d.Administrators, func(a domain.Administrator) bool { return a.ID == typed.admin }) {
			w.forgetTyped(ctx, typed.draft, typed.admin)
		}
	}
	return kept, nil
}

func (w *Workspace) undoImport(ctx context.Context, profile Profile, done Imported) (kept int, err error) {
	w.drafts.Lock()
	defer w.drafts.Unlock()
	defer w.bus.emit(DraftsChanged{})
	for ids := done.Made; len(ids) > 0; {
		batch := ids[:min(importedAtOnce, len(ids))]
		ids = ids[len(batch):]
		n, err := w.store.DeleteUnchanged(ctx, profile.ID, batch, done.At)
		if err != nil {
			return kept, fmt.Errorf("take the import back: %w", err)
		}
		kept += len(batch) - n
	}
	n, err := w.store.RestoreUnchanged(ctx, profile.ID, done.Updated, done.At, w.clock.Now())
	if err != nil {
		return kept, fmt.Errorf("bring back the drafts as they were: %w", err)
	}
	return kept + len(done.Updated) - n, nil
}
