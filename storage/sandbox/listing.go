package sandbox

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
)

// defaultPageSize is the number of rows of a page (pagination_page_size).
const defaultPageSize = 50

// highName sorts behind every name, as CouchDB's views use it.
const highName = "\uFFF0"

// listing is how a client wants a list.
type listing struct {
	ascending bool
	paged     bool
	size      int
	start     string // as sent; "" for the beginning
	filters   filters
}

func (c *call) listing() (*listing, error) {
	l := &listing{
		ascending: truthy(c.value("ascending")),
		paged:     !falsy(c.value("paginate")),
		size:      defaultPageSize,
		start:     c.flag("start_key"),
		filters:   readFilters(c.query),
	}
	wanted := c.value("page_size")
	if wanted == nil {
		return l, nil
	}
	s, _ := plainText(wanted)
	size, err := strconv.Atoi(s)
	switch {
	case err == nil && size >= 1:
		l.size = size
	case c.b.lenientPaging:
	case err != nil:
		return nil, fail(http.StatusNotFound, "faulty_request", "invalid page size")
	default:
		return nil, fail(http.StatusNotFound, "faulty_request", "page size must be at least 1")
	}
	return l, nil
}

// failStartKey is what a page key that CouchDB cannot read comes to.
func failStartKey() *failure {
	return &failure{
		status: http.StatusInternalServerError, message: "datastore_fault",
		data: document{"message": "unknown failure", "cause": "Bad Request"},
	}
}

// listed is one row of a list that is kept in memory while it is cut.
type listed struct {
	key   string
	order []byte
	id    string
	row   document
}

// cut sorts rows by key and takes the page that was asked for. Page keys are
// only the key, so rows with equal keys may come twice, as they do in Kazoo.
func (l *listing) cut(rows []listed, sorter *nameSorter) (page []listed, next string, err error) {
	for i := range rows {
		rows[i].order = sorter.key(rows[i].key)
	}
	slices.SortFunc(rows, func(a, b listed) int {
		if c := slices.Compare(a.order, b.order); c != 0 {
			return c
		}
		return cmp.Compare(a.id, b.id)
	})
	if !l.ascending {
		slices.Reverse(rows)
	}
	if !l.paged {
		return rows, "", nil
	}
	if l.start != "" {
		key, err := stringKey(l.start)
		if err != nil {
			return nil, "", err
		}
		order := sorter.key(key)
		rows = slices.DeleteFunc(rows, func(r listed) bool {
			c := slices.Compare(r.order, order)
			return l.ascending && c < 0 || !l.ascending && c > 0
		})
	}
	if len(rows) <= l.size {
		return rows, "", nil
	}
	return rows[:l.size], encodeTerm(rows[l.size].key), nil
}

// stringKey reads a page key that is one text.
func stringKey(start string) (string, error) {
	term, err := decodeTerm(start)
	if err != nil {
		return "", failStartKey()
	}
	key, ok := term.(string)
	if !ok {
		return "", failStartKey()
	}
	return key, nil
}

// listReply answers a list.
func (c *call) listReply(rows []any, p *page) *reply {
	rep := &reply{data: rows, page: p, chunked: truthy(c.value("is_chunked"))}
	if p != nil {
		p.size, p.sized = len(rows), true
	}
	if len(rows) > 0 {
		rep.revision = c.listRevision(rows)
	}
	return rep
}
