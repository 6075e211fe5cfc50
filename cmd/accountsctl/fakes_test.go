package main

import (
	"context"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/keyring"
)

func newSecrets() workspace.Secrets { return keyring.NewMemory() }

// failingSecrets is a keyring that fails at everything in one way.
type failingSecrets struct{ err error }

func (s failingSecrets) Get(context.Context, string) (domain.Secret, error) {
	return domain.Secret{}, s.err
}
func (s failingSecrets) Set(context.Context, string, domain.Secret) error { return s.err }
func (s failingSecrets) Delete(context.Context, string) error             { return s.err }

// forgetSuffix makes the store forget the suffix that was learnt.
func forgetSuffix(parts *workspace.Options) { parts.Store = suffixless{parts.Store} }

type suffixless struct{ workspace.Store }

func (s suffixless) Catalogue(ctx context.Context, profileID string) (domain.Catalogue, error) {
	c, err := s.Store.Catalogue(ctx, profileID)
	c.RealmSuffix = ""
	return c, err
}

func (s smallKeyring) Set(ctx context.Context, key string, value domain.Secret) error {
	if len(value.Reveal()) > s.most {
		return domain.ErrSecretTooBig
	}
	return s.Secrets.Set(ctx, key, value)
}
