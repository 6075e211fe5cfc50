// Command preview shows the program's window over made-up accounts, without a
// server, a disk or a keyring. It is for looking at screens while working on them:
//
//	go run ./ui/preview -start main -theme dark
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"time"

	"fyne.io/fyne/v2/app"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/run"
)

// starts are how things may stand when the window opens.
var starts = map[string]func() *sample.Workspace{
	"main":  func() *sample.Workspace { return sample.Full(1204) },
	"first": sample.Empty,
	"signin": func() *sample.Workspace {
		ws := sample.Full(1204)
		ws.Fail("Resume", context.Canceled) // nobody is in
		ws.SetStatus(func(s *workspace.Status) { *s = workspace.Status{Connection: workspace.SignedOut} })
		ws.OnSignIn = refuse
		return ws
	},
	"offline": func() *sample.Workspace {
		ws := sample.Full(1204)
		ws.Fail("Resume", context.Canceled)
		ws.SetStatus(func(s *workspace.Status) { s.Connection, s.Reason = workspace.Offline, domain.ErrOffline })
		ws.Fail("Read", domain.ErrOffline)
		return ws
	},
	"new": func() *sample.Workspace { // signed in, with nothing there yet
		ws := sample.Empty()
		ws.SetProfiles(sample.Northwind())
		return ws
	},
}

// refuse lets nobody in whose password is a known error.
func refuse(ctx context.Context, r workspace.SignInRequest) error {
	switch r.Secret.Reveal() { //nolint:forbidigo // words that choose what the examples answer
	case "wrong":
		return domain.ErrWrongCredentials
	case "factor":
		return domain.ErrMultiFactor
	case "crossbar":
		return domain.ErrNotCrossbar
	case "slow":
		<-ctx.Done()
		return ctx.Err()
	}
	return nil
}

func main() {
	start := flag.String("start", "main", "how things stand: main, first, signin, offline, new")
	appearance := flag.String("theme", "light", "light, dark or system")
	flag.Parse()
	prepare, ok := starts[*start]
	if !ok {
		fmt.Fprintln(os.Stderr, "no such start:", *start)
		os.Exit(2)
	}
	ws := prepare()
	if err := ws.SaveSetting(context.Background(), "window.appearance", *appearance); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	a := app.NewWithID("example.accountsmanager.preview")
	w := ui.New(ui.Options{
		App: a, Workspace: ws, Dispatcher: run.Fyne{}, Version: "preview", Sandbox: true, Now: func() time.Time { return sample.Noon },
	})
	a.Lifecycle().SetOnStarted(w.Show)
	a.Run()
	w.Stop()
}
