package words

import (
	"fyne.io/fyne/v2/lang"

	"accountsmanager/domain"
	"accountsmanager/domain/workspace"
)

// sentences has every sentinel that domain and workspace export, the more
// particular ones first.
var sentences = []sentence{
	// Signing in.
	{domain.ErrMultiFactor, func() Message {
		return Message{
			Title: lang.L("The server asks for a second factor"),
			Text:  lang.L("This program cannot give one. Sign in with the API key of your account instead: it needs no second factor. Your platform's operator, or the account's settings in the web interface, can show you the key."),
			Help:  UseAPIKey,
		}
	}},
	{domain.ErrWrongCredentials, func() Message {
		return Message{
			Title: lang.L("The server does not know this sign-in"),
			Text:  lang.L("The user name, the password or the account is wrong. The server gives the same answer for all three, so check each, the account too: its name, its realm or one of its phone numbers."),
		}
	}},
	{domain.ErrUnknownKey, func() Message {
		return Message{
			Title: lang.L("No account has this API key"),
			Text:  lang.L("Copy the key again: it has 64 characters. A key that was renewed makes the old one useless."),
		}
	}},
	{domain.ErrAccountDisabled, func() Message {
		return Message{
			Title: lang.L("This account is disabled"),
			Text:  lang.L("It was switched off, or its time has run out. Whoever runs the platform can enable it again. Your drafts stay on this computer."),
		}
	}},
	{domain.ErrSignedOut, func() Message {
		return Message{
			Title: lang.L("You have been signed out"),
			Text:  lang.L("The server no longer accepts this session. Sign in again to go on; drafts and queued work are kept."),
			Help:  SignIn,
		}
	}},
	{domain.ErrCertificate, func() Message {
		return Message{
			Title: lang.L("The server's certificate is not trusted"),
			Text:  lang.L("It may have run out, be made out to another name, or be signed by nobody this computer knows. Nothing was sent: somebody could be listening. Check the address, or ask whoever runs the server."),
		}
	}},
	{domain.ErrProxy, func() Message {
		return Message{
			Title: lang.L("The proxy does not let it through"),
			Text:  lang.L("Nothing was sent. Look under Connection whether it is the right proxy, or ask whoever runs it. One that asks for a password is set up in the system, or in HTTPS_PROXY."),
			Help:  TryAgain,
		}
	}},
	{domain.ErrProxyPassword, func() Message {
		return Message{
			Title: lang.L("A password is in the address of the proxy"),
			Text:  lang.L("It would be kept in a file, which no password ever is. Write the address without it; a proxy that asks for one is set up in the system, or in HTTPS_PROXY."),
		}
	}},
	{domain.ErrBadProxy, func() Message {
		return Message{
			Title: lang.L("This is not the address of a proxy"),
			Text:  lang.L("It should look like http://proxy.example.com:3128 or socks5://127.0.0.1:1080."),
		}
	}},
	{domain.ErrBadFingerprint, func() Message {
		return Message{
			Title: lang.L("This is not a fingerprint"),
			Text:  lang.L("A SHA-256 fingerprint has 64 digits from 0 to 9 and A to F, with or without colons."),
		}
	}},
	{domain.ErrNoAuthority, func() Message {
		return Message{
			Title: lang.L("There is no certificate in this file"),
			Text:  lang.L("It should hold the certificate of the authority, in PEM (it begins with BEGIN CERTIFICATE) or in DER."),
		}
	}},
	{domain.ErrNotCrossbar, func() Message {
		return Message{
			Title: lang.L("This is not a Crossbar"),
			Text:  lang.L("The address answered, but not as a Crossbar does. It usually ends in :8443/v2 (or :8000/v2); look whether the port or the /v2 is missing."),
		}
	}},
	{domain.ErrInsecureServer, func() Message {
		return Message{
			Title: lang.L("Only https is safe enough"),
			Text:  lang.L("Over plain http everybody on the way could read your sign-in. Use an address that starts with https://. Plain http is for servers on this computer only."),
		}
	}},
	{domain.ErrBadServerURL, func() Message {
		return Message{
			Title: lang.L("This is not a server address"),
			Text:  lang.L("It should look like https://api.example.com:8443/v2."),
		}
	}},

	// The connection.
	{domain.ErrUnanswered, func() Message {
		return Message{
			Title: lang.L("The server did not answer"),
			Text:  lang.L("What was sent may have arrived or not. It is looked for before anything is sent again, so nothing happens twice."),
			Help:  TryAgain,
		}
	}},
	{domain.ErrOffline, func() Message {
		return Message{
			Title: lang.L("The server cannot be reached"),
			Text:  lang.L("Nothing was sent. Check the address and this computer's connection. You can go on offline: what you submit is sent when there is a connection."),
			Help:  TryAgain,
		}
	}},

	// What the server says.
	{domain.ErrForbidden, func() Message {
		return Message{
			Title: lang.L("The server does not allow it"),
			Text:  lang.L("This user has no right to do this. Sign in as one who has, or ask whoever runs the platform."),
		}
	}},
	// Before what a migration can run into on its way.
	{domain.ErrNotUpgraded, func() Message {
		return Message{
			Title: lang.L("The data of the older version could not be taken over"),
			Text:  lang.L("They are copied before this version changes them, and that did not work, perhaps because the disk is full. Nothing was changed. Make room, and start the program again."),
		}
	}},
	{domain.ErrNotFound, func() Message {
		return Message{
			Title: lang.L("It is not there any more"),
			Text:  lang.L("It was removed, or you may not see it. Refresh to see what is there now."),
		}
	}},
	{domain.ErrConflict, func() Message {
		return Message{
			Title: lang.L("Somebody else was quicker"),
			Text:  lang.L("It was changed or made meanwhile. Refresh, and look at it again before you go on."),
		}
	}},
	{workspace.ErrSentAlready, func() Message {
		return Message{
			Title: lang.L("It cannot be taken back any more"),
			Text:  lang.L("Something of it was sent already, or may have been. You can still leave out the steps that are not done."),
		}
	}},
	{workspace.ErrNotConfirmed, func() Message {
		return Message{
			Title: lang.L("The name does not match"),
			Text:  lang.L("Nothing was deleted. To delete an account, type its name as it is written here."),
		}
	}},
	{workspace.ErrPasswordLost, func() Message {
		return Message{
			Title: lang.L("The password is not known any more"),
			Text:  lang.L("It was sent before this program was started, and no keyring kept it. Set a new password for the administrator."),
		}
	}},

	// The keyring.
	{domain.ErrKeyringLocked, func() Message {
		return Message{
			Title: lang.L("The keyring is locked"),
			Text:  lang.L("Unlock it, and try again. Until then you stay signed in for this session only; nothing is written to a file."),
			Help:  TryAgain,
		}
	}},
	{domain.ErrKeyringAbsent, func() Message {
		return Message{
			Title: lang.L("This computer has no keyring"),
			Text:  lang.L("You will be asked again next time; nothing is written to a file."),
		}
	}},
	{domain.ErrSecretTooBig, func() Message {
		return Message{
			Title: lang.L("The keyring does not take it"),
			Text:  lang.L("What signs you in is longer than this computer's keyring allows. You will be asked again next time; nothing is written to a file."),
		}
	}},
	{domain.ErrSecretNotFound, func() Message {
		return Message{
			Title: lang.L("Please sign in again"),
			Text:  lang.L("The keyring has no sign-in for this account any more. Drafts and queued work are kept."),
			Help:  SignIn,
		}
	}},
	{domain.ErrNoSeed, func() Message {
		return Message{
			Title: lang.L("A password cannot be generated"),
			Text:  lang.L("The keyring no longer has what this account's generated passwords are made from. Type a password instead."),
		}
	}},

	// This computer.
	{domain.ErrSharedDirectory, func() Message {
		return Message{
			Title: lang.L("This directory belongs to others as well"),
			Text:  lang.L("Customers' data are kept where nobody else can read them. Name a directory of your own with --data; nothing was changed."),
		}
	}},
	{domain.ErrDirectoryInUse, func() Message {
		return Message{
			Title: lang.L("Accounts Manager is running already"),
			Text:  lang.L("Another window works with the same data. Use that one, or close it first."),
		}
	}},
	{domain.ErrStoreTooNew, func() Message {
		return Message{
			Title: lang.L("The data are from a newer version"),
			Text:  lang.L("This version of Accounts Manager would damage them. Install the newer one; nothing was changed. To stay with this one, use the copy that was made before the upgrade: accounts.db.before-v… in the data folder."),
		}
	}},
	{domain.ErrStoreDamaged, func() Message {
		return Message{
			Title: lang.L("The data on this computer are damaged"),
			Text:  lang.L("The damaged file was set aside, not deleted. Accounts are read from the server again; drafts may be saved from the file by your support."),
		}
	}},
	{domain.ErrDiskFull, func() Message {
		return Message{
			Title: lang.L("The disk is full"),
			Text:  lang.L("What you typed last is not saved yet. Make room, and it is saved with the next change; do not close the window before."),
			Help:  TryAgain,
		}
	}},
	{domain.ErrReadOnly, func() Message {
		return Message{
			Title: lang.L("The data folder cannot be written to"),
			Text:  lang.L("What you typed last is not saved yet. Give yourself the right to write there, or start the program with another folder (--data)."),
			Help:  TryAgain,
		}
	}},
}
