package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/ui/theme"
)

// ButtonKind is the weight of a Button.
type ButtonKind int

const (
	Secondary ButtonKind = iota // grey ground
	Primary                     // filled; one to a screen
	Flat                        // words only
	Danger                      // for what cannot be taken back
)

// Button is pressed by a click, Space or Return.
type Button struct {
	widget.DisableableWidget
	pressable

	kind    ButtonKind
	text    string
	icon    fyne.Resource
	compact bool
	round   bool // a circle; see NewHelp
	pressed bool
}

var (
	_ fyne.Tappable     = (*Button)(nil)
	_ fyne.Focusable    = (*Button)(nil)
	_ fyne.Disableable  = (*Button)(nil)
	_ desktop.Hoverable = (*Button)(nil)
	_ desktop.Mouseable = (*Button)(nil)
)

// NewButton returns a button of the given kind.
func NewButton(kind ButtonKind, text string, tapped func()) *Button {
	b := &Button{kind: kind, text: text}
	b.owner, b.OnTapped = b, tapped
	b.ExtendBaseWidget(b)
	return b
}

// NewLink returns a small flat button that is no higher than its words, as for "Edit" at the end of a row.
func NewLink(text string, tapped func()) *Button {
	b := NewButton(Flat, text, tapped)
	b.compact = true
	return b
}

// WithIcon adds an icon before the words. It is meant for the line that makes the button.
func (b *Button) WithIcon(icon fyne.Resource) *Button {
	b.icon = icon
	return b
}

// Text is what the button says.
func (b *Button) Text() string { return b.text }

// SetText changes what the button says.
func (b *Button) SetText(text string) {
	if b.text != text {
		b.text = text
		b.Refresh()
	}
}

// MouseOut implements desktop.Hoverable.
func (b *Button) MouseOut() {
	b.pressed = false
	b.pressable.MouseOut()
}

// MouseDown implements desktop.Mouseable.
func (b *Button) MouseDown(ev *desktop.MouseEvent) {
	b.pressable.MouseDown(ev)
	b.setPressed(true)
}

// MouseUp implements desktop.Mouseable.
func (b *Button) MouseUp(ev *desktop.MouseEvent) {
	b.setPressed(false)
	b.pressable.MouseUp(ev)
}

func (b *Button) setPressed(pressed bool) {
	b.pressed = pressed
	b.Refresh()
}

// Cursor implements desktop.Cursorable.
func (b *Button) Cursor() desktop.Cursor {
	if b.Disabled() {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// colors are the names of the ground and the words; an empty ground is none.
func (b *Button) colors() (ground, words fyne.ThemeColorName) {
	switch b.kind {
	case Primary:
		ground, words = fynetheme.ColorNamePrimary, fynetheme.ColorNameForegroundOnPrimary
	case Flat:
		words = fynetheme.ColorNamePrimary
	case Danger:
		ground, words = theme.ColorNameBadSoft, theme.ColorNameBad
	default:
		ground, words = theme.ColorNameOffSoft, fynetheme.ColorNameForeground
	}
	if b.Disabled() {
		words = fynetheme.ColorNameDisabled
		if ground != "" {
			ground = theme.ColorNameOffSoft
		}
	}
	return ground, words
}

const (
	buttonPad     = 14
	buttonIconGap = 8
	linkPad       = 4
)

func (b *Button) padding() float32 {
	if b.compact {
		return linkPad
	}
	return buttonPad
}

func (b *Button) textSize() fyne.ThemeSizeName {
	if b.compact {
		return fynetheme.SizeNameCaptionText
	}
	return fynetheme.SizeNameText
}

// CreateRenderer implements fyne.Widget.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	b.ExtendBaseWidget(b)
	ground, veil, ring := &canvas.Rectangle{}, &canvas.Rectangle{}, &canvas.Rectangle{}
	words := &canvas.Text{}
	words.TextStyle.Bold = !b.compact || b.round
	icon := &canvas.Image{FillMode: canvas.ImageFillContain}

	iconSpace := func() float32 {
		switch {
		case b.icon == nil:
			return 0
		case b.text == "":
			return sizeOf(b, fynetheme.SizeNameInlineIcon)
		}
		return sizeOf(b, fynetheme.SizeNameInlineIcon) + buttonIconGap
	}
	return newRenderer(&renderer{
		owner:   b,
		objects: []fyne.CanvasObject{ground, veil, icon, words, ring},
		minSize: func() fyne.Size {
			if b.round {
				return fyne.NewSize(helpSize, helpSize)
			}
			text := measure(b, b.text, b.textSize(), words.TextStyle)
			height := sizeOf(b, theme.SizeNameControl)
			if b.compact {
				height = text.Height + 4
			}
			return fyne.NewSize(text.Width+iconSpace()+2*b.padding(), height)
		},
		layout: func(size fyne.Size) {
			place(ground, 0, 0, size.Width, size.Height)
			place(veil, 0, 0, size.Width, size.Height)
			layoutRing(ring, 0, 0, size.Width, size.Height)
			text := measure(b, b.text, b.textSize(), words.TextStyle)
			x := (size.Width - text.Width - iconSpace()) / 2
			side := sizeOf(b, fynetheme.SizeNameInlineIcon)
			place(icon, x, (size.Height-side)/2, side, side)
			place(words, x+iconSpace(), (size.Height-text.Height)/2, text.Width, text.Height)
		},
		update: func() {
			groundName, wordsName := b.colors()
			radius := sizeOf(b, fynetheme.SizeNameInputRadius)
			if b.round {
				radius = helpSize / 2
			}
			ground.Hidden = groundName == ""
			if groundName != "" {
				ground.FillColor = colorOf(b, groundName)
			}
			ground.CornerRadius, veil.CornerRadius = radius, radius
			veil.FillColor = b.veil()
			updateRing(b, ring, radius, b.ring())
			setText(b, words, b.text, b.textSize(), wordsName)
			icon.Hidden = b.icon == nil
			if b.icon != nil {
				icon.Resource = fynetheme.NewColoredResource(b.icon, wordsName)
				icon.Refresh()
			}
		},
	})
}

// veil tints the ground while the pointer is over the button or presses it.
func (b *Button) veil() color.Color {
	switch {
	case b.Disabled() || !b.hovered && !b.pressed:
		return color.Transparent
	case b.pressed:
		return colorOf(b, fynetheme.ColorNamePressed)
	default:
		return colorOf(b, fynetheme.ColorNameHover)
	}
}
