package main

import (
	"bytes"
	"encoding/json"
	"fmt"
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
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	request, err := http.NewRequestWithContext(p.ctx, http.MethodPut, strings.TrimSuffix(p.server.URL, "/v2")+"/sandbox/faults", bytes.NewReader(text))
	if err != nil {
		return err
	}
	response, err := (&http.Client{Timeout: 10 * time.Second}).Do(request)
	if err != nil {
		return fmt.Errorf("set the faults: %w", err)
	}
	if err := response.Body.Close(); err != nil {
		return err
	}
	if response.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("set the faults: %s", response.Status)
	}
	return nil
}
