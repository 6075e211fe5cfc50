package importer

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
	"accountsmanager/ui/choices"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// Workspace is what the panel asks of the program.
type Workspace interface {
	ImportTerms(ctx context.Context) (sheet.Terms, map[string]string, error)
	RememberColumns(ctx context.Context, columns map[string]string) error
	ExamineImport(ctx context.Context, rows []sheet.Row) ([]workspace.ImportRow, error)
	Import(ctx context.Context, rows []workspace.ImportRow, progress func(done int)) (workspace.Imported, error)
}

// Options are what the panel is made of.
type Options struct {
	Workspace Workspace
	Runner    *run.Runner
	Canvas    fyne.Canvas
	Now       func() time.Time
	// Done is told what was imported, once the panel is closed.
	Done   func(workspace.Imported)
	Failed func(error)
	Closed func()
}

// Panel is an import on its way. Its methods belong to the UI thread.
type Panel struct {
	options Options
	name    string // of the file
	table   sheet.Table
	terms   sheet.Terms
	known   map[string]string // what columns were called before
	mapping sheet.Mapping

	reading *run.Latest[[]workspace.ImportRow]
	rows    []workspace.ImportRow
	remarks []sheet.Remark
	view    []int // the rows that the filter lets through
	filter  filter
	counts  counts
	busy    bool // drafts are being made

	modal   *widgets.Modal
	pickers map[string]*widgets.Picker
	more    *fyne.Container
	chips   *widgets.Chips
	list    *widgets.List
	detail  *fyne.Container
	notes   *fyne.Container
	summary *widgets.Text
	total   *widgets.Text
	make    *widgets.Button
	line    *widgets.ProgressLine
}

// filter is which rows are shown.
type filter int

const (
	showAll filter = iota
	showReady
	showProblems
	showTwins
)

// counts are of all rows.
type counts struct{ ready, problems, twins, skipped, kept int }

// parsed is a file as far as it can be read without the person.
type parsed struct {
	table sheet.Table
	terms sheet.Terms
	known map[string]string
}

// Open reads what stands in a file, and shows the panel.
func Open(o Options, name string, data []byte) {
	run.Go(o.Runner, func(ctx context.Context) (parsed, error) {
		table, err := sheet.Parse(data)
		if err != nil {
			return parsed{}, err
		}
		terms, known, err := o.Workspace.ImportTerms(ctx)
		return parsed{table, terms, known}, err
	}, func(p parsed, err error) {
		if err != nil {
			o.Failed(err)
			o.Closed()
			return
		}
		panel := &Panel{options: o, name: name, table: p.table, terms: p.terms, known: p.known, reading: run.NewLatest[[]workspace.ImportRow](o.Runner)}
		panel.mapping = p.table.Guess(p.known, p.terms.RealmSuffix)
		panel.build()
		panel.modal.Show()
		panel.examine()
	})
}

func (p *Panel) build() {
	p.total = widgets.NewCaption(words.Rows(len(p.table.Lines)))
	p.chips = widgets.NewChips([]string{"", "", "", ""}, func(i int) {
		p.filter = filter(i)
		p.show()
	})
	p.list = widgets.NewList(newRow, func(i int, o fyne.CanvasObject) { p.fill(i, o) })
	p.list.OnSelected = func(string) { p.showDetail() }
	p.detail, p.notes = widgets.VBox(6), widgets.VBox(4)
	p.summary = widgets.NewCaption("")
	p.line = widgets.NewProgressLine()
	p.line.Hide()
	p.make = widgets.NewButton(widgets.Primary, "", p.run)
	cancel := widgets.NewButton(widgets.Secondary, lang.L("Cancel"), p.cancel)
	body := widgets.VBox(12,
		p.columns(),
		p.chips,
		widgets.NewBareCard(widgets.VBox(0, newHead(), widgets.NewDivider(), widgets.Tall(listHeight, p.list))),
		p.summary, p.detail, p.notes,
	)
	p.modal = widgets.NewModal(p.options.Canvas, widgets.ModalOptions{
		Title: lang.L("Import drafts from {{.File}}", map[string]any{"File": p.name}), TitleRight: p.total,
		Body:    body,
		Footer:  widgets.VBox(8, p.line, widgets.HBox(10, cancel, widgets.Spacer(), p.make)),
		Default: p.make, InitialFocus: p.make, OnEscape: p.cancel,
		OnClosed: func() {
			p.reading.Cancel()
			p.options.Closed()
		},
	})
}

const listHeight = 268

// columns are the fields that a person is asked for, each with the file's column for it.
func (p *Panel) columns() fyne.CanvasObject {
	p.pickers = map[string]*widgets.Picker{}
	var first, rest []fyne.CanvasObject
	for i, column := range sheet.Choosable() {
		picker := widgets.NewPicker(p.fileColumns)
		picker.SetPlaceHolder(lang.L("Not in the file"))
		picker.OnChanged = func(id string, known bool) { p.chosen(column, id, known) }
		p.pickers[column] = picker
		field := widgets.NewFormField(words.Column(column), picker)
		if i < 4 {
			first = append(first, field)
		} else {
			rest = append(rest, field)
		}
	}
	p.more = widgets.Columns(4, 14, 10, rest...)
	p.more.Hide()
	var link *widgets.Button
	link = widgets.NewLink(lang.L("More columns"), func() {
		p.more.Hidden = !p.more.Hidden
		link.SetText(lang.L("More columns"))
		if p.more.Visible() {
			link.SetText(lang.L("Fewer columns"))
		}
		p.refresh()
	})
	p.showMapping()
	return widgets.VBox(8, widgets.Columns(4, 14, 10, first...), p.more, widgets.HBox(0, link, widgets.Spacer()))
}

// fileColumns finds columns of the file by their names.
func (p *Panel) fileColumns(query string, limit int) []widgets.Option {
	found := choices.Search(func() (options []widgets.Option) {
		for i := range p.table.Width {
			options = append(options, widgets.Option{ID: position(i), Label: p.columnName(i), Detail: p.example(i)})
		}
		return options
	})(query, limit-1)
	return append([]widgets.Option{{ID: nowhere, Label: lang.L("Not in the file")}}, found...)
}

// chosen takes another column of the file for one of ours.
func (p *Panel) chosen(column, id string, known bool) {
	at := -1
	if known && id != nowhere {
		at = positionOf(id)
	}
	if p.mapping.Find(column) == at {
		return
	}
	p.mapping = p.mapping.With(column, at)
	p.showMapping()
	p.examine()
}

func (p *Panel) showMapping() {
	for column, picker := range p.pickers {
		id := ""
		if at := p.mapping.Find(column); at >= 0 {
			id = position(at)
		}
		picker.SetValue(id)
	}
}

// examine makes rows of the file as its columns are understood now.
func (p *Panel) examine() {
	p.make.Disable()
	table, mapping, terms, ws := p.table, p.mapping, p.terms, p.options.Workspace
	var remarks []sheet.Remark
	p.reading.Go(func(ctx context.Context) ([]workspace.ImportRow, error) {
		s := table.Sheet(mapping, terms)
		remarks = s.Remarks
		return ws.ExamineImport(ctx, s.Rows)
	}, func(rows []workspace.ImportRow, err error) {
		if err != nil {
			p.options.Failed(err)
			return
		}
		p.rows, p.remarks = rows, remarks
		p.make.Enable()
		p.recount()
	})
}

// run makes the drafts.
func (p *Panel) run() {
	if p.busy {
		return
	}
	p.busy = true
	p.make.Disable()
	p.line.Show()
	p.line.SetFraction(0)
	rows, all, ws, r := p.rows, max(len(p.rows), 1), p.options.Workspace, p.options.Runner
	columns := p.table.Remember(p.mapping, p.known)
	run.Go(r, func(ctx context.Context) (workspace.Imported, error) {
		if err := ws.RememberColumns(ctx, columns); err != nil {
			return workspace.Imported{}, err
		}
		return ws.Import(ctx, rows, func(done int) {
			r.Dispatch(func() { p.line.SetFraction(float32(done) / float32(all)) })
		})
	}, func(done workspace.Imported, err error) {
		p.busy = false
		p.modal.Close()
		p.options.Done(done)
		p.options.Failed(err) // the last word, where some drafts were made
	})
}

// cancel leaves the panel; drafts that are being made are finished first.
func (p *Panel) cancel() {
	if !p.busy {
		p.modal.Close()
	}
}
