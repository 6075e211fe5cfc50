package crash_test

import (
	"bytes"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/declared"
	"accountsmanager/storage/crash"
)

// canary is what must be nowhere in a report.
const canary = "Canary-bird-7f3a9-secret"

// dirVariable has this test's executable crash instead, with what it is named.
const (
	dirVariable  = "AM_TEST_CRASH_DIR"
	kindVariable = "AM_TEST_CRASH"
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(dirVariable); dir != "" {
		crashNow(dir, os.Getenv(kindVariable))
	}
	os.Exit(m.Run())
}

func optionsIn(dir string) crash.Options {
	return crash.Options{
		Dir: filepath.Join(dir, "crash"), Log: filepath.Join(dir, "log.txt"), Program: "the test", Version: "1.2.3", Now: time.Now,
	}
}

// crashNow ends this process in one of many ways, with the canary in its hands.
func crashNow(dir, kind string) {
	if _, err := crash.Open(optionsIn(dir)); err != nil {
		panic(err)
	}
	switch kind {
	case "elsewhere":
		go crashing(kind, canary, [16]byte([]byte(canary)))
		select {}
	case "killed":
		self, err := os.FindProcess(os.Getpid())
		if err == nil {
			err = self.Kill()
		}
		panic(err)
	}
	crashing(kind, canary, [16]byte([]byte(canary)))
}

//go:noinline
func crashing(kind, secret string, parts [16]byte) {
	defer func() {
		if kind == "twice" {
			panic("and " + secret)
		}
	}()
	switch kind {
	case "index":
		fmt.Println([]int{}[len(parts)-16])
	case "nil":
		var nobody *strings.Builder
		nobody.WriteString(secret)
	case "assertion":
		var v any = secret
		fmt.Println(v.(fmt.Stringer))
	case "map":
		busy := map[int]string{}
		for range 8 {
			go func() {
				for i := 0; ; i++ {
					busy[i%8] = secret
				}
			}()
		}
		select {}
	case "overflow":
		debug.SetMaxStack(1 << 20)
		deeper(secret, parts)
	case "error":
		panic(fmt.Errorf("sign in with %s: %w", secret, errors.New(secret)))
	case "type":
		panic(struct{ Token string }{secret})
	case "lines":
		panic("a\n\ngoroutine 1 [running]:\n" + secret + "(...)\n\t/" + secret + ".go:1\npanic: runtime error: " + secret + "\nfatal error: " + secret)
	}
	panic(secret)
}

//go:noinline
func deeper(secret string, parts [16]byte) int { return deeper(secret, parts) + len(secret) } //nolint:staticcheck // it is to overflow the stack

// crashed has a process of its own crash, and gives the report that the next run makes.
func crashed(t *testing.T, dir, kind string) (report string, path string) {
	t.Helper()
	child := exec.CommandContext(t.Context(), os.Args[0])
	child.Env = append(os.Environ(), dirVariable+"="+dir, kindVariable+"="+kind, "GORACE=halt_on_error=0")
	out, err := child.CombinedOutput()
	require.Error(t, err, "it crashes\n%s", out)
	next, err := crash.Open(optionsIn(dir))
	require.NoError(t, err)
	defer func() { require.NoError(t, next.Close()) }()
	if next.Made() == "" {
		return "", ""
	}
	text, err := os.ReadFile(next.Made())
	require.NoError(t, err)
	return string(text), next.Made()
}

// nowhere looks for the canary in every file, as it is and as programs write it.
func nowhere(t *testing.T, dir string) {
	t.Helper()
	require.NoError(t, filepath.WalkDir(dir, func(path string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		require.NoError(t, err)
		for _, form := range []string{canary, "Canary", hex.EncodeToString([]byte(canary)), base64.StdEncoding.EncodeToString([]byte(canary))[:20]} {
			require.False(t, bytes.Contains(text, []byte(form)), "%s holds %s:\n%s", path, form, text)
		}
		word := fmt.Sprintf("%#x", canary[0]) // an argument that is an array is printed byte by byte
		require.NotContains(t, string(text), "{"+word, path)
		return nil
	}))
}

func TestEveryKindOfCrashLeavesAReportWithoutASecret(t *testing.T) {
	for kind, what := range map[string]string{
		"value":     "panic: (its value is not shown",
		"elsewhere": "panic: (its value is not shown",
		"error":     "panic: (its value is not shown",
		"type":      "panic: (its value is not shown",
		"lines":     "panic: (its value is not shown",
		"twice":     "panic: (its value is not shown",
		"index":     "panic: runtime error: index out of range [0] with length 0",
		"nil":       "panic: runtime error: invalid memory address or nil pointer dereference; signal ",
		"assertion": "panic: interface conversion: string is not fmt.Stringer: missing method String",
		"map":       "a fatal error; where the first stack ends tells which",
		"overflow":  "a fatal error; where the first stack ends tells which",
	} {
		t.Run(kind, func(t *testing.T) {
			dir := t.TempDir()
			report, path := crashed(t, dir, kind)
			require.Contains(t, report, "what:     "+what)
			require.Contains(t, report, "version:  1.2.3")
			require.Contains(t, report, "program:  the test")
			require.Contains(t, report, "ran for:  ")
			require.Contains(t, report, "crash_test.crashing(...)\n\t", "the stack says where")
			require.Contains(t, report, "crash_test.go:")
			info, err := os.Stat(path)
			require.NoError(t, err)
			if runtime.GOOS != "windows" { // where the directory alone says who may read
				require.Equal(t, fs.FileMode(0o600), info.Mode().Perm())
			}
			nowhere(t, dir)
		})
	}
}

func TestAKilledRunLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	_, path := crashed(t, dir, "killed")
	require.Empty(t, path)
}

func TestACaughtPanicIsWrittenDownAtOnce(t *testing.T) {
	for what, value := range map[string]any{
		"panic: a *errors.errorString (its value": errors.New(canary),
		"panic: a string (its value":              canary,
	} {
		dir := t.TempDir()
		w, err := crash.Open(optionsIn(dir))
		require.NoError(t, err)
		func() {
			defer func() {
				path, err := w.Caught(recover())
				require.NoError(t, err)
				text, err := os.ReadFile(path)
				require.NoError(t, err)
				require.Contains(t, string(text), what)
				require.Contains(t, string(text), "TestACaughtPanicIsWrittenDownAtOnce", "the stack is that of the panic")
			}()
			panic(value)
		}()
		require.NoError(t, w.Close())
		nowhere(t, dir)
		next, err := crash.Open(optionsIn(dir))
		require.NoError(t, err)
		require.Empty(t, next.Made(), "there is one report of it")
		require.NoError(t, next.Close())
	}
}

func TestTheReportIsOfferedUntilItIsDismissed(t *testing.T) {
	dir := t.TempDir()
	_, path := crashed(t, dir, "value")
	w, err := crash.Open(optionsIn(dir))
	require.NoError(t, err)
	require.Empty(t, w.Made(), "it was made by the run before")
	report, found, err := w.Offered(t.Context())
	require.NoError(t, err)
	require.True(t, found)
	require.Equal(t, path, report.Path)
	require.Contains(t, report.Text, "ended unexpectedly")
	require.NoError(t, w.Dismiss(t.Context()))
	require.NoError(t, w.Dismiss(t.Context()), "twice does no harm")
	_, found, err = w.Offered(t.Context())
	require.NoError(t, err)
	require.False(t, found)
	require.FileExists(t, path, "it is there for whoever looks for it")
	require.NoError(t, w.Close())
}

func TestFiveReportsAreKept(t *testing.T) {
	dir := t.TempDir()
	now := time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)
	for range 8 {
		o := optionsIn(dir)
		o.Now = func() time.Time { return now }
		w, err := crash.Open(o)
		require.NoError(t, err)
		_, err = w.Caught("x")
		require.NoError(t, err)
		now = now.Add(time.Hour)
	}
	list, err := filepath.Glob(filepath.Join(dir, "crash", "crash-*.txt"))
	require.NoError(t, err)
	require.Len(t, list, 5)
	require.Contains(t, list[0], "20261126T030000Z", "the newest")
}

// An old report that somebody has open on Windows cannot be removed.
func TestAnOldReportThatStaysKeepsNoneFromBeingMade(t *testing.T) {
	dir := t.TempDir()
	for n := range 5 {
		stays := filepath.Join(dir, "crash", fmt.Sprintf("crash-2000010%dT000000Z.txt", n), "open")
		require.NoError(t, os.MkdirAll(stays, 0o700))
	}
	report, _ := crashed(t, dir, "value")
	require.NotEmpty(t, report)
	w, err := crash.Open(optionsIn(dir))
	require.NoError(t, err)
	require.Empty(t, w.Made(), "there is one report of it")
	path, err := w.Caught("x")
	require.NoError(t, err)
	require.FileExists(t, path)
}

func TestARunThatEndsWellLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	w, err := crash.Open(optionsIn(dir))
	require.NoError(t, err)
	require.NoError(t, w.Close())
	list, err := os.ReadDir(filepath.Join(dir, "crash"))
	require.NoError(t, err)
	require.Empty(t, list)
}

func TestTheLogsTailHoldsNobodysName(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.txt")
	none, err := crash.Tail(path, 5)
	require.NoError(t, err)
	require.Empty(t, none)

	var text bytes.Buffer
	log := slog.New(slog.NewTextHandler(&text, &slog.HandlerOptions{Level: slog.LevelDebug}))
	for range 5000 { // more than is read
		log.Info("started", "version", "1.2.3", "data", "/home/canary")
	}
	log.Debug("request", "call", "GET /accounts/0123456789abcdef0123456789abcdef/limits", "status", 200, "took", 5*time.Millisecond)
	log.Warn("told a person that something failed", "error", fmt.Errorf("create Contoso Legal: %w", errors.New(`Get "https://`+canary+`/": dial tcp: connection refused`)))
	log.Warn("not connected", "error", fmt.Errorf("sign in at https://"+canary+": %w: %w: %v", domain.ErrOffline, domain.ErrProxy, canary))
	log.Warn("a name", "name", "Contoso Legal", "token", canary, "msg", "Contoso")
	text.WriteString("panic: " + canary + "\n")
	require.NoError(t, os.WriteFile(path, text.Bytes(), 0o600))

	lines, err := crash.Tail(path, 5)
	require.NoError(t, err)
	require.Len(t, lines, 5)
	require.Contains(t, lines[0], `msg=started version=1.2.3 data=…`)
	require.Contains(t, lines[1], `call="GET /accounts/{id}/limits" status=200 took=5ms`)
	require.Contains(t, lines[2], `error="…: connection refused"`)
	require.Contains(t, lines[3], domain.ErrOffline.Error()+": "+domain.ErrProxy.Error()+": …")
	for _, line := range lines {
		require.NotContains(t, strings.ToLower(line), "canary")
		require.NotContains(t, line, "Contoso Legal")
	}
}

// TestEveryErrorThatNamesNobodyIsTold: a new one is no mark in the report.
func TestEveryErrorThatNamesNobodyIsTold(t *testing.T) {
	named := declared.Mentioned(t, "loglines.go")
	for _, name := range declared.Errors(t, "../../domain") {
		if strings.HasPrefix(name, "Err") { // the types among them have more to say, which may be somebody's
			require.True(t, named["domain."+name], "domain.%s", name)
		}
	}
}
