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
	"os/exec"
	"path/filepath"
	"strings"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
)

func main() {
	programs := flag.String("programs", "build", "where the built programs are")
	pictures := flag.String("pictures", filepath.Join("build", "tour"), "where the pictures go")
	part := flag.String("part", "", "walk through this alone: customer, many, help or trust")
	flag.Parse()
	if err := tour(context.Background(), *programs, *pictures, *part); err != nil {
		fmt.Fprintln(os.Stderr, "the tour failed:", err)
		os.Exit(1)
	}
}

// customers is a file to import, in the home directory.
const customers = "customers.csv"

const sheet = `Company;TZ;Lines;Contact mail;First name;Last name
Tailspin Toys;America/Chicago;8;ada@tailspin.example;Ada;Moreno
Wingtip;US/Pacific;4;lee@wingtip.example;Lee;Chan
;America/Chicago;4;;;
Proseware;Mars/Base;x;;;
ABC Company;America/Chicago;2;;;
Wide World;America/Denver;6;sam@wideworld.example;Sam;Ortiz
`

func tour(ctx context.Context, programs, pictures, part string) (err error) {
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
	if err := os.WriteFile(filepath.Join(os.Getenv("HOME"), customers), []byte(sheet), 0o600); err != nil {
		return err
	}
	number := 0
	in := func(appearance string, steps func(*walk.Walker) error) error {
		return session(ctx, appearance, programs, data, server, pictures, &number, steps)
	}
	printed := func(file string) error { return pages(ctx, file, pictures, &number) }
	if part == "" || part == "customer" {
		if err := one(in, server, printed); err != nil {
			return err
		}
	}
	if part == "" || part == "many" {
		if err := many(in, server, part == "many", printed); err != nil {
			return err
		}
	}
	if part == "" || part == "help" {
		if err := help(in, server, part == "help"); err != nil {
			return err
		}
	}
	if part == "" || part == "trust" {
		if err := trust(ctx, programs, data, pictures, &number); err != nil {
			return err
		}
	}
	fmt.Printf("%d pictures in %s\n", number, pictures)
	return nil
}

// pages takes a picture of each page of a PDF file in the home directory, which tells too
// that it is one.
func pages(ctx context.Context, file, pictures string, number *int) error {
	*number++
	path := filepath.Join(pictures, fmt.Sprintf("%02d-%s", *number, strings.ReplaceAll(strings.TrimSuffix(file, ".pdf"), " ", "-")))
	fmt.Println(path + "-1.png")
	toPictures := exec.CommandContext(ctx, "pdftoppm", "-r", "80", "-png", filepath.Join(os.Getenv("HOME"), file), path)
	out, err := toPictures.CombinedOutput()
	if err != nil {
		return fmt.Errorf("look at %s: %w: %s", file, err, out)
	}
	return nil
}

// one walks through the job with one customer.
func one(in func(string, func(*walk.Walker) error) error, server *drive.Server, printed func(file string) error) error {
	customer := walk.ABC()
	err := in("light", func(w *walk.Walker) error {
		return walk.Do(
			func() error { return w.SignIn(server.UserName, server.Password, server.Account) },
			func() error { return w.Wizard(&customer) },
			func() error { return w.SaveReview(customer) },
			func() error { return w.Create(customer) },
			func() error { return w.Open(customer.Name) },
			func() error { return w.SaveWelcome(customer) },
			func() error { return w.Tabs("account-") },
			func() error { return w.Change("7") },
			func() error { return w.Changed("7") },
		)
	})
	if err != nil {
		return err
	}
	if err := errors.Join(printed(walk.ReviewFile(customer)), printed(walk.WelcomeFile(customer))); err != nil {
		return err
	}
	return in("dark", func(w *walk.Walker) error { return w.InTheDark(customer.Name) })
}

// many walks through the jobs with many customers.
func many(in func(string, func(*walk.Walker) error) error, server *drive.Server, first bool, printed func(file string) error) error {
	err := in("light", func(w *walk.Walker) error {
		return walk.Do(
			func() error {
				if !first {
					return nil
				}
				return w.SignIn(server.UserName, server.Password, server.Account)
			},
			func() error { return w.Many(customers) },
			func() error { return w.Trunks("") },
			func() error { return w.Templates("Contoso Legal") },
		)
	})
	if err == nil {
		err = printed(walk.PasswordsFile)
	}
	if err != nil {
		return err
	}
	return in("dark", func(w *walk.Walker) error { return w.Trunks("dark-") })
}

// help looks at what helps a person, in both appearances.
func help(in func(string, func(*walk.Walker) error) error, server *drive.Server, first bool) error {
	return walk.Do(
		func() error {
			return in("light", func(w *walk.Walker) error {
				if first {
					if err := w.SignIn(server.UserName, server.Password, server.Account); err != nil {
						return err
					}
				}
				return looks(w, "")
			})
		},
		func() error { return in("dark", func(w *walk.Walker) error { return looks(w, "dark-") }) },
	)
}

// trust signs in at a server with a certificate that nobody vouches for, and is signed
// in by itself at the next start.
func trust(ctx context.Context, programs, data, pictures string, number *int) (err error) {
	server, err := drive.StartServer(ctx, filepath.Join(programs, "crossbar-sandbox"), "-listen", "127.0.0.1:0", "-tls")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	apart := filepath.Join(data, "trust")
	err = session(ctx, "light", programs, apart, server, pictures, number, func(w *walk.Walker) error {
		return walk.Do(
			func() error {
				return w.SignInTrusting(server.UserName, server.Password, server.Account, server.Fingerprint)
			},
			func() error { return w.Connection("trust-") },
		)
	})
	if err != nil {
		return err
	}
	return session(ctx, "dark", programs, apart, server, pictures, number, func(w *walk.Walker) error { return w.Connection("dark-trust-") })
}

func looks(w *walk.Walker, prefix string) error {
	return walk.Do(
		func() error { return w.Health(prefix) },
		func() error { return w.Tour(prefix) },
		func() error { return w.Explanations(prefix) },
	)
}

// session starts the program in light or dark, walks, and quits it.
func session(
	ctx context.Context, appearance, programs, data string, server *drive.Server, pictures string, number *int, steps func(*walk.Walker) error,
) error {
	if err := os.Setenv("FYNE_THEME", appearance); err != nil {
		return err
	}
	program, err := drive.Start(ctx, filepath.Join(programs, "accounts-manager"), "--data", filepath.Join(data, "data"), "--server", server.URL)
	if err != nil {
		return err
	}
	shot := func(name string) error {
		*number++
		path := filepath.Join(pictures, fmt.Sprintf("%02d-%s.png", *number, name))
		fmt.Println(path)
		return program.Shot(path)
	}
	if err := steps(walk.New(program, shot)); err != nil {
		return errors.Join(err, shot("failed"), program.Kill())
	}
	return program.Quit()
}
