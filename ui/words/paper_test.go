package words

import (
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

var paperDay = time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)

// welcomeABC is a sheet of two administrators, of whom one has a password that is known.
func welcomeABC(passwords bool) WelcomeSheet {
	s := WelcomeSheet{
		Welcome: workspace.Welcome{
			Account: domain.AccountRef{ID: "1", Name: "ABC Company", Realm: "abc.sip.example"},
			Administrators: []workspace.Entrance{
				{Name: "Ada Moreno", UserName: "ada@abc.example"}, {Name: "Lee Park", UserName: "lee@abc.example"},
			},
		},
		Reseller: "Northwind", Web: &url.URL{Scheme: "https", Host: "portal.example"}, Passwords: passwords, At: paperDay,
	}
	if passwords {
		s.Administrators[0].Password = domain.NewSecret("k7mv-tq4x")
	}
	return s
}

// onPaper is all that is on a paper, a line each, with what is secret.
func onPaper(p domain.Paper) string {
	lines := []string{p.Title, p.Intro, p.Warning}
	for _, s := range p.Sections {
		lines = append(lines, s.Heading)
		for _, r := range s.Rows {
			lines = append(lines, fmt.Sprintf("%s: %s%s", r.Label, r.Value, r.Secret.Reveal()))
		}
	}
	return strings.Join(append(append(lines, p.Notes...), p.Footer), "\n")
}

func TestAWelcomeSheetWithoutPasswords(t *testing.T) {
	p := welcomeABC(false).Paper()
	require.Equal(t, `Welcome, ABC Company
This is how you sign in to your telephone account at Northwind.

Account
Account name: ABC Company
Realm: abc.sip.example
Web address: https://portal.example
Administrator 1
Name: Ada Moreno
User name: ada@abc.example
Password: You get it separately.
Administrator 2
Name: Lee Park
User name: lee@abc.example
Password: You get it separately.
How to sign in
Step 1: Open https://portal.example in a browser.
Step 2: Type your user name and your password.
Step 3: Where you are asked for the account, type its name: ABC Company
Northwind · 26 Nov 2026`, onPaper(p))
	require.Equal(t, paperDay, p.Made)
}

func TestAWelcomeSheetWithPasswords(t *testing.T) {
	p := welcomeABC(true).Paper()
	text := onPaper(p)
	require.Contains(t, text, "Password: k7mv-tq4x\n")
	require.Contains(t, text, "Password: Not known to Northwind. Use yours, or ask for a new one.\n")
	require.Contains(t, text, "Step 4: Change the password once you are in.")
	require.NotEmpty(t, p.Warning)
	require.NotContains(t, fmt.Sprintf("%+v %#v", p, p), "k7mv-tq4x", "it is a secret until it is printed")
}

func TestASheetOnWhichNoPasswordIsKnownWarnsOfNone(t *testing.T) {
	s := welcomeABC(true)
	s.Administrators[0].Password = domain.Secret{}
	p := s.Paper()
	require.Empty(t, p.Warning)
	require.NotContains(t, onPaper(p), "Change the password")
	require.Contains(t, onPaper(p), "Not known to Northwind")
}

func TestASheetOfLittle(t *testing.T) {
	text := onPaper(WelcomeSheet{Welcome: workspace.Welcome{Account: domain.AccountRef{ID: "1"}}, At: paperDay}.Paper())
	require.Equal(t, `Welcome, 1
This is how you sign in to your telephone account at your provider.

Account
Account name: 1
Administrators
: Nobody can sign in to this account yet.
26 Nov 2026`, text)
	s := welcomeABC(false)
	s.Web, s.Administrators = nil, s.Administrators[:1]
	text = onPaper(s.Paper())
	require.Contains(t, text, "Step 1: Ask Northwind for the web address, and open it in a browser.")
	require.Contains(t, text, "\nAdministrator\nName: Ada Moreno")
}

func TestThePasswordsOfABatchOnPaper(t *testing.T) {
	none := workspace.Welcome{Account: domain.AccountRef{Name: "Nobody's"}}
	p := PasswordsPaper([]workspace.Welcome{none, welcomeABC(true).Welcome}, "Northwind", paperDay)
	require.Equal(t, `Passwords of new administrators

`+passwordsOnPaper()+`
ABC Company
Realm: abc.sip.example
User name: ada@abc.example
Password: k7mv-tq4x
User name: lee@abc.example
Password: The password is not known on this computer any more.
Northwind · 26 Nov 2026`, onPaper(p))
	p = PasswordsPaper([]workspace.Welcome{none}, "", paperDay)
	require.Empty(t, p.Warning)
	require.Contains(t, onPaper(p), "No administrator was created.")
}

func TestAReviewOnPaper(t *testing.T) {
	sections := []domain.PaperSection{{Heading: "Account", Rows: []domain.PaperRow{{Label: "Account name", Value: "ABC"}}}}
	text := onPaper(ReviewPaper("ABC", "Northwind", false, sections, paperDay))
	for _, want := range []string{"ABC\nA new account as it stands on 26 Nov 2026. Nothing has been sent yet.", "Account name: ABC", "There are no passwords on this sheet."} {
		require.Contains(t, text, want)
	}
	text = onPaper(ReviewPaper(" ", "Northwind", true, nil, paperDay))
	require.Contains(t, text, "Without a name yet\nAn account as it stands on 26 Nov 2026. It was submitted before.")
}

func TestTheNameOfAPapersFile(t *testing.T) {
	for account, want := range map[string]string{
		"ABC Company": "Welcome-ABC Company.pdf", "": "Welcome.pdf", "A/B\\C:D*E?.": "Welcome-A-B-C-D-E-.pdf", "...": "Welcome.pdf",
		"Größe & Söhne": "Welcome-Größe & Söhne.pdf", strings.Repeat("ж", 200): "Welcome-" + strings.Repeat("ж", 80) + ".pdf", "a\nb": "Welcome-a-b.pdf",
	} {
		require.Equal(t, want, PaperName("Welcome", account))
	}
}
