package account

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// queued are the cards of what is not done yet: conflicts first, for they wait for
// the person.
func (v *View) queued() []fyne.CanvasObject {
	var objects, list []fyne.CanvasObject
	for _, s := range v.known.sheet.Steps {
		switch {
		case s.State == provisioning.Done, s.State == provisioning.LeftOut:
		case len(s.Conflicts) > 0:
			objects = append(objects, v.conflict(s)...)
		default:
			list = append(list, v.queuedRow(s))
		}
	}
	if len(list) > 0 {
		objects = append(objects, rows(append([]fyne.CanvasObject{widgets.Pad(11, 16, 11, 16, widgets.NewHeading(lang.L("Queued changes")))}, list...)...))
	}
	return objects
}

func (v *View) conflicted() bool {
	for _, s := range v.known.sheet.Steps {
		if len(s.Conflicts) > 0 && !s.State.Settled() || s.Why == provisioning.ReasonConflict && s.State == provisioning.NeedsPerson {
			return true
		}
	}
	return false
}

func (v *View) queuedRow(s provisioning.Step) fyne.CanvasObject {
	p := provisioning.Provisioning{Account: v.known.sheet.Account.AccountRef, Changes: true}
	ways := edges.Flow(10)
	step := s.ID
	queue := func(act func(ctx context.Context, ws Workspace, queue string) error) func() {
		return func() {
			v.do(func(ctx context.Context, ws Workspace, id string) error { return act(ctx, ws, ws.ChangesID(id)) })
		}
	}
	add := func(label string, tapped func()) { ways.Add(widgets.NewLink(label, tapped)) }
	stands := s.State == provisioning.Refused || s.State == provisioning.NeedsPerson
	if s.Why == provisioning.ReasonCharges {
		add(lang.L("Accept the charges"), queue(func(ctx context.Context, ws Workspace, id string) error { return ws.AcceptCharges(ctx, id, step) }))
	}
	if s.Why == provisioning.ReasonUnclear {
		add(lang.L("It is there"), queue(func(ctx context.Context, ws Workspace, id string) error { return ws.TakeWord(ctx, id, step, true) }))
		add(lang.L("It is not there: send it"), queue(func(ctx context.Context, ws Workspace, id string) error { return ws.TakeWord(ctx, id, step, false) }))
	}
	if stands || s.State == provisioning.Waiting && s.Next.After(v.options.Now()) {
		add(lang.L("Try again"), queue(func(ctx context.Context, ws Workspace, id string) error { return ws.RetryStep(ctx, id, step) }))
	}
	switch {
	case s.CanTakeBack():
		add(lang.L("Take back"), func() {
			v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.TakeBack(ctx, id, step) })
		})
	case stands:
		add(lang.L("Leave it out"), queue(func(ctx context.Context, ws Workspace, id string) error { return ws.LeaveOut(ctx, id, step) }))
	}
	tone := widgets.ToneWarn
	if stands {
		tone = widgets.ToneBad
	}
	return widgets.Pad(11, 16, 11, 16, widgets.HBox(12, widgets.NewStatusDot(tone),
		widgets.Grow(widgets.VBox(2, widgets.NewText(words.Deed(s, v.known.catalogue)).Fitting(widgets.Wrap),
			widgets.NewCaption(words.StepDetail(p, s, v.options.Now())), widgets.Pad(2, 0, 0, 0, ways)))))
}

// conflict lets the person choose, field by field, between their value and the
// server's.
func (v *View) conflict(s provisioning.Step) []fyne.CanvasObject {
	mine := map[domain.Field]*widgets.RadioGroup{}
	cell := func(text string) fyne.CanvasObject {
		return widgets.FixedWidth(110, widgets.NewText(text).Fitting(widgets.Wrap))
	}
	list := []fyne.CanvasObject{widgets.Pad(11, 16, 11, 16, widgets.HBox(12,
		widgets.Grow(widgets.NewText(lang.L("Field")).Bold()), cell(lang.L("When you started")), widgets.FixedWidth(210, widgets.NewText(lang.L("Yours, or the server's")).Bold())))}
	for _, c := range s.Conflicts {
		value := func(text string) string { return words.Value(c.Field, text) }
		radio := widgets.NewVerticalRadioGroup([]string{
			lang.L("Yours: {{.Value}}", map[string]any{"Value": value(c.Yours)}), lang.L("Server's: {{.Value}}", map[string]any{"Value": value(c.Theirs)}),
		}, nil)
		radio.SetSelected(0)
		mine[c.Field] = radio
		list = append(list, widgets.Pad(11, 16, 11, 16, widgets.HBox(12,
			widgets.Grow(widgets.NewText(words.AccountField(c.Field, v.known.catalogue)).Fitting(widgets.Wrap)), cell(value(c.Before)), widgets.FixedWidth(210, radio))))
	}
	step := s.ID
	resolve := func(chosen func() []domain.Field) func() {
		return func() {
			fields := chosen()
			v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.Resolve(ctx, id, step, fields) })
		}
	}
	return []fyne.CanvasObject{
		widgets.NewCard(widgets.VBox(2, widgets.NewHeading(lang.L("While you were away, someone changed this account too")),
			widgets.NewCaption(lang.L("Fields that only one side changed are merged already. Choose for the rest.")))),
		rows(list...),
		widgets.HBox(10,
			widgets.NewButton(widgets.Primary, lang.L("Send the merged account"), resolve(func() (fields []domain.Field) {
				for f, radio := range mine {
					if radio.Selected() == 0 {
						fields = append(fields, f)
					}
				}
				return fields
			})),
			widgets.NewButton(widgets.Secondary, lang.L("Keep all of the server's"), resolve(func() []domain.Field { return nil }))),
	}
}
