package main

import (
	"bufio"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"accountsmanager/ui/storybook"
)

// storyFlag is --storybook: by itself it opens the book, and with a name the story.
type storyFlag struct {
	asked bool
	name  string
}

// String implements flag.Value.
func (f *storyFlag) String() string { return f.name }

// Set implements flag.Value.
func (f *storyFlag) Set(value string) error {
	*f = storyFlag{asked: value != "false"}
	if value != "true" && value != "false" {
		f.name = value
	}
	return nil
}

// IsBoolFlag lets the flag stand without a value.
func (f *storyFlag) IsBoolFlag() bool { return true }

// check says so where no story is called what was asked for.
func (f *storyFlag) check() error {
	if _, ok := storybook.Find(storybook.All(), f.name); f.name != "" && !ok {
		return fmt.Errorf("no story is called %q or begins so; --storybook without a name shows them all", f.name)
	}
	return nil
}

// showStories shows the storybook, or writes its pictures into a directory; it gives the
// exit status. Nothing of the program's own data is touched.
func showStories(o options) int {
	chosen{}.use()
	a := app.NewWithID(appID + ".storybook")
	if o.pictures == "" {
		book := storybook.Open(a, o.storybook.name)
		book.Show()
		a.Run()
		return 0
	}
	status := 0
	a.Lifecycle().SetOnStarted(func() {
		storybook.TakePictures(a, o.storybook.name, func(name string, picture image.Image) error {
			return writePicture(filepath.Join(o.pictures, filepath.FromSlash(name)+".png"), picture)
		}, func(err error) {
			if err != nil {
				fmt.Fprintln(os.Stderr, "accounts-manager:", err)
				status = 1
			}
			fyne.Do(a.Quit) //nolint:forbidigo // the pictures are taken; nothing runs beside them
		})
	})
	a.Run()
	return status
}

func writePicture(name string, picture image.Image) (err error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o750); err != nil { //nolint:gosec // whoever starts the program says where pictures go
		return fmt.Errorf("make a directory for pictures: %w", err)
	}
	f, err := os.Create(name) //nolint:gosec // whoever starts the program says where pictures go
	if err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	defer func() {
		if closing := f.Close(); err == nil && closing != nil {
			err = fmt.Errorf("write a picture: %w", closing)
		}
	}()
	out := bufio.NewWriter(f)
	if err := png.Encode(out, picture); err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	if err := out.Flush(); err != nil {
		return fmt.Errorf("write a picture: %w", err)
	}
	return nil
}
