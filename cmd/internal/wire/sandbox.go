package wire

import (
	"context"
	"fmt"
	"log/slog"
	"sync"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/sandbox"
)

// builtIn serves the sandbox inside this process, on a port of loopback that the
// system chooses, once somebody wants to try it.
type builtIn struct {
	file string
	log  *slog.Logger

	mu     sync.Mutex
	server *sandbox.Server
	access workspace.SandboxAccess
}

// Start serves the sandbox, or tells where it already does.
func (b *builtIn) Start(context.Context) (workspace.SandboxAccess, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.server != nil {
		return b.access, nil
	}
	server, err := sandbox.New(sandbox.Options{Path: b.file, Logger: b.log}) //nolint:contextcheck // it outlives the call
	if err != nil {
		return workspace.SandboxAccess{}, fmt.Errorf("open the sandbox: %w", err)
	}
	if _, err := server.Listen("127.0.0.1:0"); err != nil {
		_ = server.Close() //nolint:contextcheck // what went wrong is said already
		return workspace.SandboxAccess{}, fmt.Errorf("listen for the sandbox: %w", err)
	}
	login := server.Credentials()
	b.server = server
	b.access = workspace.SandboxAccess{
		Server: login.URL, UserName: login.Username, Account: login.AccountName, Password: domain.NewSecret(login.Password),
	}
	return b.access, nil
}

func (b *builtIn) close() error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.server == nil {
		return nil
	}
	if err := b.server.Close(); err != nil {
		return fmt.Errorf("stop the sandbox: %w", err)
	}
	return nil
}
