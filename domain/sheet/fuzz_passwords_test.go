package sheet_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
)

// FuzzPasswords: a password in a file comes out as it was typed, as a secret, and is in
// nothing that is printed, stored or written of what was read.
func FuzzPasswords(f *testing.F) {
	for _, seed := range []string{"", " ", "hunter2", "=1+1", "'x", "a\"b", "a,b;c\td|e", "two\nlines", "пароль", "no", "\xff"} {
		f.Add(seed, "ada@abc.example")
	}
	f.Fuzz(func(t *testing.T, typed, email string) {
		const canary = "Kanarienvogel31337"
		typed = canary + strings.ReplaceAll(strings.ToValidUTF8(typed, "?"), "\r", "")
		if strings.Contains(email, canary) || !utf8.ValidString(email) {
			return // then the whole file is taken for another encoding, and the password with it
		}
		var file bytes.Buffer
		w := csv.NewWriter(&file)
		require.NoError(t, w.WriteAll([][]string{{"name", "admin_email", "admin_password"}, {"ABC", email, typed}}))
		s, err := sheet.Read(file.Bytes(), terms())
		if err != nil || len(s.Rows) != 1 || len(s.Rows[0].Passwords) != 1 {
			require.NotContains(t, fmt.Sprint(err), canary)
			return // the e-mail made another file of it
		}
		for id, password := range s.Rows[0].Passwords {
			require.Equal(t, id, s.Rows[0].Draft.Administrators[0].ID)
			require.Equal(t, domain.PasswordTyped, s.Rows[0].Draft.Administrators[0].Mode)
			if !bytes.ContainsAny(file.Bytes(), ";\t|") && strings.TrimSpace(typed) == typed {
				require.Equal(t, typed, password.Reveal())
			}
		}
		stored, err := json.Marshal(s)
		require.NoError(t, err)
		written, err := sheet.Write([]sheet.Record{{Draft: s.Rows[0].Draft}}, reseller.Account())
		require.NoError(t, err)
		for what, text := range map[string]string{
			"printed": fmt.Sprintf("%v %+v %#v", s, s, s), "stored": string(stored), "written": string(written),
		} {
			require.NotContains(t, text, canary, what)
		}
	})
}
