package workspace

import (
	"context"
	"encoding/json"
	"fmt"

	"accountsmanager/domain"
)

// unsavedKey is under which setting typed and unsaved edits of an account are kept.
func unsavedKey(profileID, accountID string) string { return "unsaved/" + profileID + "/" + accountID }

// KeepUnsaved keeps edits that a person has typed and not saved yet, as they are,
// right or wrong; none forgets those that were kept. They are never sent.
func (w *Workspace) KeepUnsaved(ctx context.Context, accountID string, edits domain.Edits) error {
	profile, _ := w.session()
	text := ""
	if len(edits) > 0 {
		encoded, err := json.Marshal(edits)
		if err != nil {
			return fmt.Errorf("keep what is typed: %w", err)
		}
		text = string(encoded)
	}
	if err := w.store.SaveSetting(ctx, unsavedKey(profile.ID, accountID), text); err != nil {
		return fmt.Errorf("keep what is typed: %w", err)
	}
	return nil
}

// Unsaved are the edits of an account that KeepUnsaved kept.
func (w *Workspace) Unsaved(ctx context.Context, accountID string) (domain.Edits, error) {
	profile, _ := w.session()
	text, err := w.store.Setting(ctx, unsavedKey(profile.ID, accountID))
	if err != nil || text == "" {
		return nil, err
	}
	var edits domain.Edits
	if err := json.Unmarshal([]byte(text), &edits); err != nil {
		return nil, fmt.Errorf("read what was typed: %w", err)
	}
	return edits, nil
}
