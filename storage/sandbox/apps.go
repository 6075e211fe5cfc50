package sandbox

import (
	"context"
	"errors"
	"net/http"
	"slices"
)

func (r routes) addAppsStore() {
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: listApps}}}, "apps_store")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:  {validate: ancestorsOnly, execute: showBlacklist},
		http.MethodPost: {validate: validateBlacklist, execute: storeBlacklist, unmatched: true},
	}}, "apps_store", "blacklist")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:    {validate: loadApp, execute: showApp},
		http.MethodPut:    {validate: validateInstall, execute: storeInstall},
		http.MethodPost:   {validate: validateInstall, execute: storeInstall, unmatched: true},
		http.MethodDelete: {validate: validateInstall, execute: storeInstall, unmatched: true},
	}}, "apps_store", "*")
}

// appsFor lists the published apps of the platform that an account may see. They
// are documents of the master account.
func (s *Server) appsFor(ctx context.Context, a *account) ([]*record, error) {
	master, err := s.store.account(ctx, s.masterID)
	if err != nil {
		return nil, err
	}
	apps, err := s.store.documents(ctx, master, kindApp)
	if err != nil {
		return nil, err
	}
	own, err := s.appsStore(ctx, a)
	if err != nil {
		return nil, err
	}
	hidden, _ := own.doc["blacklist"].([]any)
	return slices.DeleteFunc(apps, func(app *record) bool {
		return app.doc["published"] == false || slices.Contains(hidden, any(app.id))
	}), nil
}

// appsStore is what an account did with its apps; a record without revision when
// it did nothing.
func (s *Server) appsStore(ctx context.Context, a *account) (*record, error) {
	r, err := s.store.document(ctx, a, kindAppsStore, kindAppsStore)
	if errors.Is(err, errNoDocument) {
		return &record{id: kindAppsStore, doc: document{}}, nil
	}
	return r, err
}

func listApps(c *call) (*reply, error) {
	apps, err := c.s.appsFor(c.ctx, c.account)
	if err != nil {
		return nil, err
	}
	own, err := c.s.appsStore(c.ctx, c.account)
	if err != nil {
		return nil, err
	}
	rows := []any{}
	for _, app := range apps {
		rows = append(rows, c.appRow(app, own))
	}
	return &reply{data: rows}, nil
}

func (c *call) appRow(app, own *record) document {
	row := document{"id": app.id, "account_id": c.s.masterID}
	for _, key := range []string{
		"name", "i18n", "tags", "api_url", "source_url", "users", "allowed_users",
		"masqueradable", "phase", "extends",
	} {
		if v, ok := lookup(app.doc, key); ok {
			row[key] = v
		}
	}
	if installed, ok := lookup(own.doc, "apps", app.id); ok {
		merge(row, installed.(document))
	}
	return row
}

func loadApp(c *call) error {
	apps, err := c.s.appsFor(c.ctx, c.account)
	if err != nil {
		return err
	}
	at := slices.IndexFunc(apps, func(app *record) bool { return app.id == c.arg(0) })
	if at < 0 {
		return failIdentifier(c.arg(0))
	}
	c.state = apps[at]
	return nil
}

func showApp(c *call) (*reply, error) {
	app := c.state.(*record)
	return &reply{data: publicPart(app.doc), revision: app.rev}, nil
}

// validateInstall installs, changes or removes an app of an account.
func validateInstall(c *call) error {
	if err := loadApp(c); err != nil {
		return err
	}
	own, err := c.s.appsStore(c.ctx, c.account)
	if err != nil {
		return err
	}
	_, installed := lookup(own.doc, "apps", c.arg(0))
	switch {
	case installed && c.verb == http.MethodPut:
		return fail(http.StatusBadRequest, "Application already installed", "Application already installed")
	case !installed && c.verb != http.MethodPut:
		return fail(http.StatusBadRequest, "Application is not installed", "Application is not installed")
	}
	apps, _ := clone(own.doc)["apps"].(document)
	if apps == nil {
		apps = document{}
	}
	if delete(apps, c.arg(0)); c.verb != http.MethodDelete {
		d, err := c.body()
		if err != nil {
			return err
		}
		d, found := c.b.checkDocument(installRules, pick(d, "allowed_users", "users"))
		if c.errs.addAll(found); c.errs.any() {
			return nil
		}
		apps[c.arg(0)] = d
	}
	c.state = documentDraft{current: own, doc: document{"apps": apps, "blacklist": own.doc["blacklist"]}}
	return nil
}

var installRules = objectRule(map[string]*rule{
	"allowed_users": stringRule().oneOf("specific", "all", "admins"),
	"users":         listRule(nil),
})

func storeInstall(c *call) (*reply, error) {
	draft := c.state.(documentDraft)
	installed, _ := lookup(draft.doc, "apps", c.arg(0))
	if installed == nil {
		installed = document{}
	}
	if err := c.storeAppsStore(draft); err != nil {
		return nil, err
	}
	return &reply{data: installed}, nil
}

func (c *call) storeAppsStore(draft documentDraft) error {
	dropNulls(draft.doc)
	if draft.current.rev == "" {
		_, err := c.addDocument(kindAppsStore, kindAppsStore, draft.doc)
		return err
	}
	_, err := c.storeRecord(kindAppsStore, draft.current, draft.doc)
	return err
}

// ancestorsOnly refuses an account its own blacklist.
func ancestorsOnly(c *call) error {
	if c.account.id == c.session.account.id {
		return failForbidden()
	}
	return nil
}

func showBlacklist(c *call) (*reply, error) {
	own, err := c.s.appsStore(c.ctx, c.account)
	if err != nil {
		return nil, err
	}
	hidden, ok := own.doc["blacklist"].([]any)
	if !ok {
		hidden = []any{}
	}
	return &reply{data: document{"blacklist": hidden}}, nil
}

// validateBlacklist replaces the whole list.
func validateBlacklist(c *call) error {
	if err := ancestorsOnly(c); err != nil {
		return err
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	hidden, _ := d["blacklist"].([]any)
	if hidden == nil {
		hidden = []any{}
	}
	own, err := c.s.appsStore(c.ctx, c.account)
	if err != nil {
		return err
	}
	c.state = documentDraft{current: own, doc: document{"apps": own.doc["apps"], "blacklist": hidden}}
	return nil
}

func storeBlacklist(c *call) (*reply, error) {
	draft := c.state.(documentDraft)
	hidden := draft.doc["blacklist"]
	if err := c.storeAppsStore(draft); err != nil {
		return nil, err
	}
	return &reply{data: document{"blacklist": hidden}}, nil
}
