package workspace

import (
	"context"

	"accountsmanager/domain"
)

// Lend is the keyring for a session whose sign-in somebody brings along: it has
// what signs the profile in, and neither asks the keyring behind it for that nor
// leaves it there. Secret is as in Credentials. All else is the keyring's own.
func Lend(behind Secrets, profile Profile, secret domain.Secret) Secrets {
	return lent{Secrets: behind, key: signInKey(profile.ID), secret: secret}
}

type lent struct {
	Secrets
	key    string
	secret domain.Secret
}

func (l lent) Get(ctx context.Context, key string) (domain.Secret, error) {
	if key == l.key {
		return l.secret, nil
	}
	return l.Secrets.Get(ctx, key)
}

func (l lent) Set(ctx context.Context, key string, value domain.Secret) error {
	if key == l.key {
		return nil
	}
	return l.Secrets.Set(ctx, key, value)
}
