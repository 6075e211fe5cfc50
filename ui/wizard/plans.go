package wizard

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/choices"
	"accountsmanager/ui/widgets"
)

// plans is the tab of service plans. It is there only where the reseller has some.
type plans struct {
	w     *Wizard
	boxes map[string]*widgets.Check // by plan
	shown []domain.ServicePlan      // that the boxes are for
	list  *fyne.Container
	all   fyne.CanvasObject
}

func newPlans(w *Wizard) *plans {
	v := &plans{w: w, boxes: map[string]*widgets.Check{}, list: widgets.VBox(14)}
	w.put(domain.FieldPlans, place{focus: func() {
		if len(v.shown) > 0 {
			w.focus(v.boxes[v.shown[0].ID])
		}
	}})
	v.all = widgets.VBox(12,
		headed(lang.L("Service plans"), lang.L("What the customer is billed by. Optional; several may be ticked.")),
		v.list)
	return v
}

func (v *plans) content() fyne.CanvasObject { return v.all }

func (v *plans) first() domain.Field { return domain.FieldPlans }

func (v *plans) load(d domain.Draft) {
	v.offer(offered(d, v.w.known.catalogue))
	for id, box := range v.boxes {
		box.SetChecked(slices.Contains(d.Plans, id))
	}
}

// offered are the reseller's plans by category, and those of the draft that the
// server has no more: they must be seen to be taken out.
func offered(d domain.Draft, c domain.Catalogue) []domain.ServicePlan {
	list := slices.Clone(c.Plans)
	for _, id := range d.Plans {
		if !slices.ContainsFunc(list, func(p domain.ServicePlan) bool { return p.ID == id }) {
			list = append(list, domain.ServicePlan{ID: id, Name: id, Description: lang.L("Not among the plans that the server told of last.")})
		}
	}
	slices.SortStableFunc(list, func(a, b domain.ServicePlan) int { return choices.CompareFolded(a.Category, b.Category) })
	return list
}

// offer makes a box for each plan, in a card for each category.
func (v *plans) offer(list []domain.ServicePlan) {
	if slices.Equal(v.shown, list) {
		return
	}
	v.shown = list
	v.list.RemoveAll()
	clear(v.boxes)
	for start := 0; start < len(list); {
		end := start + 1
		for end < len(list) && list[end].Category == list[start].Category {
			end++
		}
		v.list.Add(v.category(list[start:end]))
		start = end
	}
}

func (v *plans) category(list []domain.ServicePlan) fyne.CanvasObject {
	rows := widgets.VBox(6)
	for _, p := range list {
		box := widgets.NewCheck(or(p.Name, p.ID), func(on bool) {
			v.w.edit(domain.FieldPlans, func(d *domain.Draft) { d.Plans = with(d.Plans, p.ID, on) })
		})
		v.boxes[p.ID] = box
		plan := widgets.VBox(0, box)
		if p.Description != "" {
			const underLabel = 25 // below the words and not below the box
			plan.Add(widgets.Pad(0, 0, 0, underLabel, widgets.NewCaption(p.Description)))
		}
		rows.Add(plan)
	}
	if list[0].Category == "" {
		return widgets.NewCard(rows)
	}
	return widgets.VBox(6, widgets.NewSection(list[0].Category), widgets.NewCard(rows))
}

// with adds an id to a list, or takes it out.
func with(list []string, id string, in bool) []string {
	list = slices.DeleteFunc(slices.Clone(list), func(x string) bool { return x == id })
	if in {
		list = append(list, id)
	}
	return list
}
