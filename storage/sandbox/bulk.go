package sandbox

import (
	"context"
	"database/sql"
	"fmt"
	"math/rand/v2"
	"strings"
)

// bulk fills a fresh store, fast and in one transaction.
type bulk struct {
	ctx      context.Context //nolint:containedctx // the life of one filling
	b        *behaviour
	sort     *nameSorter
	random   *rand.Rand
	now      int64
	accounts *sql.Stmt
	docs     *sql.Stmt
	count    int64
}

// planted is an account that bulk made.
type planted struct {
	n    int64
	id   string
	tree []any // ids from the master account to the parent
	doc  document
}

func (st *store) bulk(ctx context.Context, tx *sql.Tx, b *behaviour, seed uint64, now int64) (*bulk, error) {
	f := &bulk{ctx: ctx, b: b, sort: st.sort, now: now, random: rand.New(rand.NewPCG(seed, 0x5a4d))}
	for _, prepared := range []struct {
		stmt **sql.Stmt
		text string
	}{
		{&f.accounts, `INSERT INTO accounts (n, id, parent, sort, norm, realm, api_key, reseller, created, modified, rev, body,
			q_twoway, q_inbound, q_outbound, q_admins, q_users) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
		{&f.docs, `INSERT INTO documents (account, kind, id, created, modified, t1, t2, t3, rev, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`},
	} {
		stmt, err := tx.PrepareContext(ctx, prepared.text) //nolint:sqlclosecheck // closed with the transaction
		if err != nil {
			return nil, fmt.Errorf("preparing to fill: %w", err)
		}
		*prepared.stmt = stmt
	}
	return f, nil
}

const hexDigits = "0123456789abcdef"

// hex makes n random bytes, in hex, from the seed.
func (f *bulk) hex(n int) string {
	out := make([]byte, 2*n)
	for i := 0; i < len(out); i += 16 {
		bits := f.random.Uint64()
		for j := i; j < min(i+16, len(out)); j++ {
			out[j] = hexDigits[bits&15]
			bits >>= 4
		}
	}
	return string(out)
}

// account plants an account below a parent, nil for the master account. What
// every account has is filled in. counts is what its documents will amount to.
func (f *bulk) account(parent *planted, d document, counts quantities) (*planted, error) {
	f.count++
	p := &planted{n: f.count, id: f.hex(16), doc: d}
	parentN := int64(0)
	p.tree = []any{}
	if parent != nil {
		parentN = parent.n
		p.tree = append(append(make([]any, 0, len(parent.tree)+1), parent.tree...), parent.id)
	}
	f.complete(d, p.tree)
	created, _ := integer(d["pvt_created"])
	name := text(d, "name")
	sort := f.sort.place(name, p.id)
	body := encode(d)
	if _, err := f.accounts.ExecContext(f.ctx, p.n, p.id, parentN, sort, normalName(name), strings.ToLower(text(d, "realm")),
		keyColumn(text(d, "pvt_api_key")), d["pvt_reseller"] == true, created, created, nextRevision("", body), string(body),
		counts.twoway, counts.inbound, counts.outbound, counts.admins, counts.users); err != nil {
		return nil, fmt.Errorf("planting %q: %w", name, err)
	}
	return p, nil
}

// complete fills in what the server itself puts into an account.
func (f *bulk) complete(d document, tree []any) {
	for _, key := range []string{"call_restriction", "music_on_hold", "preflow", "ringtones"} {
		if d[key] == nil {
			d[key] = document{}
		}
	}
	if d["timezone"] == nil {
		d["timezone"] = defaultTimezone
	}
	if d["pvt_enabled"] == nil {
		d["pvt_enabled"] = true
	}
	if !f.b.createIgnoresEnabled {
		d["enabled"] = d["pvt_enabled"]
	}
	if d["pvt_created"] == nil {
		d["pvt_created"] = whole(f.now)
	}
	d["pvt_modified"], d["pvt_tree"], d["pvt_type"] = d["pvt_created"], tree, "account"
	d["pvt_api_key"], d["pvt_signature_secret"] = f.hex(32), f.hex(8)
}

// document plants a document of an account.
func (f *bulk) document(p *planted, kind, id string, d document) error {
	created, _ := integer(p.doc["pvt_created"])
	d["pvt_created"], d["pvt_modified"], d["pvt_type"], d["pvt_account_id"] = whole(created), whole(created), kind, p.id
	body, t := encode(d), tallyOf(kind, d)
	if _, err := f.docs.ExecContext(f.ctx, p.n, kind, id, created, created, t[0], t[1], t[2], nextRevision("", body), string(body)); err != nil {
		return fmt.Errorf("planting %s of %s: %w", kind, text(p.doc, "name"), err)
	}
	return nil
}

// user plants a user who can sign in.
func (f *bulk) user(p *planted, first, last, username, password, level string) error {
	d, _ := f.b.checkDocument(userRules, document{
		"first_name": first, "last_name": last, "username": username, "email": username, "priv_level": level,
	})
	if !strings.Contains(username, "@") {
		delete(d, "email")
	}
	d["pvt_md5_auth"], d["pvt_sha1_auth"] = credentialHashes(username, password)
	d["pvt_signature_secret"] = f.hex(8)
	return f.document(p, kindUser, f.hex(16), d)
}

func (f *bulk) limits(p *planted, twoway, inbound, outbound int64) error {
	d, _ := f.b.checkDocument(f.b.limitsRule, document{
		"twoway_trunks": whole(twoway), "inbound_trunks": whole(inbound), "outbound_trunks": whole(outbound),
	})
	return f.document(p, kindLimits, kindLimits, d)
}

// credit plants a credit of whole cents, written by another account.
func (f *bulk) credit(p, by *planted, cents int64) error {
	start, _ := integer(p.doc["pvt_created"])
	d := document{
		"source":   document{"service": "adjustments", "id": f.hex(16)},
		"account":  document{"name": text(p.doc, "name"), "id": p.id},
		"usage":    document{"type": "credit", "quantity": whole(0), "unit": "USD"},
		"period":   document{"start": whole(start)},
		"metadata": document{}, "description": "Credit added by administrator",
		"executor": document{"trigger": "crossbar", "module": "cb_ledgers"},
		"audit": document{
			"available_units": whole(0), "crossbar_request": true,
			"authentication": document{"type": "x-auth-token", "account_id": by.id, "account_name": text(by.doc, "name")},
		},
		"pvt_amount": whole(cents * unitsPerDollar / 100), "pvt_ledger_type": "credit",
	}
	return f.document(p, kindLedger, monthOf(start)+"-"+entryKey(d), d)
}
