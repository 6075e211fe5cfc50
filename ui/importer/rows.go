package importer

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/lang"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// nowhere is the option for a column that the file does not have.
const nowhere = "none"

func position(i int) string { return strconv.Itoa(i + 1) }

func positionOf(id string) int {
	n, err := strconv.Atoi(id)
	if err != nil { // it is an option of ours
		panic("a column's position: " + err.Error())
	}
	return n - 1
}

// columnName is how a column of the file is called: by its name, else by its letter, as
// spreadsheets do.
func (p *Panel) columnName(i int) string {
	if i < len(p.table.Columns) && strings.TrimSpace(p.table.Columns[i]) != "" {
		return p.table.Columns[i]
	}
	letters := ""
	for n := i + 1; n > 0; n = (n - 1) / 26 {
		letters = string(rune('A'+(n-1)%26)) + letters
	}
	return lang.L("Column {{.Letter}}", map[string]any{"Letter": letters})
}

// example is what stands in a column first.
func (p *Panel) example(i int) string {
	for _, line := range p.table.Lines[:min(len(p.table.Lines), 20)] {
		if i < len(line.Cells) && strings.TrimSpace(line.Cells[i]) != "" && p.mapping.Find("admin_password") != i {
			return line.Cells[i]
		}
	}
	return ""
}

// shownColumns are those of the preview, between the line's number and its result.
var shownColumns = []string{"name", "timezone", "twoway_trunks"}

// row is a line of the preview.
type row struct {
	number *widgets.Text
	cells  []*widgets.Text
	badge  *widgets.Badge
}

func newRow() fyne.CanvasObject {
	r := &row{number: cell(widgets.NewText("").Colored(theme.ColorNameMuted)), badge: widgets.NewBadge("", widgets.ToneOff)}
	objects := []fyne.CanvasObject{r.number}
	for range shownColumns {
		c := cell(widgets.NewText(""))
		r.cells = append(r.cells, c)
		objects = append(objects, c)
	}
	return container.New(&rowLayout{row: r}, append(objects, r.badge)...)
}

func cell(t *widgets.Text) *widgets.Text { return t.Fitting(widgets.Ellipsis) }

func newHead() fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, label := range []string{lang.L("Row"), lang.L("Account"), lang.L("Time zone"), lang.L("Trunks"), lang.L("Result")} {
		objects = append(objects, cell(widgets.NewText(label).Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted)))
	}
	return container.New(&rowLayout{}, objects...)
}

// rowLayout puts the five columns of the preview.
type rowLayout struct{ row *row }

const (
	rowHeight = 40
	rowEdge   = 16
)

// The shares of the width, in hundredths, and where the columns begin.
var columnStarts = []float32{0, 8, 32, 56, 66}

func (l *rowLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(300, rowHeight) }

func (l *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := size.Width - 2*rowEdge
	for i, o := range objects {
		from, to := columnStarts[i]/100*width, width
		if i+1 < len(objects) {
			to = columnStarts[i+1]/100*width - 8
		}
		least := o.MinSize()
		w := to - from
		if _, ok := o.(*widgets.Badge); ok {
			w = min(w, least.Width)
		}
		o.Resize(fyne.NewSize(w, least.Height))
		o.Move(fyne.NewPos(rowEdge+from, (size.Height-least.Height)/2))
	}
}

func (p *Panel) fill(i int, o fyne.CanvasObject) {
	line, box := p.rows[p.view[i]], o.(*fyne.Container) //nolint:errcheck // as newRow makes them
	r := box.Layout.(*rowLayout).row                    //nolint:errcheck // as newRow makes them
	r.number.SetText(strconv.Itoa(line.Line))
	for n, column := range shownColumns {
		text := sheet.Value(column, &line.Draft)
		if column == "twoway_trunks" {
			text = trunks(line.Draft.Trunks)
		}
		r.cells[n].SetText(text)
		color := fynetheme.ColorNameForeground
		if len(line.Problems.At(sheet.FieldOf(column, line.Draft)).Blocking()) > 0 {
			color = theme.ColorNameBad
		}
		r.cells[n].SetColor(color)
	}
	r.badge.Set(result(line))
	box.Layout.Layout(box.Objects, box.Size())
}

// trunks are two-way, then inbound and outbound where there are any.
func trunks(t domain.TypedTrunks) string {
	out := t.TwoWay
	for _, more := range []string{t.Inbound, t.Outbound} {
		if more != "" && more != "0" {
			out += " + " + more
		}
	}
	return out
}

// result says in a word or two what becomes of a row.
func result(r workspace.ImportRow) (string, widgets.Tone) {
	blocking := r.Problems.Blocking()
	switch {
	case r.Skipped():
		return lang.L("Skipped"), widgets.ToneOff
	case r.Updates():
		return lang.L("Updates a draft"), widgets.TonePrimary
	case len(blocking) > 1:
		return words.Problems(len(blocking)), widgets.ToneBad
	case len(blocking) == 1:
		return words.ProblemBadge(blocking[0]), widgets.ToneBad
	case r.Twin.Kind != workspace.NoTwin:
		return words.Twin(r.Twin), widgets.ToneWarn
	}
	return lang.L("Ready"), widgets.ToneOK
}
