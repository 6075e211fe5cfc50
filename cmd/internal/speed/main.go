// Command speed measures the built program from outside, on a display, with data
// directories of more and more accounts: what a person waits for, what it costs, and
// whether it is the same with a hundred thousand accounts as with a hundred. It prints
// JSON on its output and a table on its error output; `make bench` calls it.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"text/tabwriter"
)

func main() {
	programs := flag.String("programs", "build", "where the built programs are")
	sizes := flag.String("accounts", "100,10000,100000", "how many accounts there are, one data directory each")
	times := flag.Int("times", 5, "how often each thing is measured")
	only := flag.String("only", "", "measure this alone: search, scroll, open, tabs or wizard")
	profile := flag.String("profile", "", "leave the program's processor profile here")
	flag.Parse()
	if err := speed(context.Background(), *programs, *sizes, *times, *only, *profile); err != nil {
		fmt.Fprintln(os.Stderr, "speed:", err)
		os.Exit(1)
	}
}

func speed(ctx context.Context, programs, sizes string, times int, only, profile string) error {
	screen, err := openScreen()
	if err != nil {
		return err
	}
	defer screen.close()
	var all []result
	for size := range strings.SplitSeq(sizes, ",") {
		accounts, err := strconv.Atoi(size)
		if err != nil {
			return fmt.Errorf("-accounts: %w", err)
		}
		b := &bench{ctx: ctx, programs: programs, screen: screen, accounts: accounts, only: only, profile: profile, samples: map[string][]float64{}}
		if err := b.measure(times); err != nil {
			return fmt.Errorf("with %d accounts: %w", accounts, err)
		}
		all = append(all, b.results()...)
	}
	if err := json.NewEncoder(os.Stdout).Encode(all); err != nil {
		return err
	}
	return table(all)
}

// result is one figure: the median of its samples, and how far they lie apart.
type result struct {
	What     string  `json:"what"`
	Accounts int     `json:"accounts"`
	Unit     string  `json:"unit"`
	Median   float64 `json:"median"`
	Min      float64 `json:"min"`
	Max      float64 `json:"max"`
	P99      float64 `json:"p99"`
	Samples  int     `json:"samples"`
}

func resultOf(accounts int, what, unit string, samples []float64) result {
	slices.Sort(samples)
	at := func(share float64) float64 { return samples[int(share*float64(len(samples)-1)+0.5)] }
	return result{
		What: what, Accounts: accounts, Unit: unit, Samples: len(samples),
		Median: at(0.5), Min: samples[0], Max: samples[len(samples)-1], P99: at(0.99),
	}
}

func table(all []result) error {
	w := tabwriter.NewWriter(os.Stderr, 0, 0, 2, ' ', tabwriter.AlignRight)
	lines := []string{"what\taccounts\tmedian\tmin\tmax\tp99\tunit\t\n"}
	for _, r := range all {
		lines = append(lines, fmt.Sprintf("%s\t%d\t%.1f\t%.1f\t%.1f\t%.1f\t%s\t\n", r.What, r.Accounts, r.Median, r.Min, r.Max, r.P99, r.Unit))
	}
	if _, err := io.WriteString(w, strings.Join(lines, "")); err != nil {
		return err
	}
	return w.Flush()
}

// directory makes a place for the program's data that is gone after the run.
func directory() (path string, remove func(), err error) {
	dir, err := os.MkdirTemp("", "accounts-manager-speed")
	return filepath.Join(dir, "data"), func() { _ = os.RemoveAll(dir) }, err
}
