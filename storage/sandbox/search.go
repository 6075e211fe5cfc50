package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

func (r routes) addSearch() {
	get := func(execute func(*call) (*reply, error)) *endpoint {
		return &endpoint{global: true, verbs: map[string]verb{http.MethodGet: {execute: execute}}}
	}
	r.add(get(searchOne), "search")
	r.add(get(searchMany), "search", "multi")
}

// searchFields are the keys of an account that can be searched.
var searchFields = []string{"name", "realm", "id"}

// searchOne looks below the caller's account, whatever account the path names,
// for accounts of which one field begins with a text.
func searchOne(c *call) (*reply, error) {
	if err := c.checkSearch(); err != nil {
		return nil, err
	}
	l, err := c.listing()
	if err != nil {
		return nil, err
	}
	prefix := normalName(c.flag("v"))
	rows, err := c.search(c.flag("q"), prefix)
	if err != nil {
		return nil, err
	}
	return c.searchPage(l, rows, prefix)
}

// checkSearch wants what to search (t), in which field (q) and for what (v), and
// tells only the first that is missing. An empty v finds everything.
func (c *call) checkSearch() error {
	switch {
	case c.value("t") == nil:
		return failField("t", "required", document{"message": "search needs a document type to search on", "target": []any{"account", "user"}})
	case c.value("q") == nil:
		return failField("q", "required", document{"message": "search needs a view to search in", "target": list(searchFields)})
	case !slices.Contains(searchFields, c.flag("q")):
		return failSearchField(c.flag("q"))
	case c.value("v") == nil:
		return failField("v", "required", document{"message": "search needs a value to search for"})
	default:
		return nil
	}
}

func failSearchField(field string) error {
	return failField("q", "enum", document{"message": "value not found in enumerated list of values", "cause": field})
}

func (c *call) searchPage(l *listing, rows []listed, prefix string) (*reply, error) {
	owner := c.session.account.id
	first := prefix
	if !l.ascending {
		first = prefix + "Z"
	}
	p := &page{startKey: encodeTerm([]any{owner, "account", first})}
	if l.start != "" {
		term, err := decodeTerm(l.start)
		key, ok := term.([]any)
		if err != nil || !ok || len(key) != 3 {
			return nil, failStartKey()
		}
		name, ok := key[2].(string)
		if !ok {
			return nil, failStartKey()
		}
		p.startKey, l.start = l.start, encodeTerm(name)
	}
	rows, next, err := l.cut(rows, c.s.store.sort)
	if err != nil {
		return nil, err
	}
	if next != "" {
		name, err := stringKey(next)
		if err != nil {
			return nil, err
		}
		p.nextStart = encodeTerm([]any{owner, "account", name})
	}
	data := make([]any, len(rows))
	for i := range rows {
		data[i] = rows[i].row
	}
	if !l.paged {
		p = nil
	}
	return c.listReply(data, p), nil
}

// searchMany looks for several fields at once: by_name, by_realm, by_id.
func searchMany(c *call) (*reply, error) {
	if c.value("t") == nil {
		return nil, failField("t", "required", document{"message": "Search needs a document type to search on", "target": []any{"account", "user"}})
	}
	data := document{}
	for _, key := range sortedKeys(c.query) {
		field, ok := strings.CutPrefix(key, "by_")
		if !ok {
			continue
		}
		if !slices.Contains(searchFields, field) {
			return nil, failSearchField(field)
		}
		rows, err := c.search(field, normalName(c.query.Get(key)))
		if err != nil {
			return nil, err
		}
		l := &listing{ascending: truthy(c.value("ascending"))}
		rows, _, err = l.cut(rows, c.s.store.sort)
		if err != nil {
			return nil, err
		}
		found := []any{}
		for i := range rows {
			found = append(found, rows[i].row)
		}
		data[field] = found
	}
	if len(data) == 0 {
		return nil, failField("multi", "enum", document{"message": "multi search needs some values to search for", "target": list(searchFields)})
	}
	return &reply{data: data}, nil
}

// search finds accounts below the caller's of which a field, reduced to a-z0-9,
// begins with a text.
func (c *call) search(field, prefix string) ([]listed, error) {
	column := map[string]string{"name": "norm", "realm": "realm", "id": "id"}[field]
	found, err := c.s.store.accountsWhere(c.ctx, `n IN (SELECT n FROM lineage WHERE ancestor = ?)
		AND replace(replace(replace(`+column+`, '.', ''), '-', ''), '_', '') LIKE ? || '%'`, c.session.account.n, prefix)
	if err != nil {
		return nil, err
	}
	if c.flag("t") != "account" {
		return nil, nil // nothing else is kept in the index
	}
	rows := make([]listed, len(found))
	for i, a := range found {
		row := childRow(a)
		delete(row, "flags")
		key := a.id
		if field != "id" {
			key = normalName(text(a.doc, field))
		}
		rows[i] = listed{key: key, id: a.id, row: row}
	}
	return rows, nil
}
