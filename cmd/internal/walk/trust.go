package walk

import (
	"fmt"
	"strings"
)

// SignInTrusting signs in at a server whose certificate nobody vouches for: it looks at
// the fingerprint, which is what the server's operator told, and trusts it.
func (w *Walker) SignInTrusting(user, password, account, fingerprint string) error {
	var pairs []string
	for i := 0; i+2 <= len(fingerprint); i += 2 {
		pairs = append(pairs, strings.ToUpper(fingerprint[i:i+2]))
	}
	if len(pairs) != 32 {
		return fmt.Errorf("the fingerprint %q has not 32 bytes", fingerprint)
	}
	return Do(
		w.See("Sign in to your reseller account"),
		w.Fill("User name", user),
		w.Fill("Password", password),
		w.Fill("Account name, realm or phone number", account),
		w.Keys("Return"),
		w.See("This computer does not know the server's certificate"),
		w.picture("trust-unknown"),
		w.Click("Show the certificate…"),
		w.See(strings.Join(pairs[:16], ":")+":"),
		w.See(strings.Join(pairs[16:], ":")),
		w.picture("trust-fingerprint"),
		w.Click("Trust this certificate"),
		w.Welcomed,
		w.See("Online"),
		w.picture("trust-signed-in"),
	)
}

// Connection looks at the way to the server in the settings.
func (w *Walker) Connection(prefix string) error {
	return Do(
		w.See("Online"),
		w.Keys("ctrl+comma"), w.See("Size of everything"),
		w.Keys("shift+Tab", "shift+Tab"), w.Click("Connection…"), w.See("Requests go through"),
		w.picture(prefix+"connection"),
		w.Click("This proxy"), w.See("Address of the proxy"),
		w.picture(prefix+"connection-proxy"),
		w.Keys("Escape"), w.Gone("Requests go through"),
		w.Keys("Escape"), w.Gone("Size of everything"),
	)
}
