package account

import (
	"context"
	"errors"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/edges"
	"accountsmanager/ui/run"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

func (v *View) administrators() []fyne.CanvasObject {
	objects := []fyne.CanvasObject{widgets.HBox(10, widgets.NewButton(widgets.Primary, lang.L("Add an administrator…"), v.addAdministrator))}
	if card := v.passwordsCard(); card != nil {
		objects = append(objects, card)
	}
	if !v.has(domain.DocUsers) {
		return objects
	}
	users := slices.Clone(v.known.sheet.Parts[domain.DocUsers].Users)
	slices.SortStableFunc(users, func(a, b domain.User) int { // administrators first
		switch {
		case a.Admin == b.Admin:
			return strings.Compare(domain.Fold(a.FullName()), domain.Fold(b.FullName()))
		case a.Admin:
			return -1
		}
		return 1
	})
	var list []fyne.CanvasObject
	for _, u := range users {
		list = append(list, v.userRow(u))
	}
	if len(list) == 0 {
		return append(objects, widgets.NewCaption(lang.L("Nobody can sign in to this account yet.")))
	}
	return append(objects, rows(list...))
}

func (v *View) userRow(u domain.User) fyne.CanvasObject {
	field := func(part string) domain.Field { return domain.UserField(u.ID, part) }
	badges := widgets.HBox(6)
	if v.value(field(domain.PartAdmin)) == domain.On {
		badges.Add(widgets.NewBadge(lang.L("Administrator"), widgets.TonePrimary))
	}
	if v.value(field(domain.PartEnabled)) == domain.Off {
		badges.Add(widgets.NewBadge(lang.L("Disabled"), widgets.ToneOff))
	}
	name := strings.TrimSpace(v.value(field(domain.PartFirstName)) + " " + v.value(field(domain.PartLastName)))
	ways := edges.Flow(10,
		widgets.NewLink(lang.L("Edit"), func() { v.editUser(u, name) }),
		widgets.NewLink(lang.L("Set a new password"), func() { v.askPassword(u) }),
		widgets.NewLink(lang.L("Remove…"), func() { v.askRemove(u) }),
	)
	return widgets.Pad(11, 16, 11, 16, widgets.HBox(12,
		widgets.Grow(widgets.VBox(0, widgets.NewText(or(name)).Bold().Fitting(widgets.Ellipsis),
			widgets.NewCaption(join(" · ", v.value(field(domain.PartEmail)), v.value(field(domain.PartPhone)))).Fitting(widgets.Ellipsis),
			widgets.Pad(4, 0, 0, 0, ways))),
		badges))
}

// editUser reads the user's own document, which has more than the list, and edits it.
// Without a connection what the list has can be edited.
func (v *View) editUser(u domain.User, name string) {
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) (known, error) {
		if err := ws.ReadUser(ctx, id, u.ID); err != nil && !errors.Is(err, domain.ErrOffline) {
			return known{}, err
		}
		return readKnown(ctx, ws, id)
	}, func(now known, err error) {
		switch {
		case err != nil:
			v.options.Actions.Failed(err)
			return
		case v.id != id:
			return
		}
		v.known = now
		v.draw()
		field := func(part string) domain.Field { return domain.UserField(u.ID, part) }
		v.edit(name, lang.L("The user name stays {{.Name}}; a new password sets it to the e-mail address.", map[string]any{"Name": u.UserName}),
			field(domain.PartFirstName), field(domain.PartLastName), field(domain.PartEmail), field(domain.PartPhone),
			field(domain.PartAdmin), field(domain.PartEnabled))()
	})
}

// newcomer stands for the id of an administrator who does not exist yet in what is typed
// of them and not saved. Servers give no such ids.
const newcomer = "new"

// ofNewcomer tells whether something typed is of an administrator who does not exist yet.
func ofNewcomer(e domain.Edit) bool {
	id, _, _ := e.Field.User()
	return id == newcomer
}

// addAdministrator asks for a new administrator. The password is generated, and shown
// once they exist, unless one is typed; that one is the only thing here that is not kept
// before it is saved.
func (v *View) addAdministrator() {
	admin := v.options.Workspace.NewAdministrator()
	field := func(part string) domain.Field { return domain.UserField(newcomer, part) }
	password := widgets.NewEntry()
	password.SetActions(widgets.NewReveal(password))
	password.SetConcealed(true)
	box := widgets.NewFormField(lang.L("Password"), password)
	box.SetHint(lang.L("Leave it empty, and one is generated."))
	e := &editor{v: v, inputs: []input{
		v.input(field(domain.PartFirstName), ""), v.input(field(domain.PartLastName), ""), v.input(field(domain.PartEmail), ""), v.input(field(domain.PartPhone), ""),
		unedited(box),
	}}
	e.show(lang.L("Add an administrator"), "")
	e.save.OnTapped = func() { v.saveAdministrator(e, admin, box, password) }
}

func (v *View) saveAdministrator(e *editor, admin domain.Administrator, box *widgets.FormField, password *widgets.Entry) {
	var all domain.Edits
	for _, in := range e.inputs[:4] {
		all = append(all, domain.Edit{Field: in.field, After: strings.TrimSpace(in.get())})
	}
	admin.FirstName, admin.LastName, admin.Email, admin.Phone = all[0].After, all[1].After, all[2].After, all[3].After
	typed := domain.NewSecret(password.Text)
	if !typed.IsZero() {
		admin.Mode = domain.PasswordTyped
		if len([]rune(password.Text)) < domain.MinPassword {
			box.SetProblem(words.Problem(domain.Problem{Code: domain.WeakPassword, Limit: domain.MinPassword}))
			return
		}
	}
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) (domain.Problems, error) {
		problems, err := ws.CheckChange(ctx, all)
		if err != nil || len(problems) > 0 {
			return problems, err
		}
		if !typed.IsZero() {
			ws.TypePassword(ctx, ws.ChangesID(id), admin.ID, typed)
		}
		return nil, ws.AddAdministrator(ctx, id, admin)
	}, func(problems domain.Problems, err error) {
		e.tell(problems)
		if err != nil {
			v.options.Actions.Failed(err)
		}
		if err == nil && len(problems) == 0 {
			e.settle()
			v.Changed()
		}
	})
}

func (v *View) askPassword(u domain.User) {
	widgets.ShowConfirm(v.options.Canvas, widgets.ConfirmOptions{
		Title:   lang.L("Set a new password"),
		Text:    lang.L("{{.Name}} gets a generated password, which is shown here once it is set. The old one no longer signs in.", map[string]any{"Name": u.FullName()}),
		Confirm: lang.L("Set a new password"),
	}, func(yes bool) {
		if yes {
			v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.SetPassword(ctx, id, u) })
		}
	})
}

// askRemove lists what hangs on a user before it asks.
func (v *View) askRemove(u domain.User) {
	id, ws := v.id, v.options.Workspace
	run.Go(v.options.Runner, func(ctx context.Context) ([]domain.Belonging, error) { return ws.Belongings(ctx, id, u.ID) },
		func(list []domain.Belonging, err error) {
			if err != nil {
				v.options.Actions.Failed(err)
				return
			}
			text := lang.L("{{.Name}} can no longer sign in. Nothing else hangs on this user.", map[string]any{"Name": u.FullName()})
			if len(list) > 0 {
				var lines []string
				for _, b := range list {
					lines = append(lines, belonging(b))
				}
				text = lang.L("{{.Name}} can no longer sign in, and these are left without an owner:", map[string]any{"Name": u.FullName()}) + "\n" + strings.Join(lines, "\n")
			}
			widgets.ShowConfirm(v.options.Canvas, widgets.ConfirmOptions{Title: lang.L("Remove the user?"), Text: text, Confirm: lang.L("Remove"), Danger: true}, func(yes bool) {
				if yes {
					v.do(func(ctx context.Context, ws Workspace, id string) error { return ws.RemoveUser(ctx, id, u) })
				}
			})
		})
}

func belonging(b domain.Belonging) string {
	kinds := map[string]string{
		"device": lang.L("Device"), "vmbox": lang.L("Voicemail box"), "callflow": lang.L("Callflow"), "conference": lang.L("Conference"),
	}
	return kinds[b.Kind] + " " + or(b.Name)
}

// fetchPasswords gets passwords that were set here, to show them once.
func (v *View) fetchPasswords() {
	for _, s := range v.known.sheet.Steps {
		sets := s.Intent.Admin != nil || s.Intent.Password != nil
		if _, asked := v.secrets[s.ID]; !sets || asked || s.State != provisioning.Done {
			continue
		}
		if v.secrets == nil {
			v.secrets = map[string]domain.Secret{}
		}
		v.secrets[s.ID] = domain.Secret{}
		id, step, ws := v.id, s.ID, v.options.Workspace
		run.Go(v.options.Runner, func(ctx context.Context) (domain.Secret, error) { return ws.SentPassword(ctx, ws.ChangesID(id), step) },
			func(secret domain.Secret, err error) {
				if v.id == id && err == nil { // else it is not known any more, and another one can be set
					v.secrets[step] = secret
					v.draw()
				}
			})
	}
}

// passwordsCard shows the newest password that was set of each user, or is nil.
func (v *View) passwordsCard() fyne.CanvasObject {
	list := []fyne.CanvasObject{widgets.Pad(11, 16, 11, 16, widgets.VBox(2,
		widgets.NewHeading(lang.L("Passwords")), widgets.NewCaption(lang.L("Set by you. Hand them over now."))))}
	newest := map[string]string{}
	for _, s := range v.known.sheet.Steps {
		secret := v.secrets[s.ID]
		admin, ok := passwordOf(s)
		if !ok || secret.IsZero() {
			continue
		}
		newest[admin.UserName()] = s.ID
	}
	for _, s := range v.known.sheet.Steps {
		admin, ok := passwordOf(s)
		if !ok || newest[admin.UserName()] != s.ID {
			continue
		}
		secret := v.secrets[s.ID]
		row := widgets.NewKVRow(join(" · ", admin.FullName(), admin.UserName()), secret.Reveal(), func() { v.copy(lang.L("The password"), secret.Reveal()) }) //nolint:forbidigo // the person asked for it
		row.SetActionText(lang.L("Copy"))
		list = append(list, row)
	}
	if len(list) == 1 {
		return nil
	}
	return rows(list...)
}

func passwordOf(s provisioning.Step) (domain.Administrator, bool) {
	switch {
	case s.Intent.Admin != nil:
		return s.Intent.Admin.Admin, true
	case s.Intent.Password != nil:
		return s.Intent.Password.Admin, true
	}
	return domain.Administrator{}, false
}
