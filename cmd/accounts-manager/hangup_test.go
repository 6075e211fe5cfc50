package main

import (
	"runtime"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/cmd/internal/drive"
	"accountsmanager/cmd/internal/walk"
	"accountsmanager/cmd/internal/wire"
)

// TestNothingTypedIsLostWhenTheSystemEndsIt: a person logs out while the name of a customer
// and an administrator's password wait to be saved. The program ends in order, and both are
// there at the next start.
func TestNothingTypedIsLostWhenTheSystemEndsIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such signals")
	}
	needOwnKeyring(t)
	d := newDesk(t)
	// What is typed may wait for as long as the settings offer, so that it waits for sure.
	program, err := wire.Open(t.Context(), wire.Options{Data: d.data, Version: "test", Offline: true, Pace: 1})
	require.NoError(t, err)
	require.NoError(t, program.Workspace.SaveSetting(t.Context(), "autosave.seconds", "5"))
	require.NoError(t, program.Close(t.Context()))

	server := d.server()
	p := d.program("--server", server.URL)
	require.NoError(t, walk.New(p, nil).SignIn(server.UserName, server.Password, server.Account))
	require.NoError(t, p.Keys("ctrl+n"))
	_, err = p.WaitFor("Account name *")
	require.NoError(t, err)
	require.NoError(t, p.Click("+ Add an admin to the account"))
	_, err = p.WaitFor("First name *")
	require.NoError(t, err)
	require.NoError(t, p.Keys("Tab", "Tab"))
	require.NoError(t, p.Type("lee@halfway.example"))
	_, err = p.WaitFor("Draft saved…") // what is typed from here on waits
	require.NoError(t, err)
	require.NoError(t, p.Fill("Account name *", "Halfway House"))
	const password = "Reed-warbler-5d1c8" // none that other tests look for in the keyring
	require.NoError(t, p.Fill("Password", password))
	_, err = p.Until("what was typed", func(v drive.View) bool {
		_, name := v.Find("Halfway House")
		_, dots := v.Find(strings.Repeat("•", len(password)))
		return name && dots
	})
	require.NoError(t, err)
	require.NoError(t, p.LogOut())
	require.NoError(t, p.Wait(), "it ends in order")

	again := d.program()
	require.NoError(t, again.Click("Halfway House"))
	_, err = again.WaitFor("lee@halfway.example")
	require.NoError(t, err)
	require.Contains(t, keyringSecrets(t), password)
	require.NoError(t, again.Quit())
}

// TestAnOpenEditorIsKeptWhenTheSystemEndsIt: the same while the trunks of an account are
// typed, which nobody has saved yet.
func TestAnOpenEditorIsKeptWhenTheSystemEndsIt(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no such signals")
	}
	needOwnKeyring(t)
	d := newDesk(t)
	_, p := d.lookingAt("Contoso Legal")
	require.NoError(t, p.Click("Edit"))
	require.NoError(t, p.Fill("Inbound trunks", "77"))
	_, err := p.Until("what was typed", func(v drive.View) bool { _, there := v.Find("77"); return there })
	require.NoError(t, err)
	require.NoError(t, p.LogOut())
	require.NoError(t, p.Wait(), "it ends in order")

	again := d.program()
	_, err = again.WaitFor("Contoso Legal")
	require.NoError(t, err)
	require.NoError(t, walk.New(again, nil).Look("Contoso Legal"))
	_, err = again.WaitFor("You began a change and did not save it")
	require.NoError(t, err)
	_, err = again.WaitFor("Inbound trunks: 77")
	require.NoError(t, err)
	require.NoError(t, again.Quit())
}
