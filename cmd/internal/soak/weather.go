package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

// faults are what goes wrong for about one request in six. The sandbox throws its dice
// from a seed.
var faults = []map[string]any{
	{"kind": "cut-before", "chance": 0.03},
	{"kind": "cut-after", "chance": 0.03},
	{"kind": "status", "status": http.StatusTooManyRequests, "headers": map[string]string{"Retry-After": "1"}, "chance": 0.03},
	{"kind": "status", "status": http.StatusInternalServerError, "chance": 0.03},
	{"kind": "slow", "bytes": 512, "delay_ms": 20, "chance": 0.03},
	{"kind": "delay", "delay_ms": 400, "chance": 0.03},
}

// weather lets things go wrong, or well again.
func (p *person) weather(bad bool) error {
	list := []map[string]any{}
	if bad {
		for _, f := range faults {
			f["times"] = -1
			list = append(list, f)
		}
	}
	if err := p.countSuffered(); err != nil {
		return err
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	_, err = p.control(http.MethodPut, text)
	return err
}

// countSuffered adds up how many requests suffered; new faults begin at zero.
func (p *person) countSuffered() error {
	text, err := p.control(http.MethodGet, nil)
	if err != nil {
		return err
	}
	var now []struct {
		Kind string `json:"kind"`
		Hits int    `json:"hits"`
	}
	if err := json.Unmarshal(text, &now); err != nil {
		return fmt.Errorf("read the faults: %w", err)
	}
	for _, f := range now {
		p.suffered[f.Kind] += f.Hits
	}
	return nil
}

// control asks the sandbox for its faults, or sets them.
func (p *person) control(method string, body []byte) (answer []byte, err error) {
	request, err := http.NewRequestWithContext(p.ctx, method, strings.TrimSuffix(p.server.URL, "/v2")+"/sandbox/faults", bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	response, err := (&http.Client{Timeout: 10 * time.Second}).Do(request)
	if err != nil {
		return nil, fmt.Errorf("speak to the sandbox: %w", err)
	}
	answer, err = io.ReadAll(response.Body)
	if err = errors.Join(err, response.Body.Close()); err != nil {
		return nil, err
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return nil, fmt.Errorf("speak to the sandbox: %s", response.Status)
	}
	return answer, nil
}
