package edges_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/edges"
	"accountsmanager/ui/uitest"
)

func TestTheBorderIsMovedWithinItsLimits(t *testing.T) {
	left, right := box(50, 50), box(100, 50)
	s := edges.NewSplit(left, right, 300, 200, 400)
	var told []float32
	s.OnMoved = func(width float32) { told = append(told, width) }
	w := uitest.NewWindow(t, s.Object(), 1000, 500)
	drag := func(by float32) { test.Drag(w.Canvas(), fyne.NewPos(s.Width(), 250), by, 0) }

	require.Equal(t, fyne.NewSize(300, 500), left.Size())
	require.Equal(t, fyne.NewPos(300, 0), right.Position())
	drag(50)
	require.Equal(t, fyne.NewSize(350, 500), left.Size())
	require.Equal(t, fyne.NewSize(650, 500), right.Size(), "the rest has what is left")
	drag(500)
	require.EqualValues(t, 400, s.Width(), "no wider than it may be")
	drag(-1000)
	require.EqualValues(t, 200, s.Width(), "no narrower")
	require.Equal(t, []float32{350, 400, 200}, told)

	w.Resize(fyne.NewSize(700, 500))
	require.EqualValues(t, 200, left.Size().Width, "a smaller window takes nothing from the left")
	require.EqualValues(t, 500, right.Size().Width)
}

func TestAWideLeftMakesNoWindowGrow(t *testing.T) {
	left, right := box(50, 50), box(100, 50)
	s := edges.NewSplit(left, right, 300, 200, 400)
	w := uitest.NewWindow(t, s.Object(), 450, 500)
	s.SetWidth(400)
	require.EqualValues(t, 450, w.Canvas().Size().Width)
	require.EqualValues(t, 300, s.Object().MinSize().Width)
	require.EqualValues(t, 350, left.Size().Width, "as much as leaves room for the rest")
	require.EqualValues(t, 100, right.Size().Width)
	test.Drag(w.Canvas(), fyne.NewPos(350, 250), -30, 0)
	require.EqualValues(t, 320, left.Size().Width, "it is moved from where it is seen")

	s.SetWidth(400)
	w.Resize(fyne.NewSize(1000, 500))
	require.EqualValues(t, 400, left.Size().Width, "where there is room, it is as it was asked for")
}

func TestADoubleClickOnTheBorderGivesTheUsualWidth(t *testing.T) {
	s := edges.NewSplit(box(50, 50), box(100, 50), 300, 200, 400)
	w := uitest.NewWindow(t, s.Object(), 1000, 500)
	s.Widen(64)
	require.EqualValues(t, 364, s.Width())
	test.DoubleTap(uitest.FindAll[interface {
		fyne.CanvasObject
		fyne.DoubleTappable
	}](w.Content())[0])
	require.EqualValues(t, 300, s.Width())
}

func TestAWidthThatWasKeptIsBelievedWithinTheLimits(t *testing.T) {
	s := edges.NewSplit(box(50, 50), box(100, 50), 300, 200, 400)
	for kept, want := range map[float32]float32{350: 350, 0: 300, -5: 200, 1e9: 400} {
		s.SetWidth(kept)
		require.Equal(t, want, s.Width(), kept)
	}
}

// The bar of a list that scrolls reaches up to the border.
func TestTheBarOfAListIsTakenOverItsWholeWidth(t *testing.T) {
	list := container.NewVScroll(box(50, 5000))
	s := edges.NewSplit(edges.NewSurface(edges.LineRight, list), box(100, 50), 300, 200, 400)
	w := uitest.NewWindow(t, s.Object(), 1000, 500)
	small := fyne.CurrentApp().Settings().Theme().Size(theme.SizeNameScrollBarSmall)
	for x := float32(1); x <= small; x++ { // from the line on
		list.ScrollToTop()
		test.Drag(w.Canvas(), fyne.NewPos(299-x, 5), 0, 100)
		require.Positive(t, list.Offset.Y, "%v from the line", x)
		require.EqualValues(t, 300, s.Width())
	}
	for x := float32(-0.5); x < 6; x++ {
		s.SetWidth(300)
		test.Drag(w.Canvas(), fyne.NewPos(300+x, 5), 40, 0)
		require.EqualValues(t, 340, s.Width(), "%v from the line", x)
	}
}
