package drive

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
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

// Number is the number behind a word at the beginning of a line in one of the files that
// Linux has on a process, such as "Threads:" in "status".
func (p *Program) Number(file, word string) (int, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/%s", p.PID(), file))
	if err != nil {
		return 0, fmt.Errorf("measure the program: %w", err)
	}
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, word); ok {
			return strconv.Atoi(strings.Fields(rest)[0])
		}
	}
	return 0, fmt.Errorf("no %s in %s", word, file)
}

// tick is the unit of /proc/PID/stat on every Linux that Go runs on.
const tick = 10 * time.Millisecond

// Processor is the processor time that the program has used.
func (p *Program) Processor() (time.Duration, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", p.PID()))
	if err != nil {
		return 0, fmt.Errorf("measure the program: %w", err)
	}
	// The name may hold spaces; what follows it does not.
	fields := strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * tick, err
}
