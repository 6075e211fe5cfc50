package main

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"time"

	"accountsmanager/domain"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

// sentences has what is said of every sentinel, the more particular ones first:
// what happened, what it means, what to do.
var sentences = []struct {
	target error
	text   string
}{
	{errNobody, "Nobody has signed in with this data directory yet. Start with accountsctl sign-in, or name another directory with --data."},

	{domain.ErrMultiFactor, "The server asks for a second factor, which this program cannot give. Sign in with an API key of the account instead: accountsctl sign-in --api-key-stdin."},
	{domain.ErrWrongCredentials, "The server does not know this sign-in. The user name, the password or the account is wrong: it gives the same answer for all three."},
	{domain.ErrUnknownKey, "No account has this API key. A key that was renewed makes the old one useless."},
	{domain.ErrAccountDisabled, "The account is disabled, or its time has run out. Whoever runs the platform can enable it; drafts stay on this computer."},
	{domain.ErrCertificate, "The server's certificate is not trusted, so nothing was sent. Check the address, or ask whoever runs the server."},
	{domain.ErrProxy, "The proxy does not let it through, and nothing was sent. Check --proxy, or HTTPS_PROXY in the environment."},
	{domain.ErrProxyPassword, "A password is in the address of the proxy, and would be kept in a file. Write the address without it; a proxy that asks for one can stand in HTTPS_PROXY."},
	{domain.ErrBadProxy, "This is not the address of a proxy. It should look like http://proxy.example.com:3128 or socks5://127.0.0.1:1080."},
	{domain.ErrBadFingerprint, "This is not a fingerprint: a SHA-256 fingerprint has 64 digits from 0 to 9 and A to F, with or without colons."},
	{domain.ErrNoAuthority, "There is no certificate in the file of --ca-file. It should hold that of the authority, in PEM or DER."},
	{domain.ErrNotCrossbar, "Something answers at this address, but it is not a Crossbar. The address usually ends in :8443/v2 (or :8000/v2)."},
	{domain.ErrInsecureServer, "Only https addresses are allowed; plain http is for servers on this computer."},
	{domain.ErrBadServerURL, "This is not a server address. It should look like https://api.example.com:8443/v2."},
	{domain.ErrSecretNotFound, "The keyring has no sign-in for this account. Sign in again with accountsctl sign-in, or give the password of this run in " + passwordVariable + " or with --password-stdin."},
	{domain.ErrKeyringLocked, "The keyring is locked. Unlock it, or give the password of this run in " + passwordVariable + " or with --password-stdin; nothing is written to a file."},
	{domain.ErrKeyringAbsent, "This computer has no keyring, so passwords are known in this run only. Give the password with every run, in " + passwordVariable + " or with --password-stdin; nothing is written to a file."},
	{domain.ErrSecretTooBig, "The keyring does not take a secret of this length, so it is known in this run only."},
	{domain.ErrNoSeed, "A password cannot be generated: the keyring no longer has what this account's passwords are made from."},
	{domain.ErrSignedOut, "The server no longer accepts this sign-in. Sign in again with accountsctl sign-in; drafts and queued work are kept."},

	{domain.ErrUnanswered, "The server did not answer. What was sent may have arrived or not; it is looked for before anything is sent again."},
	{domain.ErrOffline, "The server cannot be reached, and nothing was sent. What was submitted is kept, and sent in the next run with a connection."},
	{domain.ErrForbidden, "The server does not allow it: this user has no right to do it."},
	// Before what a migration can run into on its way.
	{domain.ErrNotUpgraded, "The data are from an older version. They are copied before this one changes them, and that did not work, perhaps because the disk is full. Nothing was changed. Make room and run it again."},
	{domain.ErrNotFound, "There is no such thing, here or on the server."},
	{domain.ErrConflict, "It was changed or made meanwhile by somebody else."},
	{workspace.ErrPasswordLost, "The password that was sent is not known on this computer any more. Set a new one in the window."},
	{workspace.ErrNotConfirmed, "The name that was typed is not the account's; nothing was deleted."},
	{workspace.ErrSentAlready, "It cannot be taken back: something of it was sent already, or may have been."},

	{domain.ErrDirectoryInUse, "Accounts Manager is running with this data directory already, as a window or as another accountsctl. Wait until it ends or close it, or name another directory with --data; nothing was done."},
	{domain.ErrSharedDirectory, "Others have a right to this directory, and customers' data are kept where nobody else can read them. Name a directory of your own with --data; nothing was changed."},
	{domain.ErrStoreTooNew, "The data are from a newer version of Accounts Manager. Install that one; nothing was changed. To stay with this one, copy accounts.db.before-v…, which was made before the upgrade, from the data directory to accounts.db in an empty one, and name that with --data."},
	{domain.ErrStoreDamaged, "The data on this computer are damaged. The damaged file was set aside, not deleted; the next run starts with an empty one, and drafts may be saved from the damaged file by your support."},
	{domain.ErrDiskFull, "The disk is full. Make room and run it again; what was committed before is kept."},
	{domain.ErrReadOnly, "The data directory cannot be written to. Give yourself the right to write there, or name another one with --data."},
	{domain.ErrFileDiskFull, "There is no room for the file; nothing was written. Make room there, or name another place."},
	{domain.ErrFileReadOnly, "The file cannot be written there; nothing was written. Name a place where you may write."},

	{sheet.ErrEmpty, "The file is empty. Its first line must name the columns, such as name,realm,timezone."},
	{sheet.ErrNoColumns, "The first line of the file names no column that is known. It must name the columns, such as name,realm,timezone."},
	{sheet.ErrTooMuch, "The file is too big: more than 200,000 lines, 2,000 columns, 1 MB in a cell or 256 MB in all. Divide it. Nothing was imported."},
	{sheet.ErrNotCSV, "The file cannot be read: a quotation mark stands where it cannot, or is never closed. Nothing was imported."},

	{context.Canceled, "It was stopped before it was finished. What was submitted is kept."},
	{context.DeadlineExceeded, "It took too long and was given up."},
}

// sentence says what an error means, for people.
func sentence(err error) string {
	var (
		usage   *usageError
		invalid *workspace.InvalidDraftError
		both    *domain.ConflictError
		charges *domain.ChargesError
		busy    *domain.BusyError
		refused *domain.RefusedError
		lost    *domain.UnansweredError
		unknown *domain.CertificateError
	)
	switch {
	case errors.As(err, &usage):
		return usage.text
	case errors.As(err, &unknown):
		return certificateSentence(unknown)
	case errors.As(err, &invalid):
		return "The draft has problems, and nothing of it was sent. accountsctl drafts lists them."
	case errors.As(err, &both):
		return "Somebody changed the same fields on the server. Nothing was sent; choose in the window what it shall be."
	case errors.As(err, &charges):
		return "The server asks to accept charges. Nothing was changed and nothing was charged."
	case errors.As(err, &lost):
		return fmt.Sprintf("The server answered %d, from which it cannot be told whether it did what it was asked. It is looked for before anything is sent again.", lost.Status)
	case errors.As(err, &busy) && busy.RetryAfter > 0:
		return fmt.Sprintf("The server is busy (%d) and asks for patience, for %s. Nothing was done.", busy.Status, busy.RetryAfter.Round(time.Second))
	case errors.As(err, &busy):
		return fmt.Sprintf("The server is busy (%d) and asks for patience. Nothing was done.", busy.Status)
	}
	for _, s := range sentences {
		if errors.Is(err, s.target) {
			return s.text
		}
	}
	if errors.As(err, &refused) {
		return "The server refused it: " + refusal(refused.Status, refused.Code, refused.Problems) + ". Nothing was changed."
	}
	return "Something went wrong. Nothing that was submitted is lost."
}

// certificateSentence says what is wrong with a server's certificate, and shows the
// fingerprint where it may be trusted.
func certificateSentence(e *domain.CertificateError) string {
	names := strings.Join(e.Found.Names, ", ")
	switch e.Fault {
	case domain.CertificateUnknown, domain.CertificateOtherName:
		return fmt.Sprintf("The server's certificate is not known here, so nothing was sent. It is for %s, made by %s, and its SHA-256 fingerprint is %s. Compare that with what whoever runs the server tells you; only if both are the same, sign in with --pin and the fingerprint.",
			orElse(names, "no server"), orElse(e.Found.Issuer, "nobody"), e.Found.Fingerprint)
	case domain.CertificateOutdated:
		return fmt.Sprintf("The server's certificate is good from %s to %s, so nothing was sent. Look whether the clock of this computer is right, or ask whoever runs the server to renew it.",
			e.Found.NotBefore.UTC().Format(time.DateOnly), e.Found.NotAfter.UTC().Format(time.DateOnly))
	case domain.CertificateChanged:
		return "The server shows another certificate than the one that is trusted. Somebody may be in between, so nothing was sent. Ask whoever runs the server for the fingerprint of the new one, and sign in with --pin and that."
	case domain.CertificateUnfit:
	}
	return "The server's certificate breaks the rules of certificates, so nothing was sent. Whoever runs the server has to make a new one."
}

// secretPart matches what nobody should find in the output of a script: a
// password inside an address, and a token.
var secretPart = regexp.MustCompile(`(://)[^/\s@]*@|((?i:auth_token|x-auth-token|api_key|password|credentials)"?\s*[=:]\s*"?)[^\s"&,]+`)

// details is an error's own text, with what could be a secret masked; empty where
// it adds nothing to the sentence.
func details(err error) string {
	if _, usage := err.(*usageError); usage || err == errNobody { //nolint:errorlint // wrapped, there is more to it
		return ""
	}
	return plain(secretPart.ReplaceAllString(err.Error(), "$1$2•••"))
}

// refusal is a server's no, such as "403 forbidden".
func refusal(status int, code string, problems domain.Problems) string {
	answer := strings.TrimSpace(fmt.Sprintf("%d %s", status, strings.ReplaceAll(code, "_", " ")))
	var said []string
	for _, p := range problems {
		if p.Code == domain.ServerSays {
			said = append(said, strings.TrimSpace(string(p.Field)+" "+p.Detail))
		} else {
			said = append(said, fieldName(p.Field)+": "+problemText(p))
		}
	}
	if len(said) > 0 {
		answer += " (" + strings.Join(said, "; ") + ")"
	}
	return answer
}
