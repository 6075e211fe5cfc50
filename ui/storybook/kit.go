package storybook

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
)

// kitStories are the widgets of the kit, by themselves.
func kitStories() group {
	return group{"Kit", []string{"widgets", "theme", "edges"}, []state{
		{"form", func(s *Stage) {
			s.window.SetContent(widgets.NewFocusScroll(widgets.Pad(18, 24, 18, 24, widgets.VBox(14, buttons(), kit()))))
		}},
		{"more", func(s *Stage) { s.window.SetContent(widgets.NewFocusScroll(widgets.Pad(18, 24, 18, 24, more()))) }},
		{"sidebar", func(s *Stage) { s.window.SetContent(besideList()) }},
		{"panel", func(s *Stage) {
			s.window.SetContent(besideList())
			panel(s.canvas)
		}},
		{"question", func(s *Stage) {
			s.window.SetContent(widgets.NewFocusScroll(kit()))
			widgets.ShowConfirm(s.canvas, widgets.ConfirmOptions{
				Title: "Delete ABC Company?", Danger: true, Confirm: "Delete",
				Text:    "Its users, numbers and callflows go with it. This cannot be taken back. Type the name of the account to confirm.",
				Content: field("Account name", "", ""),
			}, func(bool) {})
		}},
		{"details", func(s *Stage) {
			s.window.SetContent(widgets.NewFocusScroll(kit()))
			widgets.ShowDetails(s.canvas, "What is sent", details)
		}},
		{"toast", func(s *Stage) {
			host, content := widgets.NewToastHost(widgets.NewFocusScroll(widgets.Pad(18, 24, 18, 24, kit())))
			host.After = s.after
			s.window.SetContent(content)
			host.ShowAction("The change to Contoso Legal is queued and goes out when there is a connection.", widgets.ToneWarn, "Undo", func() {})
		}},
	}}
}

func besideList() fyne.CanvasObject {
	return container.NewBorder(nil, nil, kitList(), nil, canvas.NewRectangle(nil))
}

func field(label, value, problem string) *widgets.FormField {
	e := widgets.NewEntry()
	e.SetText(value)
	f := widgets.NewFormField(label, e)
	f.SetProblem(problem)
	return f
}

func check(label string, state widgets.CheckState) *widgets.Check {
	c := widgets.NewCheck(label, nil)
	c.SetState(state)
	return c
}

func buttons() fyne.CanvasObject {
	disabled := widgets.NewButton(widgets.Primary, "Disabled", nil)
	disabled.Disable()
	return widgets.VBox(10, widgets.HBox(10,
		widgets.NewButton(widgets.Primary, "Next", nil), widgets.NewButton(widgets.Secondary, "Back", nil),
		widgets.NewButton(widgets.Flat, "Save as template", nil), widgets.NewButton(widgets.Danger, "Delete…", nil),
		widgets.NewButton(widgets.Secondary, "With icon", nil).WithIcon(fynetheme.DocumentIcon()), disabled,
		widgets.NewLink("Edit", nil)), widgets.HBox(10, widgets.NewBadge("Active", widgets.ToneOK),
		widgets.NewBadge("Queued", widgets.ToneWarn), widgets.NewBadge("Needs you", widgets.ToneBad),
		widgets.NewBadge("Draft", widgets.ToneOff), widgets.NewBadge("1 change", widgets.TonePrimary)))
}

func kit() fyne.CanvasObject {
	off := check("Not now", widgets.On)
	off.Disable()
	realm := widgets.NewEntry()
	realm.SetText("abccompany")
	realm.SetSuffix(".sip.northwind.example")
	password := widgets.NewEntry()
	password.SetText("k7mv-tq4x-9hda-w3pe")
	password.SetActions(widgets.NewLink("New", nil), widgets.NewLink("Show", nil), widgets.NewLink("Copy", nil))
	money := widgets.NewEntry()
	money.SetPrefix("$")
	money.SetText("25.50")
	search := widgets.NewEntry()
	search.SetPlaceHolder("Search 1,204 accounts")
	search.SetIcon(fynetheme.SearchIcon())
	search.SetSuffix("Ctrl F")
	notes := widgets.NewMultiLineEntry(3)
	notes.SetText("Several lines of notes that wrap when they are too long for the field, and one more sentence so that they are.\nSecond line.")
	return widgets.VBox(14,
		widgets.NewTabs([]string{"Overview", "Limits", "Permissions", "Credit", "Administrators", "Notes"}, nil),
		widgets.NewCard(widgets.VBox(10,
			widgets.NewHeading("Account"),
			widgets.NewCaption("Who this customer is. Everything is kept as a draft on this computer until you create the account."),
			widgets.Columns(2, 20, 10,
				field("Account name *", "ABC Company", ""),
				widgets.NewFormField("Realm", realm),
				field("E-mail address *", "ada@abc", "Enter a whole address, such as ada@abc.example"),
				widgets.NewFormField("Password", password),
				widgets.NewFormField("Add to the balance", money),
				widgets.NewFormField("Search", search),
				widgets.NewFormField("Notes", notes),
				widgets.VBox(0, check("US Toll Free", widgets.On), check("Caribbean", widgets.Off), check("Some", widgets.Mixed), off,
					widgets.NewRadioGroup([]string{"All apps", "Only these"}, nil)),
			))),
		widgets.NewBareCard(widgets.Rows(
			widgets.NewKVRow("Status", "Active · created 12 Mar 2026", func() {}),
			widgets.NewKVRow("Account ID", "9f1c3a775b0e4d528e0261aac0d477f1", nil),
			widgets.NewKVRow("Billing contact", "Ruth Sato · 100 Main St, Austin TX 78701, US", func() {}))),
	)
}

func kitList() fyne.CanvasObject {
	search := widgets.NewEntry()
	search.SetPlaceHolder("Search 1,204 accounts")
	search.SetIcon(fynetheme.SearchIcon())
	search.SetSuffix("Ctrl F")
	type row struct {
		title, detail, badge string
		tone                 widgets.Tone
	}
	rows := []row{
		{},
		{"Fabrikam Dental", "3 of 5 steps · edited 2 min ago", "Draft", widgets.ToneOff},
		{"Blue Yonder", "waiting for a connection", "Queued", widgets.ToneWarn},
		{"Litware Clinics", "limits were refused: 403", "Needs you", widgets.ToneBad},
		{},
		{"ABC Company", "abccompany.sip.northwind.example", "", 0},
		{"Adatum Holdings", "k3v9tq.sip.northwind.example", "", 0},
		{"Contoso Legal", "contoso.sip.northwind.example", "1 change", widgets.TonePrimary},
	}
	for i := range 1000 {
		rows = append(rows, row{title: fmt.Sprintf("Account %d", i), detail: "k3v9tq.sip.northwind.example"})
	}
	list := widgets.NewList(func() fyne.CanvasObject { return widgets.NewListRow() }, func(i int, o fyne.CanvasObject) {
		r := o.(*widgets.ListRow) //nolint:errcheck // the list has no other rows
		r.Set(rows[i].title, rows[i].detail, rows[i].badge, rows[i].tone)
		link := ""
		if i == 6 {
			link = "12 ›"
		}
		r.SetLink(link, nil)
	})
	list.SetData(widgets.ListData{
		Len: len(rows), ID: func(i int) string { return rows[i].title },
		Headings: map[int]string{0: "DRAFTS AND QUEUED", 4: "ACCOUNTS"},
	})
	list.SetSelectedID("ABC Company")
	head := widgets.VBox(10, search, widgets.NewButton(widgets.Primary, "+ Add New Account", nil))
	return widgets.FixedWidth(300, container.NewBorder(widgets.Pad(12, 16, 8, 16, head), nil, nil, nil, list))
}

func panel(c fyne.Canvas) {
	steps := widgets.NewSteps([]widgets.StepItem{
		{Label: "General", State: widgets.StepDone},
		{Label: "Contacts"},
		{Label: "Call Restrictions", State: widgets.StepCurrent},
		{Label: "Permissions"},
		{Label: "Review"},
	})
	steps.SetProblems(1, 2)
	next := widgets.NewButton(widgets.Primary, "Next", nil)
	m := widgets.NewModal(c, widgets.ModalOptions{
		Title: "Add New Account", TitleRight: widgets.NewText("Draft saved just now").Sized(fynetheme.SizeNameCaptionText).Colored(theme.ColorNameMuted),
		Header: steps, Body: kit(), Default: next,
		Footer: widgets.HBox(10, widgets.NewButton(widgets.Secondary, "Close, keep draft", nil),
			widgets.NewButton(widgets.Flat, "Save as template", nil), widgets.Spacer(),
			widgets.NewButton(widgets.Secondary, "Back", nil), next),
	})
	m.Show()
}

const details = "PUT /v2/accounts/9f1c3a775b0e4d528e0261aac0d477f1\n{\n  \"data\": {\n    \"name\": \"ABC Company\",\n    " +
	"\"timezone\": \"America/Chicago\"\n  }\n}"

var zones = []widgets.Option{
	{ID: "America/Chicago", Label: "America/Chicago", Detail: "UTC−6, now 06:04"},
	{ID: "America/Denver", Label: "America/Denver", Detail: "UTC−7, now 05:04"},
	{ID: "America/New_York", Label: "America/New_York", Detail: "UTC−5, now 07:04"},
	{ID: "Europe/Berlin", Label: "Europe/Berlin", Detail: "UTC+1, now 13:04"},
	{ID: "Europe/Kyiv", Label: "Europe/Kyiv", Detail: "UTC+2, now 14:04"},
	{ID: "Asia/Kathmandu", Label: "Asia/Kathmandu", Detail: "UTC+5:45, now 17:49"},
}

func searchZones(query string, limit int) []widgets.Option {
	var found []widgets.Option
	for _, zone := range zones {
		if strings.Contains(strings.ToLower(zone.ID), strings.ToLower(query)) && len(found) < limit {
			found = append(found, zone)
		}
	}
	return found
}

func pool(name, hint, caption, text string, used, own float32, bad bool) fyne.CanvasObject {
	stepper := widgets.NewStepper()
	stepper.SetText(text)
	words := widgets.NewCaption(caption)
	if bad {
		words.SetColor(theme.ColorNameBad)
	}
	bar := widgets.NewBar(widgets.Segment{Fraction: used, Color: theme.ColorNameOff},
		widgets.Segment{Fraction: own, Color: fynetheme.ColorNamePrimary})
	return widgets.HBox(14,
		widgets.FixedWidth(250, widgets.VBox(0, widgets.NewText(name).Bold(), widgets.NewCaption(hint))),
		widgets.FixedWidth(150, widgets.HBox(0, stepper)), widgets.Grow(widgets.VBox(3, bar, words)))
}

func more() fyne.CanvasObject {
	zone := widgets.NewPicker(searchZones)
	zone.SetValue("America/Chicago")
	country := widgets.NewPicker(searchZones)
	country.SetPlaceHolder("Choose a country")
	end := widgets.NewDateEntry()
	end.SetText("2027-03-31")
	strength := widgets.NewStrengthBar()
	strength.Set(0.92, widgets.ToneOK, "Strong · generated · kept in the keyring")
	weak := widgets.NewStrengthBar()
	weak.Set(0.2, widgets.ToneBad, "Weak · found in lists of passwords")
	line := widgets.NewProgressLine()
	line.SetFraction(0.4)
	stop := widgets.NewStepper()
	stop.Disable()
	spinner := widgets.NewSpinner("Signing in…")
	spinner.Start()
	return widgets.VBox(14,
		widgets.NewBreadcrumb([]string{"Northwind Telecom", "Adatum Holdings", "ABC Company"}, nil),
		widgets.HBox(10, widgets.NewAvatar("Northwind"), widgets.NewDisplay("ABC Company"), widgets.NewBadge("Active", widgets.ToneOK),
			widgets.Spacer(), widgets.NewChips([]string{"All", "Drafts 2", "Needs you 1", "Off"}, nil)),
		widgets.Columns(3, 20, 10, widgets.NewFormField("Time zone *", zone), widgets.NewFormField("Country", country),
			widgets.NewFormField("Contract ends", end), strength, weak, widgets.VBox(8, spinner, line)),
		pool("Two-way", "calls in either direction", "31 of 50 sold · 4 for this one · 15 left", "4", 0.62, 0.08, false),
		pool("Inbound", "calls received", "16 of 40 used · 4 for this one · 20 left", "0", 0.4, 0.1, false),
		pool("Outbound", "calls placed", "24 of 25 used · 3 for this one is 2 more than is left", "three", 0.96, 0.12, true),
		widgets.HBox(0, stop),
		widgets.NewBanner(widgets.ToneWarn, "One thing to look at", "3 outbound trunks are 2 more than is left of Northwind Telecom's 25. "+
			"The server may refuse or charge for them."),
		widgets.NewBanner(widgets.ToneBad, "The server refused the limits", "403 forbidden: only the reseller may set limits.",
			widgets.NewButton(widgets.Primary, "Try again", nil), widgets.NewButton(widgets.Secondary, "Leave it out", nil)),
		widgets.HBox(6, widgets.NewStatusDot(widgets.ToneOK), widgets.NewCaption("Online").Fitting(widgets.Natural)),
	)
}
