package drive

import (
	"fmt"
	"io"
	"time"
)

// Cost is what the program holds at one moment, just after it collected its garbage.
type Cost struct {
	Goroutines int    `json:"goroutines"`
	HeapLive   uint64 `json:"heap_live"` // bytes
	GoHolds    uint64 `json:"go_holds"`  // bytes that Go's runtime has from the system and did not give back
	Heap       string `json:"heap"`      // what came of a profile: "<nil>" where it is written
}

// Cost asks the program what it holds.
func (p *Program) Cost() (Cost, error) { return p.askCost("cost\n") }

// HeapProfile has the program leave a profile of its memory.
func (p *Program) HeapProfile(path string) error {
	c, err := p.askCost("heap " + path + "\n")
	if err == nil && c.Heap != "<nil>" {
		err = fmt.Errorf("keep a profile of the memory: %s", c.Heap)
	}
	return err
}

func (p *Program) askCost(question string) (Cost, error) {
	if _, err := io.WriteString(p.ask, question); err != nil {
		return Cost{}, fmt.Errorf("ask the program what it holds: %w\n%s", err, p.output)
	}
	select {
	case c := <-p.costs:
		return c, nil
	case <-p.ended:
		return Cost{}, fmt.Errorf("the program ended: %w\n%s", p.status, p.output)
	case <-time.After(patience):
		return Cost{}, fmt.Errorf("the program does not tell what it holds\n%s", p.output)
	}
}

// Crash has the program panic with a value, on its UI thread or elsewhere, and waits
// until it has ended.
func (p *Program) Crash(onUI bool, value string) error {
	thread := "elsewhere"
	if onUI {
		thread = "ui"
	}
	if _, err := io.WriteString(p.ask, "crash "+thread+" "+value+"\n"); err != nil {
		return fmt.Errorf("have the program crash: %w", err)
	}
	if err := p.Wait(); err == nil {
		return fmt.Errorf("the program ended well though it was to crash\n%s", p.output)
	}
	return nil
}
