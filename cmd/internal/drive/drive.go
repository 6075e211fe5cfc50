// Package drive walks through the built program as a person would: it starts the
// real executable on a display, moves the real mouse, types on the real keyboard
// (through xdotool) and takes pictures (through ImageMagick). To know where
// things are and what to wait for it asks the program what it shows (its hidden
// flag --inspect); it never reaches into it. The tour and the end-to-end tests
// use it; nothing of it is in the program.
package drive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"
)

// patience is how long something may take to appear. It is generous: machines
// that test are slow, and a wait ends as soon as the thing is there.
const patience = 30 * time.Second

// Seen is a text the program shows, in pixels from the window's corner.
type Seen struct {
	Text   string `json:"text"`
	X      int    `json:"x"`
	Y      int    `json:"y"`
	Width  int    `json:"w"`
	Height int    `json:"h"`
	Layer  int    `json:"layer"`
}

// View is what the program shows at one moment.
type View struct {
	Width  int    `json:"w"`
	Height int    `json:"h"`
	Layers int    `json:"layers"`
	Texts  []Seen `json:"texts"`
	Focus  string `json:"focus"`
}

// Program is a running program with a window.
type Program struct {
	cmd    *exec.Cmd
	ask    io.WriteCloser
	views  chan View
	costs  chan Cost
	window string
	output *lockedBuffer
	ended  chan struct{} // closed once the process is gone; status is set then
	status error
}

// Start runs the executable with its arguments and waits for its window. There
// must be a display.
func Start(ctx context.Context, executable string, args ...string) (*Program, error) {
	if os.Getenv("DISPLAY") == "" {
		return nil, errors.New("there is no display to start the program on")
	}
	p := &Program{views: make(chan View, 1), costs: make(chan Cost, 1), output: &lockedBuffer{}, ended: make(chan struct{})}
	p.cmd = exec.CommandContext(ctx, executable, append([]string{"--inspect"}, args...)...)
	p.cmd.Env = append(os.Environ(), "LIBGL_ALWAYS_SOFTWARE=1")
	p.cmd.Stderr = p.output
	ask, err := p.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	p.ask = ask
	answers, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, fmt.Errorf("start %s: %w", executable, err)
	}
	go p.read(answers)
	if p.window, err = p.findWindow(); err != nil {
		return nil, errors.Join(err, p.Kill())
	}
	return p, nil
}

func (p *Program) read(answers io.Reader) {
	lines := bufio.NewScanner(answers)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var v View
		if json.Unmarshal(lines.Bytes(), &v) == nil && v.Width > 0 {
			p.views <- v
			continue
		}
		var c Cost
		if json.Unmarshal(lines.Bytes(), &c) == nil && c != (Cost{}) {
			p.costs <- c
			continue
		}
		_, _ = p.output.Write(append(lines.Bytes(), '\n'))
	}
	p.status = p.cmd.Wait()
	close(p.ended)
}

func (p *Program) findWindow() (string, error) {
	deadline := time.Now().Add(patience)
	for time.Now().Before(deadline) {
		out, err := exec.Command("xdotool", "search", "--onlyvisible", "--pid", strconv.Itoa(p.cmd.Process.Pid)).Output()
		if id := strings.TrimSpace(string(out)); err == nil && id != "" {
			ids := strings.Fields(id)
			return ids[len(ids)-1], nil
		}
		select {
		case <-p.ended:
			return "", fmt.Errorf("the program ended before it had a window: %v\n%s", p.status, p.output) //nolint:errorlint // none where it ended well
		case <-time.After(20 * time.Millisecond):
		}
	}
	return "", fmt.Errorf("the program has no window after %s\n%s", patience, p.output)
}

// Output is what the program wrote to its output so far.
func (p *Program) Output() string { return p.output.String() }

// WaitOutput waits for a text in what the program writes to its output.
func (p *Program) WaitOutput(text string) error {
	deadline := time.Now().Add(patience)
	for !strings.Contains(p.Output(), text) {
		if time.Now().After(deadline) {
			return fmt.Errorf("waited %s for %q; the program wrote:\n%s", patience, text, p.output)
		}
		time.Sleep(30 * time.Millisecond)
	}
	return nil
}

// Window is the X window's id.
func (p *Program) Window() uint32 {
	id, err := strconv.ParseUint(p.window, 10, 32)
	if err != nil {
		panic("the window's id is " + p.window) // xdotool prints numbers
	}
	return uint32(id)
}

// PID is the program's process id.
func (p *Program) PID() int { return p.cmd.Process.Pid }

// Look asks what the program shows now.
func (p *Program) Look() (View, error) {
	if _, err := io.WriteString(p.ask, "look\n"); err != nil {
		return View{}, fmt.Errorf("ask the program what it shows: %w\n%s", err, p.output)
	}
	select {
	case v := <-p.views:
		return v, nil
	case <-p.ended:
		return View{}, fmt.Errorf("the program ended: %v\n%s", p.status, p.output) //nolint:errorlint // none where it ended well
	case <-time.After(patience):
		return View{}, fmt.Errorf("the program does not answer: its window is frozen\n%s", p.output)
	}
}

// Until waits for the program to show what found accepts.
func (p *Program) Until(what string, found func(View) bool) (View, error) {
	deadline := time.Now().Add(patience)
	for {
		v, err := p.Look()
		if err != nil {
			return v, err
		}
		if found(v) {
			return v, nil
		}
		if time.Now().After(deadline) {
			return v, fmt.Errorf("waited %s for %s; it shows:\n%s", patience, what, v.String())
		}
		time.Sleep(30 * time.Millisecond)
	}
}

// WaitFor waits for a text, and tells where it is. The text matches whole, or
// where it ends in "…" by its beginning.
func (p *Program) WaitFor(text string) (Seen, error) {
	v, err := p.Until(strconv.Quote(text), func(v View) bool { _, ok := v.Find(text); return ok })
	seen, _ := v.Find(text)
	return seen, err
}

// WaitGone waits for a text to go away.
func (p *Program) WaitGone(text string) error {
	_, err := p.Until(strconv.Quote(text)+" to go away", func(v View) bool { _, ok := v.Find(text); return !ok })
	return err
}

// Find finds a text on the topmost layer that has it.
func (v View) Find(text string) (Seen, bool) {
	best, ok := Seen{Layer: -1}, false
	for _, s := range v.Texts {
		if matches(s.Text, text) && s.Layer > best.Layer {
			best, ok = s, true
		}
	}
	return best, ok
}

// FindAll finds a text everywhere, from top to bottom as the window has it.
func (v View) FindAll(text string) []Seen {
	var out []Seen
	for _, s := range v.Texts {
		if matches(s.Text, text) {
			out = append(out, s)
		}
	}
	return out
}

func matches(shown, wanted string) bool {
	if start, ok := strings.CutSuffix(wanted, "…"); ok {
		return strings.HasPrefix(shown, start)
	}
	return shown == wanted
}

// String lists the texts for an error message.
func (v View) String() string {
	var b strings.Builder
	for _, s := range v.Texts {
		fmt.Fprintf(&b, "  layer %d at %d,%d: %q\n", s.Layer, s.X, s.Y, s.Text)
	}
	return b.String()
}

// reach waits for a text that a mouse can reach: nothing lies over its layer, such as
// a list that is about to close, and it has stayed where it is for as long as a hand
// needs to get there. A line that says what is wrong with a field, and goes once the
// draft is saved and right, moves what is below it; a person sees that before they
// click.
func (p *Program) reach(text string) (Seen, error) {
	const hand = 300 * time.Millisecond
	var now Seen
	var since time.Time
	_, err := p.Until(strconv.Quote(text)+" at rest with nothing over it", func(v View) bool {
		s, ok := v.Find(text)
		if !ok || s.Layer != v.Layers-1 || s != now {
			now, since = s, time.Now()
			return false
		}
		return time.Since(since) >= hand
	})
	return now, err
}

// Click waits for a text and clicks in its middle with the real mouse.
func (p *Program) Click(text string) error {
	s, err := p.reach(text)
	if err != nil {
		return err
	}
	return p.ClickAt(s.X+s.Width/2, s.Y+s.Height/2)
}

// RightClick waits for a text and clicks on it with the other button of the mouse.
func (p *Program) RightClick(text string) error {
	s, err := p.reach(text)
	if err != nil {
		return err
	}
	return p.clickAt(s.X+s.Width/2, s.Y+s.Height/2, "3")
}

// Minimize puts the window away, as somebody does who looks at another program.
func (p *Program) Minimize() error { return p.xdotool("windowminimize", p.window) }

// Resize gives the window another size, in pixels.
func (p *Program) Resize(width, height int) error {
	return p.xdotool("windowsize", p.window, strconv.Itoa(width), strconv.Itoa(height))
}

// ClickField clicks into the field below a label.
func (p *Program) ClickField(label string) error {
	s, err := p.reach(label)
	if err != nil {
		return err
	}
	return p.ClickAt(s.X+24, s.Y+s.Height+20)
}

// ClickAt clicks at a place in the window.
func (p *Program) ClickAt(x, y int) error { return p.clickAt(x, y, "1") }

func (p *Program) clickAt(x, y int, button string) error {
	// Not --sync: it waits half a minute where the mouse is there already.
	if err := p.xdotool("mousemove", "--window", p.window, strconv.Itoa(x), strconv.Itoa(y)); err != nil {
		return err
	}
	time.Sleep(40 * time.Millisecond) // Fyne reads the mouse once a frame
	return p.xdotool("click", button)
}

// Scroll turns the wheel at the place where the mouse is, down for positive
// steps.
func (p *Program) Scroll(steps int) error {
	button := "5"
	if steps < 0 {
		button, steps = "4", -steps
	}
	return p.xdotool("click", "--repeat", strconv.Itoa(steps), "--delay", "20", button)
}

// Type types text on the real keyboard into whatever has the focus.
func (p *Program) Type(text string) error {
	return p.xdotool("type", "--delay", "12", "--", text)
}

// Keys presses keys, such as "Tab" or "ctrl+n", one after the other.
func (p *Program) Keys(keys ...string) error {
	for _, k := range keys {
		if err := p.xdotool("key", "--clearmodifiers", k); err != nil {
			return err
		}
		time.Sleep(20 * time.Millisecond)
	}
	return nil
}

// Fill clicks into the field below a label, replaces what it holds and types.
func (p *Program) Fill(label, text string) error {
	if err := p.ClickField(label); err != nil {
		return err
	}
	if err := p.Keys("ctrl+a"); err != nil {
		return err
	}
	return p.Type(text)
}

func (p *Program) xdotool(args ...string) error {
	out, err := exec.Command("xdotool", args...).CombinedOutput()
	if err != nil {
		return fmt.Errorf("xdotool %s: %w: %s", strings.Join(args, " "), err, bytes.TrimSpace(out))
	}
	return nil
}

// Shot takes a picture of the whole display.
func (p *Program) Shot(path string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	time.Sleep(250 * time.Millisecond) // let the last frame be painted
	out, err := exec.Command("import", "-window", "root", path).CombinedOutput()
	if err != nil {
		return fmt.Errorf("take a picture: %w: %s", err, out)
	}
	return nil
}

// Kill ends the program at once, as kill -9 does.
func (p *Program) Kill() error {
	if err := p.cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return fmt.Errorf("kill the program: %w", err)
	}
	<-p.ended
	return nil
}

// Quit asks the program to end, and waits until it has.
func (p *Program) Quit() error {
	if err := p.Keys("ctrl+q"); err != nil {
		return err
	}
	return p.Wait()
}

// Wait waits until the program has ended, and gives what it ended with.
func (p *Program) Wait() error {
	select {
	case <-p.ended:
		return p.status
	case <-time.After(patience):
		return errors.Join(errors.New("the program does not end"), p.Kill())
	}
}

// lockedBuffer collects output from several goroutines.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
