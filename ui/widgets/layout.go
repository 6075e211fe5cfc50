package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// The layouts here differ from Fyne's in two ways: gaps are given in units instead of the theme's padding, and
// wrapping text gets its final height in the same pass, because every child is asked for its height after it has got
// its width.

// VBox stacks objects at full width with a gap of so many units between them. Hidden ones take no room;
// a Spacer takes what is left.
func VBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&vBox{gap: gap}, objects...)
}

// HBox sets objects side by side, centred vertically, with a gap of so many units between them. A Spacer or an object
// wrapped in Grow takes what is left. Text and tabs that can be squeezed are, when there is too little room.
func HBox(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&hBox{gap: gap}, objects...)
}

// HBoxTop is HBox with the objects aligned at their upper edges.
func HBoxTop(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&hBox{gap: gap, top: true}, objects...)
}

// Columns sets objects in rows of n columns of equal width. Each row is as high as its highest object.
func Columns(n int, gapX, gapY float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columns{n: max(n, 1), gapX: gapX, gapY: gapY}, objects...)
}

// Grow makes o take the space that is left in an HBox.
func Grow(o fyne.CanvasObject) fyne.CanvasObject { return container.New(&grow{}, o) }

// Spacer takes the space that is left in a VBox or HBox.
func Spacer() fyne.CanvasObject { return layout.NewSpacer() }

// Pad keeps so many units free on each side of o.
func Pad(top, right, bottom, left float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&pad{top: top, right: right, bottom: bottom, left: left}, o)
}

// FixedWidth makes o exactly so many units wide.
func FixedWidth(width float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&fixedWidth{width: width}, o)
}

// Centered puts o in the middle of the space there is, so many units wide at most.
func Centered(maxWidth float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&centered{width: maxWidth}, o)
}

// fit gives o so much width and the height that it then wants. It returns that height.
func fit(o fyne.CanvasObject, width float32) float32 {
	height := o.MinSize().Height
	o.Resize(fyne.NewSize(width, height))
	if now := o.MinSize().Height; now != height {
		height = now
		o.Resize(fyne.NewSize(width, height))
	}
	return height
}

func isSpacer(o fyne.CanvasObject, vertical bool) bool {
	s, ok := o.(layout.SpacerObject)
	return ok && (vertical && s.ExpandVertical() || !vertical && s.ExpandHorizontal())
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	shown := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return shown
}

type vBox struct{ gap float32 }

func (l *vBox) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown := visible(objects)
	for _, o := range shown {
		if isSpacer(o, true) {
			continue
		}
		m := o.MinSize()
		size.Width = max(size.Width, m.Width)
		size.Height += m.Height
	}
	size.Height += l.gap * float32(max(len(shown)-1, 0))
	return size
}

func (l *vBox) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	used := l.gap * float32(max(len(shown)-1, 0))
	spacers := 0
	for _, o := range shown {
		if isSpacer(o, true) {
			spacers++
			continue
		}
		used += fit(o, size.Width)
	}
	var y float32
	for _, o := range shown {
		o.Move(fyne.NewPos(0, y))
		if isSpacer(o, true) {
			y += max(0, size.Height-used)/float32(spacers) + l.gap
			continue
		}
		y += o.Size().Height + l.gap
	}
}

type grow struct{}

func (grow) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (grow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], 0, 0, size.Width, size.Height)
}

type hBox struct {
	gap float32
	top bool
}

func grows(o fyne.CanvasObject) bool {
	if c, ok := o.(*fyne.Container); ok {
		_, ok = c.Layout.(*grow)
		return ok
	}
	return isSpacer(o, false)
}

func (l *hBox) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var size fyne.Size
	shown := visible(objects)
	for _, o := range shown {
		if isSpacer(o, false) {
			continue
		}
		m := o.MinSize()
		size.Width += m.Width
		size.Height = max(size.Height, m.Height)
	}
	size.Width += l.gap * float32(max(len(shown)-1, 0))
	return size
}

// preferrer is an object that would like to be wider than it must.
type preferrer interface{ preferredWidth() float32 }

func preferred(o fyne.CanvasObject) float32 {
	least := o.MinSize().Width
	if p, ok := o.(preferrer); ok {
		return max(least, p.preferredWidth())
	}
	return least
}

// widths shares out the room: growing objects take what is left, and where there is too little, those that would like to
// be wider than they must give way in proportion.
func (l *hBox) widths(shown []fyne.CanvasObject, room float32) []float32 {
	widths := make([]float32, len(shown))
	room -= l.gap * float32(max(len(shown)-1, 0))
	growing, wanted, slack := 0, float32(0), float32(0)
	for i, o := range shown {
		if grows(o) {
			growing++
			continue
		}
		widths[i] = preferred(o)
		wanted += widths[i]
		slack += widths[i] - o.MinSize().Width
	}
	if over := wanted - room; over > 0 && slack > 0 {
		share := min(1, over/slack)
		for i, o := range shown {
			if !grows(o) {
				widths[i] -= share * (widths[i] - o.MinSize().Width)
			}
		}
		return widths
	}
	for i, o := range shown {
		if grows(o) {
			widths[i] = max(0, room-wanted) / float32(growing)
		}
	}
	return widths
}

func (l *hBox) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	var x float32
	for i, width := range l.widths(shown, size.Width) {
		o := shown[i]
		height := fit(o, width)
		y := float32(0)
		if !l.top {
			y = (size.Height - height) / 2
		}
		o.Move(fyne.NewPos(x, y))
		x += width + l.gap
	}
}

type columns struct {
	n          int
	gapX, gapY float32
}

func (l *columns) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var width, height, row float32
	shown := visible(objects)
	for i, o := range shown {
		m := o.MinSize()
		width = max(width, m.Width)
		row = max(row, m.Height)
		if i%l.n == l.n-1 || i == len(shown)-1 {
			height += row
			row = 0
		}
	}
	rows := (len(shown) + l.n - 1) / l.n
	return fyne.NewSize(width*float32(l.n)+l.gapX*float32(l.n-1), height+l.gapY*float32(max(rows-1, 0)))
}

func (l *columns) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	width := max(0, (size.Width-l.gapX*float32(l.n-1))/float32(l.n))
	var y float32
	for start := 0; start < len(shown); start += l.n {
		row := shown[start:min(start+l.n, len(shown))]
		var height float32
		for _, o := range row {
			height = max(height, fit(o, width))
		}
		for i, o := range row {
			place(o, float32(i)*(width+l.gapX), y, width, height)
		}
		y += height + l.gapY
	}
}

type pad struct{ top, right, bottom, left float32 }

func (l *pad) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(l.left+l.right, l.top+l.bottom)
}

func (l *pad) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], l.left, l.top, size.Width-l.left-l.right, size.Height-l.top-l.bottom)
}

type fixedWidth struct{ width float32 }

func (l *fixedWidth) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.width, objects[0].MinSize().Height)
}

func (l *fixedWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], 0, 0, l.width, size.Height)
}

type centered struct{ width float32 }

func (l *centered) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(max(m.Width, min(l.width, m.Width)), m.Height)
}

func (l *centered) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	o := objects[0]
	width := min(max(l.width, o.MinSize().Width), size.Width)
	height := min(fit(o, width), size.Height)
	place(o, (size.Width-width)/2, (size.Height-height)/2, width, height)
}

// Tall gives o a height of its own, such as a list within a page that scrolls.
func Tall(height float32, o fyne.CanvasObject) *fyne.Container {
	return container.New(&tall{height}, o)
}

type tall struct{ height float32 }

func (l *tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, l.height)
}

func (l *tall) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(size)
}
