package sandbox

import (
	"net/http"
	"runtime"
)

func (r routes) addAbout() {
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: about}}}, "about")
	// Nobody has restrictions unless an operator sets them up.
	r.add(&endpoint{verbs: map[string]verb{http.MethodGet: {execute: noRestrictions}}}, "token_restrictions")
}

func about(c *call) (*reply, error) {
	var mem runtime.MemStats
	runtime.ReadMemStats(&mem)
	return &reply{data: document{
		"version": c.b.version, "used_memory": whole(int64(mem.HeapAlloc)), "processes": whole(runtime.NumGoroutine()),
		"ports": whole(0), "erlang_version": "21",
	}}, nil
}

func noRestrictions(*call) (*reply, error) { return nil, failIdentifier("token_restrictions") }
