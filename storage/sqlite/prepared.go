package sqlite

import (
	"context"
	"database/sql"
	"sync"
)

// prepared keeps what is asked again and again as a statement: reading the text of
// a query takes SQLite longer than answering a small one.
type prepared struct {
	text string

	mu   sync.Mutex
	stmt *sql.Stmt
}

// on is the query on this pool, which closes the statement with itself.
func (p *prepared) on(ctx context.Context, db *sql.DB) (*sql.Stmt, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.stmt != nil {
		return p.stmt, nil
	}
	stmt, err := db.PrepareContext(ctx, p.text)
	if err != nil {
		return nil, err
	}
	p.stmt = stmt
	return stmt, nil
}

// preparedQuery asks a statement whatever the query says: they say the same.
type preparedQuery struct{ *sql.Stmt }

func (q preparedQuery) QueryContext(ctx context.Context, _ string, args ...any) (*sql.Rows, error) {
	return q.Stmt.QueryContext(ctx, args...)
}

func (q preparedQuery) QueryRowContext(ctx context.Context, _ string, args ...any) *sql.Row {
	return q.Stmt.QueryRowContext(ctx, args...)
}
