package sqlite

import (
	"context"
	"fmt"

	"accountsmanager/domain/workspace"
)

// Contents counts the rows of every table.
func (s *Store) Contents(ctx context.Context) (workspace.StoreContents, error) {
	var c workspace.StoreContents
	var err error
	if c.Schema, err = schemaVersion(ctx, s.readers); err != nil {
		return c, s.failed("read the schema's version", err)
	}
	for _, table := range []string{"profiles", "drafts", "accounts", "account_parts", "catalogues", "provisionings", "steps", "settings"} {
		rows := 0
		if err := s.readers.QueryRowContext(ctx, fmt.Sprintf("SELECT COUNT(*) FROM %s", table)).Scan(&rows); err != nil {
			return c, s.failed("count the rows of "+table, err)
		}
		c.Tables = append(c.Tables, workspace.TableSize{Name: table, Rows: rows})
	}
	return c, nil
}
