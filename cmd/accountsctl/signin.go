package main

import (
	"context"
	"errors"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// signedIn is what sign-in tells.
type signedIn struct {
	Server      string `json:"server"`
	Account     string `json:"account"`
	AccountID   string `json:"account_id"`
	Realm       string `json:"realm"`
	User        string `json:"user,omitempty"`
	RealmSuffix string `json:"realm_suffix"` // of new accounts; empty where it is not known
	Accounts    int    `json:"accounts"`     // right below it
	Kept        bool   `json:"kept"`         // the keyring took what signs in
}

func signIn(ctx context.Context, c *ctl) (int, error) {
	request := workspace.SignInRequest{
		Method: workspace.WithPassword, Server: c.server, UserName: c.user, Account: c.account, Secret: c.password,
	}
	switch {
	case c.passwordStdin && c.apiKeyStdin:
		return exitUsage, &usageError{"--password-stdin and --api-key-stdin cannot both be read"}
	case c.server == "":
		return exitUsage, &usageError{"sign-in needs --server"}
	case c.apiKeyStdin:
		request.Method = workspace.WithAPIKey
	case c.user == "" || c.account == "":
		return exitUsage, &usageError{"sign-in needs --user and --account (or --api-key-stdin)"}
	case c.password.IsZero():
		return exitUsage, &usageError{"sign-in needs the password: --password-stdin, or " + passwordVariable}
	}
	c.say("signing in at %s", c.server)
	if err := c.SignIn(ctx, request); err != nil {
		if errors.Is(err, domain.ErrNotCrossbar) { // later it would be none either
			return exitUsage, &usageError{sentence(err)}
		}
		return exitOf(err), err
	}
	kept := c.Status().Keyring == nil
	if err := c.refresh(ctx); err != nil {
		return exitOf(err), err
	}
	suffix, err := c.RealmSuffix(ctx)
	if err != nil {
		return exitTrouble, err
	}
	count, err := c.CountAccounts(ctx, c.Identity().AccountID)
	if err != nil {
		return exitTrouble, err
	}
	profile := c.Status().Profile
	out := signedIn{
		Server: profile.Server, Account: profile.Identity.AccountName, AccountID: profile.Identity.AccountID, Realm: profile.Identity.Realm,
		User: profile.UserName, RealmSuffix: suffix, Accounts: count, Kept: kept,
	}
	c.warnOfKeyring()
	if c.json {
		return exitDone, c.printJSON(out)
	}
	fmt.Fprintf(c.stdout, "Signed in to %s at %s.\n", plain(out.Account), plain(out.Server))
	fmt.Fprintf(c.stdout, "%s below it. New realms end in %s.\n", counted(count, "account", "accounts"), orElse(plain(suffix), "what the server chooses (the suffix is not known)"))
	return exitDone, nil
}
