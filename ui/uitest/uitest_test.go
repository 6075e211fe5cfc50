package uitest_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func text(s string, x, y, width, height float32) *canvas.Text {
	t := canvas.NewText(s, nil)
	t.Move(fyne.NewPos(x, y))
	t.Resize(fyne.NewSize(width, height))
	return t
}

func TestMisplacedSeesWhatAPersonCouldNotRead(t *testing.T) {
	long := strings.Repeat("long ", 30)
	for name, test := range map[string]struct {
		objects []fyne.CanvasObject
		want    string
	}{
		"fine":            {[]fyne.CanvasObject{text("one", 0, 0, 100, 20), text("two", 0, 20, 100, 20)}, ""},
		"side by side":    {[]fyne.CanvasObject{text("one", 0, 0, 100, 20), text("two", 101, 0, 100, 20)}, ""},
		"too wide":        {[]fyne.CanvasObject{text(long, 0, 0, 100, 20)}, "wide in a place of 100"},
		"over each other": {[]fyne.CanvasObject{text("one", 0, 0, 100, 20), text("two", 5, 8, 100, 20)}, `"two" lies over "one"`},
		"right edge":      {[]fyne.CanvasObject{text("a whole sentence", 250, 0, 200, 20)}, "sticks out at the right"},
		"bottom edge":     {[]fyne.CanvasObject{text("one", 0, 190, 100, 20)}, "sticks out at the bottom"},
		"left edge":       {[]fyne.CanvasObject{text("one", -20, 0, 100, 20)}, "sticks out at the left"},
	} {
		t.Run(name, func(t *testing.T) {
			c := uitest.NewWindow(t, container.NewWithoutLayout(test.objects...), 300, 200).Canvas()
			found := strings.Join(uitest.Misplaced(c), "\n")
			if test.want == "" {
				require.Empty(t, found)
				return
			}
			require.Contains(t, found, test.want)
		})
	}
}

func TestMisplacedKnowsScrolls(t *testing.T) {
	below := container.NewWithoutLayout(text("below the fold", 0, 500, 200, 20))
	c := uitest.NewWindow(t, &fyne.Container{Layout: fixed{300, 700}, Objects: []fyne.CanvasObject{container.NewVScroll(
		&fyne.Container{Layout: fixed{200, 600}, Objects: []fyne.CanvasObject{below}})}}, 300, 200).Canvas()
	require.Empty(t, uitest.Misplaced(c))

	beside := container.NewWithoutLayout(text("beside the scroll", 280, 0, 200, 20))
	c = uitest.NewWindow(t, container.NewVScroll(&fyne.Container{Layout: wide{500}, Objects: []fyne.CanvasObject{beside}}), 300, 200).Canvas()
	require.Contains(t, strings.Join(uitest.Misplaced(c), ""), `"beside the scroll" sticks out`)
}

// wide gives its objects more room than it asks for.
type wide struct{ width float32 }

func (w wide) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(10, 10) }

func (w wide) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(w.width, size.Height))
	}
}

// fixed gives its objects one size.
type fixed struct{ width, height float32 }

func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(f.width, f.height) }

func (f fixed) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	for _, o := range objects {
		o.Resize(fyne.NewSize(f.width, f.height))
	}
}

func TestFindGoesByWhatCanBeRead(t *testing.T) {
	hidden := widgets.NewButton(widgets.Primary, "Hidden", nil)
	hidden.Hide()
	save, wrapped := widgets.NewButton(widgets.Primary, "Save", nil), widgets.NewText("several words that wrap").Fitting(widgets.Wrap)
	root := widgets.VBox(0, hidden, save, widgets.FixedWidth(60, wrapped), widget.NewLabel("Fyne's own"))
	c := uitest.NewWindow(t, root, 300, 300).Canvas()

	require.Same(t, save, uitest.Find[*widgets.Button](t, uitest.Top(c), "Save"))
	require.Same(t, wrapped, uitest.Find[*widgets.Text](t, root, "several words that wrap"))
	require.NotNil(t, uitest.Find[*widget.Label](t, root, "Fyne's own"))
	_, found := uitest.Lookup[*widgets.Button](root, "Hidden")
	require.False(t, found)
	require.Len(t, uitest.FindAll[*widgets.Button](root), 1)
	require.True(t, uitest.Has(root, "words that wrap"))
	require.False(t, uitest.Has(root, "Hidden"))
	require.Contains(t, uitest.Dump(c), `"Save"`)
}

func TestClickHitsWhatIsOnTop(t *testing.T) {
	below, above := 0, 0
	button := widgets.NewButton(widgets.Primary, "Below", func() { below++ })
	cover := widgets.NewButton(widgets.Primary, "Above", func() { above++ })
	c := uitest.NewWindow(t, container.NewStack(button, cover), 300, 100).Canvas()
	uitest.Click(t, c, button)
	require.Equal(t, 0, below)
	require.Equal(t, 1, above)
}

func TestClickBesideTakesTheFocusAway(t *testing.T) {
	e := widgets.NewEntry()
	c := uitest.NewWindow(t, widgets.VBox(0, e), 300, 300).Canvas()
	uitest.Click(t, c, e)
	require.Equal(t, fyne.Focusable(e), c.Focused())
	uitest.ClickAt(c, fyne.NewPos(150, 250))
	require.Nil(t, c.Focused())
}

func TestTypeIntoReplaces(t *testing.T) {
	e := widgets.NewEntry()
	e.SetText("old")
	c := uitest.NewWindow(t, widgets.VBox(0, widgets.NewFormField("Account name *", e)), 300, 300).Canvas()
	uitest.TypeInto(t, c, "Account name", "new one")
	require.Equal(t, "new one", e.Text)
	uitest.TypeInto(t, c, "Account name *", "")
	require.Empty(t, e.Text)
	uitest.Paste(c, "pasted")
	require.Equal(t, "pasted", e.Text)
}

func TestKeysReachTheWindowWhenNothingHasTheFocus(t *testing.T) {
	c := uitest.NewWindow(t, widgets.VBox(0), 300, 300).Canvas()
	var keys []fyne.KeyName
	var runes string
	c.SetOnTypedKey(func(ev *fyne.KeyEvent) { keys = append(keys, ev.Name) })
	c.SetOnTypedRune(func(r rune) { runes += string(r) })
	uitest.Press(c, fyne.KeyEscape, fyne.KeySpace)
	uitest.Type(c, "/")
	require.Equal(t, []fyne.KeyName{fyne.KeyEscape, fyne.KeySpace}, keys)
	require.Equal(t, " /", runes)
}
