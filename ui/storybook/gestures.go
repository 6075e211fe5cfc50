package storybook

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/lang"
	"fyne.io/fyne/v2/storage"

	"accountsmanager/ui/inspect"
	"accountsmanager/ui/widgets"
)

// What a story does on its stage to come to its state. Labels are given in the language
// that is spoken. What is not found is noted: see Stage.Lacks.

// findAll lists the visible objects of a type below root, in the order of the tree.
func findAll[T any](root fyne.CanvasObject) (found []T) {
	inspect.Each(root, func(o fyne.CanvasObject) {
		if t, ok := o.(T); ok {
			found = append(found, t)
		}
	})
	return found
}

// says tells whether a text can be read in an object, as one line or as all of it.
func says(o fyne.CanvasObject, text string) bool {
	var lines []string
	for _, t := range findAll[*canvas.Text](o) {
		if t.Text == text {
			return true
		}
		lines = append(lines, t.Text)
	}
	return strings.Join(lines, " ") == text
}

func (s *Stage) lack(what string) { s.lacks = append(s.lacks, what) }

// find looks for an object of a type that says a text, in what can be reached.
func find[T fyne.CanvasObject](s *Stage, text string) (found T, ok bool) {
	for _, o := range findAll[T](s.canvas.top()) {
		if says(o, text) {
			return o, true
		}
	}
	s.lack(text)
	return found, false
}

// press presses a button.
func (s *Stage) press(label string) {
	if b, ok := find[*widgets.Button](s, label); ok {
		b.Press()
		s.settle()
	}
}

// edit opens a row of a page to be edited.
func (s *Stage) edit(title string) {
	row, ok := find[*widgets.KVRow](s, title)
	if !ok {
		return
	}
	if row.Action() == nil {
		s.lack(title)
		return
	}
	row.Action().Press()
	s.settle()
}

// tick turns a box over, by its label.
func (s *Stage) tick(label string) {
	if box, ok := find[*widgets.Check](s, label); ok {
		box.TypedRune(' ')
		s.settle()
	}
}

// option chooses one of a group of options; group and option count from 0.
func (s *Stage) option(group, at int) {
	groups := findAll[*widgets.RadioGroup](s.canvas.top())
	if group >= len(groups) {
		s.lack("options")
		return
	}
	groups[group].SetSelected(at)
	if told := groups[group].OnChanged; told != nil {
		told(at)
	}
	s.settle()
}

// turn goes to a tab, the first being 0.
func (s *Stage) turn(at int) {
	for _, tabs := range findAll[*widgets.Tabs](s.canvas.top()) {
		tabs.SetCurrent(at)
		tabs.OnSelected(at)
		s.settle()
		return
	}
	s.lack("tabs")
}

// step goes to a step of the wizard, the first being 0.
func (s *Stage) step(at int) {
	for _, steps := range findAll[*widgets.Steps](s.canvas.top()) {
		steps.OnSelected(at)
		s.settle()
		return
	}
	s.lack("steps")
}

// filter chooses one of a row of chips, the first being 0.
func (s *Stage) filter(at int) {
	for _, chips := range findAll[*widgets.Chips](s.canvas.top()) {
		chips.SetCurrent(at)
		chips.OnSelected(at)
		s.settle()
		return
	}
	s.lack("chips")
}

// choose chooses a row of the first list by its id, such as "account/abc" in the sidebar.
func (s *Stage) choose(id string) {
	for _, list := range findAll[*widgets.List](s.canvas.top()) {
		list.SetSelectedID(id)
		list.OnSelected(id)
		s.settle()
		return
	}
	s.lack("list")
}

// write writes into the fields that can be seen, from the first on.
func (s *Stage) write(texts ...string) {
	var entries []*widgets.Entry
	for _, f := range findAll[*widgets.FormField](s.canvas.top()) {
		if e, ok := f.Content().(*widgets.Entry); ok {
			entries = append(entries, e)
		}
	}
	for i, text := range texts {
		if i >= len(entries) {
			s.lack(text)
			return
		}
		entries[i].SetText(text)
	}
	s.settle()
	s.written = entries[len(texts)-1]
}

// do takes an item of the menu bar, by the labels on the way to it.
func (s *Stage) do(way ...string) {
	items := []*fyne.MenuItem{}
	if bar := s.window.MainMenu(); bar != nil {
		for _, m := range bar.Items {
			items = append(items, &fyne.MenuItem{Label: m.Label, ChildMenu: m})
		}
	}
	for i, label := range way {
		item := itemOf(items, label)
		if item == nil || item.Disabled {
			s.lack(strings.Join(way, " > "))
			return
		}
		if i == len(way)-1 {
			item.Action()
			s.settle()
			return
		}
		items = item.ChildMenu.Items
	}
}

func itemOf(items []*fyne.MenuItem, label string) *fyne.MenuItem {
	for _, item := range items {
		if item.Label == label {
			return item
		}
	}
	return nil
}

// search types into the sidebar's search.
func (s *Stage) search(text string) {
	s.do(lang.L("View"), lang.L("Search accounts"))
	e, ok := s.canvas.Focused().(interface{ SetText(string) })
	if !ok {
		s.lack("search")
		return
	}
	e.SetText(text)
	s.settle()
}

// drop drops a file on the window.
func (s *Stage) drop(name string) {
	s.window.drop(fyne.Position{}, []fyne.URI{storage.NewFileURI("/" + name)})
	s.settle()
}

// typeKey types a key that nothing else wants.
func (s *Stage) typeKey(name fyne.KeyName) {
	if s.canvas.key == nil {
		s.lack(string(name))
		return
	}
	s.canvas.key(&fyne.KeyEvent{Name: name})
	s.settle()
}

// chooseLast chooses a row of the last list by its id: of a panel's, where the first is
// behind it.
func (s *Stage) chooseLast(id string) {
	lists := findAll[*widgets.List](s.canvas.top())
	if len(lists) == 0 {
		s.lack("list")
		return
	}
	list := lists[len(lists)-1]
	list.SetSelectedID(id)
	list.OnSelected(id)
	s.settle()
}

// pressDefault does in an open panel what Return does.
func (s *Stage) pressDefault() {
	if widgets.TopModal(s.canvas) == nil {
		s.lack("panel")
		return
	}
	s.typeKey(fyne.KeyReturn)
}
