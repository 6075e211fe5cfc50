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
		for _, story := range All() {
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
