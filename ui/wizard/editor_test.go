package wizard

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/crossbar"
	"accountsmanager/storage/keyring"
	"accountsmanager/storage/sqlite"
	"accountsmanager/ui/run"
)

// This kills a program in which somebody types. The program is this test binary,
// started again: a real wizard over a real workspace and a real database.

const (
	// editorVariable holds the directory and the seed of the process that types.
	editorVariable = "AM_TEST_EDITOR"
	editorEdits    = 1000
	editorGrace    = 300 * time.Millisecond // between the last edit and the kill
	editorDraft    = "11111111-2222-7333-8444-555555555555"
)

func TestMain(m *testing.M) {
	if where := os.Getenv(editorVariable); where != "" {
		typeUntilKilled(where)
	}
	os.Exit(m.Run())
}

// uiThread runs what is dispatched on the goroutine that receives from it.
type uiThread chan func()

func (u uiThread) Dispatch(f func()) { u <- f }

// typeUntilKilled edits a draft as fast as nobody types, writes the last state of
// it to a file that the parent reads, and kills its own process a moment later.
func typeUntilKilled(where string) {
	dir, seedText, _ := strings.Cut(where, "|")
	seed, err := strconv.ParseUint(seedText, 10, 64)
	must(err)
	ctx := context.Background()
	store, err := sqlite.Open(ctx, sqlite.Options{Path: filepath.Join(dir, "accounts.db")})
	must(err)
	must(store.SaveProfile(ctx, editorProfile()))
	ws := workspace.New(workspace.Options{
		Store: store, Secrets: keyring.NewMemory(), Connector: crossbar.New(crossbar.Options{}), Clock: wallClock{}, Offline: true,
	})
	must(ws.WorkOffline(ctx, editorProfile().ID))

	app := test.NewApp()
	window := app.NewWindow("editor")
	ui := make(uiThread, 1024)
	w := New(Deps{Workspace: ws, Run: run.New(ctx, ui), Window: window, Now: time.Now})
	draft := ws.NewDraft(domain.AccountRef{ID: "parent", Name: "Reseller"})
	draft.ID = editorDraft
	w.Show(draft)

	random := rand.New(rand.NewPCG(seed, 7))
	for range editorEdits {
		for range random.IntN(3) { // what the saver does happens between the keys
			select {
			case f := <-ui:
				f()
			default:
			}
		}
		w.edit(domain.FieldName, randomEdit(random))
		if random.IntN(20) == 0 {
			time.Sleep(time.Duration(random.IntN(8)) * time.Millisecond)
		}
	}
	text, err := json.Marshal(w.state.draft)
	must(err)
	self, err := os.FindProcess(os.Getpid())
	must(err)
	// The same clock decides when it is saved and when it is killed, so that a
	// machine that is busy with other things delays both.
	time.AfterFunc(editorGrace, func() { _ = self.Kill() }) // nothing is left to be told
	must(os.WriteFile(filepath.Join(dir, "typed.json"), text, 0o600))
	for f := range ui {
		f()
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

type wallClock struct{}

func (wallClock) Now() time.Time                         { return time.Now() }
func (wallClock) After(d time.Duration) <-chan time.Time { return time.After(d) }

func editorProfile() workspace.Profile {
	return workspace.Profile{ID: "p", Server: "https://api.example/v2", Identity: domain.Identity{AccountID: "parent", AccountName: "Reseller", Timezone: "America/Chicago"}}
}

// randomEdit is one thing that a person does to a draft.
func randomEdit(random *rand.Rand) func(*domain.Draft) {
	text := func() string {
		const letters = "abcdefghijklmnopqrstuvwxyzäß漢 .,'-@0123456789"
		runes := []rune(letters)
		var b strings.Builder
		for range random.IntN(24) {
			b.WriteRune(runes[random.IntN(len(runes))])
		}
		return b.String()
	}
	pick := func(fields ...*string) { *fields[random.IntN(len(fields))] = text() }
	switch random.IntN(9) {
	case 0:
		return func(d *domain.Draft) {
			if len(d.Administrators) < 5 {
				d.Administrators = append(d.Administrators, domain.Administrator{ID: strconv.Itoa(random.IntN(1 << 30)), Welcome: true})
			}
		}
	case 1:
		return func(d *domain.Draft) {
			if n := len(d.Administrators); n > 0 {
				d.RemoveAdmin(d.Administrators[random.IntN(n)].ID)
			}
		}
	case 2:
		return func(d *domain.Draft) {
			if n := len(d.Administrators); n > 0 {
				a := &d.Administrators[random.IntN(n)]
				pick(&a.FirstName, &a.LastName, &a.Email, &a.Phone)
			}
		}
	case 3:
		return func(d *domain.Draft) { pick(&d.Trunks.TwoWay, &d.Trunks.Inbound, &d.Trunks.Outbound, &d.Credit) }
	case 4:
		return func(d *domain.Draft) {
			d.Deny(domain.DefaultClassifiers()[random.IntN(7)].ID, random.IntN(2) == 0)
			d.Prepay = !d.Prepay
		}
	case 5:
		return func(d *domain.Draft) {
			p := domain.AllPermissions()[random.IntN(len(domain.AllPermissions()))]
			if random.IntN(2) == 0 {
				d.Permissions.Tick(p)
			} else {
				d.Permissions.Untick(p)
			}
		}
	case 6:
		return func(d *domain.Draft) {
			d.Apps.Restricted = true
			d.Apps.Allow("app"+strconv.Itoa(random.IntN(5)), random.IntN(2) == 0)
			d.Plans = []string{"plan" + strconv.Itoa(random.IntN(3))}
		}
	case 7:
		return func(d *domain.Draft) {
			pick(&d.Technical.Name, &d.Technical.Email, &d.Billing.Phone, &d.Billing.Address.City, &d.Billing.Address.Street, &d.ContractEnd)
		}
	}
	return func(d *domain.Draft) { pick(&d.Name, &d.RealmLabel, &d.Timezone, &d.Language) }
}

// TestWhatIsTypedSurvivesAKill: a program that is killed 300 ms after the last of a
// thousand edits has kept them all.
func TestWhatIsTypedSurvivesAKill(t *testing.T) {
	runs, missing, broken := 3, 0, 0
	if os.Getenv("AM_TEST_ALL") != "" {
		runs = 100
	}
	for seed := range runs {
		dir := t.TempDir()
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), editorVariable+"="+dir+"|"+strconv.Itoa(seed))
		out, err := cmd.CombinedOutput()
		require.Error(t, err, "it was to be killed")
		require.Negative(t, cmd.ProcessState.ExitCode(), "%s", out)
		text, err := os.ReadFile(filepath.Join(dir, "typed.json"))
		require.NoError(t, err, "%s", out)
		var typed domain.Draft
		require.NoError(t, json.Unmarshal(text, &typed))
		store, err := sqlite.Open(t.Context(), sqlite.Options{Path: filepath.Join(dir, "accounts.db")})
		require.NoError(t, err)
		if _, damaged := store.Recovered(); damaged || store.Check(t.Context()) != nil {
			broken++
		}
		kept, err := store.Draft(t.Context(), editorDraft)
		require.NoError(t, store.Close())
		require.NoError(t, err, "seed %d", seed)
		if again, err := json.Marshal(kept); err != nil || string(again) != string(text) {
			missing++
			t.Logf("seed %d: typed %s\nkept %s", seed, text, again)
		}
	}
	t.Logf("editor: %d programs killed %s after the last of %d edits: %d with something missing, %d databases damaged",
		runs, editorGrace, editorEdits, missing, broken)
	require.Zero(t, missing+broken)
}
