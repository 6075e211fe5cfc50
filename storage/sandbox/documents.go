package sandbox

import "errors"

// kindOfDocument is how the documents of one kind, such as users, are asked for and
// checked. The rest they have in common.
type kindOfDocument struct {
	name string
	// check notes what is wrong with the public keys, or leaves a documentDraft as
	// the call's state. The record is nil for a new document.
	check func(c *call, d document, current *record) error
}

// documentDraft is a document that was asked for and found good.
type documentDraft struct {
	doc     document
	current *record // nil for a new one
}

func (k kindOfDocument) load(c *call) error {
	r, err := c.s.store.document(c.ctx, c.account, k.name, c.arg(0))
	if errors.Is(err, errNoDocument) {
		return failIdentifier(c.arg(0))
	}
	if err != nil {
		return err
	}
	c.etag, c.state = r.rev, documentDraft{current: r}
	return nil
}

func showDocument(c *call) (*reply, error) {
	r := c.state.(documentDraft).current
	return &reply{data: publicPart(r.doc), revision: r.rev}, nil
}

func (k kindOfDocument) validateNew(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	return k.check(c, publicKeys(d), nil)
}

// validateReplace takes the body for the whole of the public keys.
func (k kindOfDocument) validateReplace(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	if err := k.load(c); err != nil {
		return err
	}
	return k.check(c, publicKeys(d), c.state.(documentDraft).current)
}

// validatePatch lays the body over the stored keys; here null does remove.
func (k kindOfDocument) validatePatch(c *call) error {
	d, err := c.body()
	if err != nil {
		return err
	}
	if err := k.load(c); err != nil {
		return err
	}
	current := c.state.(documentDraft).current
	merged := publicKeys(current.doc)
	merge(merged, publicKeys(d))
	dropNulls(merged)
	return k.check(c, merged, current)
}

func (k kindOfDocument) store(c *call) (*reply, error) {
	draft := c.state.(documentDraft)
	return c.storeRecord(k.name, draft.current, draft.doc)
}

func (k kindOfDocument) remove(c *call) (*reply, error) {
	return c.removeRecord(k.name, c.state.(documentDraft).current)
}

// listRecords lists documents of an account in the order of a key.
func (c *call) listRecords(records []*record, ordered bool, key func(*record) string, row func(*record) document) (*reply, error) {
	l, err := c.listing()
	if err != nil {
		return nil, err
	}
	if !ordered {
		l.ascending = true
	}
	var rows []listed
	for _, r := range records {
		modified, _ := integer(r.doc["pvt_modified"])
		if l.filters.fits(r.doc) && l.filters.fitsTimes(r.created, modified) {
			rows = append(rows, listed{key: key(r), id: r.id, row: row(r)})
		}
	}
	rows, next, err := l.cut(rows, c.s.store.sort)
	if err != nil {
		return nil, err
	}
	data := make([]any, len(rows))
	for i := range rows {
		data[i] = rows[i].row
	}
	p := &page{startKey: l.start, nextStart: next}
	if !l.paged {
		p = nil
	}
	return c.listReply(data, p), nil
}

// addDocument stores a new document of the account with who made it and in
// which request.
func (c *call) addDocument(kind, id string, d document) (*record, error) {
	d["pvt_request_id"], d["pvt_account_id"], d["pvt_auth_account_id"] = c.id, c.account.id, c.session.account.id
	r, err := c.s.store.addDocument(c.ctx, c.account, kind, id, d, c.now)
	if errors.Is(err, errConflict) {
		return nil, failConflict()
	}
	if err != nil {
		return nil, err
	}
	c.created(kind, id, c.account.id)
	return r, nil
}

// storeRecord replaces the public keys of a document, keeps its private ones
// unless d has others, and answers what is stored.
func (c *call) storeRecord(kind string, r *record, d document) (*reply, error) {
	kept := privateKeys(r.doc)
	for k, v := range d {
		kept[k] = v
	}
	dropNulls(kept)
	kept["pvt_request_id"] = c.id
	r.doc = kept
	err := c.s.store.updateDocument(c.ctx, c.account, kind, r, c.now)
	if errors.Is(err, errConflict) {
		return nil, failConflict()
	}
	if err != nil {
		return nil, err
	}
	c.changed(kind, r.id, c.account.id)
	return &reply{data: publicPart(r.doc), revision: r.rev}, nil
}

func (c *call) removeRecord(kind string, r *record) (*reply, error) {
	if err := c.s.store.removeDocument(c.ctx, c.account, kind, r, c.now); err != nil {
		return nil, err
	}
	c.changed(kind, r.id, c.account.id)
	data := publicPart(r.doc)
	data["_read_only"] = document{"deleted": true}
	return &reply{data: data, revision: r.rev}, nil
}
