package main

import (
	"context"
	"encoding/csv"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/storage/sandbox"
)

func TestFromAFileToTheServer(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone).says("Signed in to Northwind Telecom", "24 accounts below it", "sip.northwind.example")
	w.run("import", w.file("new.csv", customers)).exits(exitDone).says("ABC Company", "ready", "2 drafts imported, 2 ready to submit.")
	w.run("drafts").exits(exitDone).says("ABC Company", "Plain")
	w.run("submit", "--all", "--wait").exits(exitDone).
		says("abccompany.sip.northwind.example", "2 done.").tells("[1/2]", "[2/2]", ": done")
	w.run("drafts").exits(exitDone).says("No drafts.")
	w.run("status").exits(exitDone).says("dana@northwind.example of Northwind Telecom", "0 drafts not submitted", "2 done")
	w.run("accounts", "--search", "abc comp").exits(exitDone).says("abccompany.sip.northwind.example")
	w.run("log").exits(exitDone).says("ABC Company", "administrator ada@abc.example", "credit 25.50", "default callflow", "done")
	w.run("submit", "--all").exits(exitDone).says("Nothing was submitted.")
}

func TestJSONForScripts(t *testing.T) {
	w := newWorld(t)
	var in signedIn
	w.signIn("--json").exits(exitDone).into(&in)
	require.Equal(t, signedIn{
		Server: w.login.URL, Account: "Northwind Telecom", AccountID: in.AccountID, Realm: "northwind.example",
		User: "dana@northwind.example", RealmSuffix: "sip.northwind.example", Accounts: 24, Kept: true,
	}, in)

	var imported importReport
	w.run("import", "--json", w.file("new.csv", customers+"Bad,a b,,,,,,,,many,,,,,moon,\n")).exits(exitPerson).into(&imported)
	require.Len(t, imported.Drafts, 3)
	require.True(t, imported.Drafts[0].Ready)
	require.Equal(t, 4, imported.Drafts[2].Line)
	var codes []domain.Code
	for _, p := range imported.Drafts[2].Problems {
		codes = append(codes, p.Code)
	}
	require.Equal(t, []domain.Code{domain.BadRealm, domain.NotWhole, unknownItem}, codes)

	var drafts []draftReport
	w.run("--json", "drafts").exits(exitDone).into(&drafts)
	require.Len(t, drafts, 3)

	var work workReport
	w.run("submit", imported.Drafts[0].ID, imported.Drafts[2].ID, "--wait", "--json").exits(exitPerson).into(&work)
	require.Equal(t, counts{Done: 1, Held: 1}, work.Counts)
	require.Equal(t, "abccompany.sip.northwind.example", work.Accounts[0].Realm)
	require.NotEmpty(t, work.Accounts[0].AccountID)
	for _, s := range work.Accounts[0].Steps {
		require.Equal(t, provisioning.Done, s.State)
		require.NotNil(t, s.DoneAt)
	}
	require.Equal(t, imported.Drafts[2].ID, work.Held[0].ID)

	var status statusReport
	w.run("status", "--json").exits(exitDone).into(&status)
	require.Equal(t, counts{Done: 1, Drafts: 2}, status.Counts)

	var accounts []listed
	w.run("accounts", "--json").exits(exitDone).into(&accounts)
	require.Len(t, accounts, 25)

	var steps []loggedStep
	w.run("log", "--json").exits(exitDone).into(&steps)
	require.Len(t, steps, 5)

	var out exported
	w.run("export", "--json", filepath.Join(w.dir, "out.csv")).exits(exitDone).into(&out)
	require.Equal(t, 2, out.Drafts)
	require.GreaterOrEqual(t, out.Accounts, 25)

	var none failure
	fresh := newWorld(t)
	fresh.run("status", "--json").exits(exitPerson).into(&none)
	require.Equal(t, exitPerson, none.Exit)
	require.Contains(t, none.Error, "Nobody has signed in")
}

func TestSignInSaysWhatIsWrong(t *testing.T) {
	w := newWorld(t)
	base := []string{"sign-in", "--server", w.login.URL, "--user", w.login.Username, "--account", w.login.AccountName}
	w.run(base...).exits(exitUsage).tells("needs the password")
	w.runWith(t.Context(), "", append(base, "--password-stdin")...).exits(exitUsage).tells("standard input is empty")
	w.runWith(t.Context(), "wrong", append(base, "--password-stdin")...).exits(exitRefused).tells("does not know this sign-in")
	w.run("sign-in", "--user", "u", "--account", "a").exits(exitUsage).tells("--server")
	w.env[passwordVariable] = w.login.Password
	w.run("sign-in", "--server", w.login.URL).exits(exitUsage).tells("--user and --account")
	w.run("sign-in", "--server", "http://crossbar.example", "--user", "u", "--account", "a").exits(exitUsage).tells("Only https")
	w.run("sign-in", "--server", "http://127.0.0.1:1", "--user", "u", "--account", "a").exits(exitWaiting).tells("cannot be reached")
	w.run(base...).exits(exitDone)
}

func TestAnAPIKeySignsIn(t *testing.T) {
	w := newWorld(t)
	w.runWith(t.Context(), strings.Repeat("0", 64), "sign-in", "--server", w.login.URL, "--api-key-stdin").
		exits(exitRefused).tells("No account has this API key")
}

func TestWithoutAKeyring(t *testing.T) {
	w := newWorld(t)
	w.secrets = failingSecrets{domain.ErrKeyringAbsent}
	w.signIn().exits(exitDone).tells("This computer has no keyring", passwordVariable)
	w.run("import", w.file("new.csv", strings.Replace(customers, "0123,,4", "0123,correct horse battery,4", 1))).
		exits(exitDone).tells("the passwords of 1 administrator are not known in the next run")
	w.run("submit", "--all").exits(exitPerson).tells("This computer has no keyring").says("not known any more")
	w.run("accounts").exits(exitPerson).tells("as they were read last").says("Adatum")

	fresh := newWorld(t)
	fresh.secrets = failingSecrets{domain.ErrKeyringAbsent}
	fresh.signIn().exits(exitDone)
	fresh.run("import", fresh.file("new.csv", customers)).exits(exitDone)
	fresh.env[passwordVariable] = fresh.login.Password
	fresh.run("submit", "--all").exits(exitDone).says("2 done")
	delete(fresh.env, passwordVariable)
	fresh.runWith(t.Context(), fresh.login.Password, "accounts", "--password-stdin").exits(exitDone)
}

func TestThePasswordOfARunIsNotKept(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.secrets = newSecrets() // as on another computer
	w.run("accounts").exits(exitPerson).tells("keyring has no sign-in")
	w.env[passwordVariable] = w.login.Password
	w.run("accounts").exits(exitDone)
	delete(w.env, passwordVariable)
	w.run("accounts").exits(exitPerson)
}

func TestOfflineIsNoLoss(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("import", w.file("new.csv", customers)).exits(exitDone)
	require.NoError(t, w.server.SetFaults(sandbox.Fault{Kind: sandbox.FaultCutBefore, Times: -1}))
	w.run("submit", "--all").exits(exitWaiting).tells("cannot be reached").says("2 waiting")
	w.run("status").exits(exitWaiting).says("waiting")
	w.run("accounts").exits(exitWaiting).says("Adatum").tells("as they were read last")
	require.NoError(t, w.server.SetFaults())
	w.run("submit", "--all").exits(exitDone).says("2 done")
}

func TestWaitStaysUntilTheServerIsBack(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("import", w.file("new.csv", customers)).exits(exitDone)
	require.NoError(t, w.server.SetFaults(
		sandbox.Fault{Path: "user_auth", Kind: sandbox.FaultCutBefore, Times: 2},
		sandbox.Fault{Path: "user_auth", Nth: 3, Kind: sandbox.FaultGarbage},
		sandbox.Fault{Method: "PUT", Path: "/users$", Kind: sandbox.FaultStatus, Status: 429, Times: 2},
	))
	w.run("submit", "--all", "--wait").exits(exitDone).says("2 done")
}

func TestInterruptedWhileWaiting(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("import", w.file("new.csv", customers)).exits(exitDone)
	require.NoError(t, w.server.SetFaults(sandbox.Fault{Method: "PUT", Path: "/accounts/[0-9a-f]+$", Kind: sandbox.FaultHang, Times: -1}))
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan result)
	go func() { ended <- w.runWith(ctx, "", "submit", "--all", "--wait") }()
	require.Eventually(t, func() bool { return w.remote.suffered(t) > 0 }, 20*time.Second, 10*time.Millisecond)
	cancel()
	(<-ended).exits(exitWaiting)
	require.NoError(t, w.server.SetFaults())
	w.run("submit", "--all", "--wait").exits(exitDone).says("2 done")
}

func TestRefusedByTheServer(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("import", w.file("new.csv", customers)).exits(exitDone)
	require.NoError(t, w.server.SetFaults(sandbox.Fault{Method: "POST", Path: "/limits$", Kind: sandbox.FaultStatus, Status: 403, Times: -1}))
	w.run("submit", "--all").exits(exitRefused).says("limits: refused: 403", "2 need you")
	w.run("status").exits(exitRefused).says("limits: refused")
	w.run("submit", "--all").exits(exitRefused)
	require.NoError(t, w.server.SetFaults())

	var status statusReport
	w.run("status", "--json").exits(exitRefused).into(&status)
	require.Len(t, status.Accounts, 2)
	w.run("submit", status.Accounts[0].ID, status.Accounts[1].ID).exits(exitDone).says("2 done")
}

func TestWhatNeedsAPersonIsNotSubmitted(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("import", w.file("a.csv", "name,twoway_trunk\nABC,5\n")).exits(exitPerson).says(`column "twoway_trunk" is not known`)
	w.run("import", w.file("b.csv", "name,deny\nDEF,internatonal\n")).exits(exitPerson).says(`"internatonal" is no classifier`)
	w.run("import", w.file("c.csv", "name,parent_name\nGHI,Somebody\n")).exits(exitPerson).says("parent_id")
	w.run("import", w.file("d.csv", "name\nABC\n")).exits(exitPerson).says("has it already")
	require.Empty(t, w.remote.effects(t))
	w.run("submit", "--all").exits(exitPerson).says("Not submitted:", "4 not submitted")
	require.Empty(t, w.remote.effects(t), "nothing was sent")
}

func TestFilesThatCannotBeRead(t *testing.T) {
	w := newWorld(t)
	w.run("import", filepath.Join(w.dir, "none.csv")).exits(exitUsage).tells("none.csv")
	w.run("import", w.file("new.csv", customers)).exits(exitPerson).tells("Nobody has signed in")
	w.signIn().exits(exitDone)
	w.run("import", w.file("empty.csv", "")).exits(exitUsage).tells("The file is empty")
	w.run("import", w.file("other.csv", "a,b\n1,2\n")).exits(exitUsage).tells("names no column that is known")
	w.run("import", w.file("broken.csv", "name\nABC\n\"DEF\n")).exits(exitUsage).tells("quotation mark", "line 3")
	w.run("drafts").exits(exitDone).says("No drafts.")
	w.run("import", w.file("ansi.csv", "name\nM\xfcller\n")).exits(exitDone).says("Müller").tells("not UTF-8")
}

func TestStandardInputAndOutput(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.runWith(t.Context(), customers, "import", "-").exits(exitDone).says("2 drafts imported")
	out := w.run("export", "-", "--drafts").exits(exitDone).out
	records, err := csv.NewReader(strings.NewReader(out)).ReadAll()
	require.NoError(t, err)
	require.Len(t, records, 3)
	require.Equal(t, "ABC Company", records[1][0])
	require.Equal(t, "'+1 415 555 0123", records[1][7], "no formula")
}

func TestExportIsImported(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("import", w.file("new.csv", customers)).exits(exitDone)
	path := filepath.Join(w.dir, "out.csv")
	w.run("export", path, "--drafts").exits(exitDone).says("2 drafts", "Passwords are in no file")
	if runtime.GOOS != "windows" {
		info, err := os.Stat(path)
		require.NoError(t, err)
		require.Equal(t, os.FileMode(0o600), info.Mode().Perm())
	}
	first, err := os.ReadFile(path)
	require.NoError(t, err)

	again := newWorld(t)
	again.signIn().exits(exitDone)
	again.run("import", path).exits(exitDone).says("2 ready")
	second := again.run("export", "-", "--drafts").exits(exitDone).out
	withoutIDs := func(file string) string {
		var lines []string
		for line := range strings.Lines(file) {
			lines = append(lines, line[:strings.LastIndex(line, ",")])
		}
		return strings.Join(lines, "\n")
	}
	require.Equal(t, withoutIDs(string(first)), withoutIDs(second))
	again.run("submit", "--all").exits(exitDone)

	again.run("export", path, "--accounts").exits(exitDone).says("0 drafts")
	accounts, err := os.ReadFile(path)
	require.NoError(t, err)
	require.Contains(t, string(accounts), "ABC Company,abccompany.sip.northwind.example")
	again.run("export", path, "--accounts", "--drafts").exits(exitUsage)
	again.run("export", filepath.Join(w.dir, "no", "such", "dir.csv")).exits(exitTrouble)
}

func TestARealmThatWasReadBeforeTheSuffixWasKnown(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.change = forgetSuffix
	w.run("import", w.file("new.csv", "name,realm\nABC,abc.sip.northwind.example\n")).exits(exitPerson).says("suffix")
	w.change = nil
	w.run("submit", "--all").exits(exitDone).says("abc.sip.northwind.example")
	require.NotContains(t, w.run("accounts", "--search", "abc").out, "example.sip.")
}

func TestUnknownDraft(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	w.run("submit", "nonsense").exits(exitUsage).tells("there is no draft")
	w.run("submit").exits(exitUsage)
	w.run("submit", "--all", "x").exits(exitUsage)
}

func TestNoTextSteersATerminal(t *testing.T) {
	w := newWorld(t)
	w.signIn().exits(exitDone)
	out := w.run("import", w.file("new.csv", "name,credit\n\"A\x1b[2Jb\nc\",5\n")).out
	require.NotContains(t, out, "\x1b")
	require.Contains(t, out, "A [2Jb c")
}

func TestNoPasswordIsShownOrWritten(t *testing.T) {
	w := newWorld(t)
	const canary = "Canary-7341-Canary"
	w.signIn("--log-level", "debug").exits(exitDone)
	r := w.run("--log-level", "debug", "import", w.file("new.csv", strings.Replace(customers, "0123,,4", "0123,"+canary+",4", 1))).exits(exitDone)
	s := w.run("--log-level", "debug", "submit", "--all").exits(exitDone)
	e := w.run("export", "-")
	for _, text := range []string{r.out, r.err, s.out, s.err, e.out, w.run("log", "--json").out, w.run("status", "--json").out} {
		require.NotContains(t, text, canary)
		require.NotContains(t, text, w.login.Password)
	}
	require.NoError(t, filepath.WalkDir(w.data, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		require.NotContains(t, string(content), canary, path)
		require.NotContains(t, string(content), w.login.Password, path)
		return err
	}))
}
