package account

import (
	"context"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	"github.com/shopspring/decimal"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// What servers keep as lists: permissions, call restrictions, apps, plans.

func (v *View) limits() []fyne.CanvasObject {
	limits, account := domain.DocLimits, domain.DocAccount
	trunks := v.edit(lang.L("Trunks"), "", domain.FieldTwoWay, domain.FieldInbound, domain.FieldOutbound)
	var denied []string
	for _, f := range v.restrictions() {
		if v.value(f) == domain.On {
			denied = append(denied, words.Listed(f, v.known.catalogue))
		}
	}
	list := []fyne.CanvasObject{
		v.row(words.Field(domain.FieldTwoWay), v.said(domain.FieldTwoWay), limits, trunks),
		v.row(words.Field(domain.FieldInbound), v.said(domain.FieldInbound), limits, trunks),
		v.row(words.Field(domain.FieldOutbound), v.said(domain.FieldOutbound), limits, trunks),
		v.row(words.AccountField(domain.FieldPrepay, v.known.catalogue), v.said(domain.FieldPrepay), limits, v.edit(lang.L("Bypass"),
			"", domain.FieldPrepay)),
		v.row(lang.L("May not call"), or(strings.Join(denied, ", ")), account, v.edit(lang.L("Call restrictions"),
			"", v.restrictions()...)),
		v.row(words.AccountField(domain.FieldCarrier, v.known.catalogue), v.said(domain.FieldCarrier), domain.DocCallflow, v.editCarrier),
		v.row(words.AccountField(domain.FieldE911, v.known.catalogue), v.said(domain.FieldE911), account,
			v.edit(lang.L("Number features"), "", domain.FieldE911, domain.FieldCNAM)),
		v.row(words.AccountField(domain.FieldCNAM, v.known.catalogue), v.said(domain.FieldCNAM), account,
			v.edit(lang.L("Number features"), "", domain.FieldE911, domain.FieldCNAM)),
	}
	if v.has(domain.DocSecurity) { // not every server has it
		list = append(list, v.row(words.AccountField(domain.FieldMultiFactor, v.known.catalogue), v.said(domain.FieldMultiFactor), domain.DocSecurity,
			v.edit(lang.L("Second factor at sign-in"), "", domain.FieldMultiFactor)))
	}
	return []fyne.CanvasObject{rows(list...)}
}

// restrictions are the fields of all classifiers that the server has.
func (v *View) restrictions() (fields []domain.Field) {
	classifiers, _ := v.known.catalogue.KnownClassifiers()
	for _, c := range classifiers {
		fields = append(fields, domain.RestrictionField(c.ID))
	}
	return fields
}

// editCarrier chooses whose carriers calls leave by. What somebody set up by hand is
// replaced only by who reads that it is.
func (v *View) editCarrier() {
	before := v.value(domain.FieldCarrier)
	carriers := []string{domain.CarrierBlended, domain.CarrierReseller, domain.CarrierOwn}
	if !slices.Contains(carriers, before) { // as it is
		carriers = append(carriers, before)
	}
	var labels []string
	chosen := 0
	for i, c := range carriers {
		labels = append(labels, words.Carrier(c))
		if c == before {
			chosen = i
		}
	}
	radio := widgets.NewVerticalRadioGroup(labels, nil)
	radio.SetSelected(chosen)
	warning := ""
	if before == domain.CarrierOther {
		warning = lang.L("The callflow was set up by hand. Saving replaces what it does.")
	}
	e := &editor{v: v, inputs: []input{{field: domain.FieldCarrier, before: before, box: radio, tell: func(string) {}, get: func() string { return carriers[radio.Selected()] }, set: func(to string) {
		radio.SetSelected(max(0, slices.Index(carriers, to)))
	}}}}
	e.show(lang.L("Carriers"), warning)
}

func (v *View) permissions() []fyne.CanvasObject {
	if !v.has(domain.DocAccount) {
		return nil
	}
	edit := v.editPermissions
	var list []fyne.CanvasObject
	for _, g := range domain.PermissionGroups() {
		var seen, hidden []string
		for _, p := range g.All() {
			name := words.Permission(p)
			if v.value(domain.PermissionField(p)) == domain.On {
				seen = append(seen, name)
			} else {
				hidden = append(hidden, name)
			}
		}
		text := lang.L("Can be seen: {{.Seen}}", map[string]any{"Seen": or(strings.Join(seen, ", "))})
		if len(hidden) > 0 {
			text += "\n" + lang.L("Hidden: {{.Hidden}}", map[string]any{"Hidden": strings.Join(hidden, ", ")})
		}
		list = append(list, v.row(words.PermissionGroup(g.ID), text, domain.DocAccount, edit))
	}
	return []fyne.CanvasObject{rows(list...)}
}

// editPermissions edits the tree: ticking a child ticks its parent, unticking a parent
// unticks its children.
func (v *View) editPermissions() {
	before := domain.Permissions{}
	for _, p := range domain.AllPermissions() {
		if v.value(domain.PermissionField(p)) == domain.Off {
			before.Hidden = append(before.Hidden, p)
		}
	}
	now := before
	boxes := map[domain.Permission]*widgets.Check{}
	tick := func(p domain.Permission, on bool) {
		if on {
			now.Tick(p)
		} else {
			now.Untick(p)
		}
		for p, box := range boxes {
			box.SetChecked(now.Ticked(p))
		}
	}
	e := &editor{v: v}
	for _, g := range domain.PermissionGroups() {
		e.inputs = append(e.inputs, unedited(widgets.NewHeading(words.PermissionGroup(g.ID))))
		for _, n := range g.Nodes {
			for i, p := range append([]domain.Permission{n.Permission}, n.Children...) {
				box := widgets.NewCheck(words.Permission(p), func(on bool) { tick(p, on) })
				box.SetChecked(now.Ticked(p))
				boxes[p] = box
				indent := float32(0)
				if i > 0 {
					indent = 26
				}
				e.inputs = append(e.inputs, input{
					field: domain.PermissionField(p), before: v.value(domain.PermissionField(p)), box: widgets.Pad(0, 0, 0, indent, box), tell: func(string) {},
					get: func() string { return domain.Switch(now.Ticked(p)) }, set: func(to string) { tick(p, to == domain.On) },
				})
			}
		}
	}
	e.show(lang.L("What this customer can see"), "")
}

func (v *View) apps() []fyne.CanvasObject {
	if !v.has(domain.DocApps) {
		return nil
	}
	var list []fyne.CanvasObject
	var fields []domain.Field
	for _, a := range v.known.catalogue.Apps {
		fields = append(fields, domain.AppField(a.ID))
	}
	if len(fields) == 0 {
		return []fyne.CanvasObject{widgets.NewCaption(lang.L("The server has no apps, or none were read yet."))}
	}
	edit := v.edit(lang.L("Apps"), "", fields...)
	for i, a := range v.known.catalogue.Apps {
		list = append(list, v.row(a.Label, v.said(fields[i]), domain.DocApps, edit))
	}
	all := func(on bool) func() {
		return func() {
			var edits domain.Edits
			for _, f := range fields {
				edits = edits.Set(f, v.value(f), domain.Switch(on))
			}
			v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.Change(ctx, id, edits) })
		}
	}
	return []fyne.CanvasObject{
		widgets.HBox(10, widgets.NewButton(widgets.Secondary, lang.L("Allow all"), all(true)), widgets.NewButton(widgets.Secondary, lang.L("Allow none"), all(false))),
		rows(list...),
	}
}

// editPlans chooses service plans, and says what they cost together.
func (v *View) editPlans() {
	cost := widgets.NewCaption("")
	e := &editor{v: v}
	var plans []domain.ServicePlan
	quote := func() {
		var ids []string
		for i, p := range plans {
			if e.inputs[i].get() == domain.On {
				ids = append(ids, p.ID)
			}
		}
		id, ws := v.id, v.options.Workspace
		run.Go(v.options.Runner, func(ctx context.Context) ([]domain.Charge, error) { return ws.Quote(ctx, id, ids) },
			func(charges []domain.Charge, err error) { cost.SetText(costWords(charges, err)) })
	}
	for _, p := range v.known.catalogue.Plans {
		plans = append(plans, p)
		f := domain.PlanField(p.ID)
		box := widgets.NewCheck(p.Name, func(bool) { quote() })
		box.SetChecked(v.value(f) == domain.On)
		e.inputs = append(e.inputs, input{
			field: f, before: v.value(f), box: box, tell: func(string) {}, get: func() string { return domain.Switch(box.Checked()) },
			set: func(to string) { box.SetChecked(to == domain.On) },
		})
	}
	e.inputs = append(e.inputs, unedited(cost))
	e.show(lang.L("Service plan"), "")
	quote()
}

func costWords(charges []domain.Charge, err error) string {
	if err != nil {
		return lang.L("What it costs cannot be told now: {{.Why}}", map[string]any{"Why": words.Error(err).Title})
	}
	sum := decimal.Zero
	for _, c := range charges {
		sum = sum.Add(c.Total)
	}
	return lang.L("Together {{.Amount}} each billing period, as the account is now.", map[string]any{"Amount": words.Money(sum)})
}
