package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"

	"fyne.io/fyne/v2"

	"accountsmanager/ui/inspect"
)

// answerLooks writes what the window shows, a line of JSON for each line that
// comes in, until there are no more.
func answerLooks(questions io.Reader, answers io.Writer, w fyne.Window) {
	lines := bufio.NewScanner(questions)
	for lines.Scan() {
		seen := make(chan inspect.View, 1)
		fyne.Do(func() { seen <- inspect.Look(w) }) //nolint:forbidigo // it waits here, where nothing is drawn
		text, err := json.Marshal(<-seen)
		if err != nil { // it is made of texts and numbers
			panic("marshal what the window shows: " + err.Error())
		}
		fmt.Fprintln(answers, string(text))
	}
}
