package sandbox

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestBodyTooLarge(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		const head, tail = `{"data":{"name":"Big","note":"`, `"}}`
		largest := head + strings.Repeat("x", maxBody-len(head)-len(tail)) + tail
		g := w.master.send("PUT", w.master.path(w.master.id), []byte(largest+" ")).is(400)
		requireField(t, g, "file", "maxSize")
		require.Equal(t, 201, w.master.send("PUT", w.master.path(w.master.id), []byte(largest)).status)
	})
}

func TestDeepJSON(t *testing.T) {
	onBoth(t, func(t *testing.T, w *world) {
		for _, depth := range []int{9_000, 1_000_000} {
			body := `{"data":{"name":"Deep","x":` + strings.Repeat(`{"a":`, depth) + `1` + strings.Repeat(`}`, depth) + `}}`
			g := w.master.send("PUT", w.master.path(w.master.id), []byte(body))
			if depth > 10_000 {
				requireField(t, g.is(400), "json", "invalid")
			} else {
				g.is(201)
			}
		}
	})
}

func TestManyConnectionsAtOnce(t *testing.T) {
	s, l, dana := listening(t, Options{})
	transport := &http.Transport{MaxConnsPerHost: 0}
	defer transport.CloseIdleConnections()
	const many = 1000
	statuses := make([]int, many)
	var wg sync.WaitGroup
	for i := range many {
		wg.Go(func() {
			r, err := http.NewRequestWithContext(t.Context(), "GET", l.URL+"/accounts/"+dana.id+"/children?page_size=5", nil)
			if err != nil {
				return
			}
			r.Header.Set("X-Auth-Token", dana.token)
			resp, err := transport.RoundTrip(r)
			if err != nil {
				return
			}
			_, err = io.Copy(io.Discard, resp.Body)
			if resp.Body.Close() == nil && err == nil {
				statuses[i] = resp.StatusCode
			}
		})
	}
	wg.Wait()
	for i, status := range statuses {
		require.Equal(t, 200, status, "connection %d", i)
	}
	transport.CloseIdleConnections()
	require.NoError(t, s.Close())
}

func TestHalfARequestHurtsNobody(t *testing.T) {
	_, l, dana := listening(t, Options{})
	address := strings.TrimSuffix(strings.TrimPrefix(l.URL, "http://"), "/v2")
	for _, sent := range []string{"", "GET", "PUT /v2/accounts HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{\"da", "\x00\xff\x00\r\n\r\n"} {
		conn, err := net.DialTimeout("tcp", address, time.Second)
		require.NoError(t, err)
		_, err = io.WriteString(conn, sent)
		require.NoError(t, err)
		require.NoError(t, conn.Close())
	}
	dana.do("GET", dana.path(dana.id), nil).is(200)
}

func TestCloseEndsWhatHangs(t *testing.T) {
	s, err := New(Options{CreateTime: noTime, Faults: []Fault{{Kind: FaultHang}}})
	require.NoError(t, err)
	l, err := s.Listen("127.0.0.1:0")
	require.NoError(t, err)
	ended := make(chan error, 1)
	go func() {
		resp, err := http.DefaultTransport.RoundTrip(httptest.NewRequestWithContext(t.Context(), "GET", l.URL+"/schemas", nil))
		if err == nil {
			err = resp.Body.Close()
		}
		ended <- err
	}()
	require.Eventually(t, func() bool { return len(logOf(t, s)) == 1 }, 5*time.Second, time.Millisecond)
	require.NoError(t, s.Close())
	require.Error(t, <-ended)
	require.NoError(t, s.Close(), "closing twice is no harm")
}

func TestNewRefusesNonsense(t *testing.T) {
	_, err := New(Options{Flavour: "kazoo6"})
	require.ErrorContains(t, err, "kazoo6")
	_, err = New(Options{Path: "/nowhere/at/all.db"})
	require.Error(t, err)
	_, err = New(Options{Faults: []Fault{{Kind: "x"}}})
	require.ErrorContains(t, err, "unknown kind")
	s := newServer(t, Options{})
	_, err = s.Listen("256.0.0.1:0")
	require.Error(t, err)
}

// FuzzRequest sends anything anywhere, as the platform's owner, who may do most.
// Whatever comes: an answer, in Crossbar's form, and nothing the server itself
// thinks is a bug.
func FuzzRequest(f *testing.F) {
	for _, seed := range []struct{ method, path, header, body string }{
		{"PUT", "/v2/accounts/A", "", `{"data":{"name":"F","realm":"f.test.local","enabled":"true","x":{"a":[1,2.5,null]}}}`},
		{"PATCH", "/v2/accounts/A", `"1-a"`, `{"data":{"name":null,"call_restriction":{"did_us":{"action":1}}}}`},
		{"POST", "/v2/accounts/A", "*", `{"data":{},"verb":"PUT"}`},
		{"PUT", "/v2/accounts/A/users", "x", `{"data":{"first_name":5,"username":"U","password":""},"accept_charges":"true"}`},
		{"POST", "/v2/accounts/A/limits", `W/"a", "b"`, `{"data":{"twoway_trunks":"1e400","calls":-0.5}}`},
		{"PUT", "/v2/accounts/A/ledgers/credit", "", `{"data":{"amount":1e300,"source":{"id":"a","service":"b"},"usage":{"type":"c","quantity":1,"unit":"d"},"period":{"start":-1}},"impact_reseller":true}`},
		{"PUT", "/v2/accounts/A/callflows", "", `{"data":{"id":"x","numbers":["1","1"],"flow":{"module":"offnet","data":{},"children":{"_":{"module":"user","data":{"timeout":"x"}}}}}}`},
		{"POST", "/v2/accounts/A/services", "", `{"data":{"add":[{"id":5},null,"x"],"delete":{}},"merge":true}`},
		{"POST", "/v2/accounts/A/services/quote", "", `{"data":{"plans":[{}]}}`},
		{"POST", "/v2/accounts/A/apps_store/blacklist", "", `{"data":{"blacklist":[{}]}}`},
		{"GET", "/v2/accounts/A/children?page_size=2&start_key=g2wAAAACbQAAAAFhbQAAAAFiag&filter_x.y=[1]&created_from=x", "", ""},
		{"GET", "/v2/accounts/A/ledgers/adjustments?created_from=1&created_to=2&start_key=g24HAP________8", "", ""},
		{"GET", "/v2/search/multi?t=account&by_name=%25", "", ""},
		{"PUT", "/v2/schemas/callflows/validation", "", `{"data":{"flow":{"children":{"a":[]}}}}`},
		{"PUT", "/v2/user_auth", "", `{"data":{"credentials":"x","account_name":"","method":"sha"}}`},
		{"DELETE", "/v2/accounts/A/users/x", "", ""},
		{"OPTIONS", "/v2//accounts/%zz", "", ""},
		{"PUT", "/v2/accounts/A/security", "", `{"data":{"auth_modules":{"cb_user_auth":{"multi_factor":true}}}}`},
	} {
		f.Add(seed.method, seed.path, seed.header, []byte(seed.body))
	}
	var trouble bytes.Buffer
	s, err := New(Options{CreateTime: noTime, Logger: slog.New(slog.NewTextHandler(&trouble, nil))})
	require.NoError(f, err)
	f.Cleanup(func() { require.NoError(f, s.Close()) })
	master := signedInAs(f, s, "Kestrel Networks", "admin", masterPassword)
	dana := owner(f, s)
	f.Fuzz(func(t *testing.T, method, path, header string, body []byte) {
		r, err := http.NewRequest(method, "http://sandbox.test", bytes.NewReader(body))
		if err != nil || !strings.HasPrefix(path, "/v") {
			return // no request, or one for the remote control
		}
		r.URL.Path, r.URL.RawQuery, _ = strings.Cut(strings.Replace(path, "/A", "/"+dana.id, 1), "?")
		r.RemoteAddr = "127.0.0.1:40000"
		r.Header.Set("X-Auth-Token", master.token)
		if header != "" {
			r.Header.Set("If-Match", header)
		}
		w := httptest.NewRecorder()
		s.ServeHTTP(w, r)
		require.Empty(t, trouble.String(), "the server found a bug in itself")
		require.GreaterOrEqual(t, w.Code, 200)
		if w.Body.Len() > 0 && strings.Contains(w.Header().Get("Content-Type"), "json") {
			_, err := decodeDocument(w.Body.Bytes())
			require.NoError(t, err, "%s", w.Body)
		}
	})
}

func ExampleServer_Listen() {
	s, err := New(Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	if _, err := s.Listen("127.0.0.1:0"); err != nil {
		fmt.Println(err)
		return
	}
	c := s.Credentials()
	fmt.Println(c.AccountName, c.Username)
	// Output: Northwind Telecom dana@northwind.example
}
