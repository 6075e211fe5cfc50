package main

import (
	"encoding/json"
	"net/http"
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
	suffered, err := p.server.Suffered(p.ctx) // new faults begin at zero
	if err != nil {
		return err
	}
	for kind, hits := range suffered {
		p.suffered[kind] += hits
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return p.server.SetFaults(p.ctx, string(text))
}
