package trunks

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/domain"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

const barHeight = 18

// kindCard shows one kind of trunk. As a button, it leads to the customers who hold
// some.
type kindCard struct {
	kind              domain.TrunkKind
	total             *widgets.Text
	bar               *widgets.Meter
	barBox            *fyne.Container
	sold, added, left *legend
	over, note, hint  *widgets.Text
	box               *fyne.Container
	object            *widgets.TapCard
}

func newKindCard(kind domain.TrunkKind, tapped func()) *kindCard {
	c := &kindCard{
		kind:  kind,
		total: widgets.NewText("").Bold(),
		bar:   widgets.NewMeter(barHeight),
		sold:  newLegend(widgets.Solid), added: newLegend(widgets.Striped), left: newLegend(widgets.Bare),
		over: widgets.NewText("").Bold().Colored(theme.ColorNameWarn).Fitting(widgets.Wrap),
		note: widgets.NewCaption(""),
		hint: widgets.NewText("").Sized(fynetheme.SizeNameCaptionText).Colored(fynetheme.ColorNamePrimary),
	}
	name := widgets.NewHeading(words.TrunkKind(kind)).Fitting(widgets.Natural)
	meaning := widgets.NewCaption(words.TrunkMeaning(kind)).Fitting(widgets.Ellipsis)
	c.barBox = widgets.Pad(3, 0, 3, 0, c.bar)
	c.box = widgets.VBox(6,
		widgets.HBox(10, name, widgets.Grow(meaning), c.total),
		c.barBox, c.over, c.note,
		edges.Foot(16, c.sold.object, c.added.object, c.left.object, c.hint),
	)
	c.object = widgets.NewTapCard(c.box, tapped)
	return c
}

// show says how things stand; chosen where the list below is of this kind.
func (c *kindCard) show(s sentence, chosen bool) {
	color := fynetheme.ColorNamePrimary
	if s.over != "" {
		color = theme.ColorNameWarn
	}
	c.total.SetText(s.total)
	c.barBox.Hidden = !s.bar
	c.bar.Set(s.end,
		widgets.MeterPart{Fraction: s.soldPart, Pattern: widgets.Solid, Color: fynetheme.ColorNamePrimary},
		widgets.MeterPart{Fraction: s.addedPart, Pattern: widgets.Striped, Color: color})
	c.sold.show(s.sold, fynetheme.ColorNamePrimary)
	c.added.show(s.added, color)
	c.left.show(s.left, fynetheme.ColorNamePrimary)
	c.over.Say(s.over)
	c.note.Say(s.note)
	c.hint.SetText(lang.L("Show who holds them"))
	if chosen {
		c.hint.SetText(lang.L("Shown below"))
	}
	c.object.SetChosen(chosen)
	c.box.Refresh()
}

// legend is a number in words beside the pattern that stands for it in the bar.
type legend struct {
	pattern widgets.Pattern
	key     *widgets.Meter
	text    *widgets.Text
	object  *fyne.Container
}

func newLegend(p widgets.Pattern) *legend {
	l := &legend{pattern: p, key: widgets.NewMeterKey(p, fynetheme.ColorNamePrimary), text: widgets.NewText("").Sized(fynetheme.SizeNameCaptionText)}
	l.object = widgets.HBox(6, l.key, l.text)
	return l
}

func (l *legend) show(text string, color fyne.ThemeColorName) {
	l.text.SetText(text)
	l.key.Set(0, widgets.MeterPart{Fraction: 1, Pattern: l.pattern, Color: color})
	l.object.Hidden = text == ""
}
