package crossbar

import (
	"errors"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// judged is what a read and a write make of the same answer.
func judged(status int, body string) (read, write error) {
	a := answer{status: status}
	a.envelope, a.unreadable = decodeEnvelope([]byte(body))
	a.requestID = string(a.envelope.RequestID)
	return reading().judge(a), changing().judge(a)
}

func TestAnswersAreJudged(t *testing.T) {
	refused := &domain.RefusedError{}
	busy := &domain.BusyError{}
	charges := &domain.ChargesError{}
	for name, tt := range map[string]struct {
		status      int
		body        string
		read, write error // nil: good; a typed one: of this type
	}{
		"done":                     {200, success(`{}`), nil, nil},
		"made":                     {201, success(`{"id":"x"}`), nil, nil},
		"no data":                  {201, `{"status":"success"}`, nil, nil},
		"a page":                   {200, "<html>", domain.ErrNotCrossbar, domain.ErrUnanswered},
		"cut off":                  {200, `{"status":"succ`, domain.ErrOffline, domain.ErrUnanswered},
		"nothing":                  {200, "", domain.ErrNotCrossbar, domain.ErrUnanswered},
		"garbage":                  {201, "\x00\xff\x01", domain.ErrNotCrossbar, domain.ErrUnanswered},
		"an error inside a 200":    {200, failure(403, "forbidden", `{}`), refused, refused},
		"a strange status inside":  {200, `{"status":"error","error":"x"}`, busy, domain.ErrUnanswered},
		"moved":                    {302, "", domain.ErrNotCrossbar, domain.ErrNotCrossbar},
		"bad request":              {400, failure(400, "validation error", `{"name":{"required":{"message":"x"}}}`), refused, refused},
		"forbidden":                {403, failure(403, "forbidden", `{"message":"forbidden"}`), domain.ErrForbidden, domain.ErrForbidden},
		"forbidden by a firewall":  {403, "<html>", domain.ErrForbidden, domain.ErrForbidden},
		"not found":                {404, failure(404, "bad_identifier", `{"cause":"x","message":"bad identifier"}`), domain.ErrNotFound, domain.ErrNotFound},
		"no such path":             {404, "", domain.ErrNotFound, domain.ErrNotFound},
		"not allowed":              {405, failure(405, "invalid_method", `{}`), refused, refused},
		"timeout before a request": {408, "", busy, domain.ErrUnanswered},
		"conflict":                 {409, failure(409, "datastore_conflict", `{"message":"conflicting documents"}`), domain.ErrConflict, domain.ErrConflict},
		"precondition":             {412, "", refused, refused},
		"too big":                  {413, "<html>", refused, refused},
		"charges":                  {402, failure(402, "accept charges", `[]`), charges, charges},
		"a bill is open":           {402, failure(402, "billing_issue", `{"reason":"r","message":"m"}`), refused, refused},
		"too many":                 {429, failure(429, "too_many_requests", `{}`), busy, busy},
		"too many, by a proxy":     {429, "<html>", busy, busy},
		"crash":                    {500, failure(500, "init failed", `{}`), busy, domain.ErrUnanswered},
		"crash, bare":              {500, "", busy, domain.ErrUnanswered},
		"an old validation error":  {500, failure(500, "init failed", `{"name":{"unique":{"message":"x"}}}`), refused, refused},
		"a rule":                   {500, failure(500, "plan_is_not_assigned", `{"message":"x"}`), refused, refused},
		"not there yet":            {501, failure(501, "not_implemented", `{}`), refused, refused},
		"gateway":                  {502, "<html>", busy, domain.ErrUnanswered},
		"database":                 {503, failure(503, "datastore_unreachable", `{"message":"datastore timeout"}`), busy, domain.ErrUnanswered},
		"gateway timeout":          {504, "<html>", busy, domain.ErrUnanswered},
	} {
		t.Run(name, func(t *testing.T) {
			read, write := judged(tt.status, tt.body)
			requireKind(t, tt.read, read)
			requireKind(t, tt.write, write)
			if errors.Is(write, domain.ErrUnanswered) {
				require.Equal(t, provisioning.VerdictUnknown, provisioning.Judge("", write).Verdict)
			}
		})
	}
}

func requireKind(t *testing.T, want, got error) {
	t.Helper()
	switch want := want.(type) { //nolint:errorlint // the table's own values
	case nil:
		require.NoError(t, got)
	case *domain.RefusedError:
		require.ErrorAs(t, got, &want)
	case *domain.BusyError:
		require.ErrorAs(t, got, &want)
	case *domain.ChargesError:
		require.ErrorAs(t, got, &want)
	default:
		require.ErrorIs(t, got, want)
	}
}

func TestARefusalSaysWhatASupportLineAsks(t *testing.T) {
	_, err := judged(403, failure(403, "forbidden", `{"message":"forbidden","cause":"access denied by token restrictions"}`))
	var refused *domain.RefusedError
	require.ErrorAs(t, err, &refused)
	require.Equal(t, domain.RefusedError{Status: 403, Code: "forbidden", RequestID: "REQ"}, *refused)

	q := changing()
	q.fields = fields{whole: domain.FieldPlans}
	a := answer{status: 404}
	a.envelope, a.unreadable = decodeEnvelope([]byte(failure(404, "bad_identifier", `{"message":"bad identifier","cause":"gold"}`)))
	require.ErrorAs(t, q.judge(a), &refused)
	require.Equal(t, domain.Problems{{Field: domain.FieldPlans, Code: domain.ServerSays, Detail: "bad identifier: gold"}}, refused.Problems)
}
