package storybook

import (
	"net/url"

	"fyne.io/fyne/v2"
)

// stageWindow is the window that a story's screen takes for its own. What concerns the
// window around it, such as its size or its menu bar, does not reach that.
type stageWindow struct {
	fyne.Window
	canvas *stageCanvas
	menu   *fyne.MainMenu
	drop   func(fyne.Position, []fyne.URI)
	title  string
}

func (w *stageWindow) Canvas() fyne.Canvas                            { return w.canvas }
func (w *stageWindow) Content() fyne.CanvasObject                     { return w.canvas.Content() }
func (w *stageWindow) SetContent(o fyne.CanvasObject)                 { w.canvas.SetContent(o) }
func (w *stageWindow) MainMenu() *fyne.MainMenu                       { return w.menu }
func (w *stageWindow) SetMainMenu(m *fyne.MainMenu)                   { w.menu = m }
func (w *stageWindow) SetOnDropped(f func(fyne.Position, []fyne.URI)) { w.drop = f }
func (w *stageWindow) Title() string                                  { return w.title }
func (w *stageWindow) SetTitle(title string)                          { w.title = title }
func (w *stageWindow) Resize(fyne.Size)                               {}
func (w *stageWindow) Show()                                          {}
func (w *stageWindow) Close()                                         {}
func (w *stageWindow) SetMaster()                                     {}
func (w *stageWindow) SetPadded(bool)                                 {}
func (w *stageWindow) SetCloseIntercept(func())                       {}
func (w *stageWindow) SetOnClosed(func())                             {}
func (w *stageWindow) RequestFocus()                                  {}

// stageApp is the app that a story's screen takes for its own.
type stageApp struct {
	fyne.App
	window *stageWindow
}

func (a stageApp) NewWindow(string) fyne.Window        { return a.window }
func (a stageApp) Settings() fyne.Settings             { return stageSettings{a.App.Settings()} }
func (a stageApp) Lifecycle() fyne.Lifecycle           { return stageLife{} }
func (a stageApp) Quit()                               {}
func (a stageApp) SendNotification(*fyne.Notification) {}
func (a stageApp) OpenURL(*url.URL) error              { return nil }

// stageSettings keep a story from choosing the appearance: a person does, for all of them.
type stageSettings struct{ fyne.Settings }

func (stageSettings) SetTheme(fyne.Theme) {}

// stageLife is the life of an app that is always looked at.
type stageLife struct{}

func (stageLife) SetOnEnteredForeground(func()) {}
func (stageLife) SetOnExitedForeground(func())  {}
func (stageLife) SetOnStarted(func())           {}
func (stageLife) SetOnStopped(func())           {}
