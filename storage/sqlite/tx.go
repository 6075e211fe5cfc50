package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
)

// failed is the package's failed, and remembers damage for the next opening.
func (s *Store) failed(what string, err error) error {
	if err == nil {
		return nil
	}
	err = failed(s.path, what, err)
	if isDamage(err) && !s.damaged.Swap(true) {
		s.log.Error("the database is damaged; the next start sets it aside", "error", err)
	}
	return err
}

// write runs do in a transaction of the ordinary kind: committed, it survives
// the end of the process.
func (s *Store) write(ctx context.Context, what string, do func(*sql.Tx) error) error {
	return s.writeTo(ctx, s.ordinary, what, do)
}

// writeDurably is write whose result survives the loss of power as well.
func (s *Store) writeDurably(ctx context.Context, what string, do func(*sql.Tx) error) error {
	return s.writeTo(ctx, s.durable, what, do)
}

func (s *Store) writeTo(ctx context.Context, db *sql.DB, what string, do func(*sql.Tx) error) error {
	select {
	case s.writing <- struct{}{}:
	case <-ctx.Done():
		return s.failed(what, ctx.Err())
	}
	defer func() { <-s.writing }()
	return s.failed(what, inTransaction(ctx, db, do))
}

// inTransaction runs do between BEGIN and COMMIT. The context reaches what do
// executes, and not the two: so the transaction has ended one way or the other
// when this returns, and nil means committed.
func inTransaction(ctx context.Context, db *sql.DB, do func(*sql.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	tx, err := db.BeginTx(context.WithoutCancel(ctx), nil)
	if err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	if err := do(tx); err != nil {
		_ = tx.Rollback() // fails where SQLite rolled back by itself; err tells why
		return err
	}
	if err := ctx.Err(); err != nil {
		_ = tx.Rollback()
		return err
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("commit: %w", err)
	}
	return nil
}

// scanner is a row: sql.Row or sql.Rows.
type scanner interface{ Scan(dest ...any) error }

// querier is what can be asked: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// each hands every row of a query to scan. Nothing else may be asked of a
// transaction meanwhile, so scan only scans.
func each(ctx context.Context, q querier, scan func(scanner) error, query string, args ...any) (err error) {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// collect reads all rows of a query.
func collect[T any](ctx context.Context, q querier, scan func(scanner) (T, error), query string, args ...any) (list []T, err error) {
	err = each(ctx, q, func(row scanner) error {
		item, err := scan(row)
		list = append(list, item)
		return err
	}, query, args...)
	if err != nil {
		return nil, err
	}
	return list, nil
}

// changed makes "no row was there" an error.
func changed(result sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := result.RowsAffected()
	if err == nil && n == 0 {
		err = sql.ErrNoRows
	}
	return err
}

// profileRow finds a profile's row number.
func profileRow(ctx context.Context, q querier, id string) (row int64, err error) {
	if err := q.QueryRowContext(ctx, "SELECT row FROM profiles WHERE id = ?", id).Scan(&row); err != nil {
		return 0, fmt.Errorf("find profile %q: %w", id, err)
	}
	return row, nil
}

// ofProfile is a WHERE term for tables with a profile; its argument is the id.
const ofProfile = "profile = (SELECT row FROM profiles WHERE id = ?)"

func encode(value any) (string, error) {
	text, err := json.Marshal(value)
	if err != nil {
		return "", fmt.Errorf("encode as JSON: %w", err)
	}
	return string(text), nil
}

func decode(text string, value any) error {
	if err := json.Unmarshal([]byte(text), value); err != nil {
		return fmt.Errorf("decode JSON: %w", err)
	}
	return nil
}

// scanJSON reads a row that is one JSON document.
func scanJSON[T any](row scanner) (value T, err error) {
	var text string
	if err := row.Scan(&text); err != nil {
		return value, err
	}
	err = decode(text, &value)
	return value, err
}
