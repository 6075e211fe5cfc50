package drive

import (
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/jezek/xgb"
	"github.com/jezek/xgb/xproto"
)

// dragVersion is that of the protocol between windows that X programs drag and drop by
// (XDND).
const dragVersion = 5

// Drop drags a file into the middle of the window and lets it go there, as a file manager
// does.
func (p *Program) Drop(path string) error {
	x, err := xgb.NewConn()
	if err != nil {
		return fmt.Errorf("drop %s: %w", path, err)
	}
	defer x.Close()
	d := &drag{x: x, target: xproto.Window(p.Window()), atoms: map[string]xproto.Atom{}, list: (&url.URL{Scheme: "file", Path: path}).String() + "\r\n"}
	if err := d.do(); err != nil {
		return fmt.Errorf("drop %s: %w", path, err)
	}
	return nil
}

// drag is one file on its way from a window of ours, which nobody sees, to another.
type drag struct {
	x              *xgb.Conn
	source, target xproto.Window
	atoms          map[string]xproto.Atom
	list           string // what is dragged, as text/uri-list
	err            error  // the first
}

func (d *drag) do() error {
	screen := xproto.Setup(d.x).DefaultScreen(d.x)
	source, err := xproto.NewWindowId(d.x)
	if err != nil {
		return err
	}
	d.source = source
	if err := xproto.CreateWindowChecked(d.x, 0, source, screen.Root, -10, -10, 1, 1, 0,
		xproto.WindowClassInputOnly, screen.RootVisual, 0, nil).Check(); err != nil {
		return fmt.Errorf("make a window to drag from: %w", err)
	}
	if err := xproto.SetSelectionOwnerChecked(d.x, source, d.atom("XdndSelection"), xproto.TimeCurrentTime).Check(); err != nil {
		return fmt.Errorf("offer what is dragged: %w", err)
	}
	size, err := xproto.GetGeometry(d.x, xproto.Drawable(d.target)).Reply()
	if err != nil {
		return fmt.Errorf("look where the window is: %w", err)
	}
	at, err := xproto.TranslateCoordinates(d.x, d.target, screen.Root, int16(size.Width/2), int16(size.Height/2)).Reply()
	if err != nil {
		return fmt.Errorf("look where the window is: %w", err)
	}
	d.tell("XdndEnter", dragVersion<<24, uint32(d.atom("text/uri-list")), 0, 0)
	d.tell("XdndPosition", 0, uint32(at.DstX)<<16|uint32(at.DstY), xproto.TimeCurrentTime, uint32(d.atom("XdndActionCopy")))
	d.await("XdndStatus")
	d.tell("XdndDrop", 0, xproto.TimeCurrentTime, 0, 0)
	d.await("XdndFinished")
	return d.err
}

func (d *drag) atom(name string) xproto.Atom {
	if a, ok := d.atoms[name]; ok {
		return a
	}
	reply, err := xproto.InternAtom(d.x, false, uint16(len(name)), name).Reply()
	if err != nil {
		d.err = errors.Join(d.err, err)
		return xproto.AtomNone
	}
	d.atoms[name] = reply.Atom
	return reply.Atom
}

// tell sends the window a message of the protocol: who drags, and four numbers.
func (d *drag) tell(message string, numbers ...uint32) {
	event := xproto.ClientMessageEvent{
		Format: 32, Window: d.target, Type: d.atom(message),
		Data: xproto.ClientMessageDataUnionData32New(append([]uint32{uint32(d.source)}, numbers...)),
	}
	d.err = errors.Join(d.err, xproto.SendEventChecked(d.x, false, d.target, xproto.EventMaskNoEvent, string(event.Bytes())).Check())
}

// await waits for a message of the window, and gives it what is dragged where it asks.
func (d *drag) await(message string) {
	if d.err != nil {
		return
	}
	wanted := d.atom(message)
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(10 * time.Millisecond) {
		event, err := d.x.PollForEvent()
		if err != nil {
			d.err = err
			return
		}
		switch event := event.(type) {
		case xproto.ClientMessageEvent:
			if event.Type == wanted {
				return
			}
		case xproto.SelectionRequestEvent:
			d.give(event)
		}
	}
	d.err = fmt.Errorf("the window has not sent %s", message)
}

func (d *drag) give(asked xproto.SelectionRequestEvent) {
	data := []byte(d.list)
	d.err = errors.Join(d.err, xproto.ChangePropertyChecked(d.x, xproto.PropModeReplace, asked.Requestor, asked.Property, asked.Target,
		8, uint32(len(data)), data).Check())
	event := xproto.SelectionNotifyEvent{
		Time: asked.Time, Requestor: asked.Requestor, Selection: asked.Selection, Target: asked.Target, Property: asked.Property,
	}
	d.err = errors.Join(d.err, xproto.SendEventChecked(d.x, false, asked.Requestor, xproto.EventMaskNoEvent, string(event.Bytes())).Check())
}
