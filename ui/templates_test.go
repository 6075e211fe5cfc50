package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"github.com/stretchr/testify/require"

	"accountsmanager/ui/preview/sample"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

func TestATemplateIsMadeOfAnAccountAndBegunWith(t *testing.T) {
	b := newBench(t, sample.Full(20))
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.settle()
	b.menu("Account", "Save as a template…")
	b.shows("Name of the template")
	b.press("Save")
	b.shows("Enter a name")
	uitest.TypeInto(t, b.canvas, "Name of the template", "Small office")
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.shows("The template “Small office” is saved.")
	require.Contains(t, b.ws.Calls(), "SaveTemplate Small office")

	b.menu("File", "Add from a template", "Templates…")
	b.shows("Small office")
	uitest.AssertInside(t, b.canvas)
	b.press("Make it the default")
	b.shows("No default")
	b.press("Start a draft")
	b.eventually("the wizard opens", func() bool { return b.has("Account name *") })
	require.Contains(t, b.ws.Calls(), "NewDraftFrom template-Small office")
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("it closes", func() bool { return widgets.TopModal(b.canvas) == nil })

	b.menu("File", "Add from a template", "Small office")
	b.eventually("the wizard opens", func() bool { return b.has("Account name *") })
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("it closes", func() bool { return widgets.TopModal(b.canvas) == nil })
	b.menu("File", "Add from a template", "Templates…")
	b.press("Delete")
	b.shows("There are no templates yet. Open a draft or an account, and choose “Save as a template…” in the Account menu.")
}

func TestADraftLikeAnAccount(t *testing.T) {
	b := newBench(t, sample.Full(20))
	uitest.Click(t, b.canvas, b.row("ABC Company"))
	b.settle()
	b.menu("Account", "Like this account…")
	b.eventually("the wizard opens", func() bool { return b.has("Account name *") })
	require.Contains(t, b.ws.Calls(), "Like 9f1c3a775b0e4d528e0261aac0d477f1")
}

func TestWhatIsInTheWizardIsKeptAsATemplate(t *testing.T) {
	b := newBench(t, sample.Full(20))
	b.shows("ABC Company")
	b.shortcut(fyne.KeyN, ctrl)
	b.eventually("the wizard opens", func() bool { return b.has("Account name *") })
	b.press("Save as a template…")
	uitest.TypeInto(t, b.canvas, "Name of the template", "Small office")
	uitest.Press(b.canvas, fyne.KeyReturn)
	b.shows("The template “Small office” is saved.") // over the wizard
	require.Contains(t, b.ws.Calls(), "SaveTemplate Small office")
	b.shows("Account name *") // one goes on where one was
	uitest.Press(b.canvas, fyne.KeyEscape)
	b.eventually("the wizard closes", func() bool { return widgets.TopModal(b.canvas) == nil })
}
