package words

import (
	"net/url"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// WelcomeSheet is what a customer gets on paper.
type WelcomeSheet struct {
	workspace.Welcome
	Reseller string   // who hands it over
	Web      *url.URL // where to sign in; nil where it is not known
	// Passwords: they are printed, as far as they are known.
	Passwords bool
	At        time.Time
}

// Paper words a welcome sheet: the account, its administrators, and how to sign in.
func (s WelcomeSheet) Paper() domain.Paper {
	printed := s.Passwords && s.Welcome.Passwords() > 0
	p := newPaper(lang.L("Welcome, {{.Name}}", data{"Name": s.name()}), s.Reseller, s.At)
	p.Intro = lang.L("This is how you sign in to your telephone account at {{.Reseller}}.", data{"Reseller": s.reseller()})
	if printed {
		p.Warning = passwordsOnPaper()
		p.Notes = append(p.Notes, lang.L("The passwords are as {{.Reseller}} set them. Whoever has changed theirs since signs in with their own.", data{"Reseller": s.reseller()}))
	}
	p.Sections = append(p.Sections, domain.PaperSection{Heading: lang.L("Account"), Rows: s.accountRows()})
	for i, e := range s.Administrators {
		heading := lang.L("Administrator")
		if len(s.Administrators) > 1 {
			heading = lang.L("Administrator {{.Number}}", data{"Number": strconv.Itoa(i + 1)})
		}
		p.Sections = append(p.Sections, domain.PaperSection{Heading: heading, Rows: s.entranceRows(e)})
	}
	if len(s.Administrators) == 0 {
		p.Sections = append(p.Sections, domain.PaperSection{Heading: lang.L("Administrators"), Rows: []domain.PaperRow{
			{Value: lang.L("Nobody can sign in to this account yet.")},
		}})
		return p
	}
	p.Sections = append(p.Sections, domain.PaperSection{Heading: lang.L("How to sign in"), Rows: s.steps(printed)})
	return p
}

// passwordsOnPaper warns whoever holds a sheet with passwords.
func passwordsOnPaper() string {
	return lang.L("There are passwords on this sheet. Let nobody else read it, and destroy it once they are changed.")
}

func newPaper(title, by string, at time.Time) domain.Paper {
	footer := Date(at)
	if by != "" {
		footer = by + " · " + footer
	}
	return domain.Paper{
		Title: title, Footer: footer, Made: at,
		Unprintable: lang.L("□ stands for a letter that cannot be printed here. Accounts Manager shows it."),
	}
}

func (s WelcomeSheet) name() string {
	if s.Account.Name == "" {
		return s.Account.ID
	}
	return s.Account.Name
}

func (s WelcomeSheet) reseller() string {
	if s.Reseller == "" {
		return lang.L("your provider")
	}
	return s.Reseller
}

func (s WelcomeSheet) accountRows() []domain.PaperRow {
	rows := []domain.PaperRow{{Label: lang.L("Account name"), Value: s.name()}}
	if s.Account.Realm != "" {
		rows = append(rows, domain.PaperRow{Label: lang.L("Realm"), Value: s.Account.Realm})
	}
	if s.Web != nil {
		rows = append(rows, domain.PaperRow{Label: lang.L("Web address"), Value: s.Web.String()})
	}
	return rows
}

func (s WelcomeSheet) entranceRows(e workspace.Entrance) []domain.PaperRow {
	var rows []domain.PaperRow
	if e.Name != "" {
		rows = append(rows, domain.PaperRow{Label: lang.L("Name"), Value: e.Name})
	}
	rows = append(rows, domain.PaperRow{Label: lang.L("User name"), Value: e.UserName})
	password := domain.PaperRow{Label: lang.L("Password"), Secret: e.Password}
	switch {
	case !s.Passwords:
		password = domain.PaperRow{Label: lang.L("Password"), Value: lang.L("You get it separately.")}
	case e.Password.IsZero():
		password.Value = lang.L("Not known to {{.Reseller}}. Use yours, or ask for a new one.", data{"Reseller": s.reseller()})
	}
	return append(rows, password)
}

func (s WelcomeSheet) steps(printed bool) (rows []domain.PaperRow) {
	open := lang.L("Ask {{.Reseller}} for the web address, and open it in a browser.", data{"Reseller": s.reseller()})
	if s.Web != nil {
		open = lang.L("Open {{.Address}} in a browser.", data{"Address": s.Web.String()})
	}
	texts := []string{
		open,
		lang.L("Type your user name and your password."),
		lang.L("Where you are asked for the account, type its name: {{.Name}}", data{"Name": s.name()}),
	}
	if printed {
		texts = append(texts, lang.L("Change the password once you are in."))
	}
	for i, text := range texts {
		rows = append(rows, domain.PaperRow{Label: lang.L("Step {{.Number}}", data{"Number": strconv.Itoa(i + 1)}), Value: text})
	}
	return rows
}

// PasswordsPaper words the passwords of a batch, one account after the other.
func PasswordsPaper(list []workspace.Welcome, by string, at time.Time) domain.Paper {
	p := newPaper(lang.L("Passwords of new administrators"), by, at)
	p.Warning = passwordsOnPaper()
	for _, w := range list {
		if len(w.Administrators) == 0 {
			continue
		}
		s := WelcomeSheet{Welcome: w}
		section := domain.PaperSection{Heading: s.name()}
		if w.Account.Realm != "" {
			section.Rows = append(section.Rows, domain.PaperRow{Label: lang.L("Realm"), Value: w.Account.Realm})
		}
		for _, e := range w.Administrators {
			password := domain.PaperRow{Label: lang.L("Password"), Secret: e.Password}
			if e.Password.IsZero() {
				password.Value = lang.L("The password is not known on this computer any more.")
			}
			section.Rows = append(section.Rows, domain.PaperRow{Label: lang.L("User name"), Value: e.UserName}, password)
		}
		p.Sections = append(p.Sections, section)
	}
	if len(p.Sections) == 0 {
		p.Warning = ""
		p.Notes = []string{lang.L("No administrator was created.")}
	}
	return p
}

// ReviewPaper words a draft, or what was submitted of it, as its review shows it.
func ReviewPaper(name, by string, submitted bool, sections []domain.PaperSection, at time.Time) domain.Paper {
	if strings.TrimSpace(name) == "" {
		name = lang.L("Without a name yet")
	}
	p := newPaper(name, by, at)
	p.Intro = lang.L("A new account as it stands on {{.Date}}. Nothing has been sent yet.", data{"Date": Date(at)})
	if submitted {
		p.Intro = lang.L("An account as it stands on {{.Date}}. It was submitted before.", data{"Date": Date(at)})
	}
	p.Sections = sections
	p.Notes = []string{lang.L("There are no passwords on this sheet.")}
	return p
}

// PaperName is the name of the file that a paper is saved in, such as
// "Review-ABC Company.pdf": without the letters that no file's name may have.
func PaperName(kind, account string) string {
	account = strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*`, r) {
			return '-'
		}
		return r
	}, strings.TrimSpace(account))
	if runes := []rune(account); len(runes) > 80 {
		account = string(runes[:80])
	}
	if account = strings.TrimRight(account, ". "); account == "" {
		return kind + ".pdf"
	}
	return kind + "-" + account + ".pdf"
}
