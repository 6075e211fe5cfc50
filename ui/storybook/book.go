package storybook

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"accountsmanager/ui/edges"
	"accountsmanager/ui/language"
	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
)

// Book is the window in which a person looks through the stories. What it says itself is
// in English only: it is for who works on the program. Its methods belong to the UI thread.
type Book struct {
	app     fyne.App
	window  fyne.Window
	stories []Story
	found   []int // of stories, those that the search finds
	at      int   // the story that is shown
	look    look
	stage   *Stage

	list  *widgets.List
	title *widgets.Text
	lacks *widgets.Text
	frame *fyne.Container
}

// Open opens the book at a story, or at the first one where the name is empty or unknown.
func Open(app fyne.App, name string) *Book {
	b := &Book{app: app, stories: All(), look: normal()}
	app.Settings().SetTheme(b.look.theme())
	b.window = app.NewWindow("Storybook")
	b.window.SetPadded(false)
	b.window.Resize(fyne.NewSize(1620, 960))
	b.window.Canvas().SetOnTypedKey(b.typedKey)
	b.window.SetOnClosed(func() { b.leave() })
	b.build()
	if at, ok := Find(b.stories, name); ok && name != "" {
		b.at = at
	}
	b.show(b.at)
	return b
}

// Show puts the book on the screen.
func (b *Book) Show() { b.window.Show() }

func (b *Book) build() {
	search := widgets.NewEntry()
	search.SetPlaceHolder("Search stories")
	search.OnChanged = b.search
	search.OnSubmitted = func(string) { b.window.Canvas().Unfocus() }
	b.list = widgets.NewList(func() fyne.CanvasObject { return widgets.NewListRow() }, func(i int, o fyne.CanvasObject) {
		if row, ok := o.(*widgets.ListRow); ok {
			row.Set(b.stories[b.found[i]].State, b.stories[b.found[i]].Screen, "", widgets.ToneOff)
		}
	})
	b.list.OnSelected = func(id string) {
		b.window.Canvas().Unfocus() // Up and Down go through the stories, not through the list
		if at, ok := Find(b.stories, id); ok {
			b.show(at)
		}
	}
	b.search("")
	b.title, b.lacks = widgets.NewHeading(""), widgets.NewCaption("").Colored(theme.ColorNameBad)
	b.frame = container.NewStack()
	left := edges.NewSurface(edges.LineRight, widgets.FixedWidth(300, edges.Top(widgets.Pad(12, 12, 12, 12, search), b.list)))
	head := widgets.Pad(12, 16, 12, 16, widgets.VBox(8, b.title, b.lacks, b.switches()))
	b.window.SetContent(edges.Left(left, edges.Top(head, container.NewScroll(container.NewCenter(b.frame)))))
}

// switches choose how stories are shown.
func (b *Book) switches() fyne.CanvasObject {
	texts := []float32{1, 1.25, 1.5}
	chips := func(labels []string, at int, choose func(int)) *widgets.Chips {
		c := widgets.NewChips(labels, func(i int) {
			choose(i)
			b.window.Canvas().Unfocus()
			b.show(b.at)
		})
		c.SetCurrent(at)
		return c
	}
	var names []string
	for _, l := range language.All() {
		names = append(names, l.Name)
	}
	at := slices.IndexFunc(language.All(), func(l language.Language) bool { return l.Tag == language.Spoken() })
	return widgets.HBox(20,
		chips([]string{"Light", "Dark"}, 0, func(i int) { b.look.dark = i == 1 }),
		chips([]string{"100 %", "125 %", "150 %"}, 0, func(i int) { b.look.text = texts[i] }),
		chips([]string{"Narrow", "Normal", "Wide"}, 1, func(i int) { b.look.size = sizes[i] }),
		chips(names, max(at, 0), b.speak),
	)
}

// speak has stories shown in a language: their texts are made anew each time.
func (b *Book) speak(at int) {
	if err := language.Use(language.All()[at].Tag); err != nil {
		b.lacks.SetText(err.Error())
	}
}

// search lists the stories that a text is in.
func (b *Book) search(text string) {
	b.found = nil
	for i, s := range b.stories {
		if strings.Contains(strings.ToLower(s.Screen+" "+s.State), strings.ToLower(strings.TrimSpace(text))) {
			b.found = append(b.found, i)
		}
	}
	b.list.SetData(widgets.ListData{Len: len(b.found), ID: func(i int) string { return b.stories[b.found[i]].Name() }})
}

// show plays a story on a stage of its own.
func (b *Book) show(at int) {
	b.leave()
	b.at = at
	story := b.stories[at]
	b.app.Settings().SetTheme(b.look.theme())
	b.stage = NewStage(b.app, b.window, b.look.size, run.Fyne{})
	border := canvas.NewRectangle(nil)
	border.StrokeColor, border.StrokeWidth = b.look.theme().Color(theme.ColorNameBorder, 0), 1
	b.frame.Objects = []fyne.CanvasObject{b.stage.Object(), border}
	b.frame.Refresh()
	b.stage.Play(story)
	b.title.SetText(story.Screen + ": " + story.State)
	b.lacks.SetText("")
	if lacks := b.stage.Lacks(); len(lacks) > 0 {
		b.lacks.SetText("Not found on the way: " + strings.Join(lacks, ", "))
	}
	b.list.SetSelectedID(story.Name())
}

func (b *Book) leave() {
	if b.stage != nil {
		b.stage.Close()
		b.stage = nil
	}
}

// typedKey goes through the stories; other keys are for the one that is shown.
func (b *Book) typedKey(ev *fyne.KeyEvent) {
	step := 0
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyPageDown:
		step = 1
	case fyne.KeyUp, fyne.KeyPageUp:
		step = -1
	default:
		if b.stage != nil && b.stage.canvas.key != nil {
			b.stage.canvas.key(ev)
		}
		return
	}
	here := slices.Index(b.found, b.at)
	if next := here + step; next >= 0 && next < len(b.found) {
		b.show(b.found[next])
	}
}
