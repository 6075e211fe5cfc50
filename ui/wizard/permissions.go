package wizard

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// permissions is the tab of what the customer may see, and of its apps.
type permissions struct {
	w      *Wizard
	boxes  map[domain.Permission]*widgets.Check
	groups map[string]*widgets.Check
	apps   *appPicker
	all    fyne.CanvasObject
}

func newPermissions(w *Wizard) *permissions {
	v := &permissions{w: w, boxes: map[domain.Permission]*widgets.Check{}, groups: map[string]*widgets.Check{}}
	everything := widgets.NewButton(widgets.Flat, lang.X("permissions.all", "All"), func() { v.change(func(ps *domain.Permissions) { ps.TickAll(true) }) })
	nothing := widgets.NewButton(widgets.Flat, lang.X("permissions.none", "None"), func() { v.change(func(ps *domain.Permissions) { ps.TickAll(false) }) })
	cards := widgets.Columns(4, 14, 14)
	for _, g := range domain.PermissionGroups() {
		cards.Add(widgets.NewCard(v.group(g)))
	}
	first := domain.PermissionGroups()[0].ID
	w.put(domain.FieldHidden, place{focus: func() { w.focus(v.groups[first]) }})
	v.apps = newAppPicker(w)
	v.all = widgets.VBox(12,
		headed(lang.L("What this customer can see"),
			lang.L("Untick what the customer should not reach. For example, if you charge for trunks, hide Trunking."), everything, nothing),
		cards, v.apps.all)
	return v
}

// group is a card: the box of the group, and those of what it holds.
func (v *permissions) group(g domain.PermissionGroup) fyne.CanvasObject {
	v.groups[g.ID] = widgets.NewGroupCheck(words.PermissionGroup(g.ID), func(on bool) {
		v.change(func(ps *domain.Permissions) { ps.TickGroup(g, on) })
	})
	card := widgets.VBox(0, v.groups[g.ID])
	for _, n := range g.Nodes {
		card.Add(v.box(n.Permission))
		for _, child := range n.Children {
			card.Add(widgets.Pad(0, 0, 0, 26, v.box(child)))
		}
	}
	return card
}

func (v *permissions) box(p domain.Permission) *widgets.Check {
	v.boxes[p] = widgets.NewCheck(words.Permission(p), func(on bool) {
		v.change(func(ps *domain.Permissions) {
			if on {
				ps.Tick(p)
			} else {
				ps.Untick(p)
			}
		})
	})
	return v.boxes[p]
}

// change changes the permissions and shows what else that ticked or unticked.
func (v *permissions) change(change func(*domain.Permissions)) {
	v.w.edit(domain.FieldHidden, func(d *domain.Draft) { change(&d.Permissions) })
	v.load(v.w.state.draft)
}

func (v *permissions) content() fyne.CanvasObject { return v.all }

func (v *permissions) first() domain.Field { return domain.FieldHidden }

func (v *permissions) load(d domain.Draft) {
	for p, box := range v.boxes {
		box.SetChecked(d.Permissions.Ticked(p))
	}
	for _, g := range domain.PermissionGroups() {
		some, all := d.Permissions.GroupTicked(g)
		state := widgets.Off
		switch {
		case all:
			state = widgets.On
		case some:
			state = widgets.Mixed
		}
		v.groups[g.ID].SetState(state)
	}
	v.apps.load(d)
}

// appPicker is the choice between all apps of the reseller and only some.
type appPicker struct {
	w       *Wizard
	radio   *widgets.RadioGroup
	unknown *widgets.Text
	problem *widgets.Text
	list    *fyne.Container
	apps    []domain.App // that the boxes in list are for
	boxes   []*widgets.Check
	all     fyne.CanvasObject
}

func newAppPicker(w *Wizard) *appPicker {
	a := &appPicker{w: w, unknown: widgets.NewCaption(""), problem: warning(), list: widgets.Columns(3, 20, 2)}
	a.radio = widgets.NewRadioGroup([]string{lang.L("All apps"), lang.L("Only these")}, func(i int) {
		w.edit(domain.FieldApps, func(d *domain.Draft) { d.Apps.Restricted = i == 1 })
		a.load(w.state.draft)
		w.leave(domain.FieldApps)
	})
	w.put(domain.FieldApps, place{
		focus: func() { w.focus(a.radio.FirstFocus()) },
		show: func(p domain.Problem, wrong bool) {
			text := ""
			if wrong {
				text = words.Problem(p)
			}
			a.problem.Say(text)
		},
	})
	a.all = widgets.VBox(6,
		headed(lang.L("Apps"), lang.L("All apps of {{.Account}}, or only those you tick.", data{"Account": w.reseller()})),
		// The problem comes last: above the boxes it would move them as they are ticked.
		a.radio, a.list, a.unknown, a.problem)
	return a
}

func (a *appPicker) load(d domain.Draft) {
	selected := 0
	if d.Apps.Restricted {
		selected = 1
	}
	a.radio.SetSelected(selected)
	a.offer(a.w.known.catalogue.Apps)
	for i, app := range a.apps {
		a.boxes[i].SetChecked(slices.Contains(d.Apps.Allowed, app.ID))
	}
	show(a.list, d.Apps.Restricted && len(a.apps) > 0)
	text := ""
	if d.Apps.Restricted && len(a.apps) == 0 {
		text = lang.L("Which apps there are has not been read from the server yet. It is read when there is a connection.")
		if !a.w.known.catalogue.AppsRead.IsZero() {
			text = lang.L("The server has no apps to choose from.")
		}
	}
	a.unknown.Say(text)
}

// offer makes a box for each app.
func (a *appPicker) offer(apps []domain.App) {
	if slices.Equal(a.apps, apps) {
		return
	}
	a.apps, a.boxes = slices.Clone(apps), nil
	a.list.RemoveAll()
	for _, app := range apps {
		box := widgets.NewCheck(appName(app), func(on bool) {
			a.w.edit(domain.FieldApps, func(d *domain.Draft) { d.Apps.Allow(app.ID, on) })
			a.w.leave(domain.FieldApps)
		})
		a.boxes = append(a.boxes, box)
		a.list.Add(box)
	}
}

// show shows or hides o.
func show(o fyne.CanvasObject, visible bool) {
	if visible {
		o.Show()
	} else {
		o.Hide()
	}
}
