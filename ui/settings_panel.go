package ui

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/ui/choices"
	"accountsmanager/ui/language"
	"accountsmanager/ui/run"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/widgets"
	"accountsmanager/ui/words"
)

// The names of settings that are chosen in the panel.
const (
	settingRefresh  = "refresh.minutes"  // empty or 0: at the start and when asked for alone
	settingAutosave = "autosave.seconds" // empty or 0: at once
	settingCurrency = "currency"         // the sign before or after amounts; empty is $
)

var (
	refreshChoices  = []int{0, 5, 15, 60} // minutes
	autosaveChoices = []int{0, 1, 5}      // seconds
	scaleChoices    = []string{"", "1", "1.25", "1.5", "2"}
)

// showSettings opens the settings. What is chosen is kept at once.
func (w *Window) showSettings() {
	if w.busy() {
		return
	}
	ws, profile := w.options.Workspace, w.now.status.Profile.ID
	type kept struct{ language, scale, refresh, autosave, currency, tray, suffix string }
	run.Go(w.runner, func(ctx context.Context) (k kept, err error) {
		for key, to := range map[string]*string{
			SettingLanguage: &k.language, SettingScale: &k.scale, SettingTray: &k.tray,
			settingRefresh: &k.refresh, settingAutosave: &k.autosave, settingCurrency: &k.currency,
		} {
			if *to, err = ws.Setting(ctx, key); err != nil {
				return k, err
			}
		}
		if profile != "" {
			k.suffix, err = ws.RealmSuffix(ctx)
		}
		return k, err
	}, func(k kept, err error) {
		if err != nil {
			w.failed(err)
			return
		}
		if w.busy() { // the key was pressed twice
			return
		}
		body := widgets.VBox(18,
			w.lookSettings(k.language, k.scale),
			w.workSettings(k.refresh, k.autosave, k.currency),
			w.systemSettings(k.tray),
		)
		if profile != "" {
			body.Add(w.profileSettings(k.suffix))
		}
		var modal *widgets.Modal
		done := widgets.NewButton(widgets.Primary, lang.L("Close"), func() { modal.Close() })
		modal = widgets.NewModal(w.window.Canvas(), widgets.ModalOptions{
			Title: lang.L("Settings"), Body: body, Size: fyne.NewSize(620, 680), Default: done,
			Footer: widgets.HBox(10, widgets.Spacer(), done),
		})
		modal.Show()
	})
}

// keep keeps a setting.
func (w *Window) keep(key, value string) {
	w.keeping.Do(func(ctx context.Context) error { return w.options.Workspace.SaveSetting(ctx, key, value) }, w.failed)
}

// lookSettings are how the program looks and speaks.
func (w *Window) lookSettings(tag, scale string) fyne.CanvasObject {
	appearances := []theme.Appearance{theme.System, theme.Light, theme.Dark}
	appearance := widgets.NewRadioGroup([]string{lang.L("As the system"), lang.L("Light"), lang.L("Dark")}, func(i int) { w.setAppearance(appearances[i]) })
	appearance.SetSelected(slices.Index(appearances, w.appearance))

	spoken := widgets.NewFormField(lang.L("Language"), widgets.FixedWidth(240, w.languagePicker(tag)))
	spoken.SetHint(lang.L("In effect when the program is started again."))

	sizes := []string{lang.L("As the display")}
	for _, s := range scaleChoices[1:] {
		percent, err := strconv.ParseFloat(s, 64)
		if err != nil { // it stands above
			panic("a scale: " + err.Error())
		}
		sizes = append(sizes, strconv.Itoa(int(percent*100))+" %")
	}
	scales := widgets.NewRadioGroup(sizes, func(i int) { w.keep(SettingScale, scaleChoices[i]) })
	scales.SetSelected(max(0, slices.Index(scaleChoices, scale)))
	scaled := widgets.NewFormField(lang.L("Size of everything"), scales)
	scaled.SetHint(lang.L("In effect when the program is started again."))
	return widgets.VBox(12, widgets.NewSection(lang.L("Appearance")), widgets.NewFormField(lang.L("Light or dark"), appearance), spoken, scaled)
}

// languagePicker chooses among the languages, each called what it calls itself.
func (w *Window) languagePicker(tag string) *widgets.Picker {
	const system = "system"
	options := []widgets.Option{{ID: system, Label: lang.L("As the system")}}
	for _, l := range language.All() {
		options = append(options, widgets.Option{ID: l.Tag, Label: l.Name})
	}
	picker := widgets.NewPicker(choices.Search(func() []widgets.Option { return options }))
	picker.SetValue(cmp.Or(tag, system))
	picker.OnChanged = func(id string, known bool) {
		switch {
		case !known:
		case id == system:
			w.keep(SettingLanguage, "")
		default:
			w.keep(SettingLanguage, id)
		}
	}
	return picker
}

// workSettings are how the program works.
func (w *Window) workSettings(refresh, autosave, currency string) fyne.CanvasObject {
	var labels []string
	chosen := 0
	for i, minutes := range refreshChoices {
		labels = append(labels, words.Every(minutes))
		if strconv.Itoa(minutes) == refresh {
			chosen = i
		}
	}
	often := widgets.NewRadioGroup(labels, func(i int) {
		w.refreshEvery = time.Duration(refreshChoices[i]) * time.Minute
		w.keep(settingRefresh, strconv.Itoa(refreshChoices[i]))
	})
	often.SetSelected(chosen)

	saves := widgets.NewRadioGroup([]string{lang.L("At once"), words.Within(autosaveChoices[1]), words.Within(autosaveChoices[2])}, func(i int) {
		w.saveEvery = time.Duration(autosaveChoices[i]) * time.Second
		w.keep(settingAutosave, strconv.Itoa(autosaveChoices[i]))
	})
	saves.SetSelected(max(0, slices.IndexFunc(autosaveChoices, func(n int) bool { return strconv.Itoa(n) == autosave })))
	saved := widgets.NewFormField(lang.L("Save what is typed"), saves)
	saved.SetHint(lang.L("Closing always saves first. After a power cut, what was typed in that time is gone."))

	sign := widgets.NewEntry()
	sign.SetTextSilently(currency)
	sign.SetPlaceHolder(words.DefaultCurrency)
	sign.OnChanged = func(text string) {
		text = strings.TrimSpace(text)
		words.UseCurrency(text)
		w.keep(settingCurrency, text)
	}
	money := widgets.NewFormField(lang.L("Currency"), widgets.FixedWidth(120, sign))
	money.SetHint(lang.L("The sign of amounts. Servers keep none."))
	return widgets.VBox(12, widgets.NewSection(lang.L("Work")), widgets.NewFormField(lang.L("Read changes from the server"), often), saved, money)
}

// systemSettings are how the program makes itself known on the desktop.
func (w *Window) systemSettings(tray string) fyne.CanvasObject {
	notify := widgets.NewCheck(lang.L("Tell me when work ends or needs me while I am elsewhere"), func(bool) { w.switchNotifications() })
	notify.SetChecked(!w.notes.off)
	inTray := widgets.NewCheck(lang.L("Show in the system's tray"), func(on bool) { w.keep(SettingTray, map[bool]string{true: "on"}[on]) })
	inTray.SetChecked(tray == "on")
	return widgets.VBox(12, widgets.NewSection(lang.L("Desktop")), notify, inTray,
		widgets.NewCaption(lang.L("The tray is in effect when the program is started again.")))
}

// profileSettings are those of who is signed in.
func (w *Window) profileSettings(suffix string) fyne.CanvasObject {
	ws, id := w.options.Workspace, w.now.status.Profile.ID
	realm := widgets.NewEntry()
	realm.SetTextSilently(suffix)
	suffixField := widgets.NewFormField(lang.L("The suffix of your realms"), realm)
	suffixField.SetHint(lang.L("What all realms of your customers end with. It is kept for all drafts; your platform's operator can tell it to you."))
	realm.OnChanged = func(text string) {
		if p := domain.CheckSuffix(text); p != nil && strings.TrimSpace(text) != "" {
			suffixField.SetProblem(words.Problem(*p))
			return
		}
		suffixField.SetProblem("")
		if strings.TrimSpace(text) != "" {
			w.keeping.Do(func(ctx context.Context) error { return ws.SetRealmSuffix(ctx, text) }, w.failed)
		}
	}
	web := widgets.NewEntry()
	web.SetTextSilently(w.now.web)
	webField := widgets.NewFormField(lang.L("Web interface"), web)
	webField.SetHint(webHint())
	web.OnChanged = func(text string) { w.keepWebAddress(id, text, webField) }
	box := widgets.VBox(12, widgets.NewSection(profileName(w.now.status.Profile)), suffixField, webField)
	if !w.now.status.Profile.Sandbox { // which is within this computer
		box.Add(widgets.HBox(0, widgets.NewButton(widgets.Secondary, lang.L("Connection…"), w.showConnection), widgets.Spacer()))
	}
	return box
}

// refreshDue reads changes from the server where it is time to.
func (w *Window) refreshDue() {
	s := w.now.status
	if w.refreshEvery > 0 && !s.SyncedAt.IsZero() && w.options.Now().Sub(s.SyncedAt) >= w.refreshEvery {
		run.Do(w.runner, func(context.Context) error { w.options.Workspace.RefreshNow(); return nil }, nil)
	}
}
