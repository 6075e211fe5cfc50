package keyring

import (
	"context"
	"fmt"
	"sync"

	"accountsmanager/domain"
)

// Memory holds secrets for this process only. It stands in for a System in tests, which
// must not ask the keyring of who runs them.
type Memory struct {
	mu     sync.Mutex
	values map[string]domain.Secret
}

// NewMemory returns an empty Memory.
func NewMemory() *Memory {
	return &Memory{values: map[string]domain.Secret{}}
}

// Get returns the secret under key, or domain.ErrSecretNotFound.
func (m *Memory) Get(ctx context.Context, key string) (domain.Secret, error) {
	if err := ctx.Err(); err != nil {
		return domain.Secret{}, fmt.Errorf("read %s from memory: %w", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	value, ok := m.values[key]
	if !ok {
		return domain.Secret{}, fmt.Errorf("read %s from memory: %w", key, domain.ErrSecretNotFound)
	}
	return value, nil
}

// Set puts value under key, in place of what was there. Like System it refuses
// values of more than 2,560 bytes with domain.ErrSecretTooBig.
func (m *Memory) Set(ctx context.Context, key string, value domain.Secret) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("put %s into memory: %w", key, err)
	}
	if len(value.Reveal()) > maxBytes {
		return fmt.Errorf("put %s into memory: %w", key, domain.ErrSecretTooBig)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.values[key] = value
	return nil
}

// Delete forgets what is under key. That nothing is there is no error.
func (m *Memory) Delete(ctx context.Context, key string) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("delete %s from memory: %w", key, err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	delete(m.values, key)
	return nil
}
