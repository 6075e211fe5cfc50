// Package drive walks through the built program as a person would: it starts the
// real executable on a display, moves the real mouse, types on the real keyboard
// (through xdotool) and takes pictures (through ImageMagick). To know where
// things are and what to wait for it asks the program what it shows (its hidden
// flag --inspect); it never reaches into it. The tour, the soak, the measurements
// and the end-to-end tests use it; nothing of it is in the program.
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
	"syscall"
	"time"
)

// patience is how long something may take to appear. It is generous: machines
// that test are slow, and a wait ends as soon as the thing is there.
const patience = 30 * time.Second

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

// Crash has the program panic with a value, on its UI thread or elsewhere, and waits
// until it has ended.
func (p *Program) Crash(onUI bool, value string) error {
	thread := "elsewhere"
	if onUI {
		thread = "ui"
	}
	if _, err := io.WriteString(p.ask, "crash "+thread+" "+value+"\n"); err != nil {
		return fmt.Errorf("have the program crash: %w", err)
	}
	if err := p.Wait(); err == nil {
		return fmt.Errorf("the program ended well though it was to crash\n%s", p.output)
	}
	return nil
}

// LogOut tells the program what the system tells it when its person logs out: to end, and
// right after it that the session is gone. It does not wait.
func (p *Program) LogOut() error {
	return errors.Join(p.cmd.Process.Signal(syscall.SIGTERM), p.cmd.Process.Signal(syscall.SIGHUP))
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
