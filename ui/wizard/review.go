package wizard

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// reviewTab is the last tab: everything that will be sent, and a way to edit each
// part of it.
type reviewTab struct {
	w        *Wizard
	intro    *widgets.Text
	banners  *fyne.Container
	cards    *fyne.Container
	sections []section // that the cards show
	pointed  []pointer
	sent     *widgets.Button
	save     *widgets.Button
	all      fyne.CanvasObject
}

func newReview(w *Wizard) *reviewTab {
	v := &reviewTab{w: w, intro: widgets.NewCaption(""), banners: widgets.VBox(10), cards: widgets.VBox(0)}
	v.sent = widgets.NewButton(widgets.Flat, lang.L("Show what is sent"), v.showWhatIsSent)
	v.w.put(reviewStart, place{focus: func() { w.focus(v.sent) }})
	v.save = widgets.NewButton(widgets.Flat, lang.L("Save as PDF…"), v.saveAsPDF)
	v.save.Hidden = w.deps.SaveReview == nil
	v.all = widgets.VBox(12,
		widgets.HBox(4, widgets.Grow(widgets.VBox(2, widgets.NewHeading(lang.L("Check, then create")), v.intro)), v.save, v.sent),
		v.banners, v.cards)
	return v
}

// reviewStart is where the keyboard starts on Review: not on Create Account, so
// that a key held down on Next does not create one.
const reviewStart domain.Field = "review"

func (v *reviewTab) content() fyne.CanvasObject { return v.all }

func (v *reviewTab) first() domain.Field { return reviewStart }

func (v *reviewTab) load(d domain.Draft) {
	intro := lang.L("Nothing has been sent yet. The account is made first, then the rest side by side.")
	if v.w.known.queued {
		intro = lang.L("It was submitted before. What is done is never sent twice.")
	}
	v.intro.SetText(intro)
	sections := review(d, v.w.terms())
	if !slices.EqualFunc(v.sections, sections, func(a, b section) bool { return a.title == b.title && slices.Equal(a.rows, b.rows) }) {
		v.sections = sections
		v.arrange()
	}
	if pointed := v.pointers(); !slices.Equal(v.pointed, pointed) {
		v.pointed = pointed
		v.point()
	}
	show(v.banners, len(v.pointed) > 0)
}

// pointer is a problem in words.
type pointer struct {
	problem domain.Problem
	text    string
}

func (v *reviewTab) pointers() []pointer {
	var out []pointer
	for _, p := range v.w.state.shown() {
		out = append(out, pointer{p, lang.L("{{.Field}}: {{.Problem}}.", data{"Field": words.Field(p.Field), "Problem": v.inFull(p)})})
	}
	return out
}

// arrange sets the cards in two columns of about the same length.
func (v *reviewTab) arrange() {
	columns := [2]*fyne.Container{widgets.VBox(14), widgets.VBox(14)}
	var length [2]int
	for _, s := range v.sections {
		at := 0
		if length[1] < length[0] {
			at = 1
		}
		columns[at].Add(v.card(s))
		length[at] += len(s.rows) + 1
	}
	v.cards.Objects = []fyne.CanvasObject{widgets.Columns(2, 14, 14, columns[0], columns[1])}
	v.cards.Refresh()
}

func (v *reviewTab) card(s section) fyne.CanvasObject {
	rows := make([]fyne.CanvasObject, len(s.rows))
	for i, r := range s.rows {
		rows[i] = widgets.NewCloseKVRow(r.label, r.value, func() { v.w.jump(r.field) })
	}
	return widgets.VBox(6, widgets.NewSection(s.title), widgets.NewBareCard(widgets.Rows(rows...)))
}

// point lists what keeps the account from being created, then what is only to be
// looked at.
func (v *reviewTab) point() {
	v.banners.RemoveAll()
	var blocking, warnings []pointer
	for _, p := range v.pointed {
		if p.problem.Warning {
			warnings = append(warnings, p)
		} else {
			blocking = append(blocking, p)
		}
	}
	if n := len(blocking); n > 0 {
		v.banners.Add(v.list(widgets.ToneBad, words.Plural(n, "1 field needs another look before the account can be created",
			"{{.Count}} fields need another look before the account can be created"), blocking))
	}
	if n := len(warnings); n > 0 {
		v.banners.Add(v.list(widgets.ToneWarn, words.Plural(n, "One thing to look at", "{{.Count}} things to look at"), warnings))
	}
}

func (v *reviewTab) list(tone widgets.Tone, title string, pointers []pointer) fyne.CanvasObject {
	var text []string
	var links []*widgets.Button
	for _, p := range pointers {
		text = append(text, p.text)
		if len(links) < 4 { // the rest is a click on Edit away
			links = append(links, widgets.NewLink(words.Label(p.problem.Field), func() { v.w.jump(p.problem.Field) }))
		}
	}
	return widgets.NewBanner(tone, title, strings.Join(text, "\n"), links...)
}

// inFull says of trunks what they go beyond; the rest is said as at the field.
func (v *reviewTab) inFull(p domain.Problem) string {
	if p.Code != domain.OverTrunks {
		return words.Problem(p)
	}
	for _, kind := range domain.TrunkKinds() {
		if kind.Field() != p.Field {
			continue
		}
		wanted, _ := v.w.state.draft.Trunks.Parse()
		pool := v.w.known.catalogue.Pool(kind, wanted.Of(kind))
		return lang.L("{{.Wanted}} for this one is {{.More}} more than is left of the {{.Total}} of {{.Account}}. The server may refuse or charge for them", data{
			"Wanted": words.Count(pool.Wanted), "More": words.Count(int(p.Limit)), "Total": words.Count(pool.Total), "Account": v.w.reseller(),
		})
	}
	return words.Problem(p)
}

// saveAsPDF saves what is on the screen: the values, and what is to be looked at.
func (v *reviewTab) saveAsPDF() {
	sections := make([]domain.PaperSection, 0, len(v.sections)+1)
	for _, s := range v.sections {
		section := domain.PaperSection{Heading: s.title}
		for _, r := range s.rows {
			section.Rows = append(section.Rows, domain.PaperRow{Label: r.label, Value: r.value})
		}
		sections = append(sections, section)
	}
	if len(v.pointed) > 0 {
		section := domain.PaperSection{Heading: lang.L("To be looked at")}
		for _, p := range v.pointed {
			section.Rows = append(section.Rows, domain.PaperRow{Label: words.Field(p.problem.Field), Value: v.inFull(p.problem)})
		}
		sections = append(sections, section)
	}
	v.w.deps.SaveReview(v.w.state.draft.Clone(), v.w.known.queued, sections)
}

// showWhatIsSent shows the very requests, passwords masked.
func (v *reviewTab) showWhatIsSent() {
	ws, d := v.w.deps.Workspace, v.w.state.draft.Clone()
	run.Go(v.w.deps.Run, func(ctx context.Context) ([]workspace.Request, error) { return ws.Preview(ctx, d) },
		func(requests []workspace.Request, err error) {
			switch {
			case v.w.done:
			case err != nil && len(v.w.state.problems().Blocking()) > 0:
				v.w.modal.Toasts().Show(lang.L("What is sent can be shown once the fields above are mended."), widgets.ToneWarn)
			case err != nil:
				v.w.modal.Toasts().Show(words.Error(err).Title, widgets.ToneBad)
			default:
				widgets.ShowDetails(v.w.deps.Window.Canvas(), lang.L("What is sent"), inText(requests))
			}
		})
}

// inText writes requests one below the other, as they go out.
func inText(requests []workspace.Request) string {
	parts := make([]string, len(requests))
	for i, r := range requests {
		parts[i] = fmt.Sprintf("%s %s", r.Method, r.Path)
		if r.Body != "" {
			parts[i] += "\n" + r.Body
		}
	}
	return strings.Join(parts, "\n\n")
}
