package edges

import "fyne.io/fyne/v2"

// Flow sets objects side by side at their least size and goes on in another line
// where one does not fit any more, as a row of links does.
func Flow(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{gap: gap}, Objects: objects}
}

// Foot is Flow with the last object at the right end of its line, as for the
// buttons below a form.
func Foot(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flow{gap: gap, apart: true}, Objects: objects}
}

// flow remembers the width that it was given: how high it is follows from that.
type flow struct {
	gap   float32
	apart bool // the last one stands at the right
	width float32
}

// MinSize implements fyne.Layout.
func (f *flow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var widest float32
	for _, o := range objects {
		widest = max(widest, least(o).Width)
	}
	width := f.width
	if width <= 0 {
		width = widest
	}
	return fyne.NewSize(widest, f.arrange(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {}))
}

// Layout implements fyne.Layout.
func (f *flow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.width = size.Width
	f.arrange(objects, size.Width, func(o fyne.CanvasObject, at fyne.Position, size fyne.Size) {
		o.Move(at)
		o.Resize(size)
	})
}

// arrange tells put where everything goes and returns how high it all is.
func (f *flow) arrange(objects []fyne.CanvasObject, width float32, put func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	var x, y, line float32
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		size := o.MinSize()
		if x > 0 && x+size.Width > width {
			x, y, line = 0, y+line+f.gap, 0
		}
		at := fyne.NewPos(x, y)
		if f.apart && i == len(objects)-1 {
			at.X = max(x, width-size.Width)
		}
		put(o, at, size)
		x += size.Width + f.gap
		line = max(line, size.Height)
	}
	return y + line
}
