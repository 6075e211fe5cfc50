package storybook

import (
	"slices"
	"strings"
)

// Story is a screen in a state.
type Story struct {
	Screen string
	State  string
	// Packages are those under ui that it is about, such as "sidebar"; "" is ui itself.
	Packages []string

	show func(s *Stage)
}

// Name is by what a story is asked for, such as "sidebar/search-without-result".
func (s Story) Name() string { return slug(s.Screen) + "/" + slug(s.State) }

func slug(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// group are the stories of a screen: states in the order in which they are shown.
type group struct {
	screen   string
	packages []string
	states   []state
}

type state struct {
	name string
	show func(s *Stage)
}

// groups lists all screens. A new screen, or a new state of one, is added here.
func groups() []group {
	return []group{
		signInStories(), connectionStories(), tourStories(), homeStories(), sidebarStories(), wizardStories(), progressStories(), waysStories(),
		accountStories(), accountPanelStories(), queueStories(), importStories(), batchStories(), paperStories(), trunkStories(), templateStories(),
		settingsStories(), healthStories(), noticeStories(), crashStories(), helpStories(), kitStories(),
	}
}

// All lists the stories, screen by screen.
func All() []Story {
	var stories []Story
	for _, g := range groups() {
		for _, s := range g.states {
			stories = append(stories, Story{Screen: g.screen, State: s.name, Packages: g.packages, show: s.show})
		}
	}
	return stories
}

// Find gives the place of a story in All by its name, or by the beginning of it.
func Find(stories []Story, name string) (int, bool) {
	name = strings.ToLower(name)
	if at := slices.IndexFunc(stories, func(s Story) bool { return s.Name() == name }); at >= 0 {
		return at, true
	}
	at := slices.IndexFunc(stories, func(s Story) bool { return strings.HasPrefix(s.Name(), name) })
	return at, at >= 0
}
