package crossbar

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// lines is a log to look through.
type lines struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.buf.Write(p)
}

// echoes are answers of a server that repeats all it was told, wherever it can.
func echoes(told ...string) []string {
	said := strings.Join(told, " ")
	tree := fmt.Sprintf(`{"password":{"weak":{"message":%[1]q,"cause":%[1]q,"value":%[1]q}},%[1]q:{"unique":{"message":%[1]q,"cause":%[1]q}},"message":%[1]q,"cause":%[1]q}`, said)
	return []string{
		failure(400, said, tree), failure(400, said, fmt.Sprintf(`{"message":%[1]q,"cause":%[1]q}`, said)),
		failure(400, "validation error", tree), said, `{"data":"` + said, success(`"` + said + `"`),
	}
}

// TestNoSecretComesOut sends passwords, keys, hashes and tokens to a server that
// repeats them in whatever it answers, and looks for them in every error, every
// outcome and every line of the log.
func TestNoSecretComesOut(t *testing.T) {
	const password, key, token, typed = "canary-password", "canary-key", "canary-token", "canary-typed"
	hash := New(Options{}).Conceal("ada", domain.NewSecret(password)).Reveal()
	var out lines
	failed := 0
	note := func(err error) {
		if err != nil {
			failed++
			fmt.Fprintf(&out, "%v %+v\n", err, provisioning.Judge("", err))
		}
	}
	c := New(Options{Log: slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))})
	ctx := context.Background()
	signIns, writes, reads := echoes(key, hash), echoes(token, hash, typed), echoes(token, hash)
	for i := range signIns {
		for _, status := range []int{200, 201, 302, 400, 401, 402, 403, 404, 409, 429, 500, 503} {
			s := newStub(t)
			for call, by := range map[string]workspace.Credentials{"PUT /user_auth": byPassword("ada.example"), "PUT /api_auth": byKey(key)} {
				said := strings.ReplaceAll(signIns[i], map[bool]string{true: hash, false: key}[by.Method == workspace.WithAPIKey], "")
				s.say(call, status, said)
				_, _, err := c.SignIn(ctx, s.address(), by)
				note(err)
			}
			s.say("PUT /user_auth", 201, strings.ReplaceAll(fmt.Sprintf(okAuth, 1), "TOKEN-1", token))
			backend, _, err := c.SignIn(ctx, s.address(), byPassword("ada"))
			require.NoError(t, err)
			fmt.Fprintf(&out, "%+v %#v %v\n", backend, backend, c)
			s.say("PUT /user_auth", status, strings.ReplaceAll(signIns[i], key, ""))
			s.say("PUT /accounts/"+customer+"/users", status, writes[i])
			for _, call := range []string{"GET /accounts/" + customer, "GET /accounts/" + customer + "/users"} {
				s.say(call, status, reads[i])
			}
			task := taskOf(1)
			task.Password = domain.NewSecret(typed)
			_, err = backend.Perform(ctx, task)
			note(err)
			for _, doc := range []domain.Document{domain.DocAccount, domain.DocUsers} {
				_, err = backend.ReadPart(ctx, customer, doc)
				note(err)
			}
			fmt.Fprintf(&out, "%+v %+v\n", backend.Find(ctx, task), task)
			backend.Close()
			s.Close()
		}
	}
	require.Greater(t, failed, 100)
	for _, secret := range []string{password, key, token, typed, hash} {
		for line := range strings.Lines(out.buf.String()) {
			require.NotContains(t, line, secret)
		}
	}
}
