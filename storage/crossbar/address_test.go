package crossbar

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestServerAddressesAreTidied(t *testing.T) {
	for typed, want := range map[string]string{
		"api.example.com":                           "https://api.example.com/v2",
		"  api.example.com:8443  ":                  "https://api.example.com:8443/v2",
		"https://API.Example.com/":                  "https://api.example.com/v2",
		"HTTPS://api.example.com:8443/v2/":          "https://api.example.com:8443/v2",
		"https://api.example.com/kazoo/v2":          "https://api.example.com/kazoo/v2",
		"https://api.example.com/v2/?x=1#/accounts": "https://api.example.com/v2",
		"http://localhost:8000":                     "http://localhost:8000/v2",
		"http://127.0.0.1:8000/v2":                  "http://127.0.0.1:8000/v2",
		"http://127.9.9.9":                          "http://127.9.9.9/v2",
		"http://[::1]:8000":                         "http://[::1]:8000/v2",
		"localhost:8443":                            "https://localhost:8443/v2",
	} {
		got, err := New(Options{}).CheckServer(typed)
		require.NoError(t, err, typed)
		require.Equal(t, want, got, typed)
		again, err := New(Options{}).CheckServer(got)
		require.NoError(t, err, typed)
		require.Equal(t, got, again, "tidying twice changes nothing")
	}
}

func TestServerAddressesThatCannotBe(t *testing.T) {
	for typed, want := range map[string]error{
		"":                                domain.ErrBadServerURL,
		"   ":                             domain.ErrBadServerURL,
		"https://":                        domain.ErrBadServerURL,
		"ftp://api.example.com":           domain.ErrBadServerURL,
		"https://api.example.com:99999":   domain.ErrBadServerURL,
		"https://api.example.com:":        domain.ErrBadServerURL,
		"https://api.example.com:x":       domain.ErrBadServerURL,
		"not a server":                    domain.ErrBadServerURL,
		"https://ada:hunter2@example.com": domain.ErrBadServerURL,
		"https://ada:hunter%zz@ex ample":  domain.ErrBadServerURL,
		"http://api.example.com":          domain.ErrInsecureServer,
		"http://127.0.0.1.example.com":    domain.ErrInsecureServer,
		"http://10.0.0.1:8000":            domain.ErrInsecureServer,
		"http://localhost.example.com":    domain.ErrInsecureServer,
	} {
		_, err := New(Options{}).CheckServer(typed)
		require.ErrorIs(t, err, want, typed)
		require.NotContains(t, err.Error(), "hunter", "an address may hold a password")
	}
}

func TestConceal(t *testing.T) {
	c := New(Options{})
	// As a real server took it: admin, AdminPass1.
	require.Equal(t, "9e12ebc3ef226f96d802f4ffdcec81b1", c.Conceal("admin", domain.NewSecret("AdminPass1")).Reveal())
	require.Equal(t, c.Conceal("admin", domain.NewSecret("x")), c.Conceal("ADMIN", domain.NewSecret("x")))
	require.NotEqual(t, c.Conceal("admin", domain.NewSecret("x")), c.Conceal("admin", domain.NewSecret("X")))
}
