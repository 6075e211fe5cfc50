package account

import (
	"context"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// keepEvery is how often an open editor looks whether something was typed: a crash
// loses no more than that.
const keepEvery = 300 * time.Millisecond

// takeUp goes on from what was typed before and not saved.
func (e *editor) takeUp() {
	e.others = e.v.known.unsaved
	for _, in := range e.inputs {
		if before, ok := e.v.known.unsaved.Get(in.field); ok {
			in.set(before.After)
			e.others = e.others.Without(in.field)
		}
	}
	e.kept = e.edits()
}

// settle closes the editor; nothing that was typed in it is kept.
func (e *editor) settle() {
	e.settled = true
	e.modal.Close()
}

// keep keeps what is typed for as long as the editor is open.
func (e *editor) keep() {
	e.stop = e.v.options.After(keepEvery, func() {
		e.keepNow()
		e.keep()
	})
}

// keepNow keeps what is typed, if it is another than before.
func (e *editor) keepNow() {
	if edits, some := e.typed(); some {
		e.v.keepUnsaved(edits)
	}
}

// typed is all that is to be kept, if what is typed is another than before.
func (e *editor) typed() (all domain.Edits, some bool) {
	edits := e.edits()
	if e.settled || slices.Equal(edits, e.kept) {
		return nil, false
	}
	e.kept = edits
	return slices.Concat(e.others, edits), true
}

// closed: what was typed stays kept, unless it was saved or discarded.
func (e *editor) closed() {
	e.stop()
	if !e.settled {
		e.keepNow()
	} else if len(e.kept) > 0 {
		e.v.keepUnsaved(e.others)
	}
	e.v.editing = nil
	e.v.draw()
}

// unsaved says what was typed and not saved, and offers to go on with it or to discard
// it; nil for nothing.
func (v *View) unsaved() (banners []fyne.CanvasObject) {
	offer := func(edits, rest domain.Edits, title, way string, goOn func()) {
		if len(edits) == 0 {
			return
		}
		banners = append(banners, widgets.NewBanner(widgets.ToneWarn, title, v.inWords(edits),
			widgets.NewButton(widgets.Secondary, way, goOn),
			widgets.NewButton(widgets.Secondary, lang.L("Discard"), func() { v.keepUnsaved(rest); v.draw() })))
	}
	changes := slices.DeleteFunc(slices.Clone(v.known.unsaved), ofNewcomer)
	person := slices.DeleteFunc(slices.Clone(v.known.unsaved), func(e domain.Edit) bool { return !ofNewcomer(e) })
	offer(changes, person, lang.L("You began a change and did not save it"), lang.L("Save"), func() { v.saveUnsaved(changes, person) })
	offer(person, changes, lang.L("You began to add an administrator"), lang.L("Go on"), v.addAdministrator)
	return banners
}

// inWords lists what was typed, a field a line.
func (v *View) inWords(edits domain.Edits) string {
	var said []string
	for _, e := range edits {
		name := words.AccountField(e.Field, v.known.catalogue)
		if ofNewcomer(e) {
			name = words.Listed(e.Field, v.known.catalogue)
		}
		said = append(said, lang.L("{{.Field}}: {{.Value}}", map[string]any{"Field": name, "Value": words.Value(e.Field, e.After)}))
	}
	return strings.Join(said, "\n")
}

// saveUnsaved queues what was typed, if it is right; else the fields say what is not
// once they are opened again. The rest stays unsaved.
func (v *View) saveUnsaved(edits, rest domain.Edits) {
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) (domain.Problems, error) {
		problems, err := ws.CheckChange(ctx, edits)
		if err != nil || len(problems) > 0 {
			return problems, err
		}
		if err := ws.Change(ctx, id, edits); err != nil {
			return nil, err
		}
		return nil, ws.KeepUnsaved(ctx, id, rest)
	}, func(problems domain.Problems, err error) {
		switch {
		case err != nil:
			v.options.Actions.Failed(err)
		case len(problems) > 0:
			widgets.ShowDetails(v.options.Canvas, lang.L("It is not right yet"), words.Problem(problems[0]))
		}
		v.Changed()
	})
}
