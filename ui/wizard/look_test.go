package wizard

import (
	"fmt"
	"strings"
	"testing"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/wizard/fake"
)

// windows are what the wizard must fit: as a desktop has it, a small one, and
// 1280 by 800 pixels at a scale of 1.5.
var windows = map[string][2]float32{"1280x800": {1280, 800}, "1000x700": {1000, 700}, "1280x800 at 1.5": {853, 533}}

// wordy is a draft with long texts in it.
func wordy() domain.Draft {
	d := fullDraft()
	d.Name = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, branch of Upper Austria"
	d.RealmLabel = "donaudampfschifffahrtselektrizitaetenhauptbetriebswerk"
	d.Administrators = append(d.Administrators, domain.Administrator{
		ID: "a2", FirstName: "Maximiliane-Wilhelmine Friederike", LastName: "von und zu Hohenlohe-Waldenburg-Schillingsfürst",
		Email: strings.Repeat("very.long.address.", 5) + "@example.example", Phone: "+1 415 555 2671 9999 9999", Welcome: true,
	})
	d.Billing.Address.Street = "At the very long street of the many letters 1234, building 5, entrance B"
	d.Denied = []string{"tollfree_us", "toll_us", "emergency", "caribbean", "did_us", "international", "unknown"}
	d.Permissions.TickAll(false)
	d.Apps.Allowed = []string{"app-voip", "app-callflows", "app-numbers", "app-fax"}
	d.Trunks = domain.TypedTrunks{TwoWay: "123456", Inbound: "no number", Outbound: "3"}
	d.Credit = "no amount"
	return d
}

func TestNothingIsCutOffOnAnyTab(t *testing.T) {
	plans := given(func(w *fake.Workspace) { w.Offer.Plans = fake.Plans() })
	drafts := map[string]domain.Draft{"new": fake.New().Draft("d1"), "wordy": wordy()}
	for size, window := range windows {
		for name, d := range drafts {
			for _, at := range domain.Tabs(true) {
				t.Run(fmt.Sprint(size, " ", name, " ", at), func(t *testing.T) {
					d := d.Clone()
					d.Visit(domain.TabReview) // so that all problems show
					d.Visit(at)
					s := setStage(t, &d, sized(window[0], window[1]), plans)
					s.state.judgeAll()
					s.showProblems()
					s.settle()
					uitest.AssertInside(t, s.canvas)
				})
			}
		}
	}
}

func TestNothingIsCutOffWithoutAServer(t *testing.T) {
	offline := given(func(w *fake.Workspace) {
		w.Offer, w.Suffix, w.Connection, w.Keyring = domain.Catalogue{}, "", workspace.Offline, domain.ErrKeyringAbsent
	})
	for size, window := range windows {
		for _, at := range domain.Tabs(false) {
			t.Run(fmt.Sprint(size, " ", at), func(t *testing.T) {
				d := fullDraft()
				d.Plans, d.Parent = nil, domain.AccountRef{ID: "c1", Name: "Contoso Legal"}
				d.Visit(at)
				s := setStage(t, &d, sized(window[0], window[1]), offline)
				uitest.AssertInside(t, s.canvas)
			})
		}
	}
}

func TestDialogsAreNotCutOff(t *testing.T) {
	for size, window := range windows {
		t.Run(size, func(t *testing.T) {
			d := goodDraft()
			s := setStage(t, &d, sized(window[0], window[1]), given(func(w *fake.Workspace) { w.Suffix = "" }))
			s.click("Show what is sent")
			uitest.AssertInside(t, s.canvas)
			s.press("Escape")
			s.jump(domain.FieldRealm)
			s.settle()
			s.click("Set the suffix…")
			s.click("Set the suffix")
			uitest.AssertInside(t, s.canvas)
			s.press("Escape")
			s.click("Another account…")
			uitest.AssertInside(t, s.canvas)
		})
	}
}
