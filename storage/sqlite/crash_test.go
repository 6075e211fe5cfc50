package sqlite

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// writeUntilKilled is the process that dies: it writes numbered drafts and
// numbered states of a step, and says each number once its write has returned.
func writeUntilKilled(path string) {
	ctx := context.Background()
	check := func(err error) {
		if err != nil {
			fmt.Println("error", err)
			os.Exit(1)
		}
	}
	s, err := Open(ctx, Options{Path: path})
	check(err)
	check(s.SaveProfile(ctx, workspace.Profile{ID: "p"}))
	_, err = s.Provisioning(ctx, "w")
	if err != nil {
		check(s.Enqueue(ctx, "p", twoSteps("w")))
	}
	write := func(kind string, write func(n int) error) {
		for n := 1; ; n++ {
			check(write(n))
			fmt.Println(kind, n)
		}
	}
	go write("accounts", func(n int) error { return stored(s.PutAccounts(ctx, "p", manyAccounts(20 * n)[20*(n-1):], at(n))) })
	go write("draft", func(n int) error { return s.SaveDraft(ctx, "p", draft(fmt.Sprintf("d%d", n), fmt.Sprint(n)), at(n)) })
	write("step", func(n int) error {
		step := twoSteps("w").Steps[0].Sending(at(n))
		step.Tries = n
		return s.CommitStep(ctx, "w", step, domain.AccountRef{})
	})
}

// runHelper starts this test program as a helper.
func runHelper(t *testing.T, program, kind, path string) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(program, path)
	cmd.Env = append(os.Environ(), helperVariable+"="+kind)
	return cmd
}

// killAfter lets a writing process acknowledge that many writes, kills it, and
// returns the last number it acknowledged of each kind. What it had written to
// the pipe before it died counts as well.
func killAfter(t *testing.T, path string, writes int) map[string]int {
	t.Helper()
	program, err := os.Executable()
	require.NoError(t, err)
	cmd := runHelper(t, program, "write", path)
	out, err := cmd.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, cmd.Start())
	last := map[string]int{}
	lines := bufio.NewScanner(out)
	for n := 1; lines.Scan(); n++ {
		var kind string
		var number int
		_, err := fmt.Sscan(lines.Text(), &kind, &number)
		require.NoError(t, err, lines.Text())
		last[kind] = number
		if n == writes {
			require.NoError(t, cmd.Process.Kill())
		}
	}
	require.Error(t, cmd.Wait(), "it was killed")
	return last
}

func TestNothingThatWasAcknowledgedIsLostToAKill(t *testing.T) {
	for _, writes := range []int{1, 40, 150} {
		path := filepath.Join(t.TempDir(), "store.db")
		last := killAfter(t, path, writes)
		require.NoFileExists(t, cleanMark(path))

		s := openAt(t, path)
		_, damaged := s.Recovered()
		require.False(t, damaged)
		require.Equal(t, "ok", integrity(t, s))
		for n := 1; n <= last["draft"]; n++ {
			d, err := s.Draft(t.Context(), fmt.Sprintf("d%d", n))
			require.NoError(t, err)
			require.Equal(t, fmt.Sprint(n), d.Name)
		}
		p, err := s.Provisioning(t.Context(), "w")
		require.NoError(t, err)
		// The next write may have happened without the chance to say so.
		require.GreaterOrEqual(t, p.Steps[0].Tries, last["step"])
		require.LessOrEqual(t, p.Steps[0].Tries, last["step"]+1)
		require.True(t, last["step"] == 0 || p.Steps[0].LastSent.Equal(at(p.Steps[0].Tries)), "a step is of one piece")
		n, err := s.CountAccounts(t.Context(), "p", "")
		require.NoError(t, err)
		require.GreaterOrEqual(t, n, 20*last["accounts"])
		require.Zero(t, n%20, "a batch is of one piece")
		require.NoError(t, s.Close())
	}
}

func TestFiftyWritersAtOnce(t *testing.T) {
	const writers, rounds = 50, 2
	s, ctx := newStore(t), t.Context()
	var work sync.WaitGroup
	for w := range writers {
		work.Go(func() {
			id := fmt.Sprintf("w%02d", w)
			for n := range rounds {
				step := twoSteps(id).Steps[1]
				step.Tries = n
				for _, err := range []error{
					s.SaveDraft(ctx, "p", draft(id, fmt.Sprint(n)), at(n)),
					s.Enqueue(ctx, "p", twoSteps(id)),
					s.CommitStep(ctx, id, step, domain.AccountRef{ID: id}),
					stored(s.PutAccounts(ctx, "p", []domain.Account{account(id, strings.Repeat(id, n+1))}, at(n))),
					s.SaveSetting(ctx, id, fmt.Sprint(n)),
				} {
					if err != nil {
						t.Error(err)
					}
				}
				if _, err := s.Provisionings(ctx, "p", false); err != nil {
					t.Error(err)
				}
			}
		})
	}
	work.Wait()
	require.Equal(t, "ok", integrity(t, s))
	drafts, err := s.Drafts(ctx, "p")
	require.NoError(t, err)
	require.Len(t, drafts, writers)
	for w := range writers {
		id := fmt.Sprintf("w%02d", w)
		p, err := s.Provisioning(ctx, id)
		require.NoError(t, err)
		require.Equal(t, rounds-1, p.Steps[1].Tries)
		require.Equal(t, id, p.Account.ID)
		value, err := s.Setting(ctx, id)
		require.NoError(t, err)
		require.Equal(t, fmt.Sprint(rounds-1), value)
	}
	require.Len(t, names(t, s, workspace.AccountQuery{ParentID: "parent"}), writers)
}
