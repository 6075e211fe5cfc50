package ui

import (
	"context"
	"fmt"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
)

// copyDiagnostics copies what helps whoever looks after the program.
func (w *Window) copyDiagnostics() {
	ws := w.options.Workspace
	run.Go(w.runner, func(ctx context.Context) (workspace.Diagnostics, error) { return ws.Diagnose(ctx), nil },
		func(d workspace.Diagnostics, _ error) {
			w.options.App.Clipboard().SetContent(w.diagnosticsText(d))
			w.say(lang.L("The diagnostics are copied to the clipboard. There is no password, no key and no customer's name in them."))
		})
}

// diagnosticsText is written in English whatever the window speaks: it is for whoever
// looks after the program.
func (w *Window) diagnosticsText(d workspace.Diagnostics) string {
	var b strings.Builder
	line := func(name, format string, args ...any) {
		fmt.Fprintf(&b, "%-10s %s\n", name+":", fmt.Sprintf(format, args...))
	}
	canvas := w.window.Canvas()
	b.WriteString("Accounts Manager diagnostics\n")
	line("time", "%s", w.options.Now().UTC().Format(time.RFC3339))
	line("version", "%s", w.options.Version)
	line("system", "%s/%s, %d processors", runtime.GOOS, runtime.GOARCH, runtime.NumCPU())
	line("Go", "%s, %d goroutines", runtime.Version(), runtime.NumGoroutine())
	line("window", "Fyne %s, %T, scale %.2f, %.0f x %.0f", fyneVersion(), w.options.App.Driver(), canvas.Scale(), canvas.Size().Width, canvas.Size().Height)
	line("data", "%d bytes", d.DataBytes)
	line("database", "schema %d, rows: %s", d.Store.Schema, tableSizes(d.Store.Tables))
	line("profiles", "%d", d.Profiles)
	line("server", "%s", serverText(d))
	for _, f := range d.Health {
		line("health", "%s: %s (%s)", f.Subject, f.Level, f.Code)
	}
	if d.Missing > 0 {
		line("missing", "%d things could not be found out; the log says why", d.Missing)
	}
	b.WriteString("\nLast lines of the log:\n" + strings.Join(d.Log, "\n") + "\n")
	return b.String()
}

// fyneVersion is the version of Fyne that the program was built with.
func fyneVersion() string {
	info, _ := debug.ReadBuildInfo()
	if info != nil {
		for _, m := range info.Deps {
			if m.Path == "fyne.io/fyne/v2" {
				return m.Version
			}
		}
	}
	return "unknown"
}

func tableSizes(tables []workspace.TableSize) string {
	var list []string
	for _, t := range tables {
		list = append(list, fmt.Sprintf("%s %d", t.Name, t.Rows))
	}
	return strings.Join(list, ", ")
}

// serverText says what the server is, not whose.
func serverText(d workspace.Diagnostics) string {
	text := "none"
	if d.Server != "" {
		text = "Kazoo " + d.Server
	}
	if d.Sandbox {
		text += ", the built-in sandbox"
	}
	if d.APIKey {
		text += ", signed in with an API key"
	}
	return text
}
