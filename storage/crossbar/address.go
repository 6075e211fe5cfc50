package crossbar

import (
	"fmt"
	"net/netip"
	"net/url"
	"path"
	"strconv"
	"strings"

	"accountsmanager/domain"
)

// CheckServer tidies a server address as it was typed: https where no scheme is
// given, /v2 where there is no path, no slash at the end. Errors are
// domain.ErrBadServerURL and, for plain http to anything but this computer,
// domain.ErrInsecureServer. They never repeat the text: a password may be in it.
func (c *Connector) CheckServer(typed string) (string, error) {
	text := strings.TrimSpace(typed)
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	if err != nil || u.Opaque != "" || u.User != nil || u.Hostname() == "" || !validPort(u) {
		return "", fmt.Errorf("tidy the server's address: %w", domain.ErrBadServerURL)
	}
	host := strings.ToLower(u.Host)
	switch u.Scheme {
	case "https":
	case "http":
		if !isLoopback(u.Hostname()) {
			return "", fmt.Errorf("tidy the server's address: %w", domain.ErrInsecureServer)
		}
	default:
		return "", fmt.Errorf("tidy the server's address: %w", domain.ErrBadServerURL)
	}
	// Whatever follows the path belongs to a web interface that was copied from.
	tidy := url.URL{Scheme: u.Scheme, Host: host, Path: path.Clean("/" + u.Path)}
	if tidy.Path == "/" {
		tidy.Path = "/v2"
	}
	return tidy.String(), nil
}

func validPort(u *url.URL) bool {
	if u.Port() == "" {
		return !strings.HasSuffix(u.Host, ":")
	}
	n, err := strconv.Atoi(u.Port())
	return err == nil && n > 0 && n <= 65535
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip, err := netip.ParseAddr(host)
	return err == nil && ip.Unmap().IsLoopback()
}
