package ui

import (
	"context"
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"accountsmanager/ui/sidebar"
)

// arrangement is how a person has arranged the window while a profile was open. What was
// never arranged is zero.
type arrangement struct {
	size    fyne.Size
	sidebar float32 // its width, in units
}

// The names of the settings of a profile's arrangement.
func sizeKey(profileID string) string    { return settingSize + "/" + profileID }
func sidebarKey(profileID string) string { return "sidebar.width/" + profileID }

// widenBy is how far a shortcut moves the border of the sidebar, in units.
const widenBy = 40

// arranged reads how the window was left under a profile. It belongs to the background.
func arranged(ctx context.Context, ws Workspace, profileID string) (arrangement, error) {
	var a arrangement
	size, err := ws.Setting(ctx, sizeKey(profileID))
	if err != nil {
		return a, fmt.Errorf("read the window's size under a profile: %w", err)
	}
	if size != "" {
		a.size = parseSize(size)
	}
	width, err := ws.Setting(ctx, sidebarKey(profileID))
	if err != nil {
		return a, fmt.Errorf("read the sidebar's width: %w", err)
	}
	if units, err := strconv.ParseFloat(width, 32); err == nil { // else it was never moved
		a.sidebar = float32(units)
	}
	return a, nil
}

// arrange gives the window the arrangement of the profile that has been opened.
func (w *Window) arrange(a arrangement) {
	if id := w.now.status.Profile.ID; w.options.ResetUI && !w.forgotten[id] {
		w.forgotten[id] = true // what is arranged from now on stays
		w.keep(sidebarKey(id), "")
	}
	w.split.SetWidth(a.sidebar)
	if a.size != (fyne.Size{}) && formatSize(a.size) != formatSize(w.window.Canvas().Size()) {
		w.window.Resize(a.size)
	}
}

// keepSize keeps the size of the window, for the profile that is open and for the next start.
// It belongs to the background, but for the size.
func keepSize(ctx context.Context, ws Workspace, profileID string, size fyne.Size) error {
	text := formatSize(size)
	if profileID != "" {
		if err := ws.SaveSetting(ctx, sizeKey(profileID), text); err != nil {
			return err
		}
	}
	return ws.SaveSetting(ctx, settingSize, text)
}

// leaveArrangement keeps how the window is arranged before another profile is shown.
func (w *Window) leaveArrangement(profileID string) {
	ws, size := w.options.Workspace, w.window.Canvas().Size()
	w.keeping.Do(func(ctx context.Context) error { return keepSize(ctx, ws, profileID, size) }, w.failed)
}

// sidebarMoved keeps where the border of the sidebar is.
func (w *Window) sidebarMoved(width float32) {
	if profile := w.now.status.Profile.ID; profile != "" {
		w.keep(sidebarKey(profile), strconv.Itoa(int(width)))
	}
}

func (w *Window) widenSidebar()  { w.split.Widen(widenBy) }
func (w *Window) narrowSidebar() { w.split.Widen(-widenBy) }

// The limits of the sidebar, in units. Below the least its filters do not fit in all
// languages.
const (
	sidebarLeast = 260
	sidebarUsual = sidebar.Width
	sidebarMost  = 520
)
