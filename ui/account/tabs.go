package account

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// tab is a part of the page: the documents that it needs, and how it is drawn.
type tab struct {
	title string
	docs  []domain.Document
	draw  func(v *View) []fyne.CanvasObject
}

func allTabs() []tab {
	return []tab{
		{lang.L("Overview"), []domain.Document{domain.DocAccount, domain.DocUsers, domain.DocPlans, domain.DocLimits, domain.DocCredit}, (*View).overview},
		{lang.L("Limits"), []domain.Document{domain.DocLimits, domain.DocAccount, domain.DocCallflow, domain.DocSecurity}, (*View).limits},
		{lang.L("Permissions"), []domain.Document{domain.DocAccount}, (*View).permissions},
		{lang.L("Credit"), []domain.Document{domain.DocCredit, domain.DocLimits}, (*View).credit},
		{lang.L("Administrators"), []domain.Document{domain.DocUsers}, (*View).administrators},
		{lang.L("Notes"), []domain.Document{domain.DocAccount}, (*View).notes},
		{lang.L("Apps"), []domain.Document{domain.DocApps}, (*View).apps},
		{lang.L("Activity"), nil, (*View).activity},
	}
}

func tabTitles() (titles []string) {
	for _, t := range allTabs() {
		titles = append(titles, t.title)
	}
	return titles
}

// draw draws the head and the tab that is shown from what is known.
func (v *View) draw() {
	if !v.have {
		return
	}
	v.drawHead()
	v.body.RemoveAll()
	for _, o := range v.queued() {
		v.body.Add(o)
	}
	for _, o := range v.unsaved() {
		v.body.Add(o)
	}
	for _, o := range v.failures() {
		v.body.Add(o)
	}
	for _, o := range v.tab.draw(v) {
		v.body.Add(o)
	}
	v.scroll.Refresh()
	v.object.Refresh()
}

func (v *View) drawHead() {
	account := v.known.sheet.Account
	name, known := v.known.sheet.Value(domain.FieldName)
	if !known {
		name = account.Name
	}
	names := make([]string, len(v.known.trail))
	for i, r := range v.known.trail {
		names[i] = r.Name
	}
	v.crumb.SetNames(names)
	v.title.SetText(name)
	v.badges.RemoveAll()
	switch {
	case v.conflicted():
		v.badges.Add(widgets.NewBadge(lang.L("Changed on both sides"), widgets.ToneWarn))
	case account.Disabled():
		v.badges.Add(widgets.NewBadge(lang.L("Disabled"), widgets.ToneOff))
	case account.Enabled != nil:
		v.badges.Add(widgets.NewBadge(lang.L("Active"), widgets.ToneOK))
	}
	if n := v.known.sheet.Changes(); n > 0 {
		v.badges.Add(widgets.NewBadge(words.Changes(n), widgets.TonePrimary))
	}
	v.drawActions()
}

// failures say which documents could not be read, and why, with a way to try again: those
// that failed alike in one place, such as all of them without a connection. What was read
// before stays.
func (v *View) failures() (banners []fyne.CanvasObject) {
	alike := map[words.Message][]domain.Document{}
	var order []words.Message
	for _, doc := range v.failedOf() {
		m := words.Error(v.failed[doc])
		if alike[m] == nil {
			order = append(order, m)
		}
		alike[m] = append(alike[m], doc)
	}
	for _, m := range order {
		docs := alike[m]
		titles := make([]string, len(docs))
		for i, doc := range docs {
			titles[i] = documentTitle(doc)
		}
		banners = append(banners, widgets.NewBanner(widgets.ToneWarn,
			lang.L("{{.Part}} could not be read", map[string]any{"Part": strings.Join(titles, ", ")}), m.Title+". "+m.Text,
			widgets.NewButton(widgets.Secondary, lang.L("Retry"), func() { v.readDocs(docs...) })))
	}
	return banners
}

func documentTitle(doc domain.Document) string {
	switch doc {
	case domain.DocLimits:
		return lang.L("Limits")
	case domain.DocApps:
		return lang.L("Apps")
	case domain.DocCallflow:
		return lang.L("Carriers")
	case domain.DocPlans:
		return lang.L("Service plans")
	case domain.DocSecurity:
		return lang.L("Second factor at sign-in")
	case domain.DocUsers, domain.DocUser:
		return lang.L("Administrators")
	case domain.DocCredit:
		return lang.L("Credit")
	case domain.DocAccount:
	}
	return lang.L("Account")
}

// has tells whether a document was ever read.
func (v *View) has(doc domain.Document) bool { _, ok := v.known.sheet.Parts[doc]; return ok }

// value is what a field is shown to hold: as it will be once all is sent.
func (v *View) value(f domain.Field) string { value, _ := v.known.sheet.Value(f); return value }

// said words a field's value; a dash where its document was never read.
func (v *View) said(f domain.Field) string {
	value, known := v.known.sheet.Value(f)
	if !known {
		return none
	}
	text := words.Value(f, value)
	if _, queued := v.known.sheet.Pending.Get(f); queued {
		return lang.L("{{.Value}} (queued)", map[string]any{"Value": text})
	}
	return text
}

// none is what stands where an account has no value.
const none = "—"

// row is a line of a card, with a way to edit it where its document was read.
func (v *View) row(title, value string, doc domain.Document, edit func()) fyne.CanvasObject {
	if edit == nil || !v.has(doc) {
		return widgets.NewKVRow(title, value, nil)
	}
	return widgets.NewKVRow(title, value, edit)
}

func rows(list ...fyne.CanvasObject) fyne.CanvasObject {
	return widgets.NewBareCard(widgets.Rows(list...))
}
