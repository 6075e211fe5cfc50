package ui

import (
	"iter"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/ui/theme"
)

// command is one thing that a person can do from anywhere in the window: an item
// of a menu, with a shortcut where it has one.
type command struct {
	label    string
	shortcut fyne.Shortcut // nil has none
	run      func()
	enabled  bool
	checked  bool
	children []command // a menu of its own
	apart    bool      // a line above it
	quit     bool
}

// section is a menu.
type section struct {
	title    string
	commands []command
}

func shortcut(key fyne.KeyName, modifier fyne.KeyModifier) *desktop.CustomShortcut {
	return &desktop.CustomShortcut{KeyName: key, Modifier: modifier}
}

// The shortcuts of the window. A key without a modifier is no shortcut to Fyne:
// see typedKey.
var (
	keyAdd       = shortcut(fyne.KeyN, fyne.KeyModifierShortcutDefault)
	keyClose     = shortcut(fyne.KeyW, fyne.KeyModifierShortcutDefault)
	keyQuit      = shortcut(fyne.KeyQ, fyne.KeyModifierShortcutDefault)
	keySearch    = shortcut(fyne.KeyF, fyne.KeyModifierShortcutDefault)
	keyList      = shortcut(fyne.KeyL, fyne.KeyModifierShortcutDefault)
	keyTemplates = shortcut(fyne.KeyN, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	keyImport    = shortcut(fyne.KeyO, fyne.KeyModifierShortcutDefault)
	keyExport    = shortcut(fyne.KeyE, fyne.KeyModifierShortcutDefault)
	keySubmitAll = shortcut(fyne.KeyReturn, fyne.KeyModifierShortcutDefault|fyne.KeyModifierShift)
	keySettings  = shortcut(fyne.KeyComma, fyne.KeyModifierShortcutDefault)
	keyTrunks    = shortcut(fyne.KeyT, fyne.KeyModifierShortcutDefault)
	keyBelow     = shortcut(fyne.KeyRight, fyne.KeyModifierAlt)
	keyWider     = shortcut(fyne.KeyRight, fyne.KeyModifierAlt|fyne.KeyModifierShift)
	keyNarrower  = shortcut(fyne.KeyLeft, fyne.KeyModifierAlt|fyne.KeyModifierShift)
	keyUp        = shortcut(fyne.KeyLeft, fyne.KeyModifierAlt)
	keyRefresh   = shortcut(fyne.KeyF5, 0)
	keyHelp      = shortcut(fyne.KeyF1, 0)
)

// commands lists all menus as they are now.
func (w *Window) commands() []section {
	m := w.menu
	account := m.account != ""
	return []section{
		{lang.L("File"), []command{
			{label: lang.L("Add New Account"), shortcut: keyAdd, run: w.addAccount, enabled: m.main},
			{label: lang.L("Add from a template"), enabled: m.main, children: w.templateCommands()},
			{label: lang.L("Delete the draft"), run: w.deleteMarked, enabled: m.draft != ""},
			{label: lang.L("Import drafts…"), shortcut: keyImport, run: w.chooseImport, enabled: m.main, apart: true},
			{label: lang.L("Undo the import"), run: w.undoImport, enabled: m.main && m.imported},
			{label: lang.L("Export"), enabled: m.main, children: []command{
				{label: lang.L("Accounts and drafts…"), shortcut: keyExport, run: w.chooseExport(true, true), enabled: m.main},
				{label: lang.L("Accounts…"), run: w.chooseExport(true, false), enabled: m.main},
				{label: lang.L("Drafts…"), run: w.chooseExport(false, true), enabled: m.main},
			}},
			{label: lang.L("Submit all drafts that are ready…"), shortcut: keySubmitAll, run: w.submitAll, enabled: m.main, apart: true},
			{label: lang.L("Settings…"), shortcut: keySettings, run: w.showSettings, enabled: true, apart: true},
			{label: lang.L("Close"), shortcut: keyClose, run: w.Close, enabled: true, apart: true},
			{label: lang.L("Quit"), shortcut: keyQuit, run: w.Close, enabled: true, quit: true},
		}},
		{lang.L("Edit"), []command{
			{label: lang.L("Undo"), shortcut: &fyne.ShortcutUndo{}, run: w.edit(&fyne.ShortcutUndo{}), enabled: true},
			{label: lang.L("Redo"), shortcut: &fyne.ShortcutRedo{}, run: w.edit(&fyne.ShortcutRedo{}), enabled: true},
			{label: lang.L("Cut"), shortcut: &fyne.ShortcutCut{}, run: w.edit(&fyne.ShortcutCut{}), enabled: true, apart: true},
			{label: lang.L("Copy"), shortcut: &fyne.ShortcutCopy{}, run: w.edit(&fyne.ShortcutCopy{}), enabled: true},
			{label: lang.L("Paste"), shortcut: &fyne.ShortcutPaste{}, run: w.edit(&fyne.ShortcutPaste{}), enabled: true},
			{label: lang.L("Select all"), shortcut: &fyne.ShortcutSelectAll{}, run: w.edit(&fyne.ShortcutSelectAll{}), enabled: true, apart: true},
		}},
		{lang.L("View"), []command{
			{label: lang.L("Search accounts"), shortcut: keySearch, run: w.side.FocusSearch, enabled: m.main},
			{label: lang.L("Go to the list"), shortcut: keyList, run: w.side.FocusList, enabled: m.main},
			{label: lang.L("Trunks"), shortcut: keyTrunks, run: w.showTrunks, enabled: m.main},
			{label: lang.L("Refresh"), shortcut: keyRefresh, run: w.refresh, enabled: m.main},
			{label: lang.L("Appearance"), apart: true, enabled: true, children: []command{
				w.appearanceCommand(lang.L("As the system"), theme.System),
				w.appearanceCommand(lang.L("Light"), theme.Light),
				w.appearanceCommand(lang.L("Dark"), theme.Dark),
			}},
			{label: lang.L("Wider sidebar"), shortcut: keyWider, run: w.widenSidebar, enabled: m.main},
			{label: lang.L("Narrower sidebar"), shortcut: keyNarrower, run: w.narrowSidebar, enabled: m.main},
			{label: lang.L("Notifications"), run: w.switchNotifications, enabled: true, checked: !m.silent},
		}},
		{lang.L("Account"), append([]command{
			{label: lang.L("Show the accounts below"), shortcut: keyBelow, run: w.side.DrillSelected, enabled: m.main},
			{label: lang.L("Back up"), shortcut: keyUp, run: w.climb, enabled: m.main},
			{label: lang.L("Add an account below this one"), run: w.addBelowShown, enabled: account},
			{label: lang.L("Copy the account ID"), run: w.copyAccountID, enabled: account},
			{label: lang.L("Copy the realm"), run: w.account.CopyRealm, enabled: account},
			{label: lang.L("Duplicate as draft"), run: w.account.Duplicate, enabled: account},
			{label: lang.L("Like this account…"), run: w.likeShown, enabled: account},
			{label: lang.L("Save as a template…"), run: w.saveShownAsTemplate, enabled: account || m.draft != ""},
			{label: lang.L("Welcome sheet…"), run: w.askWelcome, enabled: account},
			{label: lang.L("Show in browser"), run: w.showInBrowser, enabled: account && m.web != "", apart: true},
			{label: lang.L("Web interface…"), run: w.askWebAddress, enabled: m.main},
		}, w.sessionCommands()...)},
		{lang.L("Help"), []command{
			{label: lang.L("Keyboard shortcuts"), shortcut: keyHelp, run: w.showShortcuts, enabled: true},
			{label: lang.L("Tour"), run: w.showTour, enabled: true},
			{label: lang.L("Health…"), run: w.showHealth, enabled: true},
			{label: lang.L("Copy diagnostics"), run: w.copyDiagnostics, enabled: true},
			{label: lang.L("About Accounts Manager"), run: w.showAbout, enabled: true},
		}},
	}
}

// menuPlace is where a command stands: in which menu, and below which of its items.
type menuPlace struct{ menu, above string }

// allCommands are the commands of all menus and of the menus in them.
func (w *Window) allCommands() iter.Seq2[menuPlace, command] {
	return func(yield func(menuPlace, command) bool) {
		for _, s := range w.commands() {
			for _, c := range s.commands {
				if !yield(menuPlace{menu: s.title}, c) {
					return
				}
				for _, below := range c.children {
					if !yield(menuPlace{s.title, c.label + " → "}, below) {
						return
					}
				}
			}
		}
	}
}

// sessionCommands are what can be done about who is signed in and how; the menu
// at the head of the sidebar has them too.
func (w *Window) sessionCommands() []command {
	m := w.menu
	online := command{label: lang.L("Work offline"), run: w.workOffline, enabled: m.main, apart: true}
	if m.byChoice {
		online = command{label: lang.L("Go online"), run: w.goOnline, enabled: m.main, apart: true}
	}
	var profiles []command
	for i, p := range w.now.others {
		profiles = append(profiles, command{label: profileName(p), run: func() { w.openProfile(p.ID) }, enabled: m.main, apart: i == 0})
	}
	return append(profiles,
		online,
		command{label: lang.L("Sign in again…"), run: w.showSignIn, enabled: m.main},
		command{label: lang.L("Sign out"), run: w.signOut, enabled: m.main},
	)
}

func (w *Window) appearanceCommand(label string, a theme.Appearance) command {
	return command{label: label, run: func() { w.setAppearance(a) }, enabled: true, checked: w.menu.appearance == a}
}

// edit passes a shortcut of the Edit menu on to what has the keyboard.
func (w *Window) edit(s fyne.Shortcut) func() {
	return func() {
		clipboard := w.options.App.Clipboard()
		switch s := s.(type) {
		case *fyne.ShortcutCut:
			s.Clipboard = clipboard
		case *fyne.ShortcutCopy:
			s.Clipboard = clipboard
		case *fyne.ShortcutPaste:
			s.Clipboard = clipboard
		}
		if focused, ok := w.window.Canvas().Focused().(fyne.Shortcutable); ok {
			focused.TypedShortcut(s)
		}
	}
}

// addShortcuts makes the shortcuts work where there is no menu bar to do it.
func (w *Window) addShortcuts() {
	for _, c := range w.allCommands() {
		if key, ok := c.shortcut.(*desktop.CustomShortcut); ok && key.Modifier != 0 {
			w.window.Canvas().AddShortcut(key, func(fyne.Shortcut) { w.invoke(key) })
		}
	}
	w.window.Canvas().SetOnTypedKey(w.typedKey)
	w.window.Canvas().SetOnTypedRune(w.typedRune)
}

// invoke runs the command of a shortcut, as it is now, unless a panel is open over
// the window.
func (w *Window) invoke(key *desktop.CustomShortcut) {
	for _, c := range w.allCommands() {
		if own, ok := c.shortcut.(*desktop.CustomShortcut); ok && *own == *key && c.enabled {
			w.guarded(c)()
			return
		}
	}
}

// guarded keeps commands from reaching past an open panel. Closing the window is
// always possible: it saves first.
func (w *Window) guarded(c command) func() {
	_, editing := c.shortcut.(*desktop.CustomShortcut)
	editing = !editing && c.shortcut != nil
	return func() {
		if editing || c.shortcut == fyne.Shortcut(keyClose) || c.shortcut == fyne.Shortcut(keyQuit) || !w.busy() {
			c.run()
		}
	}
}

// typedKey gets the keys that nothing else wanted.
func (w *Window) typedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyF1:
		w.invoke(keyHelp)
	case fyne.KeyF5:
		w.invoke(keyRefresh)
	case fyne.KeyEscape, fyne.KeyDown, fyne.KeyUp:
		top := w.window.Canvas().Overlays().Top()
		switch {
		case top != nil && ev.Name == fyne.KeyEscape:
			top.Hide() // a file dialog, or a menu; panels take their keys themselves
		case top == nil && w.onMain():
			w.side.FocusList()
		}
	default:
	}
}

// typedRune gets what is typed while nothing has the keyboard: it is searched for.
func (w *Window) typedRune(r rune) {
	if w.onMain() && !w.covered() {
		w.side.TypeSearch(r)
	}
}

// shortcutText is how a shortcut is written: Ctrl F.
func shortcutText(s fyne.Shortcut) string {
	key, ok := s.(*desktop.CustomShortcut)
	if !ok {
		return ""
	}
	var parts []string
	for _, m := range []struct {
		modifier    fyne.KeyModifier
		name, apple string
	}{
		{fyne.KeyModifierControl, lang.L("Ctrl"), "⌃"},
		{fyne.KeyModifierAlt, lang.L("Alt"), "⌥"},
		{fyne.KeyModifierShift, lang.L("Shift"), "⇧"},
		{fyne.KeyModifierSuper, lang.L("Super"), "⌘"},
	} {
		if key.Modifier&m.modifier == 0 {
			continue
		}
		if runtime.GOOS == "darwin" {
			parts = append(parts, m.apple)
		} else {
			parts = append(parts, m.name)
		}
	}
	return strings.Join(append(parts, keyName(key.KeyName)), " ")
}

func keyName(k fyne.KeyName) string {
	switch k {
	case fyne.KeyLeft:
		return "←"
	case fyne.KeyRight:
		return "→"
	default:
		return string(k)
	}
}
