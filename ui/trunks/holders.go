package trunks

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// holderList lists which customers hold most, of those whose limits were read.
type holderList struct {
	kind    domain.TrunkKind
	holders []workspace.TrunkHolder
	most    int // what the first that has an end holds

	heading *widgets.Text
	all     *widgets.Button
	caption *widgets.Text
	empty   *widgets.Text
	list    *widgets.List
	card    *fyne.Container
	object  *fyne.Container
}

func newHolderList(open func(id string), all func()) *holderList {
	l := &holderList{
		heading: widgets.NewHeading(""), all: widgets.NewLink(lang.L("All kinds together"), all),
		caption: widgets.NewCaption(""), empty: widgets.NewCaption(""),
	}
	l.list = widgets.NewList(func() fyne.CanvasObject { return newHolderRow() }, func(i int, o fyne.CanvasObject) {
		if row, ok := o.(*holderRow); ok {
			row.show(l.holders[i], l.kind, l.most)
		}
	})
	l.list.OnSelected = open
	l.card = container.NewWithoutLayout(widgets.NewBareCard(widgets.Pad(1, 1, 1, 1, l.list)))
	l.card.Layout = &asManyRows{list: l.list}
	head := widgets.VBox(2, widgets.HBox(10, widgets.Grow(l.heading), l.all), l.caption, l.empty)
	l.object = edges.Top(widgets.Pad(0, 0, 8, 0, head), l.card)
	return l
}

// show lists the customers who hold trunks of a kind, or of AllTrunks.
func (l *holderList) show(o workspace.TrunkOverview, kind domain.TrunkKind) {
	l.kind, l.holders, l.most = kind, o.Largest[kind], 0
	for _, h := range l.holders {
		l.most = max(l.most, h.Of(kind))
	}
	l.heading.SetText(lang.L("Largest customers"))
	if kind != workspace.AllTrunks {
		l.heading.SetText(lang.L("Largest customers: {{.Kind}}", data{"Kind": words.TrunkKind(kind)}))
	}
	l.all.Hidden = kind == workspace.AllTrunks
	counts := data{"Read": words.Count(o.Read), "Count": words.Count(o.Accounts)}
	l.caption.Say("")
	l.empty.Say("")
	switch {
	case o.Read == 0:
		l.empty.Say(lang.L("No account's limits are read yet. An account is listed here once you have opened it."))
	case len(l.holders) == 0:
		l.empty.Say(lang.L("None of the accounts that were read ({{.Read}} of {{.Count}}) holds any.", counts))
	default:
		l.caption.Say(lang.L("Of those that were read, {{.Read}} of {{.Count}} accounts. An account is read when you open it.", counts))
	}
	holders := l.holders
	l.list.SetData(widgets.ListData{Len: len(holders), ID: func(i int) string { return holders[i].Account.ID }})
	l.card.Hidden = len(holders) == 0
	l.object.Refresh()
}

// holderRow is a customer with what it holds.
type holderRow struct {
	widget.BaseWidget
	name, detail, number *widgets.Text
	bar                  *widgets.Meter
	box                  *fyne.Container
}

const (
	rowHeight   = 52
	rowBarWidth = 130
	numberWidth = 60
)

func newHolderRow() *holderRow {
	r := &holderRow{
		name:   widgets.NewText("").Bold().Fitting(widgets.Ellipsis),
		detail: widgets.NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted).Fitting(widgets.Ellipsis),
		number: widgets.NewText("").Bold().Aligned(fyne.TextAlignTrailing).Fitting(widgets.Ellipsis),
		bar:    widgets.NewMeter(10),
	}
	r.box = widgets.Pad(0, 16, 0, 19, widgets.HBox(12,
		widgets.Grow(widgets.VBox(0, r.name, r.detail)), widgets.FixedWidth(rowBarWidth, r.bar), widgets.FixedWidth(numberWidth, r.number)))
	r.ExtendBaseWidget(r)
	return r
}

// show fills the row; most is what a full bar stands for.
func (r *holderRow) show(h workspace.TrunkHolder, kind domain.TrunkKind, most int) {
	r.name.SetText(h.Account.Name)
	r.detail.SetText(held(h.Trunks))
	n := h.Of(kind)
	part := widgets.MeterPart{Fraction: float32(n) / float32(max(most, 1)), Pattern: widgets.Solid, Color: fynetheme.ColorNamePrimary}
	number := words.Count(n)
	if n == workspace.UnlimitedTrunks {
		part.Fraction, part.Pattern, number = 1, widgets.Striped, "∞"
	}
	r.number.SetText(number)
	r.bar.Set(0, part)
}

// CreateRenderer implements fyne.Widget.
func (r *holderRow) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.box) }

// MinSize implements fyne.CanvasObject.
func (r *holderRow) MinSize() fyne.Size { return fyne.NewSize(r.box.MinSize().Width, rowHeight) }

// held says what an account holds of each kind of which it holds any.
func held(t domain.Trunks) string {
	var said []string
	for _, k := range []struct {
		kind domain.TrunkKind
		name string
	}{{domain.TwoWay, lang.L("two-way")}, {domain.Inbound, lang.L("inbound")}, {domain.Outbound, lang.L("outbound")}} {
		switch n := t.Of(k.kind); {
		case n == workspace.UnlimitedTrunks:
			said = append(said, lang.L("unlimited {{.Kind}}", data{"Kind": k.name}))
		case n > 0:
			said = append(said, lang.L("{{.Count}} {{.Kind}}", data{"Count": words.Count(n), "Kind": k.name}))
		}
	}
	return strings.Join(said, " · ")
}

// leastRows are so many rows that are always to be seen of a list that has them; the
// page scrolls where there is no room for them.
const leastRows = 5

// asManyRows gives a list in a card the room that its rows need, as far as there is
// any.
type asManyRows struct{ list *widgets.List }

func (l *asManyRows) height(rows int) float32 { return float32(rows)*rowHeight + 2 }

func (l *asManyRows) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, l.height(min(l.list.Len(), leastRows)))
}

func (l *asManyRows) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Move(fyne.NewPos(0, 0))
	objects[0].Resize(fyne.NewSize(size.Width, min(size.Height, l.height(l.list.Len()))))
}
