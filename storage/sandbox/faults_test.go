package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

// listening is a sandbox that real connections reach, and its owner.
func listening(t *testing.T, o Options) (*Server, *Listening, *client) {
	t.Helper()
	s := newServer(t, o)
	l, err := s.Listen("127.0.0.1:0")
	require.NoError(t, err)
	return s, l, owner(t, s)
}

// over sends a request over a connection of its own.
func over(t *testing.T, l *Listening, c *client, method, path, body string) (*http.Response, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, strings.TrimSuffix(l.URL, "/v2")+path, strings.NewReader(body))
	require.NoError(t, err)
	r.Close = true
	r.Header.Set("X-Auth-Token", c.token)
	return http.DefaultTransport.RoundTrip(r)
}

func TestFaults(t *testing.T) {
	s, l, dana := listening(t, Options{})
	path := "/v2/accounts/" + dana.id
	count := 0
	put := func() (string, *http.Response, error) {
		count++
		name := "Faulty " + strings.Repeat("I", count)
		resp, err := over(t, l, dana, "PUT", path, `{"data":{"name":"`+name+`"}}`)
		if resp != nil {
			t.Cleanup(func() { resp.Body.Close() })
		}
		return name, resp, err
	}
	exists := func(name string) bool {
		return len(dana.do("GET", dana.path(dana.id, "children")+"?filter_name="+strings.ReplaceAll(name, " ", "%20"), nil).is(200).rows()) == 1
	}
	last := func() logged { entries := logOf(t, s); return entries[len(entries)-1] }
	hit := func(f Fault) {
		f.Method, f.Path = "PUT", "/accounts/"
		require.NoError(t, s.SetFaults(f))
	}

	t.Run("status", func(t *testing.T) {
		hit(Fault{Kind: FaultStatus, Status: 429})
		name, resp, err := put()
		require.NoError(t, err)
		require.Equal(t, 429, resp.StatusCode)
		require.Empty(t, resp.Header.Get("Retry-After"))
		require.False(t, exists(name))

		hit(Fault{Kind: FaultStatus, Status: 503, Body: json.RawMessage(`"down for lunch"`), Header: map[string]string{"X-Why": "lunch"}})
		_, resp, err = put()
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.Equal(t, "down for lunch", string(body))
		require.Equal(t, "lunch", resp.Header.Get("X-Why"))

		hit(Fault{Kind: FaultStatus, Status: 502, After: true})
		name, resp, err = put()
		require.NoError(t, err)
		require.Equal(t, 502, resp.StatusCode)
		require.True(t, exists(name), "it happened all the same")
	})
	t.Run("cut", func(t *testing.T) {
		hit(Fault{Kind: FaultCutBefore})
		name, _, err := put()
		require.Error(t, err)
		require.Equal(t, "nothing", last().Effect)
		require.False(t, exists(name))

		hit(Fault{Kind: FaultCutAfter})
		name, _, err = put()
		require.Error(t, err)
		entry := last()
		require.Equal(t, "created", entry.Effect)
		require.Zero(t, entry.Status)
		require.Equal(t, []string{FaultCutAfter}, entry.Faults)
		require.True(t, exists(name))
	})
	t.Run("delay", func(t *testing.T) {
		hit(Fault{Kind: FaultDelay, DelayMS: 60})
		begin := time.Now()
		name, resp, err := put()
		require.NoError(t, err)
		require.Equal(t, 201, resp.StatusCode)
		require.GreaterOrEqual(t, time.Since(begin), 60*time.Millisecond)
		require.True(t, exists(name))
	})
	t.Run("truncate", func(t *testing.T) {
		hit(Fault{Kind: FaultTruncate})
		name, resp, err := put()
		require.NoError(t, err)
		_, err = io.ReadAll(resp.Body)
		require.ErrorIs(t, err, io.ErrUnexpectedEOF)
		require.True(t, exists(name))
	})
	t.Run("garbage", func(t *testing.T) {
		hit(Fault{Kind: FaultGarbage})
		name, resp, err := put()
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.False(t, json.Valid(body))
		require.True(t, exists(name))
	})
	t.Run("slow", func(t *testing.T) {
		hit(Fault{Kind: FaultSlow, DelayMS: 1, Bytes: 100})
		name, resp, err := put()
		require.NoError(t, err)
		body, err := io.ReadAll(resp.Body)
		require.NoError(t, err)
		require.True(t, json.Valid(body))
		require.True(t, exists(name))
	})
	t.Run("hang", func(t *testing.T) {
		hit(Fault{Kind: FaultHang})
		name, _, err := func() (string, *http.Response, error) {
			short := &http.Client{Timeout: 50 * time.Millisecond}
			r, err := http.NewRequest("PUT", strings.TrimSuffix(l.URL, "/v2")+path, strings.NewReader(`{"data":{"name":"Hung"}}`))
			require.NoError(t, err)
			r.Header.Set("X-Auth-Token", dana.token)
			_, err = short.Do(r)
			return "Hung", nil, err
		}()
		require.Error(t, err)
		require.False(t, exists(name))
	})
	t.Run("expire token", func(t *testing.T) {
		hit(Fault{Kind: FaultExpireToken})
		_, resp, err := put()
		require.NoError(t, err)
		require.Equal(t, 401, resp.StatusCode)
		dana.do("GET", dana.path(dana.id), nil).is(401)
		dana.token = owner(t, s).token // a second later it would be another
	})
}

func TestFaultsAreCounted(t *testing.T) {
	s := newServer(t, Options{Faults: []Fault{{Method: "GET", Path: `/limits$`, Nth: 2, Times: 2, Kind: FaultStatus, Status: 500}}})
	dana := owner(t, s)
	var statuses []int
	for range 5 {
		statuses = append(statuses, dana.do("GET", dana.path(dana.id, "limits"), nil).status)
	}
	require.Equal(t, []int{200, 500, 500, 200, 200}, statuses)
}

func TestFaultsByHTTP(t *testing.T) {
	s := newServer(t, Options{})
	c := stranger(t, s)
	var list []map[string]any
	read := func(g got) { require.NoError(t, json.Unmarshal(g.is(200).raw, &list)) }

	read(c.send("PUT", "/sandbox/faults", []byte(`[{"method":"GET","path":"/children","nth":1,"times":-1,"kind":"status","status":503}]`)))
	require.Len(t, list, 1)
	read(c.send("POST", "/sandbox/faults", []byte(`{"kind":"delay","delay_ms":1}`)))
	require.Len(t, list, 2)
	dana := owner(t, s)
	dana.do("GET", dana.path(dana.id, "children"), nil).is(503)
	dana.do("GET", dana.path(dana.id, "children"), nil).is(503)
	read(c.send("GET", "/sandbox/faults", nil))
	require.EqualValues(t, 2, list[0]["hits"])
	read(c.send("DELETE", "/sandbox/faults", nil))
	require.Empty(t, list)
	dana.do("GET", dana.path(dana.id, "children"), nil).is(200)

	for _, wrong := range []string{`[{"kind":"nonsense"}]`, `[{"kind":"status"}]`, `[{"kind":"hang","path":"("}]`, `nonsense`} {
		c.send("PUT", "/sandbox/faults", []byte(wrong)).is(400)
	}
	c.send("PATCH", "/sandbox/faults", nil).is(405)
}

func TestControlIsForThisMachineOnly(t *testing.T) {
	s := newServer(t, Options{})
	for _, path := range []string{"/sandbox/log", "/sandbox/faults", "/sandbox/state"} {
		r, err := http.NewRequest("GET", path, nil)
		require.NoError(t, err)
		for address, here := range map[string]bool{"127.0.0.1:1": true, "[::1]:1": true, "192.0.2.7:1": false, "": false} {
			r.RemoteAddr = address
			require.Equal(t, here, fromHere(r), address)
		}
		require.Equal(t, "application/json", stranger(t, s).send("GET", path, nil).is(200).header.Get("Content-Type"))
	}
	stranger(t, s).send("GET", "/sandbox/nonsense", nil).is(404)
}

func TestLogTellsWhatHappened(t *testing.T) {
	s := newServer(t, Options{})
	dana := owner(t, s)
	id := dana.create(document{"name": "Logged Company"})
	dana.do("PATCH", dana.path(id), document{"name": "Contoso Legal"}).is(400) // stored all the same
	dana.do("PATCH", dana.path(id), document{"timezone": 5}).is(400)
	dana.do("PUT", dana.path(id, "users"), document{"first_name": "A", "last_name": "B", "username": "canary", "password": "canary-password"}).is(201)
	dana.do("POST", dana.path(id, "limits"), document{"twoway_trunks": 1}).is(200)
	dana.do("GET", dana.path(id), nil, "X-Request-ID", "look").is(200)

	entries := logOf(t, s)
	var effects []string
	for _, e := range entries[1:] {
		effects = append(effects, e.Effect)
	}
	require.Equal(t, []string{"created", "changed", "nothing", "created", "created", "nothing"}, effects)
	require.Equal(t, []effect{{Change: "created", Kind: "account", ID: id, Account: id}}, entries[1].Documents)
	require.Equal(t, "look", entries[len(entries)-1].RequestID)
	require.Equal(t, dana.id, entries[1].Account)
	raw := string(stranger(t, s).send("GET", "/sandbox/log", nil).raw)
	require.NotContains(t, raw, "canary-password")
	require.NotContains(t, raw, dana.token)

	require.Equal(t, "[]", string(stranger(t, s).send("DELETE", "/sandbox/log", nil).is(200).raw))
	dana.do("GET", dana.path(id), nil).is(200)
	require.Len(t, logOf(t, s), 1)
}

func TestStateIsEverything(t *testing.T) {
	s := newServer(t, Options{})
	dana := owner(t, s)
	id := dana.create(document{"name": "Stated Company", "x_app": document{"a": 1}})
	dana.do("PUT", dana.path(id, "users"), document{"first_name": "A", "last_name": "B"}).is(201)
	state := stranger(t, s).send("GET", "/sandbox/state", nil).is(200).env
	require.Equal(t, "kazoo5", state["flavour"])
	require.Len(t, state["accounts"], 1+1+24+16+1, "master, reseller, sample and what is below it, and one more")
	require.Equal(t, whole(1), state["accounts"].(document)[id].(document)["account"].(document)["x_app"].(document)["a"])
	require.Len(t, state["accounts"].(document)[id].(document)["user"], 1)
}
