package main

import (
	"context"
	"errors"
	"fmt"
	"os"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
	"accountsmanager/storage/files"
)

// importReport is what import tells.
type importReport struct {
	Drafts  []draftReport  `json:"drafts"`
	Remarks []remarkReport `json:"remarks,omitempty"` // what of the file is in no draft
}

type remarkReport struct {
	Line    int        `json:"line"`
	Code    sheet.Code `json:"code"`
	Column  string     `json:"column,omitempty"`
	Message string     `json:"message"`
}

func importFile(ctx context.Context, c *ctl) (int, error) {
	data, err := c.readFile(ctx, c.arguments[0])
	if err != nil {
		return exitOf(err), err
	}
	if err := c.resume(ctx); err != nil {
		return exitOf(err), err
	}
	terms, err := c.terms(ctx)
	if err != nil {
		return exitOf(err), err
	}
	file, err := sheet.Read(data, terms)
	if err != nil {
		return exitOf(err), err
	}
	if file.Encoding == sheet.Windows1252 {
		c.say("note: the file is not UTF-8 and was read as %s; look whether names with accents are right", file.Encoding)
	}
	if err := c.keepRows(ctx, file.Rows); err != nil {
		return exitOf(err), err
	}
	// Only now, so that of two rows with one name each knows of the other.
	report := importReport{Drafts: []draftReport{}}
	status := exitDone
	for _, row := range file.Rows {
		r, err := c.examine(ctx, row.Draft)
		if err != nil {
			return exitOf(err), err
		}
		r.Line = row.Line
		if !r.Ready {
			status = exitPerson
		}
		report.Drafts = append(report.Drafts, r)
	}
	for _, r := range file.Remarks {
		status = exitPerson
		report.Remarks = append(report.Remarks, remarkReport{r.Line, r.Code, r.Column, remarkText(r)})
	}
	return status, c.printImport(report)
}

// readFile reads a file; "-" is standard input.
func (c *ctl) readFile(ctx context.Context, name string) (data []byte, err error) {
	if name == "-" {
		data, err = files.ReadAll(c.stdin)
	} else {
		data, err = files.Files{}.Read(ctx, name)
	}
	switch {
	case errors.Is(err, files.ErrTooBig):
		return nil, &usageError{fmt.Sprintf("%s is larger than %d MB: import it in parts", name, files.MaxSize>>20)}
	case errors.Is(err, os.ErrNotExist), errors.Is(err, os.ErrPermission):
		return nil, &usageError{err.Error()}
	}
	return data, err
}

// terms are by what the names in a file are understood.
func (c *ctl) terms(ctx context.Context) (sheet.Terms, error) {
	catalogue, err := c.Catalogue(ctx)
	if err != nil {
		return sheet.Terms{}, err
	}
	suffix, err := c.RealmSuffix(ctx)
	return sheet.Terms{
		Reseller: c.Identity(), Catalogue: catalogue, RealmSuffix: suffix,
		NewID: func() string { return c.NewDraft(domain.AccountRef{}).ID },
	}, err
}

// keepRows stores the drafts, and their passwords in the keyring.
func (c *ctl) keepRows(ctx context.Context, rows []sheet.Row) error {
	typed := 0
	for i, row := range rows {
		if err := c.SaveDraft(ctx, row.Draft); err != nil {
			return fmt.Errorf("line %d (%s before it are drafts now): %w", row.Line, counted(i, "row", "rows"), err)
		}
		for id, password := range row.Passwords {
			c.TypePassword(ctx, row.Draft.ID, id, password)
			typed++
		}
		if (i+1)%1000 == 0 {
			c.say("%d of %d rows", i+1, len(rows))
		}
	}
	if err := c.Status().Keyring; typed > 0 && err != nil {
		c.say("note: %s", sentence(err))
		if !errors.Is(err, domain.ErrSecretTooBig) {
			c.say("note: the passwords of %s are not known in the next run; leave admin_password empty, and they are generated", counted(typed, "administrator", "administrators"))
		}
	}
	return nil
}

func (c *ctl) printImport(report importReport) error {
	if c.json {
		return c.printJSON(report)
	}
	ready := 0
	t := c.table("LINE", "ID", "NAME", "STATE")
	for _, r := range report.Drafts {
		t.row(fmt.Sprint(r.Line), r.ID, r.Name, r.state())
		for _, p := range r.Problems {
			t.under(p.Message)
		}
		if r.Ready {
			ready++
		}
	}
	if err := t.print(); err != nil {
		return err
	}
	for _, r := range report.Remarks {
		fmt.Fprintf(c.stdout, "line %d: %s\n", r.Line, plain(r.Message))
	}
	fmt.Fprintf(c.stdout, "%s imported, %d ready to submit.\n", counted(len(report.Drafts), "draft", "drafts"), ready)
	return nil
}
