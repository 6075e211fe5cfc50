package storybook

import (
	"image/color"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/stretchr/testify/require"

	"accountsmanager/domain/provisioning"
	"accountsmanager/ui/language"
	"accountsmanager/ui/theme"
	"accountsmanager/ui/uitest"
	"accountsmanager/ui/widgets"
)

// play shows a story as large as the window in a look.
func play(t *testing.T, story Story, how look) *Stage {
	t.Helper()
	fyne.CurrentApp().Settings().SetTheme(how.theme())
	t.Cleanup(func() { uitest.UseTheme(theme.Light) })
	w := uitest.NewWindow(t, widgets.VBox(0), how.size.Width, how.size.Height)
	s := NewStage(fyne.CurrentApp(), w, how.size, nil)
	t.Cleanup(s.Close)
	w.SetContent(s.Object())
	w.Resize(how.size)
	s.Play(story)
	uitest.Settle(s.canvas)
	return s
}

// Every story comes to where it says it does, and shows something that can be read and
// nothing that cannot: in both appearances, and in another language than the one in which
// its texts are written.
func TestEveryStoryIsShown(t *testing.T) {
	t.Cleanup(func() { require.NoError(t, language.Use("en")) })
	tags := []string{"de"}
	if os.Getenv("AM_TEST_ALL") != "" {
		tags = []string{"en", "es", "fr", "ru", "de"}
	}
	for _, tag := range tags {
		require.NoError(t, language.Use(tag))
		for i, story := range All() {
			if i%every != 0 {
				continue
			}
			t.Run(tag+"/"+story.Name(), func(t *testing.T) {
				s := play(t, story, normal())
				require.Empty(t, s.Lacks(), "it does not come to where it says:\n%s", uitest.Dump(s.canvas))
				light := colors(s.canvas)
				require.NotEmpty(t, uitest.Texts(uitest.Top(s.canvas)))
				uitest.AssertInside(t, s.canvas)

				how := normal()
				how.dark = true
				fyne.CurrentApp().Settings().SetTheme(how.theme())
				uitest.Settle(s.canvas)
				require.NotEqual(t, light, colors(s.canvas))
				require.NotEmpty(t, uitest.Texts(uitest.Top(s.canvas)))
			})
		}
	}
}

// colors are those of all texts.
func colors(c fyne.Canvas) (out []color.Color) {
	for _, text := range uitest.FindAll[*canvas.Text](uitest.Top(c)) {
		out = append(out, text.Color)
	}
	return out
}

// noScreens is what lies under ui and is no screen. A new package is either here, or has a story.
var noScreens = []string{"choices", "inspect", "preview", "run", "storybook", "uitest", "words"}

func TestEveryScreenHasAStory(t *testing.T) {
	var told []string
	for _, s := range All() {
		told = append(told, s.Packages...)
	}
	entries, err := os.ReadDir("..")
	require.NoError(t, err)
	for _, e := range entries {
		if e.IsDir() && !slices.Contains(noScreens, e.Name()) {
			require.Contains(t, told, e.Name(), "a story has to be told of it, in ui/storybook")
		}
	}
	require.Contains(t, told, "", "the window itself")
	for _, name := range append(slices.Compact(told), noScreens...) {
		require.DirExists(t, "../"+name)
	}
}

func TestStoriesHaveNamesOfTheirOwn(t *testing.T) {
	seen := map[string]bool{}
	stories := All()
	for i, s := range stories {
		require.False(t, seen[s.Name()], s.Name())
		seen[s.Name()] = true
		at, ok := Find(stories, s.Name())
		require.True(t, ok)
		require.Equal(t, i, at)
	}
	at, ok := Find(stories, "Sidebar/search-w")
	require.True(t, ok)
	require.Equal(t, "sidebar/search-without-result", stories[at].Name())
	_, ok = Find(stories, "no such story")
	require.False(t, ok)
}

// What a submission can come to is told whole: each kind refused, each reason.
func TestEveryKindAndReasonIsTold(t *testing.T) {
	var names strings.Builder
	for _, s := range All() {
		names.WriteString(s.Name() + "\n")
	}
	for _, kind := range provisioning.Kinds() {
		if kind.OfDraft() {
			require.Contains(t, names.String(), "progress/refused-"+slug(string(kind))+"\n")
		}
		if _, ok := deeds()[kind]; ok || !kind.OfDraft() {
			require.Contains(t, names.String(), "account-changes/"+slug(string(kind))+"-waiting\n")
		}
	}
	require.Len(t, waysStories().states, len(reasons())+1)
	for why := range reasons() {
		require.Contains(t, names.String(), "progress-by-reason/"+slug(string(why))+"\n")
	}
}

// The kit in the window of the design at 150 percent, where it has fewer units.
func TestTheKitIsNotCutOff(t *testing.T) {
	how := normal()
	how.size = sizes[0]
	for _, story := range kitOnly() {
		t.Run(story.Name(), func(t *testing.T) {
			s := play(t, story, how)
			require.Equal(t, how.size, s.canvas.root.MinSize(), "the content does not ask for a larger window")
			uitest.AssertInside(t, s.canvas)
		})
	}
}

// A change of appearance reaches everything: afterwards all colours are those of a window that was made in it.
func TestAppearanceChangesEverywhere(t *testing.T) {
	for _, story := range kitOnly() {
		t.Run(story.Name(), func(t *testing.T) {
			colors := func(made, then bool) []color.Color {
				how := normal()
				how.dark = made
				s := play(t, story, how)
				how.dark = then
				fyne.CurrentApp().Settings().SetTheme(how.theme())
				uitest.Settle(s.canvas)
				s.canvas.Unfocus() // Fyne's cursor keeps its colour until it blinks
				return painted(s.canvas)
			}
			made, changed, light := colors(true, true), colors(false, true), colors(false, false)
			require.Len(t, changed, len(made))
			same := 0
			for i := range made {
				require.Equalf(t, made[i], changed[i], "colour %d of %d", i, len(made))
				if made[i] == light[i] {
					same++
				}
			}
			require.Less(t, same, len(made)*3/4, "light and dark differ")
		})
	}
}

func kitOnly() []Story {
	return slices.DeleteFunc(All(), func(s Story) bool { return s.Screen != kitStories().screen })
}

func painted(c fyne.Canvas) []color.Color {
	var colors []color.Color
	for _, root := range append([]fyne.CanvasObject{c.Content()}, c.Overlays().List()...) {
		for _, o := range uitest.FindAll[fyne.CanvasObject](root) {
			switch o := o.(type) {
			case *canvas.Text:
				colors = append(colors, o.Color)
			case *canvas.Rectangle:
				colors = append(colors, o.FillColor, o.StrokeColor)
			case *canvas.Circle:
				colors = append(colors, o.FillColor, o.StrokeColor)
			case *canvas.Line:
				colors = append(colors, o.StrokeColor)
			}
		}
	}
	return colors
}

// The book goes through the stories by Up and Down, and shows what is looked for.
func TestTheBookIsLeafedThrough(t *testing.T) {
	b := Open(fyne.CurrentApp(), "home/sandbox")
	t.Cleanup(func() { b.leave(); b.window.Close(); uitest.UseTheme(theme.Light) })
	c := b.window.Canvas()
	require.True(t, uitest.Has(c.Content(), "Home: sandbox"))
	require.True(t, uitest.Has(b.stage.canvas.content, "Built-in sandbox, not a real server"))
	uitest.Press(c, fyne.KeyUp)
	require.True(t, uitest.Has(c.Content(), "Home: nothing chosen"))
	uitest.Press(c, fyne.KeyDown)
	require.True(t, uitest.Has(c.Content(), "Home: sandbox"))

	b.search("without result")
	require.Equal(t, 1, b.list.Len())
	b.list.OnSelected("sidebar/search-without-result")
	require.True(t, uitest.Has(b.stage.canvas.content, "Nothing found"))

	b.look = look{dark: true, text: 1.5, size: sizes[0]}
	b.show(b.at)
	require.Equal(t, sizes[0], b.stage.canvas.Size())
	require.InDelta(t, 21, fyne.CurrentApp().Settings().Theme().Size("text"), 0.01)
}

// What a story changes after its screen was opened is on the screen.
func TestAStoryFollowsItsWorkspace(t *testing.T) {
	for name, want := range map[string]string{
		"batch/running": "4 of 8 accounts are through", "batch/over-some-need-you": "Save the report…", "notices/an-account-is-through": "Litware Clinics exists",
	} {
		at, ok := Find(All(), name)
		require.True(t, ok, name)
		s := play(t, All()[at], normal())
		require.True(t, uitest.Has(uitest.Top(s.canvas), want), "%s in\n%s", want, uitest.Dump(s.canvas))
	}
}
