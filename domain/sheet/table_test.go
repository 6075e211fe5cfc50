package sheet_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

func parse(t *testing.T, content string) sheet.Table {
	t.Helper()
	table, err := sheet.Parse([]byte(content))
	require.NoError(t, err)
	return table
}

func TestColumnsAreGuessed(t *testing.T) {
	for name, c := range map[string]struct {
		file   string
		suffix string
		want   []string
	}{
		"what a person calls them": {
			file: "Company,TZ,Lines,Contact mail\nTailspin,America/Chicago,8,a@b.example\n",
			want: []string{"name", "timezone", "twoway_trunks", "admin_email"},
		},
		"German, semicolon": {
			file: "Firma;Zeitzone;Leitungen;E-Mail;Vorname;Nachname\nMüller;Europe/Berlin;4;m@b.example;Max;Müller\n",
			want: []string{"name", "timezone", "twoway_trunks", "admin_email", "admin_first_name", "admin_last_name"},
		},
		"Russian, tab": {
			file: "Компания\tЧасовой пояс\tТелефон\nЗебра\tEurope/Moscow\t+7 495 123-45-67\n",
			want: []string{"name", "timezone", "admin_phone"},
		},
		"French accents": {
			file: "Société,Prénom,Crédit\nAcmé,Zoé,5\n",
			want: []string{"name", "admin_first_name", "credit"},
		},
		"by what stands in them, without names": {
			file:   "a@b.example,Europe/Berlin,Alpha GmbH,+49 30 123456,alpha.sip.example.com\nc@d.example,Europe/Rome,Beta srl,+39 06 654321,beta.sip.example.com\n",
			suffix: "sip.example.com",
			want:   []string{"admin_email", "timezone", "name", "admin_phone", "realm"},
		},
		"by what stands in them, under strange names": {
			file: "x1,x2,x3\nAlpha,Europe/Berlin,a@b.example\nBeta,Europe/Rome,c@d.example\n",
			want: []string{"name", "timezone", "admin_email"},
		},
		"of two that mean the same the first": {
			file: "Company,Customer,Trunks\nA,B,2\n",
			want: []string{"name", "", "twoway_trunks"},
		},
		"its own name goes before what people call it": {
			file: "Company,name\nA,B\n",
			want: []string{"", "name"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			require.Equal(t, c.want, []string(parse(t, c.file).Guess(nil, c.suffix)))
		})
	}
}

func TestWhatWasChosenIsRememberedForTheNextFile(t *testing.T) {
	first := parse(t, "Kundennr,Bezeichnung,TZ\n17,Alpha,Europe/Berlin\n18,Beta,Europe/Berlin\n")
	m := first.Guess(nil, "").With("name", 1).With("timezone", -1)
	remembered := first.Remember(m, nil)
	second := parse(t, "TZ,Bezeichnung,Lines\nEurope/Berlin,Gamma,4\n")
	require.Equal(t, []string{"", "name", "twoway_trunks"}, []string(second.Guess(remembered, "")),
		"a column that was left out stays out though its name is known")
	require.Equal(t, map[string]string{"kundennr": "", "bezeichnung": "name", "tz": "", "lines": "twoway_trunks"},
		second.Remember(second.Guess(remembered, ""), remembered))
}

func TestAMappingHasEachColumnOnce(t *testing.T) {
	m := sheet.Mapping{"name", "", "credit"}
	require.Equal(t, sheet.Mapping{"", "name", "credit"}, m.With("name", 1))
	require.Equal(t, sheet.Mapping{"name", "", ""}, m.With("credit", -1))
	require.Equal(t, sheet.Mapping{"credit", "", ""}, m.With("credit", 0))
	require.Equal(t, sheet.Mapping{"name", "", "credit"}, m, "the old one is as it was")
}

func TestEncodingsAndDelimitersAreFoundOut(t *testing.T) {
	text := "Firma;Zeitzone\r\nMüller & Söhne;Europe/Berlin\r\n"
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(text)
	require.NoError(t, err)
	latin, err := charmap.ISO8859_1.NewEncoder().String(text)
	require.NoError(t, err)
	for name, content := range map[string]string{
		"UTF-8": text, "UTF-8 with a mark": "\ufeff" + text, "UTF-16": utf16, "Latin-1": latin,
		"comma": strings.ReplaceAll(text, ";", ","), "tab": strings.ReplaceAll(text, ";", "\t"),
	} {
		t.Run(name, func(t *testing.T) {
			table := parse(t, content)
			s := table.Sheet(table.Guess(nil, ""), terms())
			require.Len(t, s.Rows, 1)
			require.Equal(t, "Müller & Söhne", s.Rows[0].Draft.Name)
			require.Equal(t, "Europe/Berlin", s.Rows[0].Draft.Timezone)
			require.Empty(t, s.Remarks)
		})
	}
}

func TestAFileWithoutNamesLosesNoLine(t *testing.T) {
	table := parse(t, "Alpha,Europe/Berlin\nBeta,Europe/Rome\n")
	require.False(t, table.Named)
	s := table.Sheet(table.Guess(nil, ""), terms())
	require.Len(t, s.Rows, 2)
	require.Equal(t, 1, s.Rows[0].Line)
	require.Equal(t, "Alpha", s.Rows[0].Draft.Name)
}

func TestWhatIsLeftOutIsTold(t *testing.T) {
	table := parse(t, "Company,Fax,TZ\nAlpha,1,x\nBeta,,y\n")
	s := table.Sheet(table.Guess(nil, "").With("timezone", -1), terms())
	require.Equal(t, []sheet.Remark{
		{Line: 1, Code: sheet.UnknownColumn, Column: "Fax", Cells: 1},
		{Line: 1, Code: sheet.UnknownColumn, Column: "TZ", Cells: 2},
	}, s.Remarks)
}

func TestCellsBelongToFields(t *testing.T) {
	table := parse(t, "name,timezone,twoway_trunks,admin_email,credit\nA,Mars/Base,x,nobody,-\n")
	row := table.Sheet(table.Exact(), terms()).Rows[0]
	for _, column := range sheet.Choosable() {
		require.NotPanics(t, func() { sheet.FieldOf(column, row.Draft) })
	}
	require.Equal(t, domain.FieldTwoWay, sheet.FieldOf("twoway_trunks", row.Draft))
	require.Equal(t, domain.AdminField(row.Draft.Administrators[0].ID, domain.PartEmail), sheet.FieldOf("admin_email", row.Draft))
	require.Empty(t, sheet.FieldOf("admin_email", domain.Draft{}))
	require.Equal(t, "Mars/Base", sheet.Value("timezone", &row.Draft))
	require.Equal(t, "nobody", sheet.Value("admin_email", &row.Draft))
}

func FuzzGuess(f *testing.F) {
	f.Add([]byte("Company;TZ\nA;Europe/Berlin\n"), "sip.example.com")
	f.Add([]byte("a@b.example\n\n\"x"), "")
	f.Fuzz(func(t *testing.T, data []byte, suffix string) {
		table, err := sheet.Parse(data)
		if err != nil {
			return
		}
		m := table.Guess(nil, suffix)
		seen := map[string]bool{}
		for _, column := range m {
			require.False(t, column != "" && seen[column], "%q stands twice", column)
			seen[column] = true
		}
		require.Len(t, table.Sheet(m, terms()).Rows, len(table.Lines), "every line with something in it is a draft")
		require.Equal(t, []string(m), []string(table.Guess(table.Remember(m, nil), suffix)), "what is remembered gives the same")
	})
}
