// Command tour walks through the main job on a display, as a person would, and
// leaves a numbered picture of each step. It is what `make run` does where there
// is no screen to show the program on. It fails where a step fails.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
)

func main() {
	programs := flag.String("programs", "build", "where the built programs are")
	pictures := flag.String("pictures", filepath.Join("build", "tour"), "where the pictures go")
	flag.Parse()
	if err := tour(context.Background(), *programs, *pictures); err != nil {
		fmt.Fprintln(os.Stderr, "the tour failed:", err)
		os.Exit(1)
	}
}

func tour(ctx context.Context, programs, pictures string) (err error) {
	if err := os.RemoveAll(pictures); err != nil {
		return err
	}
	data, err := os.MkdirTemp("", "accounts-manager-tour")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(data)) }()
	server, err := drive.StartServer(ctx, filepath.Join(programs, "crossbar-sandbox"), "-listen", "127.0.0.1:0")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	program, err := drive.Start(ctx, filepath.Join(programs, "accounts-manager"), "--data", filepath.Join(data, "data"), "--server", server.URL)
	if err != nil {
		return err
	}
	number := 0
	shot := func(name string) error {
		number++
		path := filepath.Join(pictures, fmt.Sprintf("%02d-%s.png", number, name))
		fmt.Println(path)
		return program.Shot(path)
	}
	w := walk.New(program, shot)
	customer := walk.ABC()
	err = errors.Join(err, inOrder(
		func() error { return w.SignIn(server.UserName, server.Password, server.Account) },
		func() error { return w.Wizard(&customer) },
		func() error { return w.Create(customer) },
		func() error { return w.InSidebar(customer.Name) },
		func() error { return w.Dark() },
	))
	if err != nil {
		return errors.Join(err, shot("failed"), program.Kill())
	}
	fmt.Printf("%d pictures in %s\n", number, pictures)
	return program.Quit()
}

// inOrder takes step after step until one fails.
func inOrder(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}
