package main

import (
	"errors"
	"fmt"
	"hash/maphash"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/damage"
	"github.com/jezek/xgb/xproto"
	"github.com/jezek/xgb/xtest"
)

// screen works the display as the X server sees it: keys and buttons go in as from
// a keyboard and a mouse, and what is painted is read back from the screen.
type screen struct {
	x     *xgb.Conn
	root  xproto.Window
	codes map[xproto.Keysym]xproto.Keycode
	seed  maphash.Seed
}

// Keys that have no letter.
const (
	keyEscape  xproto.Keysym = 0xff1b
	keyControl xproto.Keysym = 0xffe3
)

// Buttons of a mouse.
const (
	buttonLeft     = 1
	buttonScrollUp = 4
	buttonScroll   = 5
)

func openScreen() (*screen, error) {
	x, err := xgb.NewConn()
	if err != nil {
		return nil, fmt.Errorf("open the display: %w", err)
	}
	if err := errors.Join(xtest.Init(x), damage.Init(x)); err != nil {
		return nil, fmt.Errorf("use the display: %w", err)
	}
	if _, err := damage.QueryVersion(x, 1, 1).Reply(); err != nil {
		return nil, fmt.Errorf("ask for damage: %w", err)
	}
	setup := xproto.Setup(x)
	s := &screen{x: x, root: setup.DefaultScreen(x).Root, codes: map[xproto.Keysym]xproto.Keycode{}, seed: maphash.MakeSeed()}
	count := byte(setup.MaxKeycode - setup.MinKeycode + 1)
	mapping, err := xproto.GetKeyboardMapping(x, setup.MinKeycode, count).Reply()
	if err != nil {
		return nil, fmt.Errorf("read the keyboard: %w", err)
	}
	for i := range int(count) {
		symbol := mapping.Keysyms[i*int(mapping.KeysymsPerKeycode)]
		if _, ok := s.codes[symbol]; !ok {
			s.codes[symbol] = setup.MinKeycode + xproto.Keycode(i)
		}
	}
	return s, nil
}

func (s *screen) close() { s.x.Close() }

// press presses keys in order and lets them go in the opposite one.
func (s *screen) press(keys ...xproto.Keysym) error {
	for _, k := range keys {
		if err := s.fake(xproto.KeyPress, byte(s.codes[k])); err != nil {
			return err
		}
	}
	for i := len(keys) - 1; i >= 0; i-- {
		if err := s.fake(xproto.KeyRelease, byte(s.codes[keys[i]])); err != nil {
			return err
		}
	}
	return nil
}

func (s *screen) click(button byte) error {
	return errors.Join(s.fake(xproto.ButtonPress, button), s.fake(xproto.ButtonRelease, button))
}

func (s *screen) fake(kind, detail byte) error {
	return xtest.FakeInputChecked(s.x, kind, detail, 0, s.root, 0, 0, 0).Check()
}

// point moves the mouse.
func (s *screen) point(x, y int16) error {
	return xtest.FakeInputChecked(s.x, xproto.MotionNotify, 0, 0, s.root, x, y, 0).Check()
}

// area is a part of the screen, in pixels.
type area struct {
	x, y int16
	w, h uint16
}

func (s *screen) look(a area) (uint64, error) {
	image, err := xproto.GetImage(s.x, xproto.ImageFormatZPixmap, xproto.Drawable(s.root), a.x, a.y, a.w, a.h, ^uint32(0)).Reply()
	if err != nil {
		return 0, fmt.Errorf("read the screen: %w", err)
	}
	return maphash.Bytes(s.seed, image.Data), nil
}

// painted does something and tells when an area changed first and last after it, as
// seen from outside. It looks until nothing has changed for calm, and gives up where
// nothing changes at all.
func (s *screen) painted(a area, calm time.Duration, do func() error) (first, last time.Duration, err error) {
	before, err := s.look(a)
	if err != nil {
		return 0, 0, err
	}
	start := time.Now()
	if err := do(); err != nil {
		return 0, 0, err
	}
	for {
		now, err := s.look(a)
		if err != nil {
			return 0, 0, err
		}
		if at := time.Since(start); now != before {
			before, last = now, at
			if first == 0 {
				first = at
			}
		} else if first > 0 && at-last > calm {
			return first, last, nil
		} else if at > 2*time.Second {
			return 0, 0, errors.New("nothing was painted in two seconds")
		}
		time.Sleep(time.Millisecond)
	}
}

// repaints counts what is painted while nothing is done.
func (s *screen) repaints(during time.Duration) (count int, err error) {
	id, err := damage.NewDamageId(s.x)
	if err != nil {
		return 0, err
	}
	if err := damage.CreateChecked(s.x, id, xproto.Drawable(s.root), damage.ReportLevelRawRectangles).Check(); err != nil {
		return 0, fmt.Errorf("watch the screen: %w", err)
	}
	time.Sleep(100 * time.Millisecond)
	s.damages() // watching begins with one event for the whole screen
	time.Sleep(during)
	return s.damages(), damage.DestroyChecked(s.x, id).Check()
}

// damages counts the paintings that were told of since it was called last.
func (s *screen) damages() (count int) {
	for {
		event, err := s.x.PollForEvent()
		if event == nil && err == nil {
			return count
		}
		if _, ok := event.(damage.NotifyEvent); ok {
			count++
		}
	}
}
