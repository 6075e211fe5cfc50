package ui

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"accountsmanager/ui/theme"
)

// The names under which the window keeps its settings.
const (
	settingSize       = "window.size"       // such as 1280x800, in units
	settingAppearance = "window.appearance" // see appearanceNames
)

// The names of settings that are read before there is a window: what they say is in
// effect after a restart.
const (
	SettingLanguage = "language" // a tag such as "de"; empty is the system's
	SettingScale    = "scale"    // such as "1.25"; empty is the display's own
	SettingTray     = "tray"     // "on" shows the program in the system's tray
)

// Sizes of the window, in units: to begin with, and the least and most that are
// believed of what was kept.
var (
	defaultSize  = fyne.NewSize(1280, 800)
	smallestSize = fyne.NewSize(640, 400)
	largestSize  = fyne.NewSize(10_000, 10_000)
)

var appearanceNames = map[theme.Appearance]string{theme.System: "system", theme.Light: "light", theme.Dark: "dark"}

// settings are what the window remembers from one run to the next.
type settings struct {
	size       fyne.Size
	appearance theme.Appearance
	// refreshEvery is how often changes are read by themselves; zero for never.
	refreshEvery time.Duration
	// saveEvery is how long what is typed may wait to be saved; zero not at all.
	saveEvery time.Duration
	currency  string // the sign of amounts; empty is the usual
	silent    bool   // no notifications
	toured    bool   // the tour was shown
}

// loadSettings reads them in the background; what was never kept, or is not to be
// believed, is as it is on the first day.
func loadSettings(ctx context.Context, ws Workspace, reset bool) (settings, error) {
	s := settings{size: defaultSize}
	notifications, err := ws.Setting(ctx, settingNotifications)
	if err != nil {
		return s, fmt.Errorf("read whether to notify: %w", err)
	}
	s.silent = notifications == "off"
	toured, err := ws.Setting(ctx, settingTour)
	if err != nil {
		return s, fmt.Errorf("read whether the tour was shown: %w", err)
	}
	s.toured = toured != ""
	if reset {
		return s, nil
	}
	size, err := ws.Setting(ctx, settingSize)
	if err != nil {
		return s, fmt.Errorf("read the window's size: %w", err)
	}
	s.size = parseSize(size)
	appearance, err := ws.Setting(ctx, settingAppearance)
	if err != nil {
		return s, fmt.Errorf("read the appearance: %w", err)
	}
	minutes, err := ws.Setting(ctx, settingRefresh)
	if err != nil {
		return s, fmt.Errorf("read how often to refresh: %w", err)
	}
	if n, err := strconv.Atoi(minutes); err == nil && slices.Contains(refreshChoices, n) {
		s.refreshEvery = time.Duration(n) * time.Minute
	}
	seconds, err := ws.Setting(ctx, settingAutosave)
	if err != nil {
		return s, fmt.Errorf("read how often to save: %w", err)
	}
	if n, err := strconv.Atoi(seconds); err == nil && slices.Contains(autosaveChoices, n) {
		s.saveEvery = time.Duration(n) * time.Second
	}
	if s.currency, err = ws.Setting(ctx, settingCurrency); err != nil {
		return s, fmt.Errorf("read the currency: %w", err)
	}
	for a, name := range appearanceNames {
		if name == appearance {
			s.appearance = a
		}
	}
	return s, nil
}

func parseSize(text string) fyne.Size {
	var width, height float32
	if n, err := fmt.Sscanf(text, "%fx%f", &width, &height); err != nil || n != 2 {
		return defaultSize
	}
	if width < smallestSize.Width || height < smallestSize.Height || width > largestSize.Width || height > largestSize.Height {
		return defaultSize
	}
	return fyne.NewSize(width, height)
}

func formatSize(s fyne.Size) string { return fmt.Sprintf("%.0fx%.0f", s.Width, s.Height) }

// setAppearance changes light and dark, and keeps the choice.
func (w *Window) setAppearance(a theme.Appearance) {
	w.appearance = a
	w.options.App.Settings().SetTheme(theme.New(a))
	w.showMenu()
	w.keep(settingAppearance, appearanceNames[a])
}
