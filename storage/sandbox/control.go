package sandbox

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
)

// control answers what begins with /sandbox: the server's own remote control,
// without a token, for clients of this machine only. For others it does not exist.
func (s *Server) control(w http.ResponseWriter, r *http.Request) bool {
	name, ok := strings.CutPrefix(r.URL.Path, "/sandbox/")
	if !ok || !fromHere(r) {
		return false
	}
	h := w.Header()
	setCORS(h)
	h.Set("Content-Type", "application/json")
	if r.Method == http.MethodOptions {
		return true
	}
	switch strings.TrimSuffix(name, "/") {
	case "faults":
		s.controlFaults(w, r)
	case "log":
		s.controlLog(w, r)
	case "state":
		s.controlState(w, r)
	default:
		http.Error(w, `{"error":"there is faults, log and state"}`, http.StatusNotFound)
	}
	return true
}

func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil {
		host = r.RemoteAddr
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

func refuse(w http.ResponseWriter, status int, err error) {
	w.WriteHeader(status)
	_, _ = w.Write(encode(document{"error": err.Error()}))
}

func (s *Server) controlFaults(w http.ResponseWriter, r *http.Request) {
	var err error
	switch r.Method {
	case http.MethodGet:
	case http.MethodPut, http.MethodPost:
		var list []Fault
		if list, err = readFaults(r.Body); err != nil {
			break
		}
		if r.Method == http.MethodPut {
			err = s.faults.set(list)
		} else {
			err = s.faults.add(list)
		}
	case http.MethodDelete:
		err = s.faults.set(nil)
	default:
		refuse(w, http.StatusMethodNotAllowed, errors.New("GET, PUT, POST or DELETE"))
		return
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, err)
		return
	}
	_, _ = w.Write(encode(s.faults.list()))
}

// readFaults reads a list of faults or a single one.
func readFaults(body io.Reader) ([]Fault, error) {
	raw, err := io.ReadAll(io.LimitReader(body, maxBody))
	if err != nil {
		return nil, fmt.Errorf("reading faults: %w", err)
	}
	var list []Fault
	if err = json.Unmarshal(raw, &list); err == nil {
		return list, nil
	}
	var one Fault
	if json.Unmarshal(raw, &one) == nil {
		return []Fault{one}, nil
	}
	return nil, fmt.Errorf("reading faults: %w", err)
}

func (s *Server) controlLog(w http.ResponseWriter, r *http.Request) {
	switch r.Method {
	case http.MethodGet:
	case http.MethodDelete:
		s.log.clear()
	default:
		refuse(w, http.StatusMethodNotAllowed, errors.New("GET or DELETE"))
		return
	}
	_, _ = w.Write(encode(s.log.list()))
}

// controlState shows every document as it is stored, account by account, private
// keys included: {"flavour":..., "accounts": {id: {"account": {...}, "user": {id: {...}}, ...}}}.
func (s *Server) controlState(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet {
		refuse(w, http.StatusMethodNotAllowed, errors.New("GET"))
		return
	}
	out := bufio.NewWriter(w)
	fmt.Fprintf(out, `{"flavour":%q,"master_id":%q,"accounts":{`, s.b.flavour, s.masterID)
	ctx := context.WithoutCancel(r.Context())
	err := s.eachAccount(ctx, func(first bool, a *account) error {
		if !first {
			out.WriteByte(',')
		}
		all, err := s.store.everything(ctx, a)
		if err != nil {
			return err
		}
		all["account"] = a.doc
		out.Write(encode(a.id))
		out.WriteByte(':')
		_, err = out.Write(encode(all))
		return err
	})
	if err != nil {
		s.logger.Error("showing sandbox state", "error", err)
		panic(http.ErrAbortHandler)
	}
	out.WriteString("}}")
	_ = out.Flush() // a client that left is no error
}

func (s *Server) eachAccount(ctx context.Context, f func(first bool, a *account) error) error {
	last := int64(0)
	for {
		batch, err := s.store.accountsWhere(ctx, `n > ? ORDER BY n LIMIT 200`, last)
		if err != nil || len(batch) == 0 {
			return err
		}
		for _, a := range batch {
			if err := f(last == 0, a); err != nil {
				return err
			}
			last = a.n
		}
	}
}

// everything reads all documents of an account by kind and id.
func (st *store) everything(ctx context.Context, a *account) (document, error) {
	rows, err := st.db.QueryContext(ctx, `SELECT kind, id, rev, body FROM documents WHERE account = ? AND deleted = 0`, a.n)
	if err != nil {
		return nil, fmt.Errorf("reading documents: %w", err)
	}
	defer rows.Close()
	out := document{}
	for rows.Next() {
		var kind, id, rev string
		var body []byte
		if err := rows.Scan(&kind, &id, &rev, &body); err != nil {
			return nil, err
		}
		d, err := decodeStored(body)
		if err != nil {
			return nil, err
		}
		d["_id"], d["_rev"] = id, rev
		if out[kind] == nil {
			out[kind] = document{}
		}
		out[kind].(document)[id] = d
	}
	return out, rows.Err()
}
