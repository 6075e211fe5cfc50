package account_test

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// link presses a row's way to edit it, with the keyboard.
func (b *bench) openRow(title string) {
	b.t.Helper()
	b.canvas.Focus(b.row(title).Action())
	uitest.Press(b.canvas, fyne.KeySpace)
	b.settle()
}

func (b *bench) modal() bool { return widgets.TopModal(b.canvas) != nil }

// editors are the rows that can be edited, by tab.
var editors = map[string][]string{
	"Overview": {
		"Account name", "Realm", "Time zone and language", "Technical contact", "Billing contact", "Sales representative", "Service plan",
	},
	"Limits":      {"Two-way trunks", "Calls over the trunks", "May not call", "Carriers", "Emergency addresses (E911)", "Second factor at sign-in"},
	"Permissions": {"Settings"},
	"Apps":        {"Smart PBX"},
}

// strange is an account as other programs leave it behind.
func strange(b *bench) {
	account, err := b.ws.Account(b.t.Context(), abc)
	require.NoError(b.t, err)
	part := sample.PartOf(account, domain.DocAccount)
	for f, value := range map[domain.Field]string{
		domain.FieldTimezone: "US/Somewhere", domain.FieldLanguage: "xx", domain.FieldRealm: "Other.Realm.example", domain.FieldName: " true ",
		domain.FieldContract: "soon", domain.FieldBilling.Part(domain.PartCountry): "Austria", domain.FieldTechnical.Part(domain.PartPhone): "ext 12",
		domain.FieldSales: `{"account_id":"x","user_id":"gone","name":"Sam"}`,
	} {
		part.Values[f] = value
	}
	b.ws.SetPart(abc, domain.DocAccount, part)
	limits := sample.PartOf(account, domain.DocLimits)
	limits.Values[domain.FieldTwoWay], limits.Values[domain.FieldInbound], limits.Values[domain.FieldOutbound] = "-1", "007", "9999999"
	b.ws.SetPart(abc, domain.DocLimits, limits)
	callflow := sample.PartOf(account, domain.DocCallflow)
	callflow.Values[domain.FieldCarrier] = domain.CarrierOther
	b.ws.SetPart(abc, domain.DocCallflow, callflow)
}

// The web app turns 250 trunks into 100 when somebody saves another field.
func TestAnUntouchedSaveSendsNothing(t *testing.T) {
	for name, prepare := range map[string]func(*bench){"usual": func(*bench) {}, "strange": strange} {
		for tab, rows := range editors {
			for _, row := range rows {
				t.Run(name+" "+row, func(t *testing.T) {
					b := newBench(t)
					b.show(abc)
					b.turn(tab)
					prepare(b)
					b.view.Changed()
					b.settle()
					b.ws.Calls()
					b.openRow(row)
					require.True(t, b.modal())
					uitest.AssertInside(t, b.canvas)
					b.press("Save")
					require.False(t, b.modal())
					require.Empty(t, b.ws.Calls())
				})
			}
		}
	}
}

func TestAnEditIsQueuedWithWhatItWas(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.turn("Limits")
	b.ws.Calls()
	b.openRow("Inbound trunks")
	uitest.TypeInto(t, b.canvas, "Inbound trunks", "250")
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.settle()
	require.False(t, b.modal())
	require.Equal(t, []string{`Change ` + abc + ` inbound_trunks "5" "250"`}, b.ws.Calls())
	b.shows("1 change", "Queued changes", "Inbound trunks: 5 → 250", "250 (queued)")
	b.openRow("Inbound trunks")
	uitest.Press(b.canvas, fyne.KeyEscape)
	uitest.Click(t, b.canvas, uitest.Find[*widgets.Button](t, b.canvas.Content(), "Take back"))
	b.settle()
	require.False(t, b.has("1 change"))
	require.False(t, b.has("250 (queued)"))
}

func TestWhatIsWrongIsSaidAtTheField(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.openRow("Account name")
	uitest.TypeInto(t, b.canvas, "Account name", "")
	b.press("Save")
	require.True(t, b.modal())
	require.NotEmpty(t, uitest.Field(t, uitest.Top(b.canvas), "Account name").Problem())
	require.Empty(t, b.ws.Calls())
	uitest.TypeInto(t, b.canvas, "Account name", "ABC & Sons")
	b.press("Save")
	require.Equal(t, []string{`Change ` + abc + ` name "ABC Company" "ABC & Sons"`}, b.ws.Calls())
	b.shows("ABC & Sons")
}

func TestARealmKeepsItsSuffixAndWarns(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.openRow("Realm")
	b.shows("Phones register with the realm: when it changes, they are disconnected until each is set up anew.", ".sip.northwind.example")
	uitest.TypeInto(t, b.canvas, "Realm", "abc2")
	b.press("Save")
	require.Equal(t, []string{`Change ` + abc + ` realm "abccompany.sip.northwind.example" "abc2.sip.northwind.example"`}, b.ws.Calls())
}

func TestMarkupIsEditedAsItsSource(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.turn("Notes")
	b.shows("<b>Closed</b> on Monday", "It holds markup, which is shown and edited as its source.")
	uitest.Click(t, b.canvas, uitest.FindAll[*widgets.Button](b.canvas.Content())[4]) // the announcement's
	b.settle()
	require.True(t, b.modal(), uitest.Dump(b.canvas))
	b.press("Save")
	require.Empty(t, b.ws.Calls())
}

func TestAConflictIsResolvedFieldByField(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.ws.SetDeeds(abc, conflicted())
	b.view.Changed()
	b.settle()
	b.shows("Changed on both sides", "While you were away, someone changed this account too", "Yours: ABC Company", "Server's: ABC Co.",
		"Yours: America/Chicago", "Server's: America/Denver")
	radios := uitest.FindAll[*widgets.RadioGroup](b.canvas.Content())
	require.Len(t, radios, 2)
	radios[0].SetSelected(1)
	b.press("Send the merged account")
	require.Equal(t, []string{"Resolve " + abc + " c1 [timezone]"}, b.ws.Calls())
	b.press("Keep all of the server's")
	require.Equal(t, []string{"Resolve " + abc + " c1 []"}, b.ws.Calls())
}

func TestARefusedChangeCanBeTriedAgainOrLeftOut(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	refused := edit("e1", provisioning.Refused)
	refused.Why, refused.Status, refused.Code, refused.Exposed = provisioning.ReasonRefused, 403, "forbidden", true
	b.ws.SetDeeds(abc, refused)
	b.view.Changed()
	b.settle()
	b.shows("Inbound trunks: 5 → 9")
	b.press("Try again")
	b.press("Leave it out")
	require.Equal(t, []string{"RetryStep changes/" + abc + " e1", "LeaveOut changes/" + abc + " e1"}, b.ws.Calls())
}

func TestDisablingAsksFirst(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.press("Disable")
	b.shows("Disable the account?")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.settle()
	require.Empty(t, b.ws.Calls())
	b.press("Disable")
	b.press("Disable")
	require.Equal(t, []string{`Change ` + abc + ` enabled "true" "false"`}, b.ws.Calls())
}

func TestDeletingTakesTheNameOrTellsWhatIsBelow(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.press("Delete…")
	uitest.TypeInto(t, b.canvas, "Type “ABC Company” to confirm", "abc company")
	b.press("Delete")
	require.Empty(t, b.ws.Calls(), "the button is off")
	uitest.TypeInto(t, b.canvas, "Type “ABC Company” to confirm", "ABC Company")
	b.press("Delete")
	require.Equal(t, []string{"DeleteAccount " + abc + " ABC Company"}, b.ws.Calls())

	b = newBench(t)
	b.show(adatum)
	b.press("Delete…")
	b.shows("There are 12 accounts below Adatum Holdings. Delete or move those first.")
	b.press("Show them")
	require.Equal(t, []string{"drill " + adatum}, b.chosen)
	require.Empty(t, b.ws.Calls())
}

func TestCreditIsAskedForTwice(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.turn("Credit")
	b.ws.Calls()
	b.shows("$ 25.50", "Initial credit")
	b.press("Remove credit…")
	uitest.TypeInto(t, b.canvas, "Amount", "1.250")
	b.press("Remove…")
	require.NotEmpty(t, uitest.Field(t, uitest.Top(b.canvas), "Amount").Problem())
	uitest.TypeInto(t, b.canvas, "Amount", "10,50")
	b.press("Remove…")
	b.shows("$ 10.50 is taken from the balance of ABC Company.")
	require.Empty(t, b.ws.Calls())
	b.press("Remove")
	require.Equal(t, []string{"AddCredit " + abc + " -10.5"}, b.ws.Calls())
}

func TestPeople(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.turn("Administrators")
	b.shows("Ada Moreno", "Front Desk", "Disabled")
	b.press("Remove…")
	b.shows("Ada Moreno can no longer sign in, and these are left without an owner:")
	b.shows("Device Reception phone", "Callflow 2001")
	b.press("Remove")
	b.press("Set a new password")
	b.press("Set a new password")
	require.Equal(t, []string{"RemoveUser " + abc + " u1", "SetPassword " + abc + " u1"}, b.ws.Calls())

	b.press("Add an administrator…")
	b.press("Save")
	b.shows("Enter the first name")
	uitest.TypeInto(t, b.canvas, "Password", "secret")
	b.press("Show")
	b.press("Hide")
	uitest.TypeInto(t, b.canvas, "Password", "")
	uitest.TypeInto(t, b.canvas, "First name", "Kim")
	uitest.TypeInto(t, b.canvas, "Last name", "Doe")
	uitest.TypeInto(t, b.canvas, "E-mail address", "kim")
	b.press("Save")
	require.True(t, b.modal())
	require.Empty(t, b.ws.Calls())
	uitest.TypeInto(t, b.canvas, "E-mail address", "kim@abc.example")
	b.press("Save")
	require.False(t, b.modal(), uitest.Dump(b.canvas))
	require.Equal(t, []string{"AddAdministrator " + abc + " Kim Doe kim@abc.example "}, b.ws.Calls())
}

func TestTheKeyIsShownOnDemandOnly(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	require.False(t, b.has("0123456789abcdef"))
	b.openRow("API key")
	require.Contains(t, uitest.Texts(uitest.Top(b.canvas)), "0123456789abcdef")
}

func TestAllAppsCanBeAllowedAtOnce(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.turn("Apps")
	b.ws.Calls()
	b.shows("Number Manager", "may not be used")
	b.press("Allow all")
	require.Equal(t, []string{`Change ` + abc + ` apps/a2 "false" "true"`}, b.ws.Calls())
}

func TestMovingAsksWhere(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.openRow("Below")
	uitest.AssertInside(t, b.canvas)
	uitest.TypeInto(t, b.canvas, "Search the account that it goes below", "nobody of that name")
	b.settle()
	b.shows("Nothing found")
	b.press("Move")
	require.True(t, b.modal(), "there is nothing to move it below")
	uitest.TypeInto(t, b.canvas, "Search the account that it goes below", "abc")
	b.settle()
	b.shows("Nothing found")
	uitest.TypeInto(t, b.canvas, "Search the account that it goes below", "adatum h")
	b.settle()
	b.shows("Adatum Holdings · k3v9tq.sip.northwind.example")
	b.press("Move")
	b.shows("ABC Company is put below Adatum Holdings.")
	require.Empty(t, b.ws.Calls())
	b.press("Move")
	require.Equal(t, []string{"MoveAccount " + abc + " " + adatum}, b.ws.Calls())
}

// A list of users has no phone numbers: what was not read is neither shown as empty
// nor saved as such.
func TestAUserIsReadBeforeItIsEdited(t *testing.T) {
	edit := func(b *bench) {
		b.show(abc)
		b.turn("Administrators")
		b.ws.Calls()
		uitest.Click(t, b.canvas, uitest.Find[*widgets.Button](t, b.canvas.Content(), "Edit"))
		b.settle()
		require.True(t, b.modal())
	}
	b := newBench(t)
	edit(b)
	require.Equal(t, []string{"ReadUser " + abc + " u1"}, b.ws.Calls())
	uitest.TypeInto(t, b.canvas, "Contact number", "+14155550199")
	b.press("Save")
	require.Equal(t, []string{`Change ` + abc + ` user/u1/phone "+14155550123" "+14155550199"`}, b.ws.Calls())

	b = newBench(t)
	b.ws.Fail("ReadUser", domain.ErrOffline)
	edit(b)
	require.False(t, b.has("Contact number"))
	uitest.TypeInto(t, b.canvas, "First name", "Adele")
	b.press("Save")
	require.Contains(t, b.ws.Calls(), `Change `+abc+` user/u1/first_name "Ada" "Adele"`)
}

func TestTheLedgerGoesBackAsFarAsOneAsks(t *testing.T) {
	b := newBench(t)
	b.show(abc)
	b.turn("Credit")
	b.press("Show 30 days more")
	b.press("Show 30 days more")
	first, second := sample.Noon.Add(-30*24*time.Hour).AddDate(0, 0, -2), sample.Noon.Add(-60*24*time.Hour).AddDate(0, 0, -2)
	b.shows("Top-up of "+first.Format(time.DateOnly), "Top-up of "+second.Format(time.DateOnly))
	b.ws.Fail("LedgerBefore", domain.ErrOffline)
	b.press("Show 30 days more")
	b.shows("Top-up of " + second.Format(time.DateOnly))
	b.ws.Fail("LedgerBefore", nil)
	b.press("Show 30 days more")
	third := sample.Noon.Add(-90*24*time.Hour).AddDate(0, 0, -2)
	b.shows("Top-up of " + third.Format(time.DateOnly))
}
