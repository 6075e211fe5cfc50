package widgets_test

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/theme"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestBarIsCutOffAtItsEnd(t *testing.T) {
	b := widgets.NewBar(widgets.Segment{Fraction: 0.96, Color: theme.ColorNameOff})
	b.Set(widgets.Segment{Fraction: 0.96, Color: theme.ColorNameOff}, widgets.Segment{Fraction: 0.12, Color: theme.ColorNameBad},
		widgets.Segment{Fraction: 0.5, Color: theme.ColorNameOK}, widgets.Segment{Fraction: -1, Color: theme.ColorNameOK})
	c := uitest.NewWindow(t, widgets.VBox(0, b), 200, 50).Canvas()
	require.Equal(t, float32(10), b.MinSize().Height)
	var right float32
	for _, part := range uitest.FindAll[fyne.CanvasObject](b)[1:] {
		at, size, _ := uitest.Box(c, part)
		right = max(right, at.X+size.Width)
	}
	require.InDelta(t, 200, right, 0.01)
}

func TestStrengthIsSaidInWords(t *testing.T) {
	s := widgets.NewStrengthBar()
	s.Set(0.2, widgets.ToneBad, "Weak")
	uitest.NewWindow(t, s, 200, 50)
	require.True(t, uitest.Has(s, "Weak"))
	s.Set(0.9, widgets.ToneOK, "Strong · generated")
	require.True(t, uitest.Has(s, "Strong · generated"))
}

func TestBannerWrapsAndItsButtonsWork(t *testing.T) {
	again := 0
	b := widgets.NewBanner(widgets.ToneBad, "Refused", strings.Repeat("The server may refuse or charge for them. ", 5),
		widgets.NewButton(widgets.Primary, "Try again", func() { again++ }))
	c := uitest.NewWindow(t, widgets.VBox(0, b), 300, 400).Canvas()
	uitest.AssertInside(t, c)
	uitest.Press(c, fyne.KeyTab, fyne.KeyReturn)
	require.Equal(t, 1, again)
	b.Set(widgets.ToneWarn, "", "Only words")
	uitest.Settle(c)
	require.Equal(t, []string{"Only words", "Try again"}, uitest.Texts(b))
	uitest.AssertInside(t, c)
}

func TestChipsChooseByKey(t *testing.T) {
	var heard []int
	chips := widgets.NewChips([]string{"All", "Drafts 2", "Needs you 1", "Off"}, func(i int) { heard = append(heard, i) })
	c := uitest.NewWindow(t, widgets.VBox(0, chips), 268, 60).Canvas()
	uitest.AssertInside(t, c)
	uitest.Press(c, fyne.KeyTab, fyne.KeyRight, fyne.KeySpace)
	require.Equal(t, []int{1}, heard)
	chips.SetLabel(1, "Drafts 3")
	require.True(t, uitest.Has(chips, "Drafts 3"))
	require.Equal(t, 1, chips.Current())
}

func TestBreadcrumbGoesBack(t *testing.T) {
	var heard []int
	b := widgets.NewBreadcrumb([]string{"Northwind Telecom", "Adatum Holdings", "ABC Company"}, func(i int) { heard = append(heard, i) })
	c := uitest.NewWindow(t, widgets.VBox(0, b), 500, 60).Canvas()
	uitest.AssertInside(t, c)
	uitest.Press(c, fyne.KeyTab, fyne.KeyHome, fyne.KeyReturn)
	require.Equal(t, []int{0}, heard)
	b.SetNames([]string{"Northwind Telecom"})
	uitest.Settle(c)
	require.Equal(t, []string{"Northwind Telecom"}, uitest.Texts(b))
}

func TestAvatarShowsAnInitialOfAnyAlphabet(t *testing.T) {
	a := widgets.NewAvatar("Northwind")
	uitest.NewWindow(t, a, 100, 100)
	require.Equal(t, []string{"N"}, uitest.Texts(a))
	a.SetName("Économie")
	require.Equal(t, []string{"É"}, uitest.Texts(a))
	a.SetName("")
	require.Empty(t, uitest.Texts(a))
}

func TestProgressAndSpinner(t *testing.T) {
	p, s := widgets.NewProgressLine(), widgets.NewSpinner("Signing in…")
	c := uitest.NewWindow(t, widgets.VBox(0, p, s), 200, 60).Canvas()
	p.SetFraction(2)
	p.SetFraction(0.5)
	s.Start()
	s.Stop()
	require.True(t, uitest.Has(s, "Signing in…"))
	uitest.AssertInside(t, c)
}

// clock runs the delays of a ToastHost by hand.
type clock struct{ due []func() }

func (c *clock) after(_ time.Duration, f func()) func() {
	c.due = append(c.due, f)
	at := len(c.due) - 1
	return func() { c.due[at] = func() {} }
}

func TestToastGoesByItselfAndTakesNoFocus(t *testing.T) {
	e := widgets.NewEntry()
	host, content := widgets.NewToastHost(widgets.VBox(0, e))
	var k clock
	host.After = k.after
	c := uitest.NewWindow(t, content, 500, 300).Canvas()
	c.Focus(e)
	host.Show("Copied", widgets.ToneOK)
	uitest.Settle(c)
	require.Equal(t, fyne.Focusable(e), c.Focused())
	require.True(t, uitest.Has(content, "Copied"))
	uitest.AssertInside(t, c)
	host.Show("Queued", widgets.ToneWarn)
	k.due[0]()
	require.Equal(t, "Queued", host.Message(), "the time of an earlier message is over without effect")
	k.due[1]()
	require.Empty(t, host.Message())
}

func TestToastActionAndModal(t *testing.T) {
	undone := 0
	host, content := widgets.NewToastHost(widgets.NewEntry())
	c := uitest.NewWindow(t, content, 500, 300).Canvas()
	host.After = new(clock).after
	host.ShowAction("Disabled", widgets.ToneWarn, "Undo", func() { undone++ })
	uitest.Settle(c)
	uitest.Click(t, c, uitest.Find[*widgets.Button](t, content, "Undo"))
	require.Equal(t, 1, undone)
	require.Empty(t, host.Message())

	m := widgets.NewModal(c, widgets.ModalOptions{Body: widgets.NewEntry()})
	m.Toasts().After = new(clock).after
	m.Show()
	host.Show("Draft saved", widgets.ToneOK)
	require.Empty(t, host.Message())
	require.Equal(t, "Draft saved", m.Toasts().Message(), "while a panel is open, messages show in it")
	m.Close()
}

func TestTextFits(t *testing.T) {
	long := widgets.NewDisplay("A name of an account that is far too long for where it stands")
	badge := widgets.NewBadge("Active", widgets.ToneOK)
	c := uitest.NewWindow(t, widgets.VBox(0, widgets.HBox(10, long, badge)), 250, 60).Canvas()
	uitest.AssertInside(t, c)
	require.True(t, strings.HasSuffix(uitest.Texts(long)[0], "…"))
	require.Equal(t, "A name of an account that is far too long for where it stands", long.Text())

	long.SetText("Short")
	uitest.Settle(c)
	require.Equal(t, []string{"Short"}, uitest.Texts(long))
	at, size, _ := uitest.Box(c, long)
	b, _, _ := uitest.Box(c, badge)
	require.InDelta(t, at.X+size.Width+10, b.X, 0.01, "what follows stands right behind the words")
}
