package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jezek/xgb/xproto"

	"accountsmanager/cmd/internal/drive"
)

// calm is how long nothing may change before something counts as painted.
const calm = 120 * time.Millisecond

// bench measures with one number of accounts.
type bench struct {
	ctx      context.Context //nolint:containedctx // the life of the run
	programs string
	screen   *screen
	accounts int
	only     string // one thing alone, many times
	profile  string

	server  *drive.Server
	data    string
	program *drive.Program
	left    int16 // of the window on the screen
	top     int16

	names   []string // of what was measured, in order
	units   map[string]string
	samples map[string][]float64
}

func (b *bench) add(what, unit string, value float64) {
	if _, known := b.samples[what]; !known {
		b.names = append(b.names, what)
		if b.units == nil {
			b.units = map[string]string{}
		}
		b.units[what] = unit
	}
	b.samples[what] = append(b.samples[what], value)
}

func (b *bench) took(what string, d time.Duration) {
	b.add(what, "ms", float64(d)/float64(time.Millisecond))
}

func (b *bench) results() (list []result) {
	for _, name := range b.names {
		list = append(list, resultOf(b.accounts, name, b.units[name], b.samples[name]))
	}
	return list
}

func (b *bench) measure(times int) (err error) {
	data, remove, err := directory()
	if err != nil {
		return err
	}
	defer remove()
	b.data = data
	b.server, err = drive.StartServer(b.ctx, filepath.Join(b.programs, "crossbar-sandbox"), "-listen", "127.0.0.1:0", "-accounts", fmt.Sprint(b.accounts), "-seed", "1")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, b.server.Stop()) }()
	if err := b.download(); err != nil {
		return err
	}
	if err := b.firstSync(); err != nil {
		return err
	}
	for range times {
		if err := b.session(); err != nil {
			return err
		}
	}
	if b.only != "" {
		return nil
	}
	return b.submits(times)
}

// download reads the pages that a first sync reads, and does nothing with them: no
// program can be faster.
func (b *bench) download() error {
	c, err := b.server.SignIn(b.ctx)
	if err != nil {
		return fmt.Errorf("sign in as a bare client: %w", err)
	}
	start := time.Now()
	bytes, pages, err := c.Download(b.ctx, "descendants", 500)
	if err != nil {
		return fmt.Errorf("download as a bare client: %w", err)
	}
	b.took("bare download of the same pages", time.Since(start))
	b.add("on the wire in a first sync", "kB", float64(bytes)/1000)
	b.add("requests of a first sync", "pages", float64(pages))
	return nil
}

// firstSync fills the data directory as a first sign-in does.
func (b *bench) firstSync() error {
	sync := exec.CommandContext(b.ctx, filepath.Join(b.programs, "accountsctl"), "--data", b.data, "sign-in", //nolint:gosec // our own program
		"--server", b.server.URL, "--user", b.server.UserName, "--account", b.server.Account, "--password-stdin")
	sync.Stdin = strings.NewReader(b.server.Password)
	start := time.Now()
	if out, err := sync.CombinedOutput(); err != nil {
		return fmt.Errorf("sign in: %w\n%s", err, out)
	}
	b.took("first sync", time.Since(start))
	return nil
}

// session starts the program, does everything once, and ends it.
func (b *bench) session() (err error) {
	start := time.Now()
	b.program, err = drive.Start(b.ctx, filepath.Join(b.programs, "accounts-manager"), "--data", b.data, "--meter", "--profile", b.profile)
	if err != nil {
		return err
	}
	defer func() {
		err = errors.Join(err, b.program.Quit())
		fmt.Fprint(os.Stderr, b.program.Output())
	}()
	if b.left, b.top, err = b.place(); err != nil {
		return err
	}
	if err := b.usable(); err != nil {
		return err
	}
	b.took("start to a sidebar that takes a keystroke", time.Since(start))
	if _, err := b.program.Until("the accounts are read", synced); err != nil {
		return err
	}
	b.took("start to all accounts refreshed", time.Since(start))
	steps := []func() error{b.atRest, b.search, b.scroll, b.open, b.tabs, b.wizard, b.after}
	alone := map[string][]func() error{
		"search": {b.search}, "scroll": {b.scroll}, "open": {b.open}, "tabs": {b.open, b.tabs, b.tabs, b.tabs}, "wizard": {b.wizard},
	}
	if b.only != "" {
		steps = slices.Repeat(alone[b.only], 10)
	}
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
	}
	return nil
}

// place tells where the window is on the screen.
func (b *bench) place() (left, top int16, err error) {
	at, err := xproto.TranslateCoordinates(b.screen.x, xproto.Window(b.program.Window()), b.screen.root, 0, 0).Reply()
	if err != nil {
		return 0, 0, fmt.Errorf("find the window: %w", err)
	}
	return at.DstX, at.DstY, nil
}

// usable waits until the accounts are there and a key arrives in the search field.
func (b *bench) usable() error {
	for range 2000 {
		v, err := b.program.Look()
		if err != nil {
			return err
		}
		if _, there := v.Find("ACCOUNTS"); there {
			break
		}
		time.Sleep(2 * time.Millisecond)
	}
	if err := errors.Join(b.screen.press(keyControl, 'f'), b.screen.press('q')); err != nil {
		return err
	}
	for range 2000 {
		v, err := b.program.Look()
		if err != nil {
			return err
		}
		if slices.ContainsFunc(v.Texts, func(s drive.Seen) bool { return s.Text == "q" }) {
			return b.screen.press(keyEscape)
		}
		time.Sleep(2 * time.Millisecond)
	}
	return errors.New("the search field takes no key")
}

// list is the part of the window where the accounts are, below the heading; page is
// what is beside it.
func (b *bench) list() area { return area{b.left + 18, b.top + 300, 80, 200} }
func (b *bench) page() area { return area{b.left + 345, b.top + 80, 120, 300} }

// givenBack is how long the program rests at the most before it gives back what it holds
// of memory and does not use, less what it is watched before.
const givenBack = 4 * time.Second

func (b *bench) atRest() error {
	time.Sleep(time.Second)
	const watched = 5 * time.Second
	before, err := b.program.Processor()
	if err != nil {
		return err
	}
	repaints, err := b.screen.repaints(watched)
	if err != nil {
		return err
	}
	after, err := b.program.Processor()
	if err != nil {
		return err
	}
	b.add("processor while idle", "%", 100*float64(after-before)/float64(watched))
	b.add("repaints while idle, in 5 s", "", float64(repaints))
	time.Sleep(givenBack)
	memory, err := b.program.Number("smaps_rollup", "Pss:") // in kB
	b.add("memory at rest (PSS)", "MB", float64(memory)/1000)
	return err
}

// search types words letter by letter, each once the one before is painted.
func (b *bench) search() error {
	for _, word := range []string{"hotel", "north", "sky", "42"} {
		if err := b.screen.press(keyControl, 'f'); err != nil {
			return err
		}
		time.Sleep(300 * time.Millisecond)
		for _, letter := range []byte(word) {
			first, last, err := b.screen.painted(b.list(), calm, func() error { return b.screen.press(xproto.Keysym(letter)) })
			if err != nil {
				continue // the same accounts match as before: nothing to paint
			}
			b.took("search: keystroke to first paint of the list", first)
			b.took("search: keystroke to last paint of the list", last)
		}
		if err := b.screen.press(keyEscape); err != nil {
			return err
		}
		time.Sleep(400 * time.Millisecond)
	}
	return nil
}

func (b *bench) scroll() error {
	if err := b.screen.point(b.left+120, b.top+400); err != nil {
		return err
	}
	time.Sleep(300 * time.Millisecond)
	for range 20 {
		first, _, err := b.screen.painted(b.list(), 40*time.Millisecond, func() error { return b.screen.click(buttonScroll) })
		if err != nil {
			return err
		}
		b.took("scroll step", first)
	}
	for range 25 {
		if err := b.screen.click(buttonScrollUp); err != nil {
			return err
		}
	}
	time.Sleep(300 * time.Millisecond)
	return nil
}

// open opens accounts that were opened before, and some that were not.
func (b *bench) open() error {
	for _, y := range []int16{310, 350, 390} {
		first, last, err := b.painted(b.page(), 120, y)
		if err != nil {
			return err
		}
		b.took("open an account: first paint", first)
		b.took("open an account: last paint", last)
	}
	return nil
}

// painted clicks at a place of the window.
func (b *bench) painted(a area, x, y int16) (first, last time.Duration, err error) {
	if err := b.screen.point(b.left+x, b.top+y); err != nil {
		return 0, 0, err
	}
	time.Sleep(200 * time.Millisecond)
	return b.screen.painted(a, calm, func() error { return b.screen.click(buttonLeft) })
}

func (b *bench) tabs() error {
	return b.turns("turn to another tab", area{b.left + 345, b.top + 150, 300, 120}, "Limits", "Permissions", "Overview")
}

func (b *bench) wizard() error {
	first, _, err := b.screen.painted(b.page(), calm, func() error { return b.screen.press(keyControl, 'n') })
	if err != nil {
		return fmt.Errorf("open the wizard: %w", err)
	}
	b.took("open the wizard", first)
	if err := b.turns("another step of the wizard", b.page(), "Call Restrictions", "Permissions", "General"); err != nil {
		return err
	}
	return b.screen.press(keyEscape)
}

// turns clicks at one title after the other, each of which changes what an area shows.
func (b *bench) turns(what string, a area, titles ...string) error {
	for _, title := range titles {
		v, err := b.program.Look()
		if err != nil {
			return err
		}
		at, ok := v.Find(title)
		if !ok {
			return fmt.Errorf("%s: there is no %s", what, title)
		}
		first, _, err := b.painted(a, middle(at.X, at.Width), middle(at.Y, at.Height))
		if err != nil {
			return fmt.Errorf("%s: %s: %w", what, title, err)
		}
		b.took(what, first)
	}
	return nil
}

func (b *bench) after() error {
	memory, err := b.program.Number("smaps_rollup", "Pss:") // in kB
	b.add("memory after use (PSS)", "MB", float64(memory)/1000)
	return err
}

func synced(v drive.View) bool {
	return slices.ContainsFunc(v.Texts, func(s drive.Seen) bool { return strings.HasPrefix(s.Text, "Synced") })
}

// middle is the middle of something on the screen, which is no wider than 32,767.
func middle(from, size int) int16 { return int16(from + size/2) } //nolint:gosec // see above
