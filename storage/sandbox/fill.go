package sandbox

import (
	"context"
	"database/sql"
	"encoding/hex"
	"fmt"
	"runtime/debug"
)

// The realms that the server makes up end like this.
const (
	sampleRealmSuffix = "sip.northwind.example"
	emptyRealmSuffix  = "sip.2600hz.com"
)

// fill makes a fresh store what the options ask for.
func (s *Server) fill(ctx context.Context, o Options) error {
	err := s.store.write(ctx, func(tx *sql.Tx) error {
		f, err := s.store.bulk(ctx, tx, s.b, o.Seed, gregorian(s.now()))
		if err != nil {
			return err
		}
		filled, err := f.fill(o)
		if err != nil {
			return err
		}
		for key, value := range map[string]string{
			"flavour": string(s.b.flavour), "secret": hex.EncodeToString(randomBytes(32)),
			"node": newNode(), "cluster": s.randomHex(16), "master": filled.master.id,
			"suffix": filled.suffix, "credentials": string(encode(filled.credentials)),
		} {
			if _, err := tx.ExecContext(ctx, `INSERT INTO meta (key, value) VALUES (?, ?)`, key, value); err != nil {
				return fmt.Errorf("filling the sandbox: %w", err)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := s.store.finish(ctx); err != nil {
		return err
	}
	if o.Accounts > 1000 {
		debug.FreeOSMemory() // what the names took is not needed again
	}
	return nil
}

// filled is what became of a fresh store.
type filled struct {
	master      *planted
	suffix      string
	credentials Credentials
}

func (f *bulk) fill(o Options) (filled, error) {
	if o.Empty {
		return f.empty()
	}
	master, err := f.master("Kestrel Networks", "master.kestrel.example")
	if err != nil {
		return filled{}, err
	}
	if err := f.user(master, "Morgan", "Vale", "admin", masterPassword, "admin"); err != nil {
		return filled{}, err
	}
	if err := f.apps(master); err != nil {
		return filled{}, err
	}
	var reseller *planted
	if o.Accounts > 0 {
		reseller, err = f.generate(master, o.Accounts)
	} else {
		reseller, err = f.sample(master)
	}
	if err != nil {
		return filled{}, err
	}
	return filled{master: master, suffix: sampleRealmSuffix, credentials: Credentials{
		AccountName: text(reseller.doc, "name"), Realm: text(reseller.doc, "realm"),
		Username: resellerUser, Password: resellerPassword,
	}}, nil
}

// How to sign in to what is made. A sandbox holds nothing worth hiding.
const (
	masterPassword   = "AdminPass1"
	resellerUser     = "dana@northwind.example"
	resellerPassword = "Sandbox-Dana-1"
)

// empty is a platform on its first day: a master account and its administrator.
func (f *bulk) empty() (filled, error) {
	master, err := f.master("Master Account", "master.test.local")
	if err != nil {
		return filled{}, err
	}
	if err := f.user(master, "Master", "Admin", "admin", masterPassword, "admin"); err != nil {
		return filled{}, err
	}
	return filled{master: master, suffix: emptyRealmSuffix, credentials: Credentials{
		AccountName: "Master Account", Realm: "master.test.local", Username: "admin", Password: masterPassword,
	}}, nil
}

func (f *bulk) master(name, realm string) (*planted, error) {
	return f.account(nil, document{
		"name": name, "realm": realm,
		"pvt_superduper_admin": true, "pvt_wnm_allow_additions": true, "pvt_reseller": true,
	}, quantities{admins: 1})
}

// reseller plants the account that the sandbox is for, with its own trunks and
// its people: one signs in, the others can look after customers.
func (f *bulk) reseller(master *planted, descendants int) (*planted, error) {
	p, err := f.account(master, document{
		"name": "Northwind Telecom", "realm": "northwind.example", "timezone": "America/Chicago", "language": "en-US",
		"descendants_count": whole(descendants), "pvt_reseller": true,
		"contact": document{"technical": document{"name": "Lee Hart", "email": "lee@northwind.example", "number": "+14155550110"}},
	}, quantities{twoway: 50, inbound: 40, outbound: 25, admins: 2, users: 1})
	if err != nil {
		return nil, err
	}
	for _, u := range []struct{ first, last, username, password, level string }{
		{"Dana", "Reyes", resellerUser, resellerPassword, "admin"},
		{"Lee", "Hart", "lee@northwind.example", "Sandbox-Lee-1", "admin"},
		{"Sam", "Ortiz", "sam@northwind.example", "Sandbox-Sam-1", "user"},
	} {
		if err := f.user(p, u.first, u.last, u.username, u.password, u.level); err != nil {
			return nil, err
		}
	}
	if err := f.limits(p, 50, 40, 25); err != nil {
		return nil, err
	}
	return p, f.plans(p)
}

// plans plants the two service plans that the reseller sells.
func (f *bulk) plans(p *planted) error {
	trunk := func(name string, cents int64) document {
		return document{"name": name, "rate": decimalNumber(float64(cents) / 100)}
	}
	for id, d := range map[string]document{
		"hosted_pbx_standard": {
			"name": "Hosted PBX Standard", "category": "hosted", "description": "Seats with everything, trunks as needed",
			"plan": document{
				"users":  document{"_all": document{"name": "Seat", "rate": decimalNumber(14.5), "as": "user"}},
				"limits": document{"twoway_trunks": trunk("Two-way trunk", 2499)},
			},
		},
		"sip_trunking": {
			"name": "SIP Trunking", "category": "trunking", "description": "Trunks for a PBX of your own",
			"plan": document{"limits": document{
				"twoway_trunks": trunk("Two-way trunk", 1999), "inbound_trunks": trunk("Inbound trunk", 699),
				"outbound_trunks": trunk("Outbound trunk", 899),
			}},
		},
	} {
		if err := f.document(p, kindPlan, id, d); err != nil {
			return err
		}
	}
	return nil
}

// apps plants the eight apps of the platform.
func (f *bulk) apps(master *planted) error {
	for _, app := range []struct{ name, label, about string }{
		{"accounts", "Accounts Manager", "Customers and what they may do"},
		{"branding", "Branding", "A look of your own"},
		{"callflows", "Advanced Callflows", "What happens to a call, step by step"},
		{"fax", "Fax", "Faxes in and out"},
		{"numbers", "Number Manager", "Numbers bought, spare and ported"},
		{"port", "Port Manager", "Numbers on their way in"},
		{"voip", "SmartPBX", "An office's phones in one place"},
		{"webhooks", "Webhooks", "Tells other programs what happens"},
	} {
		d := document{
			"name": app.name, "author": "Kestrel Networks", "license": "-", "version": "1.0", "price": whole(0),
			"api_url": "http://127.0.0.1:8000/v2/", "icon": app.name + ".png", "published": true, "masqueradable": true, "phase": "gold",
			"allowed_users": "all", "users": []any{}, "tags": []any{"reseller"},
			"i18n": document{"en-US": document{"label": app.label, "description": app.about}},
		}
		if err := f.document(master, kindApp, f.hex(16), d); err != nil {
			return err
		}
	}
	return nil
}
