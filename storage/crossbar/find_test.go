package crossbar

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

var someDay = time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)

func taskOf(index int) workspace.Task {
	s := zeta().Steps[index]
	s.FirstSent, s.LastSent = someDay, someDay
	return workspace.Task{Step: s, Account: domain.AccountRef{ID: customer}, Now: someDay.Add(time.Minute)}
}

func markedDoc(id, opID string) string {
	return success(fmt.Sprintf(`{"id":%q,"name":"Z","created":63934444800,"x_accounts_manager":{"op_id":%q}}`, id, opID))
}

func TestACreationThatWasTakenBackIsNotBelieved(t *testing.T) {
	for name, tt := range map[string]struct{ body string }{
		"rolled back": {success(`{"id":"` + customer + `","name":"Zeta"}`)},
		"no data":     {`{"status":"success"}`},
		"no id":       {success(`{"created":63934444800}`)},
		"a list":      {success(`[]`)},
	} {
		s := newStub(t)
		s.say("PUT /accounts/"+reseller, 201, tt.body)
		_, err := s.signIn(t).Perform(context.Background(), taskOf(0))
		require.ErrorIs(t, err, domain.ErrUnanswered, name)
		require.Equal(t, provisioning.VerdictUnknown, provisioning.Judge("", err).Verdict)
	}
}

func TestConfirmBelievesOnlyTheMarkedAccount(t *testing.T) {
	for body, want := range map[string]error{
		markedDoc(customer, "op-account"): nil,
		markedDoc(customer, "other"):      domain.ErrNotFound,
		success(`{"id":"` + customer + `","x_accounts_manager":{"op_id":"op-account"}}`): domain.ErrNotFound, // no time of creation
		success(`{"id":"` + customer + `","created":63934444800}`):                       domain.ErrNotFound,
		failure(404, "bad_identifier", `{"message":"bad identifier"}`):                   domain.ErrNotFound,
	} {
		s := newStub(t)
		status := 200
		if strings.Contains(body, "404") {
			status = 404
		}
		s.say("GET /accounts/"+customer, status, body)
		ref, err := s.signIn(t).Confirm(context.Background(), customer, "op-account")
		require.ErrorIs(t, err, want, body)
		if want == nil {
			require.Equal(t, domain.AccountRef{ID: customer, Name: "Z"}, ref)
		}
	}
}

func TestAnAccountIsOursByItsOwnWord(t *testing.T) {
	listing := "GET /accounts/" + reseller + "/children"
	for name, tt := range map[string]struct {
		rows string
		docs map[string]string // by id: the op id it carries, or "gone"
		want provisioning.Finding
	}{
		"none":                     {`[]`, nil, provisioning.Absent()},
		"ours":                     {`[{"id":"c1"}]`, map[string]string{"c1": "op-account"}, provisioning.Found("c1")},
		"another's (no filtering)": {`[{"id":"c1"},{"id":"c2"}]`, map[string]string{"c1": "", "c2": "x"}, provisioning.Absent()},
		"ours among others":        {`[{"id":"c1"},{"id":"c2"}]`, map[string]string{"c1": "x", "c2": "op-account"}, provisioning.Found("c2")},
		"gone since":               {`[{"id":"c1"}]`, map[string]string{"c1": "gone"}, provisioning.Absent()},
		"two of ours":              {`[{"id":"c1"},{"id":"c2"}]`, map[string]string{"c1": "op-account", "c2": "op-account"}, provisioning.Unclear()},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStub(t)
			s.say(listing, 200, success(tt.rows))
			for id, op := range tt.docs {
				if op == "gone" {
					s.say("GET /accounts/"+id, 404, failure(404, "bad_identifier", `{}`))
				} else {
					s.say("GET /accounts/"+id, 200, markedDoc(id, op))
				}
			}
			require.Equal(t, tt.want, s.signIn(t).Find(context.Background(), taskOf(0)))
			require.Equal(t, "filter_x_accounts_manager.op_id=op-account&paginate=false", s.requests(listing)[0].query)
		})
	}
}

func TestALookThatFailsIsNotAnAbsence(t *testing.T) {
	paths := map[int]string{0: "/accounts/" + reseller + "/children", 1: "/users", 3: "/limits", 4: "/ledgers/adjustments", 5: "/services", 6: "/apps_store/blacklist", 7: "/callflows"}
	for index, path := range paths {
		if index > 0 {
			path = "/accounts/" + customer + path
		}
		for _, tt := range []struct {
			answer http.HandlerFunc
			want   provisioning.Sight
		}{
			{says(500, failure(500, "init failed", `{}`)), provisioning.SightFailed},
			{says(503, ""), provisioning.SightFailed},
			{says(429, failure(429, "too_many_requests", `{}`)), provisioning.SightFailed},
			{says(200, "<html>"), provisioning.SightFailed},
			{says(200, success(`"text"`)), provisioning.SightFailed},
			{says(200, `{"status":"success"}`), provisioning.SightFailed},
			{func(http.ResponseWriter, *http.Request) { panic(http.ErrAbortHandler) }, provisioning.SightFailed},
			{says(403, failure(403, "forbidden", `{}`)), provisioning.SightUnclear},
			{says(404, failure(404, "bad_identifier", `{}`)), provisioning.SightUnclear},
		} {
			s := newStub(t)
			s.on("GET "+path, tt.answer)
			require.Equal(t, tt.want, s.signIn(t).Find(context.Background(), taskOf(index)).Sight, path)
		}
	}
}

func TestAnAdministratorWithoutOurMarkerIsForAPerson(t *testing.T) {
	s := newStub(t)
	users := "GET /accounts/" + customer + "/users"
	s.on(users, says(200, success(`[]`)), says(200, success(`[{"id":"u1","username":"ALICE@zeta.example.com"}]`)))
	s.say("GET /accounts/"+customer+"/users/u1", 200, success(`{"id":"u1"}`))
	require.Equal(t, provisioning.Perhaps("u1"), s.signIn(t).Find(context.Background(), taskOf(1)))
	require.Equal(t, "filter_username=alice%40zeta.example.com&paginate=false", s.requests(users)[1].query)

	s = newStub(t)
	s.on(users, says(200, success(`[]`)), says(200, success(`[{"id":"u1","username":"somebody.else"}]`)))
	require.Equal(t, provisioning.Absent(), s.signIn(t).Find(context.Background(), taskOf(1)))

	s = newStub(t)
	s.say(users, 200, success(`[{"id":"u/1"}]`))
	s.say("GET /accounts/"+customer+"/users/u/1", 200, markedDoc("u/1", "op-administrator/1"))
	require.Equal(t, provisioning.Found("u/1"), s.signIn(t).Find(context.Background(), taskOf(1)))
}

// The request may be carried out between the look for the marker and the one for the
// name.
func TestAnAdministratorWhoIsMadeBetweenTheLooks(t *testing.T) {
	users := "GET /accounts/" + customer + "/users"
	for name, tt := range map[string]struct {
		status int
		body   string
		want   provisioning.Finding
	}{
		"ours":           {200, markedDoc("u1", "op-admin"), provisioning.Found("u1")},
		"another step's": {200, markedDoc("u1", "op-other"), provisioning.Perhaps("u1")},
		"gone again":     {404, failure(404, "bad_identifier", `{}`), provisioning.Absent()},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStub(t)
			s.on(users, says(200, success(`[]`)), says(200, success(`[{"id":"u1","username":"alice@zeta.example.com"}]`)))
			s.say(users+"/u1", tt.status, tt.body)
			task := taskOf(1)
			task.Step.OpID = "op-admin"
			require.Equal(t, tt.want, s.signIn(t).Find(context.Background(), task))
		})
	}
}

func TestWhatIsSetIsFoundByComparing(t *testing.T) {
	yes, no := provisioning.SightFound, provisioning.SightAbsent
	for _, tt := range []struct {
		index int
		path  string
		data  string
		want  provisioning.Sight
	}{
		{3, "/limits", `{"twoway_trunks":4,"inbound_trunks":2,"outbound_trunks":3,"allow_prepay":true,"x":1}`, yes},
		{3, "/limits", `{"twoway_trunks":4,"inbound_trunks":2.0,"outbound_trunks":"3"}`, yes},
		{3, "/limits", `{"twoway_trunks":4,"inbound_trunks":2,"outbound_trunks":3,"allow_prepay":false}`, no},
		{3, "/limits", `{"allow_prepay":true}`, no},
		{5, "/services", `{"gold":{"vendor_id":"x"},"silver":{}}`, yes},
		{5, "/services", `{}`, no},
		{6, "/apps_store/blacklist", `{"blacklist":["a2","a1","a1"]}`, yes},
		{6, "/apps_store/blacklist", `{"blacklist":["a1","a2","a3"]}`, no},
		{6, "/apps_store/blacklist", `{}`, no},
	} {
		s := newStub(t)
		s.say("GET /accounts/"+customer+tt.path, 200, success(tt.data))
		require.Equal(t, tt.want, s.signIn(t).Find(context.Background(), taskOf(tt.index)).Sight, tt.data)
	}
}

func TestTheCallflowOfNoMatch(t *testing.T) {
	for name, tt := range map[string]struct {
		rows, doc string
		want      provisioning.Sight
	}{
		"none":                 {`[]`, "", provisioning.SightAbsent},
		"others (no filter)":   {`[{"id":"f1","numbers":["100"]}]`, "", provisioning.SightAbsent},
		"ours":                 {`[{"id":"f1","numbers":["no_match"]}]`, `{"flow":{"module":"changed"},"x_accounts_manager":{"op_id":"op-callflow"}}`, provisioning.SightFound},
		"alike":                {`[{"id":"f1","numbers":["no_match"]}]`, `{"flow":{"module":"offnet","data":{"caller_id_type":"external"},"children":{}}}`, provisioning.SightFound},
		"the reseller's lines": {`[{"id":"f1","numbers":["no_match"]}]`, `{"flow":{"module":"resources","data":{"hunt_account_id":"x"}}}`, provisioning.SightUnclear},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStub(t)
			s.say("GET /accounts/"+customer+"/callflows", 200, success(tt.rows))
			s.say("GET /accounts/"+customer+"/callflows/f1", 200, success(tt.doc))
			require.Equal(t, tt.want, s.signIn(t).Find(context.Background(), taskOf(7)).Sight)
		})
	}
}

func TestTheLedgerIsSearched(t *testing.T) {
	ledger := "GET /accounts/" + customer + "/ledgers/adjustments"
	row := func(id, source, service, amount string) string {
		return fmt.Sprintf(`{"id":%q,"amount":%s,"source":{"id":%q,"service":%q}}`, id, amount, source, service)
	}
	for name, tt := range map[string]struct {
		rows string
		want provisioning.Finding
	}{
		"none":            {`[]`, provisioning.Absent()},
		"ours":            {`[` + row("e1", "op-credit", "adjustments", "25.5") + `]`, provisioning.Found("e1")},
		"ours, as text":   {`[` + row("e1", "op-credit", "adjustments", `"25.50"`) + `]`, provisioning.Found("e1")},
		"ours, twice":     {`[` + row("e1", "op-credit", "adjustments", "25.5") + `,` + row("e2", "op-credit", "adjustments", "25.5") + `]`, provisioning.Unclear()},
		"listed twice":    {`[` + row("e1", "op-credit", "adjustments", "25.5") + `,` + row("e1", "op-credit", "adjustments", "25.5") + `]`, provisioning.Found("e1")},
		"a debit":         {`[` + row("e1", "op-credit", "adjustments", "-25.5") + `]`, provisioning.Unclear()},
		"another amount":  {`[` + row("e1", "op-credit", "adjustments", "25.51") + `]`, provisioning.Unclear()},
		"no amount":       {`[` + row("e1", "op-credit", "adjustments", "null") + `]`, provisioning.Unclear()},
		"another service": {`[` + row("e1", "op-credit", "adhoc", "25.5") + `]`, provisioning.Unclear()},
		"not filtered":    {`[` + row("e1", "x", "adjustments", "25.5") + `]`, provisioning.Unclear()},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStub(t)
			s.say(ledger, 200, success(tt.rows))
			require.Equal(t, tt.want, s.signIn(t).Find(context.Background(), taskOf(4)))
			query, err := url.ParseQuery(s.requests(ledger)[0].query)
			require.NoError(t, err)
			require.Equal(t, "op-credit", query.Get("filter_source.id"))
			require.Equal(t, "false", query.Get("is_chunked"))
		})
	}
}

// TestTheWholeTimeIsSearched: the stretches follow on each other, none is longer
// than servers allow, and together they hold every moment of the sends.
func TestTheWholeTimeIsSearched(t *testing.T) {
	ledger := "GET /accounts/" + customer + "/ledgers/adjustments"
	for _, since := range []time.Duration{0, time.Minute, 40 * 24 * time.Hour, 400 * 24 * time.Hour} {
		s := newStub(t)
		s.say(ledger, 200, success(`[]`))
		task := taskOf(4)
		task.Now = task.Step.FirstSent.Add(since)
		require.Equal(t, provisioning.Absent(), s.signIn(t).Find(context.Background(), task))
		var last int64
		for i, r := range s.requests(ledger) {
			query, err := url.ParseQuery(r.query)
			require.NoError(t, err)
			from, err := strconv.ParseInt(query.Get("created_from"), 10, 64)
			require.NoError(t, err)
			to, err := strconv.ParseInt(query.Get("created_to"), 10, 64)
			require.NoError(t, err)
			if i == 0 {
				require.LessOrEqual(t, from, toGregorian(task.Step.FirstSent)-600)
			} else {
				require.Equal(t, last, from)
			}
			require.Positive(t, to-from)
			require.LessOrEqual(t, to-from, int64(31*24*3600))
			last = to
		}
		require.GreaterOrEqual(t, last, toGregorian(task.Now)+60)
	}
}

func TestClocksThatDiffer(t *testing.T) {
	task := taskOf(4)
	from, to := creditSpan(task, 0)
	behind, _ := creditSpan(task, -3*time.Hour)
	_, ahead := creditSpan(task, 3*time.Hour)
	require.Equal(t, 3*time.Hour, from.Sub(behind))
	require.Equal(t, 3*time.Hour, ahead.Sub(to))
	// This computer's clock was set back after the send.
	task.Now = task.Step.LastSent.Add(-time.Hour)
	_, to = creditSpan(task, 0)
	require.True(t, to.After(task.Step.LastSent))
}

func TestTheServersClockIsNoted(t *testing.T) {
	s := newStub(t)
	s.on("GET /accounts/"+customer, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().Add(2*time.Hour).UTC().Format(http.TimeFormat))
		says(200, markedDoc(customer, ""))(w, r)
	})
	session := s.signIn(t)
	_, err := session.account(context.Background(), customer)
	require.NoError(t, err)
	skew, known := session.ClockSkew()
	require.True(t, known)
	require.InDelta(t, 2*time.Hour, skew, float64(5*time.Second))
}

func TestAServerThatTellsNoTimeHasNoClock(t *testing.T) {
	s := newStub(t)
	undated := true
	s.on("GET /accounts/"+customer, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Date", time.Now().Add(-time.Hour).UTC().Format(http.TimeFormat))
		if undated {
			w.Header()["Date"] = nil
		}
		says(200, markedDoc(customer, ""))(w, r)
	})
	session := s.signIn(t)
	session.dated.Store(false) // the sign-in was dated
	ask := func() (time.Duration, bool) {
		_, err := session.account(context.Background(), customer)
		require.NoError(t, err)
		return session.ClockSkew()
	}
	_, known := ask()
	require.False(t, known)
	undated = false
	skew, known := ask()
	require.True(t, known)
	require.InDelta(t, -time.Hour, skew, float64(5*time.Second))
	undated = true
	skew, known = ask()
	require.True(t, known, "an answer without the time does not take it back")
	require.InDelta(t, -time.Hour, skew, float64(5*time.Second))
}
