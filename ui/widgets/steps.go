package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
)

// StepState is what a step's circle tells.
type StepState int

const (
	StepOpen    StepState = iota // its number
	StepDone                     // a tick
	StepProblem                  // an exclamation mark, in red
	StepCurrent                  // its number, filled; what it was before comes back when another step is current
)

// StepItem is one step of Steps.
type StepItem struct {
	Label string
	State StepState
}

// Steps is the row of numbered tabs of a wizard. Any step can be visited at any time.
type Steps struct {
	strip
	faces []*stepFace
}

// NewSteps returns a row of steps. The first one is current, unless another says so.
func NewSteps(items []StepItem) *Steps {
	s := &Steps{}
	s.self = s
	s.gap, s.least = 26, 10
	faces := make([]face, len(items))
	current := 0
	for i, item := range items {
		f := newStepFace(s, i+1, item.Label)
		if item.State == StepCurrent {
			current = i
		} else {
			f.state = item.State
		}
		s.faces = append(s.faces, f)
		faces[i] = f
	}
	s.current = current
	s.setFaces(faces)
	s.ExtendBaseWidget(s)
	return s
}

// SetState changes what a step's circle tells. StepCurrent makes the step current and leaves the rest of its state;
// a state other than StepProblem forgets the number of problems.
func (s *Steps) SetState(index int, state StepState) {
	if index < 0 || index >= len(s.faces) {
		return
	}
	if state == StepCurrent {
		s.SetCurrent(index)
		return
	}
	f := s.faces[index]
	if state != StepProblem {
		f.problems = 0
	}
	if f.state != state || state != StepProblem {
		f.state = state
		s.Refresh()
	}
}

// SetProblems marks a step as one with so many problems and shows the number; zero takes the mark away.
func (s *Steps) SetProblems(index, problems int) {
	if index < 0 || index >= len(s.faces) {
		return
	}
	f := s.faces[index]
	switch {
	case problems > 0:
		f.state, f.problems = StepProblem, problems
	case f.state == StepProblem:
		f.state, f.problems = StepOpen, 0
	default:
		return
	}
	s.Refresh()
}

// State is what a step's circle tells, apart from being current.
func (s *Steps) State(index int) StepState { return s.faces[index].state }

// Problems is the number of problems shown at a step.
func (s *Steps) Problems(index int) int { return s.faces[index].problems }

const (
	stepAbove   = 12
	stepBelow   = 10
	stepCircle  = 22
	stepGap     = 8
	countGap    = 6
	countHeight = 17
)

type stepFace struct {
	owner    fyne.Widget
	number   int
	state    StepState
	problems int

	circle *canvas.Circle
	digit  *canvas.Text
	tick   *tick
	label  *Text
	count  *Badge
	line   *canvas.Rectangle
}

func newStepFace(owner fyne.Widget, number int, label string) *stepFace {
	digit := &canvas.Text{Alignment: fyne.TextAlignCenter}
	digit.TextStyle.Bold = true
	return &stepFace{
		owner: owner, number: number,
		circle: &canvas.Circle{}, digit: digit, tick: newTick(),
		label: NewText(label).Bold().Fitting(Ellipsis),
		count: NewBadge("", ToneBad),
		line:  &canvas.Rectangle{},
	}
}

func (f *stepFace) objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{f.circle, f.digit, f.tick.down, f.tick.up, f.label, f.count, f.line}
}

func (f *stepFace) countWidth() float32 {
	if f.problems == 0 {
		return 0
	}
	return countGap + f.count.MinSize().Width
}

func (f *stepFace) minSize() fyne.Size {
	width := stepCircle + stepGap + fullSize(f.label).Width + f.countWidth()
	return fyne.NewSize(width, stepAbove+stepCircle+stepBelow)
}

func (f *stepFace) layout(size fyne.Size) {
	place(f.circle, 0, stepAbove, stepCircle, stepCircle)
	f.tick.layout(3, stepAbove+3, stepCircle-6)
	digit := f.digit.MinSize().Height
	place(f.digit, 0, stepAbove+(stepCircle-digit)/2, stepCircle, digit)
	label := f.label.MinSize().Height
	x := float32(stepCircle + stepGap)
	width := size.Width - x - f.countWidth()
	place(f.label, x, stepAbove+(stepCircle-label)/2, width, label)
	place(f.count, x+width+countGap, stepAbove+(stepCircle-countHeight)/2, f.countWidth()-countGap, countHeight)
	place(f.line, 0, size.Height-underline, size.Width, underline)
}

func (f *stepFace) update(current bool) {
	ground, words := theme.ColorNameOffSoft, theme.ColorNameMuted
	text := strconv.Itoa(f.number)
	switch {
	case f.state == StepProblem:
		ground, words, text = theme.ColorNameBadSoft, theme.ColorNameBad, "!"
		if current {
			ground, words = theme.ColorNameBad, fynetheme.ColorNameForegroundOnError
		}
	case current:
		ground, words = fynetheme.ColorNamePrimary, fynetheme.ColorNameForegroundOnPrimary
	case f.state == StepDone:
		ground, words, text = theme.ColorNameOKSoft, theme.ColorNameOK, ""
	}
	f.circle.FillColor = colorOf(f.owner, ground)
	setText(f.owner, f.digit, text, fynetheme.SizeNameCaptionText, words)
	f.tick.update(colorOf(f.owner, words), f.state == StepDone && !current)
	f.label.SetColor(currentColor(current))
	if f.problems > 0 {
		f.count.Set(strconv.Itoa(f.problems), ToneBad)
		f.count.Show()
	} else {
		f.count.Hide()
	}
	f.line.FillColor = colorOf(f.owner, fynetheme.ColorNamePrimary)
	f.line.Hidden = !current
}

func (f *stepFace) ringBox(fyne.Size) (y, height, radius float32) {
	return stepAbove - 2, stepCircle + 4, 4
}
