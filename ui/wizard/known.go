package wizard

import (
	"context"
	"errors"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/choices"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// known is what the wizard shows of the server and of the profile, as it was read
// last.
type known struct {
	identity  domain.Identity
	catalogue domain.Catalogue
	suffix    string // of new realms; empty where it is not known
	keyring   bool   // whether the keyring can be used
	queued    bool   // the draft was submitted before
	exists    bool   // and the account was created: this draft mends the rest
	refused   domain.Problems
}

// Reload reads again what the server offers. The window calls it when the
// catalogue has changed.
func (w *Wizard) Reload() {
	if w.done {
		return
	}
	ws, id := w.deps.Workspace, w.state.draft.ID
	w.reading.Go(func(ctx context.Context) (known, error) {
		k := known{identity: ws.Identity(), keyring: ws.Status().Keyring == nil}
		var errs [3]error
		k.catalogue, errs[0] = ws.Catalogue(ctx)
		k.suffix, errs[1] = ws.RealmSuffix(ctx)
		var p provisioning.Provisioning
		if p, errs[2] = ws.Provisioning(ctx, id); errors.Is(errs[2], domain.ErrNotFound) {
			errs[2] = nil
		}
		k.queued, k.exists = p.ID != "", p.AccountReady()
		for _, s := range p.Steps {
			if s.State == provisioning.Refused || s.State == provisioning.NeedsPerson {
				k.refused = append(k.refused, s.Problems...)
			}
		}
		return k, errors.Join(errs[:]...)
	}, func(k known, err error) {
		if w.done {
			return
		}
		if err != nil {
			w.modal.Toasts().Show(words.Error(err).Title, widgets.ToneBad)
		}
		if !w.informed {
			w.state.refused = k.refused
		}
		first := !w.informed
		w.known, w.informed = k, true
		tab := w.state.draft.Tab
		w.state.setPlans(len(k.catalogue.Plans) > 0)
		w.makeSteps()
		if tab != w.state.draft.Tab {
			w.showTab()
			w.focusField("")
		}
		w.load()
		w.foot.load()
		show(w.notice, k.exists)
		if c := w.deps.Window.Canvas(); first && c.Focused() == fyne.Focusable(w.steps) {
			w.focusField(w.deps.FocusField) // there was nothing on the tab before
		}
		w.showProblems()
		w.saver.recheck()
	})
}

// terms are what Review is put into words with.
func (w *Wizard) terms() terms {
	return terms{
		catalogue: w.known.catalogue, suffix: w.known.suffix, country: choices.CountryName(w.deps.Language),
		plans: slices.Contains(w.state.tabs, domain.TabPlans),
	}
}

// reseller is the name of the account whose trunks and apps are given out.
func (w *Wizard) reseller() string { return or(w.known.identity.AccountName, lang.L("your account")) }

// countries are made when they are first asked for: sorting them takes a while.
func (w *Wizard) countries() []widgets.Option {
	if w.allCountries == nil {
		w.allCountries = choices.Countries(w.deps.Language)
	}
	return w.allCountries
}
