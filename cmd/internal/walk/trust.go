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
	return do(
		w.see("Sign in to your reseller account"),
		w.fill("User name", user),
		w.fill("Password", password),
		w.fill("Account name, realm or phone number", account),
		w.keys("Return"),
		w.see("This computer does not know the server's certificate"),
		w.picture("trust-unknown"),
		w.click("Show the certificate…"),
		w.see(strings.Join(pairs[:16], ":")+":"),
		w.see(strings.Join(pairs[16:], ":")),
		w.picture("trust-fingerprint"),
		w.click("Trust this certificate"),
		w.Welcomed,
		w.see("Online"),
		w.picture("trust-signed-in"),
	)
}

// Connection looks at the way to the server in the settings.
func (w *Walker) Connection(prefix string) error {
	return do(
		w.see("Online"),
		w.keys("ctrl+comma"), w.see("Size of everything"),
		w.keys("shift+Tab", "shift+Tab"), w.click("Connection…"), w.see("Requests go through"),
		w.picture(prefix+"connection"),
		w.click("This proxy"), w.see("Address of the proxy"),
		w.picture(prefix+"connection-proxy"),
		w.keys("Escape"), w.gone("Requests go through"),
		w.keys("Escape"), w.gone("Size of everything"),
	)
}
