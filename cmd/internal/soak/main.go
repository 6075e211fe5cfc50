// Command soak uses the built program for a long time as a person does, on a display and
// against a sandbox on which much goes wrong, and looks whether the program holds more and
// more: memory, goroutines, threads, files. It prints a table, leaves it as JSON with
// profiles of the memory at the first and the last measurement, and fails where a limit is
// passed or the log has an error that nobody has explained. `make soak` calls it.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"accountsmanager/cmd/internal/drive"
)

func main() {
	o := options{}
	flag.StringVar(&o.programs, "programs", "build", "where the built programs are")
	flag.StringVar(&o.out, "out", filepath.Join("build", "soak"), "where the results go")
	flag.DurationVar(&o.during, "for", 20*time.Minute, "how long the program is used")
	flag.Uint64Var(&o.seed, "seed", 20261126, "what goes wrong, and when")
	flag.IntVar(&o.warm, "warm-up", 2, "rounds before the first measurement")
	flag.Parse()
	if err := soak(context.Background(), o); err != nil {
		fmt.Fprintln(os.Stderr, "soak:", err)
		os.Exit(1)
	}
}

type options struct {
	programs, out string
	during        time.Duration
	seed          uint64
	warm          int
}

// outcome is what a run came to; it is left as JSON.
type outcome struct {
	Seconds  int            `json:"seconds"`
	Rounds   int            `json:"rounds"`
	Suffered map[string]int `json:"suffered"` // requests on which something went wrong, by its kind
	Samples  []sample       `json:"samples"`  // every ten seconds, whatever is going on
	AtRest   []sample       `json:"at_rest"`  // after each round, with nothing open; those of the warm-up come first
	Warm     int            `json:"warm_up"`  // how many of them
	Log      []found        `json:"log"`      // what the program logged, by kind
	Growth   []string       `json:"growth"`   // what is compared with the limits
	Exceeded []string       `json:"exceeded"` // limits
}

func soak(ctx context.Context, o options) (err error) {
	if err := os.MkdirAll(o.out, 0o700); err != nil {
		return err
	}
	dir, err := os.MkdirTemp("", "accounts-manager-soak")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	server, err := drive.StartServer(ctx, filepath.Join(o.programs, "crossbar-sandbox"), "-listen", "127.0.0.1:0", "-seed", fmt.Sprint(o.seed))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, server.Stop()) }()
	data := filepath.Join(dir, "data")
	program, err := drive.Start(ctx, filepath.Join(o.programs, "accounts-manager"), "--data", data, "--server", server.URL, "--pace", "0.2")
	if err != nil {
		return err
	}
	watch := startWatch(program)
	result, used := use(ctx, o, newPerson(ctx, program, server), watch)
	if used != nil {
		used = errors.Join(used, program.Shot(filepath.Join(o.out, "failed.png")), program.Kill())
	} else {
		used = program.Quit()
	}
	result.Samples = watch.stop()
	return errors.Join(used, tell(o, &result, data, program.Output()))
}

// use does round after round until the time is over, and measures between them.
func use(ctx context.Context, o options, p *person, w *watch) (result outcome, err error) {
	began := time.Now()
	if err := p.begin(); err != nil {
		return result, fmt.Errorf("sign in: %w", err)
	}
	result.Warm, result.Suffered = o.warm, p.suffered
	for ctx.Err() == nil && (result.Rounds < o.warm+2*compared || time.Since(began) < o.during) {
		if err := p.round(result.Rounds); err != nil {
			return result, fmt.Errorf("round %d: %w", result.Rounds, err)
		}
		result.Rounds++
		s, err := w.take()
		if err != nil {
			return result, err
		}
		result.AtRest = append(result.AtRest, s)
		fmt.Printf("round %3d after %6s: %s\n", result.Rounds, time.Since(began).Round(time.Second), s)
		profile := "last.heap"
		if result.Rounds == o.warm+1 {
			profile = "first.heap"
		}
		if profile, err = filepath.Abs(filepath.Join(o.out, profile)); err == nil {
			err = p.p.HeapProfile(profile)
		}
		if err != nil {
			return result, err
		}
		result.Seconds = int(time.Since(began).Seconds())
	}
	return result, nil
}

// tell judges, prints and keeps what a run came to.
func tell(o options, r *outcome, data, output string) error {
	var err error
	if r.Log, err = readLogs(filepath.Join(data, "log"), output); err != nil {
		return err
	}
	r.judge()
	text, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(o.out, "soak.json"), append(text, '\n'), 0o600); err != nil {
		return err
	}
	table := r.table()
	fmt.Print(table)
	if err := os.WriteFile(filepath.Join(o.out, "soak.txt"), []byte(table), 0o600); err != nil {
		return err
	}
	if len(r.Exceeded) > 0 {
		return fmt.Errorf("%d limits are passed, see %s", len(r.Exceeded), o.out)
	}
	return nil
}
