package main

import (
	"fmt"
	"os"
	"sync"
	"time"

	"accountsmanager/cmd/internal/drive"
)

// every is how often the program is measured.
const every = 10 * time.Second

// sample is what the program held at one moment.
type sample struct {
	At         float64 `json:"at"` // seconds
	PSS        int     `json:"pss_kb"`
	Own        int     `json:"own_kb"`    // of it what is in no file: other programs that share libraries make the rest smaller
	HeapLive   uint64  `json:"heap_live"` // bytes
	GoHolds    uint64  `json:"go_holds"`  // bytes that Go has from the system; the rest of PSS is the program's file, fonts and OpenGL
	Goroutines int     `json:"goroutines"`
	Threads    int     `json:"threads"`
	Files      int     `json:"files"` // descriptors
}

func (s sample) String() string {
	return fmt.Sprintf("PSS %.1f MB (%.1f its own), Go holds %.1f MB, heap %.1f MB, %d goroutines, %d threads, %d files",
		float64(s.PSS)/1000, float64(s.Own)/1000, float64(s.GoHolds)/1e6, float64(s.HeapLive)/1e6, s.Goroutines, s.Threads, s.Files)
}

// watch measures a program all the time.
type watch struct {
	program *drive.Program
	began   time.Time

	mu   sync.Mutex // one asks at a time
	over chan struct{}
	done chan []sample
}

func startWatch(p *drive.Program) *watch {
	w := &watch{program: p, began: time.Now(), over: make(chan struct{}), done: make(chan []sample, 1)}
	go func() {
		var all []sample
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for {
			select {
			case <-w.over:
				w.done <- all
				return
			case <-ticker.C:
			}
			if s, err := w.take(); err == nil { // the program may have ended, which the script says
				all = append(all, s)
			}
		}
	}()
	return w
}

// stop ends the measuring, and gives what was measured.
func (w *watch) stop() []sample {
	close(w.over)
	return <-w.done
}

// take measures now. Memory is read before the program is asked, as it collects its
// garbage to answer.
func (w *watch) take() (s sample, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	s.At = time.Since(w.began).Seconds()
	if s.PSS, err = w.program.Number("smaps_rollup", "Pss:"); err != nil {
		return s, err
	}
	if s.Own, err = w.program.Number("smaps_rollup", "Pss_Anon:"); err != nil {
		return s, err
	}
	if s.Threads, err = w.program.Number("status", "Threads:"); err != nil {
		return s, err
	}
	files, err := os.ReadDir(fmt.Sprintf("/proc/%d/fd", w.program.PID()))
	if err != nil {
		return s, fmt.Errorf("count the files of the program: %w", err)
	}
	s.Files = len(files)
	cost, err := w.program.Cost()
	s.Goroutines, s.HeapLive, s.GoHolds = cost.Goroutines, cost.HeapLive, cost.GoHolds
	return s, err
}
