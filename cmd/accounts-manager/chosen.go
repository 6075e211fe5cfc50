package main

import (
	"context"
	"fmt"
	"log/slog"
	"os"

	"accountsmanager/ui"
	"accountsmanager/ui/language"
)

// chosen is what a person chose that has to be known before the first window: it is in
// effect after a restart.
type chosen struct {
	language string // empty is the system's
	scale    string // such as "1.25"; empty is the display's own
	tray     string // "on" shows the program in the system's tray
}

// readChosen reads it; what cannot be read is as it is on the first day.
func readChosen(settings interface {
	Setting(ctx context.Context, key string) (string, error)
}, log *slog.Logger,
) (c chosen) {
	for key, to := range map[string]*string{ui.SettingLanguage: &c.language, ui.SettingScale: &c.scale, ui.SettingTray: &c.tray} {
		value, err := settings.Setting(context.Background(), key)
		if err != nil {
			log.Warn("a setting cannot be read", "setting", key, "error", err)
		}
		*to = value
	}
	return c
}

// use makes it so. The scale is Fyne's own way to be told; one that is in the environment
// goes before it.
func (c chosen) use() {
	if err := language.Use(c.language); err != nil {
		fmt.Fprintln(os.Stderr, "accounts-manager: the translations cannot be read:", err)
	}
	if c.scale != "" && os.Getenv("FYNE_SCALE") == "" {
		_ = os.Setenv("FYNE_SCALE", c.scale) // it fails for impossible names only
	}
}
