package words

import (
	"strings"

	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
)

// sayCertificate says what is wrong with a server's certificate.
func sayCertificate(e *domain.CertificateError) Message {
	m := Message{}
	if e.Offered() {
		m.Help = ShowCertificate
	}
	switch e.Fault {
	case domain.CertificateUnknown:
		m.Title = lang.L("This computer does not know the server's certificate")
		m.Text = lang.L("Nobody whom it trusts vouches for it, as is usual within a company. Nothing was sent. Look at the certificate, and compare its fingerprint with the one that whoever runs the server tells you.")
	case domain.CertificateOtherName:
		m.Title = lang.L("The server's certificate is for another name")
		m.Text = lang.L("It is for {{.Names}}. Nothing was sent. Check the address; or look at the certificate, and compare its fingerprint with the one that whoever runs the server tells you.",
			data{"Names": names(e.Found.Names)})
	case domain.CertificateOutdated:
		m.Title = lang.L("The server's certificate is out of date")
		m.Text = lang.L("It is good from {{.From}} to {{.To}}. Nothing was sent. Look whether the clock of this computer is right, or ask whoever runs the server to renew it.",
			data{"From": Date(e.Found.NotBefore), "To": Date(e.Found.NotAfter)})
	case domain.CertificateChanged:
		m.Title = lang.L("The server shows another certificate than the one you trusted")
		m.Text = lang.L("Somebody may be in between, so nothing was sent. Ask whoever runs the server whether the certificate was renewed, and for the fingerprint of the new one; enter it under Connection.")
	case domain.CertificateUnfit:
		m.Title = lang.L("The server's certificate breaks the rules")
		m.Text = lang.L("It cannot be told from a forged one. Nothing was sent. Whoever runs the server has to make a new one.")
	}
	return m
}

// Fingerprint writes a fingerprint in two lines, to be compared.
func Fingerprint(f domain.Fingerprint) string {
	text := f.String()
	if half := len(text) / 2; half > 0 && text[half] == ':' {
		return text[:half+1] + "\n" + text[half+1:]
	}
	return text
}

// names lists the names of servers that a certificate is for.
func names(names []string) string {
	if len(names) == 0 {
		return lang.L("no server")
	}
	return strings.Join(names, ", ")
}
