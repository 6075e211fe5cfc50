package main

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/walk"
)

// One click for somebody who has no server yet, and the same sandbox again at the
// next start, though it listens somewhere else then.
func TestOneClickForTheBuiltInSandbox(t *testing.T) {
	d := newDesk(t)
	p := d.program()
	require.NoError(t, p.Click("Try the built-in sandbox"))
	w := walk.New(p, nil)
	require.NoError(t, w.Welcomed())
	_, err := p.WaitFor("Built-in sandbox, not a real server")
	require.NoError(t, err)
	_, err = p.WaitFor("Online")
	require.NoError(t, err)
	customer := walk.ABC()
	require.NoError(t, w.Wizard(&customer))
	require.NoError(t, w.Create(customer))
	require.NoError(t, p.Quit())

	again := d.program()
	_, err = again.WaitFor("Online")
	require.NoError(t, err)
	require.NoError(t, walk.New(again, nil).InSidebar(customer.Name))
	require.NoError(t, again.Quit())
}

// A second program on the same data says so, and leaves the first alone.
func TestOneProgramADirectory(t *testing.T) {
	d := newDesk(t)
	first := d.program()
	_, err := first.WaitFor("Sign in to your reseller account")
	require.NoError(t, err)
	second := d.program()
	require.NoError(t, second.WaitOutput("in use by another process"))
	require.NoError(t, second.Kill())
	require.NoError(t, first.Quit())
}
