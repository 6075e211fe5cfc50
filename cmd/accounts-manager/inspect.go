package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"strings"

	"fyne.io/fyne/v2"

	"accountsmanager/ui/inspect"
)

// answerLooks answers a line of JSON for each line that comes in, until there are no
// more: "look" is what the window shows, "cost" what the program holds, "heap FILE"
// leaves a profile of its memory. "crash ui SECRET" and "crash elsewhere SECRET" end the
// program with a panic, for the tests.
func answerLooks(questions io.Reader, answers io.Writer, w fyne.Window) {
	lines := bufio.NewScanner(questions)
	for lines.Scan() {
		verb, rest, _ := strings.Cut(lines.Text(), " ")
		var answer any
		switch verb {
		case "cost":
			answer = costNow()
		case "heap":
			runtime.GC()
			answer = map[string]string{"heap": fmt.Sprint(writeHeap(rest))}
		case "crash":
			thread, secret, _ := strings.Cut(rest, " ")
			crashOn(thread, secret, fyne.Do) //nolint:forbidigo // a crash on that thread is what is asked for
			continue
		default:
			seen := make(chan inspect.View, 1)
			fyne.Do(func() { seen <- inspect.Look(w) }) //nolint:forbidigo // it waits here, where nothing is drawn
			answer = <-seen
		}
		text, err := json.Marshal(answer)
		if err != nil { // it is made of texts and numbers
			panic("marshal what the window shows: " + err.Error())
		}
		fmt.Fprintln(answers, string(text))
	}
}

// cost is what the program holds at one moment.
type cost struct {
	Goroutines int    `json:"goroutines"`
	HeapLive   uint64 `json:"heap_live"` // bytes in objects that were reachable at the last collection
	GoHolds    uint64 `json:"go_holds"`  // bytes that Go's runtime has from the system and did not give back
}

// costNow collects before it counts: what waits to be collected is not held.
func costNow() cost {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return cost{Goroutines: runtime.NumGoroutine(), HeapLive: m.HeapAlloc, GoHolds: m.Sys - m.HeapReleased}
}
