package workspacetest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"accountsmanager/domain"
)

// Secrets is a keyring in memory.
type Secrets struct {
	mu     sync.Mutex
	values map[string]domain.Secret
	fails  error
	writes error
}

// NewSecrets makes an empty keyring.
func NewSecrets() *Secrets { return &Secrets{values: map[string]domain.Secret{}} }

// Fail makes every call fail with err, such as domain.ErrKeyringLocked, until it
// is called with nil.
func (s *Secrets) Fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.fails = err
}

// FailWrites makes Set fail with err, such as domain.ErrSecretTooBig, until it is
// called with nil.
func (s *Secrets) FailWrites(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.writes = err
}

// Get implements workspace.Secrets.
func (s *Secrets) Get(ctx context.Context, key string) (domain.Secret, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.broken(ctx); err != nil {
		return domain.Secret{}, fmt.Errorf("read %s: %w", key, err)
	}
	secret, ok := s.values[key]
	if !ok {
		return domain.Secret{}, fmt.Errorf("read %s: %w", key, domain.ErrSecretNotFound)
	}
	return secret, nil
}

// Set implements workspace.Secrets.
func (s *Secrets) Set(ctx context.Context, key string, value domain.Secret) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.broken(ctx); err != nil {
		return fmt.Errorf("write %s: %w", key, err)
	}
	if s.writes != nil {
		return fmt.Errorf("write %s: %w", key, s.writes)
	}
	s.values[key] = value
	return nil
}

// Delete implements workspace.Secrets.
func (s *Secrets) Delete(ctx context.Context, key string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := s.broken(ctx); err != nil {
		return fmt.Errorf("delete %s: %w", key, err)
	}
	delete(s.values, key)
	return nil
}

func (s *Secrets) broken(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.fails
}

// Keys lists what is kept, sorted.
func (s *Secrets) Keys(prefix string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var keys []string
	for key := range s.values {
		if strings.HasPrefix(key, prefix) {
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// Holds tells whether some entry has this value.
func (s *Secrets) Holds(value string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, secret := range s.values {
		if secret.Reveal() == value {
			return true
		}
	}
	return false
}

// processSecrets is the keyring as one process has it.
type processSecrets struct {
	secrets *Secrets
	process *Process
}

func (s *processSecrets) Get(ctx context.Context, key string) (domain.Secret, error) {
	if err := s.process.alive(); err != nil {
		return domain.Secret{}, err
	}
	return s.secrets.Get(ctx, key)
}

func (s *processSecrets) Set(ctx context.Context, key string, value domain.Secret) error {
	return s.process.act("keyring: set "+key, func() error { return s.secrets.Set(ctx, key, value) })
}

func (s *processSecrets) Delete(ctx context.Context, key string) error {
	return s.process.act("keyring: delete "+key, func() error { return s.secrets.Delete(ctx, key) })
}
