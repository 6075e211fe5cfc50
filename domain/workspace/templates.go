package workspace

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"accountsmanager/domain"
)

// Templates are those of a profile, by name, and which of them a new draft begins with.
type Templates struct {
	List    []domain.Template `json:"list,omitempty"`
	Default string            `json:"default,omitempty"` // an id; empty for none
}

// Find is the template with this id.
func (t Templates) Find(id string) (domain.Template, bool) {
	i := slices.IndexFunc(t.List, func(t domain.Template) bool { return t.ID == id })
	if i < 0 {
		return domain.Template{}, false
	}
	return t.List[i], true
}

// templatesKey is the setting that keeps a profile's templates: there are a handful of
// them, and they are only ever read together.
func templatesKey(profileID string) string { return "templates/" + profileID }

// Templates reads the templates of the profile.
func (w *Workspace) Templates(ctx context.Context) (t Templates, err error) {
	profile, _ := w.session()
	text, err := w.store.Setting(ctx, templatesKey(profile.ID))
	if err != nil {
		return t, fmt.Errorf("read the templates: %w", err)
	}
	if text == "" {
		return t, nil
	}
	if err := json.Unmarshal([]byte(text), &t); err != nil {
		return Templates{}, fmt.Errorf("read the templates: %w", err)
	}
	return t, nil
}

// SaveTemplate keeps a draft, or an account in the form of one, as a template. One of
// the same name is replaced.
func (w *Workspace) SaveTemplate(ctx context.Context, name string, d domain.Draft) error {
	return w.changeTemplates(ctx, func(t *Templates) {
		template := domain.Template{ID: newID(), Name: strings.TrimSpace(name), Draft: d.AsTemplate()}
		for i, old := range t.List {
			if domain.Fold(old.Name) == domain.Fold(template.Name) {
				template.ID = old.ID
				t.List[i] = template
				return
			}
		}
		t.List = append(t.List, template)
	})
}

// RenameTemplate gives a template another name.
func (w *Workspace) RenameTemplate(ctx context.Context, id, name string) error {
	return w.changeTemplates(ctx, func(t *Templates) {
		for i := range t.List {
			if t.List[i].ID == id {
				t.List[i].Name = strings.TrimSpace(name)
			}
		}
	})
}

// DeleteTemplate forgets a template.
func (w *Workspace) DeleteTemplate(ctx context.Context, id string) error {
	return w.changeTemplates(ctx, func(t *Templates) {
		t.List = slices.DeleteFunc(t.List, func(t domain.Template) bool { return t.ID == id })
		if t.Default == id {
			t.Default = ""
		}
	})
}

// SetDefaultTemplate makes new drafts begin with a template; empty for none.
func (w *Workspace) SetDefaultTemplate(ctx context.Context, id string) error {
	return w.changeTemplates(ctx, func(t *Templates) { t.Default = id })
}

func (w *Workspace) changeTemplates(ctx context.Context, change func(*Templates)) error {
	w.drafts.Lock()
	defer w.drafts.Unlock()
	t, err := w.Templates(ctx)
	if err != nil {
		return err
	}
	change(&t)
	slices.SortFunc(t.List, func(a, b domain.Template) int { return strings.Compare(domain.Fold(a.Name), domain.Fold(b.Name)) })
	profile, _ := w.session()
	if err := w.saveSettingJSON(ctx, templatesKey(profile.ID), t); err != nil {
		return fmt.Errorf("keep the templates: %w", err)
	}
	w.bus.emit(DraftsChanged{})
	return nil
}

// NewDraftFrom starts a draft with a template: that of the id, or with an empty one the
// default, where there is one.
func (w *Workspace) NewDraftFrom(ctx context.Context, id string, parent domain.AccountRef) (domain.Draft, error) {
	fresh := w.NewDraft(parent)
	t, err := w.Templates(ctx)
	if err != nil {
		return fresh, err
	}
	if id == "" {
		id = t.Default
	}
	template, ok := t.Find(id)
	if !ok {
		return fresh, nil
	}
	return template.Apply(fresh), nil
}

// Like starts a draft with the trunks, restrictions and permissions of an account, which
// are read from the server where they were not read yet.
func (w *Workspace) Like(ctx context.Context, accountID string) (domain.Draft, error) {
	sheet, err := w.Sheet(ctx, accountID)
	if err != nil {
		return domain.Draft{}, err
	}
	var missing []domain.Document
	for _, doc := range []domain.Document{domain.DocAccount, domain.DocLimits} {
		if _, known := sheet.Parts[doc]; !known {
			missing = append(missing, doc)
		}
	}
	for _, err := range w.ReadParts(ctx, accountID, missing...) {
		return domain.Draft{}, err
	}
	if sheet, err = w.Sheet(ctx, accountID); err != nil {
		return domain.Draft{}, err
	}
	fresh := w.NewDraft(domain.AccountRef{})
	full := sheet.Duplicate(fresh, nil)
	fresh.Trunks, fresh.Prepay, fresh.Denied, fresh.Permissions = full.Trunks, full.Prepay, full.Denied, full.Permissions
	return fresh, nil
}
