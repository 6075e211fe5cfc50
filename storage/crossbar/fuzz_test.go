package crossbar

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
)

// FuzzEnvelope: whatever a server answers, there is an error or an envelope, and
// every reader of its data ends without a panic.
func FuzzEnvelope(f *testing.F) {
	for _, seed := range []string{
		success(`{"id":"x","created":63934444800}`), success(`[{"id":"x","name":"n","descendants_count":2}]`), success(`null`),
		failure(402, "accept charges", `[{"items":[{"rate":1e300,"changes":{"difference":{"billable":3}}}],"activation_charges":[{"billable":1}]}]`),
		failure(400, "validation error", `{"name":{"unique":{"message":"m","cause":"c"}}}`),
		success(`{"tollfree_us":{"friendly_name":"US TollFree"},"x":{"emergency":true}}`), `{"status":1,"data":"x"}`, `{"status":"success"`, `[]`, `"`, "",
		success(`{"contact":[],"ui_restrictions":{"myaccount":{"user":{"show_tab":"no"}}},"enabled":"x","created":"63934444800"}`),
		`{"data":{},"status":"success","error":500,"next_start_key":["a","b"]}`, strings.Repeat("[", 300),
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, body string) {
		e, err := decodeEnvelope([]byte(body))
		if err != nil {
			read, write := judged(201, body)
			require.Error(t, read)
			require.ErrorIs(t, write, domain.ErrUnanswered, "a write that got garbage for an answer is in doubt")
			return
		}
		require.NotEmpty(t, e.Status)
		var doc accountRead
		_ = decodeObject(e.Data, &doc)
		var whole document
		if decodeObject(e.Data, &whole) == nil {
			for _, d := range []domain.Document{domain.DocAccount, domain.DocLimits, domain.DocSecurity} {
				(&session{}).values(d, whole)
			}
		}
		var limits limitsDoc
		_ = decodeObject(e.Data, &limits)
		limits.trunks()
		_, _ = decodeList[accountRow](e.Data)
		_, _ = decodeList[ledgerRow](e.Data)
		_ = eachMember(e.Data, func(string, json.RawMessage) {})
		for _, c := range decodeCharges(e.Data) {
			require.True(t, utf8.ValidString(c.Name))
		}
		for _, kind := range provisioning.Kinds() {
			_, _ = made(changing(), kind, answer{status: 201, envelope: e})
		}
	})
}

// FuzzProblems: every complaint of a server ends up at some field, in words that
// can be shown and that hold no secret.
func FuzzProblems(f *testing.F) {
	for _, seed := range []string{
		`{"name":{"unique":{"message":"m","cause":"c"}}}`, `{"call_restriction%2Edid_us%2Eaction":{"enum":{"message":"m"}}}`,
		`{"a":{"b":{"c":{"d":{"e":{"f":{"g":{"h":{"i":{"j":{"message":"deep"}}}}}}}}}}}`, `{"password":{"x":{"message":"hunter2 hunter2"}}}`,
		`{"":{"":{"message":"\u0000"}}}`, `{"name":{"minLength":{"target":1e99,"message":"m"}}}`, `{"name":{"required":"text"}}`, `[]`, `{"message":"m","cause":"c"}`,
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, data string) {
		for _, step := range zeta().Steps {
			q := call{effect: true, fields: fieldsOf(step), secrets: []domain.Secret{domain.NewSecret("hunter2")}}
			problems := q.complaints(answer{status: 400, envelope: envelope{Status: "error", Data: []byte(data)}})
			require.LessOrEqual(t, len(problems), maxProblems)
			for _, p := range problems {
				require.NotEmpty(t, p.Field)
				require.NotEmpty(t, p.Code)
				require.True(t, utf8.ValidString(p.Detail))
				require.LessOrEqual(t, utf8.RuneCountInString(p.Detail), 501)
				require.NotContains(t, p.Detail, "hunter2")
			}
		}
	})
}
