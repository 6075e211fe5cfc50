package widgets_test

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

type listRig struct {
	c       fyne.Canvas
	list    *widgets.List
	ids     []string
	updated int
	chosen  []string
}

func newListRig(t testing.TB, ids []string, headings map[int]string) *listRig {
	r := &listRig{}
	r.list = widgets.NewList(func() fyne.CanvasObject { return widgets.NewListRow() }, func(i int, o fyne.CanvasObject) {
		r.updated++
		o.(*widgets.ListRow).Set(r.ids[i], "detail of "+r.ids[i], "", widgets.ToneOff)
	})
	r.list.OnSelected = func(id string) { r.chosen = append(r.chosen, id) }
	r.set(ids, headings)
	if t, ok := t.(*testing.T); ok {
		r.c = uitest.NewWindow(t, r.list, 300, 400).Canvas()
	}
	return r
}

func (r *listRig) set(ids []string, headings map[int]string) {
	r.ids = ids
	r.list.SetData(widgets.ListData{Len: len(ids), ID: func(i int) string { return ids[i] }, Headings: headings})
}

func names(n int) []string {
	ids := make([]string, n)
	for i := range ids {
		ids[i] = fmt.Sprintf("account %d", i)
	}
	return ids
}

func TestTheMenuKeyBringsItsRowIntoSight(t *testing.T) {
	r := newListRig(t, names(1000), nil)
	var at fyne.Position
	r.list.OnMenu = func(_ string, where fyne.Position) { at = where }
	r.c.Focus(r.list)
	uitest.Press(r.c, fyne.KeyEnd)
	uitest.FindAll[interface {
		fyne.CanvasObject
		fyne.Scrollable
	}](r.list)[0].Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, 1e6)})
	require.False(t, uitest.Has(r.list, "account 999"), "the wheel takes it out of sight")
	uitest.Press(r.c, desktop.KeyMenu)
	require.True(t, uitest.Has(r.list, "account 999"))
	require.True(t, at.Y > 0 && at.Y < r.c.Size().Height, at)
}

func TestListShowsOnlyWhatIsInSight(t *testing.T) {
	r := newListRig(t, names(100_000), nil)
	require.Less(t, len(uitest.FindAll[*widgets.ListRow](r.list)), 12)
	require.True(t, uitest.Has(r.list, "account 0"))

	r.c.Focus(r.list)
	r.updated = 0
	uitest.Press(r.c, fyne.KeyEnd)
	require.True(t, uitest.Has(r.list, "account 99999"))
	require.Less(t, r.updated, 40, "a jump over 100,000 rows costs as much as over 20")
	uitest.AssertInside(t, r.c)
}

func TestListKeys(t *testing.T) {
	r := newListRig(t, []string{"", "d1", "d2", "", "a1", "a2", "a3"}, map[int]string{0: "DRAFTS", 3: "ACCOUNTS"})
	uitest.Press(r.c, fyne.KeyTab)
	require.True(t, uitest.Has(r.list, "DRAFTS"))
	choose := func(keys ...fyne.KeyName) string {
		r.chosen = nil
		uitest.Press(r.c, append(keys, fyne.KeyReturn)...)
		require.Len(t, r.chosen, 1)
		return r.chosen[0]
	}
	require.Equal(t, "d1", choose(), "the first row, not the heading")
	require.Equal(t, "d2", choose(fyne.KeyDown))
	require.Equal(t, "a1", choose(fyne.KeyDown), "a heading is passed over")
	require.Equal(t, "d2", choose(fyne.KeyUp))
	require.Equal(t, "a3", choose(fyne.KeyEnd))
	require.Equal(t, "a3", choose(fyne.KeyDown))
	require.Equal(t, "d1", choose(fyne.KeyHome))
	require.Equal(t, "d1", choose(fyne.KeyUp))
	require.Equal(t, "a3", choose(fyne.KeyPageDown))
	require.Equal(t, "d1", choose(fyne.KeyPageUp))

	var opened, typed string
	r.list.OnOpen = func(id string) { opened = id }
	r.list.OnTyped = func(c rune) { typed += string(c) }
	uitest.Press(r.c, fyne.KeyRight)
	uitest.Type(r.c, "ab")
	require.Equal(t, "d1", opened)
	require.Equal(t, "ab", typed)

	var menu string
	var at fyne.Position
	r.list.OnMenu = func(id string, where fyne.Position) { menu, at = id, where }
	uitest.Press(r.c, fyne.KeyEnd, desktop.KeyMenu)
	require.Equal(t, "a3", menu)
	row, size, ok := uitest.Box(r.c, uitest.Find[*widgets.Text](t, r.list, "a3"))
	require.True(t, ok)
	require.True(t, at.Y >= row.Y && at.Y <= row.Y+size.Height, "the menu is at the row")
}

func TestListKeepsTheChosenRowByIdentity(t *testing.T) {
	r := newListRig(t, names(50), nil)
	uitest.Click(t, r.c, uitest.Find[*widgets.Text](t, r.list, "account 3"))
	require.Equal(t, []string{"account 3"}, r.chosen)

	filtered := []string{"account 3", "account 30", "account 31"}
	r.set(filtered, nil)
	require.Equal(t, "account 3", r.list.SelectedID())
	r.chosen = nil
	r.c.Focus(r.list)
	uitest.Press(r.c, fyne.KeyDown, fyne.KeySpace)
	require.Equal(t, []string{"account 30"}, r.chosen, "the cursor went along")

	r.set([]string{"account 1"}, nil)
	require.Equal(t, "account 30", r.list.SelectedID(), "it is only out of the filter")
	r.set(names(50), nil)
	r.chosen = nil
	require.Empty(t, r.chosen, "new data choose nothing")
	uitest.Settle(r.c)
	uitest.AssertInside(t, r.c)
}

func TestListScrollsToTheChosenRow(t *testing.T) {
	r := newListRig(t, names(1000), nil)
	r.list.SetSelectedID("account 500")
	require.True(t, uitest.Has(r.list, "account 500"))
	require.Empty(t, r.chosen)
}

func TestListRowsAreUsedAgainAfterTheDataShrink(t *testing.T) {
	r := newListRig(t, names(1000), nil)
	r.c.Focus(r.list)
	uitest.Press(r.c, fyne.KeyEnd)
	r.set(names(2), nil)
	uitest.Settle(r.c)
	require.ElementsMatch(t, []string{"account 0", "detail of account 0", "account 1", "detail of account 1"}, uitest.Texts(r.list))
	r.set(nil, nil)
	uitest.Settle(r.c)
	require.Empty(t, uitest.Texts(r.list))
	uitest.Press(r.c, fyne.KeyDown, fyne.KeyReturn, fyne.KeyPageUp, fyne.KeyHome)
	require.Empty(t, r.chosen)
}

func BenchmarkListScroll100000(b *testing.B) {
	r := newListRig(b, names(100_000), nil)
	r.list.Resize(fyne.NewSize(300, 600))
	for b.Loop() {
		r.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	}
}
