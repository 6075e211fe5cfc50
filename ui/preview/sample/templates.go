package sample

import (
	"context"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// Templates are those that were saved.
func (w *Workspace) Templates(context.Context) (workspace.Templates, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.templates, nil
}

// SaveTemplate keeps a template under its name.
func (w *Workspace) SaveTemplate(_ context.Context, name string, d domain.Draft) error {
	w.mu.Lock()
	w.templates.List = append(w.templates.List, domain.Template{ID: "template-" + name, Name: name, Draft: d.AsTemplate()})
	w.mu.Unlock()
	return w.note("SaveTemplate", name)
}

// RenameTemplate notes that it was called.
func (w *Workspace) RenameTemplate(_ context.Context, id, name string) error {
	return w.note("RenameTemplate", id, name)
}

// DeleteTemplate forgets all templates.
func (w *Workspace) DeleteTemplate(_ context.Context, id string) error {
	w.mu.Lock()
	w.templates = workspace.Templates{}
	w.mu.Unlock()
	return w.note("DeleteTemplate", id)
}

// SetDefaultTemplate keeps which one is the default.
func (w *Workspace) SetDefaultTemplate(_ context.Context, id string) error {
	w.mu.Lock()
	w.templates.Default = id
	w.mu.Unlock()
	return w.note("SetDefaultTemplate", id)
}

// NewDraftFrom starts a draft with a template.
func (w *Workspace) NewDraftFrom(ctx context.Context, id string, parent domain.AccountRef) (domain.Draft, error) {
	d := w.NewDraft(parent)
	t, _ := w.Templates(ctx)
	if id == "" {
		id = t.Default
	}
	if template, ok := t.Find(id); ok {
		d = template.Apply(d)
	}
	return d, w.note("NewDraftFrom", id)
}

// Like starts a draft with four trunks.
func (w *Workspace) Like(_ context.Context, accountID string) (domain.Draft, error) {
	d := w.NewDraft(domain.AccountRef{})
	d.Trunks.TwoWay = "4"
	return d, w.note("Like", accountID)
}
