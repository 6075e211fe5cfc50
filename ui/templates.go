package ui

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
)

// templateCommands are the templates as menu items: one to begin with each, and one to
// manage them.
func (w *Window) templateCommands() []command {
	var out []command
	for _, t := range w.now.templates.List {
		out = append(out, command{label: t.Name, run: func() { w.addFrom(t.ID) }, enabled: w.menu.main, checked: t.ID == w.now.templates.Default})
	}
	return append(out, command{label: lang.L("Templates…"), shortcut: keyTemplates, run: w.manageTemplates, enabled: w.menu.main, apart: true})
}

// addFrom starts a draft with a template.
func (w *Window) addFrom(id string) {
	if !w.onMain() || w.busy() {
		return
	}
	ws := w.options.Workspace
	w.openMade(func(ctx context.Context) (domain.Draft, error) { return ws.NewDraftFrom(ctx, id, domain.AccountRef{}) })
}

// like starts a draft with the trunks, restrictions and permissions of an account.
func (w *Window) like(id string) {
	if !w.onMain() || w.busy() {
		return
	}
	ws := w.options.Workspace
	w.openMade(func(ctx context.Context) (domain.Draft, error) { return ws.Like(ctx, id) })
}

func (w *Window) likeShown() { w.like(w.account.ID()) }

// openMade opens the wizard on a draft that is made in the background.
func (w *Window) openMade(draft func(context.Context) (domain.Draft, error)) {
	run.Go(w.runner, draft, func(d domain.Draft, err error) {
		if err != nil {
			w.failed(err)
			return
		}
		w.openWizard(d, "")
	})
}

// saveDraftAsTemplate asks for a name, and keeps a draft as a template.
func (w *Window) saveDraftAsTemplate(id string) {
	ws := w.options.Workspace
	w.askTemplateName(lang.L("Save as a template"), "", func(ctx context.Context, name string) error {
		d, err := ws.Draft(ctx, id)
		if err != nil {
			return err
		}
		return ws.SaveTemplate(ctx, name, d)
	})
}

// saveTypedAsTemplate asks for a name, and keeps what is in the wizard as a template.
func (w *Window) saveTypedAsTemplate(d domain.Draft) {
	w.askTemplateName(lang.L("Save as a template"), "", func(ctx context.Context, name string) error {
		return w.options.Workspace.SaveTemplate(ctx, name, d)
	})
}

// saveAccountAsTemplate keeps an account as a template: its trunks, restrictions and
// permissions.
func (w *Window) saveAccountAsTemplate(id string) {
	ws := w.options.Workspace
	w.askTemplateName(lang.L("Save as a template"), "", func(ctx context.Context, name string) error {
		d, err := ws.Like(ctx, id)
		if err != nil {
			return err
		}
		return ws.SaveTemplate(ctx, name, d)
	})
}

func (w *Window) saveShownAsTemplate() {
	if w.draftAt != "" && w.account.ID() == "" {
		w.saveDraftAsTemplate(w.draftAt)
		return
	}
	w.saveAccountAsTemplate(w.account.ID())
}

// askTemplateName asks what a template is to be called, and does something with the name.
func (w *Window) askTemplateName(title, before string, do func(ctx context.Context, name string) error) {
	entry := widgets.NewEntry()
	entry.SetTextSilently(before)
	field := widgets.NewFormField(lang.L("Name of the template"), entry)
	field.SetHint(lang.L("A template has no name, realm, administrators or contacts. One of the same name is replaced."))
	var modal *widgets.Modal
	save := widgets.NewButton(widgets.Primary, lang.L("Save"), func() {
		name := strings.TrimSpace(entry.Text)
		if name == "" {
			field.SetProblem(lang.L("Enter a name"))
			return
		}
		modal.Close()
		run.Do(w.runner, func(ctx context.Context) error { return do(ctx, name) }, func(err error) {
			if err != nil {
				w.failed(err)
				return
			}
			w.say(lang.L("The template “{{.Name}}” is saved.", values{"Name": name}))
			w.read()
		})
	})
	modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
		Title: title, Body: field, FitHeight: true, Size: fyne.NewSize(520, 400), Default: save,
		Footer: widgets.HBox(10, widgets.Spacer(), widgets.NewButton(widgets.Secondary, lang.L("Cancel"), func() { modal.Close() }), save),
	})
	modal.Show()
}

// manageTemplates lists the templates, to begin with one, rename or delete it, or make
// it the default.
func (w *Window) manageTemplates() {
	if w.busy() {
		return
	}
	body := widgets.VBox(12)
	var modal *widgets.Modal
	var show func(workspace.Templates)
	ws := w.options.Workspace
	change := func(do func(ctx context.Context) error) {
		run.Go(w.runner, func(ctx context.Context) (workspace.Templates, error) {
			if err := do(ctx); err != nil {
				return workspace.Templates{}, err
			}
			return ws.Templates(ctx)
		}, func(t workspace.Templates, err error) {
			if err != nil {
				w.failed(err)
				return
			}
			show(t)
			w.read()
		})
	}
	show = func(t workspace.Templates) {
		body.RemoveAll()
		if len(t.List) == 0 {
			body.Add(widgets.NewText(lang.L("There are no templates yet. Open a draft or an account, and choose “Save as a template…” in the Account menu.")).Fitting(widgets.Wrap))
		}
		for _, template := range t.List {
			body.Add(w.templateRow(template, template.ID == t.Default, func() { modal.Close() }, change))
		}
		modal.Refresh()
	}
	done := widgets.NewButton(widgets.Primary, lang.L("Close"), func() { modal.Close() })
	modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
		Title: lang.L("Templates"), Body: body, Size: fyne.NewSize(680, 520), Default: done, InitialFocus: done,
		Footer: widgets.HBox(10, widgets.Spacer(), done),
	})
	modal.Show()
	show(w.now.templates)
}

func (w *Window) templateRow(t domain.Template, isDefault bool, closing func(), change func(func(context.Context) error)) fyne.CanvasObject {
	ws := w.options.Workspace
	name := widgets.HBox(8, widgets.NewText(t.Name).Bold().Fitting(widgets.Ellipsis))
	byDefault := widgets.NewLink(lang.L("Make it the default"), func() {
		change(func(ctx context.Context) error { return ws.SetDefaultTemplate(ctx, t.ID) })
	})
	if isDefault {
		name.Add(widgets.NewBadge(lang.L("Default"), widgets.TonePrimary))
		byDefault = widgets.NewLink(lang.L("No default"), func() {
			change(func(ctx context.Context) error { return ws.SetDefaultTemplate(ctx, "") })
		})
	}
	return widgets.NewCard(widgets.VBox(4, name, widgets.HBox(14,
		widgets.NewLink(lang.L("Start a draft"), func() {
			closing()
			w.addFrom(t.ID)
		}),
		byDefault,
		widgets.NewLink(lang.L("Rename…"), func() {
			closing()
			w.askTemplateName(lang.L("Rename the template"), t.Name, func(ctx context.Context, name string) error { return ws.RenameTemplate(ctx, t.ID, name) })
		}),
		widgets.NewLink(lang.L("Delete"), func() {
			change(func(ctx context.Context) error { return ws.DeleteTemplate(ctx, t.ID) })
		}),
	)))
}
