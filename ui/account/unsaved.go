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
	if e.passes {
		return
	}
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
	if edits := e.edits(); !e.passes && !slices.Equal(edits, e.kept) {
		e.kept = edits
		e.v.keepUnsaved(slices.Concat(e.others, edits))
	}
}

// closed: what was typed stays kept, unless it was saved or discarded.
func (e *editor) closed() {
	e.stop()
	if !e.settled {
		e.keepNow()
	} else if len(e.kept) > 0 && !e.passes {
		e.v.keepUnsaved(e.others)
	}
	e.v.draw()
}

func (v *View) keepUnsaved(edits domain.Edits) {
	id, ws := v.id, v.options.Workspace
	v.known.unsaved = edits
	v.typed++
	v.keepers = append(v.keepers, func(ctx context.Context) error { return ws.KeepUnsaved(ctx, id, edits) })
	if len(v.keepers) == 1 {
		v.keepNext()
	}
}

// keepNext keeps one after the other, in the order in which they were typed.
func (v *View) keepNext() {
	run.Do(v.options.Runner, v.keepers[0], func(err error) {
		if err != nil {
			v.options.Actions.Failed(err)
		}
		if v.keepers = v.keepers[1:]; len(v.keepers) > 0 {
			v.keepNext()
		}
	})
}

// unsaved says what was typed and not saved, and offers to save or discard it; nil
// for nothing.
func (v *View) unsaved() []fyne.CanvasObject {
	edits := v.known.unsaved
	if len(edits) == 0 {
		return nil
	}
	var said []string
	for _, e := range edits {
		said = append(said, lang.L("{{.Field}}: {{.Value}}", map[string]any{
			"Field": words.AccountField(e.Field, v.known.catalogue), "Value": words.Value(e.Field, e.After),
		}))
	}
	banner := widgets.NewBanner(widgets.ToneWarn, lang.L("You began a change and did not save it"), strings.Join(said, "\n"),
		widgets.NewButton(widgets.Secondary, lang.L("Save"), func() { v.saveUnsaved(edits) }),
		widgets.NewButton(widgets.Secondary, lang.L("Discard"), func() { v.keepUnsaved(nil); v.draw() }))
	return []fyne.CanvasObject{banner}
}

// saveUnsaved queues what was typed, if it is right; else the fields say what is not
// once they are opened again.
func (v *View) saveUnsaved(edits domain.Edits) {
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) (domain.Problems, error) {
		problems, err := ws.CheckChange(ctx, edits)
		if err != nil || len(problems) > 0 {
			return problems, err
		}
		if err := ws.Change(ctx, id, edits); err != nil {
			return nil, err
		}
		return nil, ws.KeepUnsaved(ctx, id, nil)
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
