package sheet_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

// FuzzRead: whatever the bytes are, reading ends, every draft that comes out can
// be written, and comes back as it was.
func FuzzRead(f *testing.F) {
	for _, seed := range []string{
		"", "name\nABC\n", "name;credit\nABC;5\n", "sep=|\nname|deny\nABC|international;moon\n", "\ufeffname\tadmin_email\nÄ\t=x\n",
		"\xff\xfen\x00a\x00m\x00e\x00\n\x00A\x00\n\x00", "name,admin3_email,admin_welcome,apps\n\"a\r\nb\",x,no,voip\n", "name\n\"", "name\n'=1\n'' \n",
		"parent_name,hide\nx,trunking\n", "name,name,\n1,2,3,4\n",
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := sheet.Read(data, terms())
		if err != nil {
			require.Empty(t, s.Rows)
			return
		}
		var records []sheet.Record
		for _, row := range s.Rows {
			row.Draft = withoutPasswords(row.Draft)
			if row.Draft.Parent.ID == "" { // it cannot be told from the reseller's own in a file
				row.Draft.Parent = domain.AccountRef{}
			}
			records = append(records, sheet.Record{Status: "draft", ID: row.Draft.ID, Draft: row.Draft})
		}
		file, err := sheet.Write(records, reseller.Account())
		require.NoError(t, err)
		named := terms()
		named.RealmSuffix = "" // it was taken off already
		again, err := sheet.Read(file, named)
		require.NoError(t, err)
		require.Empty(t, again.Remarks)
		require.Len(t, again.Rows, len(records))
		for i, r := range records {
			require.Empty(t, cmp.Diff(inFile(r.Draft), inFile(again.Rows[i].Draft)))
		}
	})
}

// withoutPasswords turns typed passwords into generated ones, and leaves out
// administrators who are nobody then: files do not carry passwords.
func withoutPasswords(d domain.Draft) domain.Draft {
	d = d.Clone()
	var persons []domain.Administrator
	for _, a := range d.Administrators {
		a.Mode = domain.PasswordGenerated
		if !a.IsBlank() {
			persons = append(persons, a)
		}
	}
	d.Administrators = persons
	return d
}
