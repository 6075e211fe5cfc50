package ui

import (
	"context"

	"accountsmanager/ui/run"
)

// lastKey is the setting that remembers which account a profile had open last.
func lastKey(profileID string) string { return "last.account/" + profileID }

// rememberAccount keeps which account is open.
func (w *Window) rememberAccount(id string) {
	if profile := w.now.status.Profile.ID; profile != "" {
		w.keep(lastKey(profile), id)
	}
}

// openLast opens the account that the profile had open last, where it is still there and
// nothing else was chosen meanwhile.
func (w *Window) openLast() {
	profile, ws := w.now.status.Profile.ID, w.options.Workspace
	run.Go(w.runner, func(ctx context.Context) (string, error) {
		id, err := ws.Setting(ctx, lastKey(profile))
		if err != nil || id == "" {
			return "", err
		}
		if _, err := ws.Account(ctx, id); err != nil {
			return "", nil // it is gone: nothing to say about that
		}
		return id, nil
	}, func(id string, err error) {
		w.failed(err)
		if id != "" && w.onMain() && !w.covered() && w.shown[w.pages] == w.home.object && w.draftAt == "" && w.now.status.Profile.ID == profile {
			w.showAccount(id)
		}
	})
}
