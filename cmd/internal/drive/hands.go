package drive

import (
	"bytes"
	"fmt"
	"os/exec"
	"strconv"
	"strings"
	"time"
)

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
