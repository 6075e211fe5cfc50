package main

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	fynetheme "fyne.io/fyne/v2/theme"

	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
)

// show fills the window with one of the screens.
func show(w fyne.Window, screen string) {
	switch screen {
	case "sidebar":
		w.SetContent(container.NewBorder(nil, nil, sidebar(), nil, canvas.NewRectangle(nil)))
	case "wizard":
		w.SetContent(container.NewBorder(nil, nil, sidebar(), nil, canvas.NewRectangle(nil)))
		wizard(w.Canvas())
	default:
		w.SetContent(widgets.NewFocusScroll(widgets.Pad(18, 24, 18, 24, widgets.VBox(14, buttons(), kit()))))
	}
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
	return widgets.HBox(10,
		widgets.NewButton(widgets.Primary, "Next", nil), widgets.NewButton(widgets.Secondary, "Back", nil),
		widgets.NewButton(widgets.Flat, "Save as template", nil), widgets.NewButton(widgets.Danger, "Delete…", nil),
		widgets.NewButton(widgets.Secondary, "With icon", nil).WithIcon(fynetheme.DocumentIcon()), disabled,
		widgets.NewLink("Edit", nil), widgets.Spacer(), widgets.NewBadge("Active", widgets.ToneOK),
		widgets.NewBadge("Queued", widgets.ToneWarn), widgets.NewBadge("Needs you", widgets.ToneBad),
		widgets.NewBadge("Draft", widgets.ToneOff), widgets.NewBadge("1 change", widgets.TonePrimary))
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

func sidebar() fyne.CanvasObject {
	search := widgets.NewEntry()
	search.SetPlaceHolder("Search 1,204 accounts")
	search.SetIcon(fynetheme.SearchIcon())
	search.SetSuffix("Ctrl F")
	type row struct {
		title, detail, badge string
		tone                 widgets.Tone
	}
	rows := []row{{}, {"Fabrikam Dental", "3 of 5 steps · edited 2 min ago", "Draft", widgets.ToneOff},
		{"Blue Yonder", "waiting for a connection", "Queued", widgets.ToneWarn},
		{"Litware Clinics", "limits were refused: 403", "Needs you", widgets.ToneBad}, {},
		{"ABC Company", "abccompany.sip.northwind.example", "", 0}, {"Adatum Holdings", "k3v9tq.sip.northwind.example", "", 0},
		{"Contoso Legal", "contoso.sip.northwind.example", "1 change", widgets.TonePrimary}}
	for i := range 1000 {
		rows = append(rows, row{title: fmt.Sprintf("Account %d", i), detail: "k3v9tq.sip.northwind.example"})
	}
	list := widgets.NewList(func() fyne.CanvasObject { return widgets.NewListRow() }, func(i int, o fyne.CanvasObject) {
		r := o.(*widgets.ListRow)
		r.Set(rows[i].title, rows[i].detail, rows[i].badge, rows[i].tone)
		link := ""
		if i == 6 {
			link = "12 ›"
		}
		r.SetLink(link, nil)
	})
	list.SetData(widgets.ListData{Len: len(rows), ID: func(i int) string { return rows[i].title },
		Headings: map[int]string{0: "DRAFTS AND QUEUED", 4: "ACCOUNTS"}})
	list.SetSelectedID("ABC Company")
	head := widgets.VBox(10, search, widgets.NewButton(widgets.Primary, "+ Add New Account", nil))
	return widgets.FixedWidth(300, container.NewBorder(widgets.Pad(12, 16, 8, 16, head), nil, nil, nil, list))
}

func wizard(c fyne.Canvas) {
	steps := widgets.NewSteps([]widgets.StepItem{{Label: "General", State: widgets.StepDone}, {Label: "Contacts"},
		{Label: "Call Restrictions", State: widgets.StepCurrent}, {Label: "Permissions"}, {Label: "Review"}})
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
