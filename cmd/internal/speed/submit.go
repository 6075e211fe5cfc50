package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"
)

// submits creates accounts as `accountsctl submit --all --wait` does, the start of the
// process included, on a server that is near and on one that is far away.
func (b *bench) submits(times int) error {
	for _, latency := range []int{0, 50} {
		if err := b.delay(latency); err != nil {
			return err
		}
		for i := range times {
			name := fmt.Sprintf("Speed %d %d", latency, i)
			file := filepath.Join(filepath.Dir(b.data), "one.csv")
			row := fmt.Sprintf("name,realm,timezone,language,admin_first_name,admin_last_name,admin_email\n%s,speed-%d-%d.sip.northwind.example,America/Chicago,en-US,Ada,Moreno,ada@speed.example\n",
				name, latency, i)
			if err := os.WriteFile(file, []byte(row), 0o600); err != nil {
				return err
			}
			if err := b.ctl("import", file); err != nil {
				return err
			}
			start := time.Now()
			if err := b.ctl("submit", "--all", "--wait"); err != nil {
				return err
			}
			b.took(fmt.Sprintf("submit one account, %d ms away", latency), time.Since(start))
		}
	}
	return b.delay(0)
}

// ctl runs accountsctl on the program's data.
func (b *bench) ctl(args ...string) error {
	out, err := exec.CommandContext(b.ctx, filepath.Join(b.programs, "accountsctl"), append([]string{"--data", b.data}, args...)...).CombinedOutput() //nolint:gosec // our own program
	if err != nil {
		return fmt.Errorf("accountsctl %s: %w\n%s", strings.Join(args, " "), err, out)
	}
	return nil
}

// delay has the sandbox answer everything so many milliseconds later.
func (b *bench) delay(ms int) error {
	faults := "[]"
	if ms > 0 {
		faults = fmt.Sprintf(`[{"kind":"delay","delay_ms":%d,"times":-1}]`, ms)
	}
	return b.server.SetFaults(b.ctx, faults)
}
