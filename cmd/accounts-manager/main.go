// Command accounts-manager is the desktop program. It reads the flags, puts the
// parts together, opens the window and closes everything after it; nothing else
// is decided here.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"
	"runtime/debug"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"accountsmanager/assets"
	"accountsmanager/cmd/internal/wire"
	"accountsmanager/storage/files"
	"accountsmanager/storage/paper"
	"accountsmanager/ui"
	"accountsmanager/ui/run"
)

// appID is what the desktop knows the program by.
const appID = "dev.accountsmanager.desktop"

// grace is how long requests that are on the wire may take to come back when the
// program ends. What is still out then is looked for at the next start.
const grace = 3 * time.Second

// gcPercent makes the garbage collector run after a third of the growth that is usual: what
// the program holds is mostly a list that stays as it is, and memory that waits to be
// collected is memory all the same.
const gcPercent = 30

// version is set by the build.
var version = "development"

func main() {
	o, err := parseFlags(os.Args[1:], os.Stdout)
	switch {
	case errors.Is(err, errHelp):
	case err != nil:
		fmt.Fprintln(os.Stderr, "accounts-manager:", err)
		os.Exit(2)
	case o.version:
		fmt.Println("accounts-manager", version)
	default:
		os.Exit(start(o))
	}
}

// start runs the program until its window is closed, and gives its exit status.
func start(o options) int {
	debug.SetGCPercent(gcPercent)
	stop, err := startProfile(o.profile)
	if err != nil {
		fmt.Fprintln(os.Stderr, "accounts-manager:", err)
		return 1
	}
	defer stop()
	haveLocale()
	if !haveDisplay() {
		chosen{}.use()
		sayNoWindow()
		return 1
	}
	log.SetOutput(&fyneLog{next: os.Stderr, noWindow: sayNoWindow})
	if o.storybook.asked || o.pictures != "" {
		return showStories(o)
	}
	program, err := wire.Open(context.Background(), wire.Options{
		Data: o.data, Version: version, Program: "accounts-manager", LogLevel: o.logLevel, Stderr: true, Offline: o.offline, Pace: o.pace,
	})
	if err != nil {
		fmt.Fprintln(os.Stderr, "accounts-manager:", err)
		chosen{}.use()
		ui.ShowFailure(newApp(), err)
		return 1
	}
	defer sayCrash(program)
	var before chosen
	if !o.resetUI {
		before = readChosen(program.Workspace, program.Log)
	}
	before.use()
	a := newApp()
	status := 0
	meter := run.NewMeter(run.Fyne{}, time.Now)
	w := ui.New(ui.Options{
		App: a, Workspace: program.Workspace, Dispatcher: meter, Version: version, Server: o.server, Sandbox: true,
		ResetUI: o.resetUI, Tray: before.tray == "on", Files: files.Files{}, Printer: paper.Printer{}, Data: program.Dir.Path(), Trouble: program.Trouble, Log: program.Log,
		NoWindow: func() {
			sayNoWindow()
			status = 1
		},
	})
	w.Show()
	if o.inspect {
		go answerLooks(os.Stdin, os.Stdout, w.Fyne())
	}
	quitOnHangup(a)
	thrifty, spend := context.WithCancel(context.Background())
	go keepThrifty(thrifty)
	a.Run()
	spend()
	w.Stop()
	if o.meter {
		if err := meter.Report(os.Stderr); err != nil {
			fmt.Fprintln(os.Stderr, "accounts-manager:", err)
		}
	}
	ctx, cancel := context.WithTimeout(context.Background(), grace)
	defer cancel()
	if err := program.Close(ctx); err != nil {
		fmt.Fprintln(os.Stderr, "accounts-manager:", err)
		return 1
	}
	return status
}

func newApp() fyne.App {
	a := app.NewWithID(appID)
	a.SetIcon(fyne.NewStaticResource("icon.png", assets.IconPNG()))
	return a
}

// haveLocale gives the program a language where the system names none: Fyne
// complains at each start about "C", which is no language.
func haveLocale() {
	for _, name := range []string{"LC_ALL", "LC_MESSAGES", "LANG"} {
		switch os.Getenv(name) {
		case "":
			continue
		case "C", "POSIX", "C.UTF-8":
			_ = os.Setenv(name, "en_US.UTF-8") // it fails for impossible names only
		}
		return
	}
	_ = os.Setenv("LANG", "en_US.UTF-8")
}
