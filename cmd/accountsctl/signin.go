package main

import (
	"context"
	"errors"
	"fmt"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
	"accountsmanager/storage/files"
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
	var err error
	if request.Route, err = c.route(ctx); err != nil {
		return exitOf(err), err
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

// asSystem is how a way of before is given up.
const asSystem = "system"

// route is the way to the server that the flags ask for; nil where they ask for none,
// and what they say nothing of stays as it was.
func (c *ctl) route(ctx context.Context) (*domain.Route, error) {
	if c.proxy == "" && c.caFile == "" && c.pin == "" {
		return nil, nil //nolint:nilnil // the request takes nil for the way of before
	}
	if c.caFile != "" && c.pin != "" {
		return nil, &usageError{"--ca-file and --pin cannot both be what is trusted"}
	}
	route, err := c.RouteTo(ctx, c.server)
	if err != nil {
		return nil, err
	}
	switch c.proxy {
	case "":
	case asSystem:
		route.Proxy = domain.SystemProxy
	case string(domain.NoProxy):
		route.Proxy = domain.NoProxy
	default:
		if route.Proxy, err = domain.ParseProxy(c.proxy); err != nil {
			return nil, err
		}
	}
	switch {
	case c.caFile != "":
		content, err := files.Files{}.Read(ctx, c.caFile)
		if err != nil {
			return nil, &usageError{"--ca-file cannot be read: " + err.Error()}
		}
		route.Trust = domain.Trust{Authorities: string(content)}
	case c.pin == asSystem:
		route.Trust = domain.Trust{}
	case c.pin != "":
		pin, err := domain.ParseFingerprint(c.pin)
		if err != nil {
			return nil, err
		}
		route.Trust = domain.Trust{Pin: pin}
	}
	return &route, nil
}
