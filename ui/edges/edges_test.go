package edges_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/edges"
)

func box(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(color.Black)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func TestWhatIsLeftGoesToTheRest(t *testing.T) {
	for name, tt := range map[string]struct {
		make       func(edge, rest fyne.CanvasObject) *fyne.Container
		edge, rest fyne.Position
		size       fyne.Size // of the rest
	}{
		"top":    {edges.Top, fyne.NewPos(0, 0), fyne.NewPos(0, 30), fyne.NewSize(100, 170)},
		"bottom": {edges.Bottom, fyne.NewPos(0, 170), fyne.NewPos(0, 0), fyne.NewSize(100, 170)},
		"left":   {edges.Left, fyne.NewPos(0, 0), fyne.NewPos(20, 0), fyne.NewSize(80, 200)},
	} {
		t.Run(name, func(t *testing.T) {
			edge, rest := box(20, 30), box(10, 10)
			c := tt.make(edge, rest)
			c.Resize(fyne.NewSize(100, 200))
			require.Equal(t, tt.edge, edge.Position())
			require.Equal(t, tt.rest, rest.Position())
			require.Equal(t, tt.size, rest.Size())
			edge.Hide()
			c.Layout.Layout(c.Objects, c.Size())
			require.Equal(t, fyne.NewSize(100, 200), rest.Size(), "what is hidden takes no room")
		})
	}
}

func TestFootBreaksLinesAndKeepsTheLastAtTheRight(t *testing.T) {
	a, b, c := box(40, 10), box(40, 20), box(40, 10)
	flow := edges.Foot(5, a, b, c)
	flow.Resize(fyne.NewSize(200, 100))
	require.Equal(t, fyne.NewPos(0, 0), a.Position())
	require.Equal(t, fyne.NewPos(45, 0), b.Position())
	require.Equal(t, fyne.NewPos(160, 0), c.Position())
	require.Equal(t, float32(20), flow.MinSize().Height)
	flow.Resize(fyne.NewSize(100, 100))
	require.Equal(t, fyne.NewPos(60, 25), c.Position())
	require.Equal(t, fyne.NewSize(40, 35), flow.MinSize())
	edges.Flow(5, a, b, c).Resize(fyne.NewSize(200, 100))
	require.Equal(t, fyne.NewPos(90, 0), c.Position())
}
