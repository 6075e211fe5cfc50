package workspace_test

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

// examine reads a file as the import does, columns guessed.
func (r *rig) examine(file string) []workspace.ImportRow {
	r.t.Helper()
	terms, remembered, err := r.ImportTerms(r.t.Context())
	require.NoError(r.t, err)
	table, err := sheet.Parse([]byte(file))
	require.NoError(r.t, err)
	rows, err := r.ExamineImport(r.t.Context(), table.Sheet(table.Guess(remembered, terms.RealmSuffix), terms).Rows)
	require.NoError(r.t, err)
	return rows
}

func (r *rig) draftNames() (names []string) {
	r.t.Helper()
	rows, err := r.Work(r.t.Context(), "")
	require.NoError(r.t, err)
	for _, row := range rows {
		names = append(names, row.Name)
	}
	return names
}

func TestAnImportTellsWhatIsThereAlready(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.world.Server.AddCustomer("reseller", "ABC Company", "abc.sip.example.com")
		r.signIn()
		d := r.NewDraft(domain.AccountRef{})
		d.Name = "Wingtip"
		require.NoError(t, r.SaveDraft(t.Context(), d))

		rows := r.examine("Company,TZ,Lines\nTailspin,America/Chicago,8\n,America/Chicago,4\nProseware,Mars/Base,x\nABC company,,2\nwingtip,,1\nTAILSPIN,,1\n")
		require.Len(t, rows, 6)
		require.True(t, rows[0].Ready())
		require.True(t, rows[1].Problems.Has(domain.FieldName, domain.Required))
		require.True(t, rows[2].Problems.Has(domain.FieldTwoWay, domain.NotWhole))
		require.Equal(t, workspace.Twin{Kind: workspace.TwinAccount, Name: "ABC Company"}, rows[3].Twin)
		require.Equal(t, workspace.Twin{Kind: workspace.TwinDraft, Name: "Wingtip", ID: d.ID}, rows[4].Twin)
		require.Equal(t, workspace.ImportUpdate, rows[4].Choice, "the draft is meant, most likely")
		require.Equal(t, workspace.Twin{Kind: workspace.TwinInFile, Name: "Tailspin", Line: 2}, rows[5].Twin)
	})
}

func TestAnImportDropsNothingAndCanBeTakenBack(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		d := r.NewDraft(domain.AccountRef{})
		d.Name, d.Trunks.TwoWay = "Wingtip", "3"
		require.NoError(t, r.SaveDraft(t.Context(), d))
		r.world.Clock.Advance(time.Minute)

		var file strings.Builder
		file.WriteString("name,twoway_trunks\nwingtip,9\nWINGTIP,1\n,2\n")
		for i := range 1200 {
			fmt.Fprintf(&file, "Customer %04d,4\n", i)
		}
		rows := r.examine(file.String())
		rows[1].Choice = workspace.ImportSkip
		var reported []int
		done, err := r.Import(t.Context(), rows, func(n int) { reported = append(reported, n) })
		require.NoError(t, err)
		require.Equal(t, []int{500, 1000, 1203}, reported)
		require.Len(t, done.Made, 1201, "the row without a name too")
		require.Len(t, done.Updated, 1)
		require.Equal(t, 1, done.Skipped)
		require.Len(t, r.draftNames(), 1202)
		now, err := r.Draft(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, "9", now.Trunks.TwoWay)

		// What somebody works on meanwhile is theirs.
		r.world.Clock.Advance(time.Minute)
		mine, err := r.Draft(t.Context(), done.Made[7])
		require.NoError(t, err)
		mine.Technical.Name = "Ada"
		require.NoError(t, r.SaveDraft(t.Context(), mine))

		kept, err := r.UndoImport(t.Context(), done)
		require.NoError(t, err)
		require.Equal(t, 1, kept)
		require.Len(t, r.draftNames(), 2)
		now, err = r.Draft(t.Context(), d.ID)
		require.NoError(t, err)
		require.Equal(t, "3", now.Trunks.TwoWay)
		require.Equal(t, "Wingtip", now.Name)
	})
}

func TestAnImportThatEndsEarlyCanBeTakenUpAgain(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		var file strings.Builder
		file.WriteString("name\n")
		for i := range 1200 {
			fmt.Fprintf(&file, "Customer %04d\n", i)
		}
		r.process.KillBefore(len(r.process.Acts()) + 1) // the first 500 are kept
		done, err := r.Import(t.Context(), r.examine(file.String()), nil)
		require.Error(t, err)
		require.Len(t, done.Made, 500)
		r.comeIn()
		require.Len(t, r.draftNames(), 500)
		_, err = r.Import(t.Context(), r.examine(file.String()), nil)
		require.NoError(t, err)
		require.Len(t, r.draftNames(), 1200, "those that are there are updated, not made twice")
	})
}

func TestPasswordsOfAFileAreKeptByTheKeyring(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		rows := r.examine("name,admin_email,admin_password\nAlpha,a@alpha.example,Xk29!mmPq77z\n")
		_, err := r.Import(t.Context(), rows, nil)
		require.NoError(t, err)
		admin := rows[0].Draft.Administrators[0]
		password, err := r.TypedPassword(t.Context(), rows[0].Draft.ID, admin.ID)
		require.NoError(t, err)
		require.Equal(t, "Xk29!mmPq77z", password.Reveal())
	})
}

// TestTakingAnImportBackTakesItsPasswords: none stays in the keyring for a draft that is
// not there, or that has nobody any more who has it.
func TestTakingAnImportBackTakesItsPasswords(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		r.signIn()
		head := "name,admin_email,admin_password\n"
		_, err := r.Import(t.Context(), r.examine(head+"Alpha,a@alpha.example,Xk29!mmPq77z\n"), nil)
		require.NoError(t, err)
		before := r.world.Secrets.Keys("draft/")
		require.Len(t, before, 1)
		r.world.Clock.Advance(time.Minute)

		done, err := r.Import(t.Context(), r.examine(head+
			"Alpha,a@alpha.example,Yk29!mmPq77z\nBeta,b@beta.example,Zk29!mmPq77z\nGamma,g@gamma.example,Wk29!mmPq77z\n"), nil)
		require.NoError(t, err)
		require.Len(t, done.Updated, 1)
		require.Len(t, r.world.Secrets.Keys("draft/"), 4)
		r.world.Clock.Advance(time.Minute)
		worked, err := r.Draft(t.Context(), done.Made[1])
		require.NoError(t, err)
		worked.Technical.Name = "Ada"
		require.NoError(t, r.SaveDraft(t.Context(), worked))

		kept, err := r.UndoImport(t.Context(), done)
		require.NoError(t, err)
		require.Equal(t, 1, kept)
		require.Len(t, r.world.Secrets.Keys("draft/"), 2)
		require.Subset(t, r.world.Secrets.Keys("draft/"), before, "the draft that is as it was has its own")
		require.True(t, r.world.Secrets.Holds("Wk29!mmPq77z"), "somebody works on it")
	})
}

// slow is a keyring that takes no password before it is told to.
type slow struct {
	workspace.Secrets

	asked, proceed chan struct{}
}

func (s slow) Set(ctx context.Context, key string, value domain.Secret) error {
	if strings.HasPrefix(key, "draft/") {
		close(s.asked)
		<-s.proceed
	}
	return s.Secrets.Set(ctx, key, value)
}

// TestASlowKeyringHoldsNoDraftUp: what is typed while a file is imported is saved at once.
func TestASlowKeyringHoldsNoDraftUp(t *testing.T) {
	inWorld(t, func(t *testing.T, r *rig) {
		keyring := slow{asked: make(chan struct{}), proceed: make(chan struct{})}
		r.restart(func(o *workspace.Options) {
			keyring.Secrets = o.Secrets
			o.Secrets = keyring
		})
		r.signIn()
		rows := r.examine("name,admin_email,admin_password\nAlpha,a@alpha.example,Xk29!mmPq77z\n")
		imported := make(chan error, 1)
		go func() {
			_, err := r.Import(t.Context(), rows, nil)
			imported <- err
		}()
		<-keyring.asked
		// It hangs here where the import keeps the draft from being saved.
		require.NoError(t, r.SaveDraft(t.Context(), r.plain("Typed")))
		close(keyring.proceed)
		require.NoError(t, <-imported)
	})
}
