package workspace

import (
	"context"
	"encoding/json"
)

// saveSettingJSON keeps a value of ours, made of texts, numbers and times, as a setting.
func (w *Workspace) saveSettingJSON(ctx context.Context, key string, value any) error {
	text, err := json.Marshal(value)
	if err != nil { // such a value can always be written
		panic("marshal setting " + key + ": " + err.Error())
	}
	return w.store.SaveSetting(ctx, key, string(text))
}
