package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/sidebar"
	"accountsmanager/ui/theme"
)

// menuState is all that the menus depend on.
type menuState struct {
	main       bool // the accounts are shown, not the sign-in screen
	byChoice   bool // working offline by choice
	account    string
	draft      string
	appearance theme.Appearance
	others     string // the other profiles
	web        string // the address of the web interface
	templates  string // their ids and names, and which is the default
	imported   bool   // there is an import to take back
	silent     bool   // no notifications
	built      bool
}

// showMenu builds the menu bar anew where anything in it is another than before:
// building it is dear, and closes a menu that is open.
func (w *Window) showMenu() {
	state := menuState{
		main: w.onMain(), byChoice: w.now.status.ByChoice && w.now.status.Connection == workspace.Offline,
		account: w.account.ID(), draft: w.draftAt, appearance: w.appearance, web: w.now.web, built: true, silent: w.notes.off,
		imported: len(w.lastImport.Made)+len(w.lastImport.Updated) > 0,
	}
	for _, p := range w.now.others {
		state.others += p.ID + "\n" + profileName(p) + "\n"
	}
	for _, t := range w.now.templates.List {
		state.templates += t.ID + "\n" + t.Name + "\n"
	}
	state.templates += w.now.templates.Default
	if state == w.menu {
		return
	}
	w.menu = state
	bar := fyne.NewMainMenu()
	for _, s := range w.commands() {
		bar.Items = append(bar.Items, fyne.NewMenu(s.title, w.items(s.commands)...))
	}
	w.window.SetMainMenu(bar)
}

func (w *Window) items(commands []command) []*fyne.MenuItem {
	var items []*fyne.MenuItem
	for _, c := range commands {
		if c.apart && len(items) > 0 {
			items = append(items, fyne.NewMenuItemSeparator())
		}
		item := fyne.NewMenuItem(c.label, nil)
		item.Shortcut, item.Disabled, item.Checked, item.IsQuit = c.shortcut, !c.enabled, c.checked, c.quit
		if len(c.children) > 0 {
			item.ChildMenu = fyne.NewMenu("", w.items(c.children)...)
		} else {
			item.Action = w.guarded(c)
		}
		items = append(items, item)
	}
	return items
}

// profileMenu is the menu at the head of the sidebar.
func (w *Window) profileMenu() *fyne.Menu { return fyne.NewMenu("", w.items(w.sessionCommands())...) }

// rowMenu is the menu of a row of the sidebar.
func (w *Window) rowMenu(k sidebar.Kind, id string) *fyne.Menu {
	item := func(label string, action func()) *fyne.MenuItem { return fyne.NewMenuItem(label, action) }
	switch k {
	case sidebar.KindDraft:
		return fyne.NewMenu("", item(lang.L("Open"), func() { w.openDraft(id) }), item(lang.L("Save as a template…"), func() { w.saveDraftAsTemplate(id) }),
			item(lang.L("Delete the draft"), func() { w.deleteDraft(id) }))
	case sidebar.KindWork:
		return fyne.NewMenu("", item(lang.L("Open"), func() { w.showWork(id) }))
	case sidebar.KindAccount:
		return fyne.NewMenu("",
			item(lang.L("Open"), func() { w.showAccount(id) }),
			item(lang.L("Copy the account ID"), func() { w.copyText(id, lang.L("The account ID is copied.")) }),
			item(lang.L("Add an account below this one"), func() { w.addBelow(id) }),
			item(lang.L("Like this account…"), func() { w.like(id) }),
			item(lang.L("Save as a template…"), func() { w.saveAccountAsTemplate(id) }),
		)
	}
	return nil
}

func (w *Window) copyText(text, said string) {
	w.options.App.Clipboard().SetContent(text)
	w.say(said)
}

func (w *Window) copyAccountID() {
	if id := w.account.ID(); id != "" {
		w.copyText(id, lang.L("The account ID is copied."))
	}
}

func (w *Window) addBelowShown() { w.addBelow(w.account.ID()) }

// climb goes one level up in the sidebar.
func (w *Window) climb() {
	w.side.Climb()
	w.side.FocusList()
}
