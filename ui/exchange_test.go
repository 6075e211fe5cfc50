package ui_test

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/ui"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// disk is files by name.
type disk map[string]string

func (d disk) Read(_ context.Context, name string) ([]byte, error) {
	text, ok := d[name]
	if !ok {
		return nil, fmt.Errorf("open %s: %w", name, fs.ErrNotExist)
	}
	return []byte(text), nil
}

func (d disk) Write(_ context.Context, name string, data []byte) error {
	if strings.HasPrefix(name, "/full/") {
		return errors.New("no space")
	}
	d[name] = string(data)
	return nil
}

func newImportBench(t *testing.T, content string) *bench {
	b := newBenchWith(t, sample.Full(20), func(o *ui.Options) { o.Files = disk{"/home/me/accounts.csv": content} })
	b.shows("ABC Company")
	b.window.Dropped("/home/me/accounts.csv")
	b.settle()
	return b
}

const someRows = "Company,TZ,Lines,Contact mail,First name,Last name\nTailspin Toys,America/Chicago,8,a@tailspin.example,Ada,Moreno\nWingtip,US/Pacific,4,,,\n" +
	",America/Chicago,4,,,\nProseware,Mars/Base,x,,,\nABC Company,America/Chicago,2,,,\n"

func TestAFileThatIsDroppedBecomesDrafts(t *testing.T) {
	b := newImportBench(t, someRows)
	b.shows("Import drafts from accounts.csv")
	b.shows("5 rows")
	for _, text := range []string{"Company", "TZ", "Lines", "Contact mail", "Tailspin Toys", "US/Pacific", "Account name is missing", "2 problems", "Same name as an account"} {
		b.shows(text)
	}
	b.shows("2 of 5 rows are ready. The other 3 become drafts that need you; nothing is dropped.")
	uitest.AssertInside(t, b.canvas)

	list := uitest.FindAll[*widgets.List](widgets.TopModal(b.canvas))[0]
	list.SetSelectedID("4")
	list.OnSelected("4")
	b.settle()
	b.shows("There is an account with this name or realm already: ABC Company. The server would refuse another one.")
	b.press("Skip all")
	b.shows("Make 4 drafts")
	b.press("Make 4 drafts")
	b.shows("4 drafts made. 1 row skipped.")
	require.Contains(t, b.ws.Calls(), "Import 4")
	b.menu("File", "Undo the import")
	b.settle()
	require.Contains(t, b.ws.Calls(), "UndoImport")
	b.shows("The import is taken back.")
}

func TestAnotherColumnIsChosen(t *testing.T) {
	b := newImportBench(t, "Nr,Bezeichnung\nKD-1,Alpha\nKD-2,Beta\n")
	b.shows("KD-1")
	picker := uitest.FindAll[*widgets.Picker](widgets.TopModal(b.canvas))[0]
	require.Equal(t, "Nr", picker.Text())
	picker.SetValue("2")
	picker.OnChanged("2", true)
	b.settle()
	b.shows("Alpha")
	require.False(t, b.has("KD-1"))
	b.shows("Column “Nr” is in no draft (2 cells).")
}

func TestAnImportThatFailsSaysWhy(t *testing.T) {
	b := newImportBench(t, "name,timezone\nTailspin Toys,America/Chicago\n")
	b.window.Dropped("/home/me/accounts.csv")
	b.shows("Make 1 draft")
	b.ws.Fail("Import", domain.ErrDiskFull)
	b.press("Make 1 draft")
	b.shows("The disk is full")
	require.False(t, b.has("1 draft made."), "there is one message at a time, and that is the other one")
}

func TestAnImportIsLeftByEscape(t *testing.T) {
	b := newImportBench(t, someRows)
	b.shows("Import drafts from accounts.csv")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("it closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	require.NotContains(t, b.ws.Calls(), "Import 5")
	b.window.Dropped("/home/me/accounts.csv")
	b.settle()
	b.shows("Import drafts from accounts.csv")
}

func TestFilesThatCannotBeImported(t *testing.T) {
	for content, says := range map[string]string{"": "The file is empty", "name\n\"": "The file is no CSV file"} {
		b := newImportBench(t, content)
		b.shows(says)
		require.Nil(t, widgets.TopModal(b.canvas))
	}
	b := newImportBench(t, someRows)
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	b.window.Dropped("/home/me/picture.png")
	b.shows("Only CSV files can be imported.")
	b.window.Dropped("/home/me/gone.csv")
	b.settle()
	b.shows("The file is not there any more")
}

func TestAnImportOf50000RowsIsAsQuickToScrollAsOneOfTen(t *testing.T) {
	var file strings.Builder
	file.WriteString("name\n")
	for i := range 50_000 {
		fmt.Fprintf(&file, "Customer %05d\n", i)
	}
	b := newImportBench(t, file.String())
	b.shows("50,000 rows")
	list := uitest.FindAll[*widgets.List](widgets.TopModal(b.canvas))[0]
	require.Equal(t, 50_000, list.Len())
	require.Less(t, len(uitest.FindAll[*widgets.Badge](widgets.TopModal(b.canvas))), 30, "only rows in sight exist")
}

func TestExport(t *testing.T) {
	files := disk{}
	b := newBenchWith(t, sample.Full(20), func(o *ui.Options) { o.Files = files })
	b.shows("ABC Company")
	b.window.ExportTo("/home/me/out.csv")
	b.settle()
	b.shows("0 accounts and 0 drafts are written to out.csv. Passwords are in no file.")
	require.Equal(t, disk{"/home/me/out.csv": "name\n"}, files)
	b.window.ExportTo("/full/out.csv")
	b.settle()
	b.shows("Something went wrong")
}
