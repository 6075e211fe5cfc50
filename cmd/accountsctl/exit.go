package main

import (
	"context"
	"errors"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/sheet"
	"accountsmanager/domain/workspace"
)

// The exit statuses. Where several hold, the first of refused, person and waiting
// counts.
const (
	exitDone    = 0
	exitTrouble = 1 // something on this computer: the disk, the data directory
	exitUsage   = 2
	exitPerson  = 3 // something needs a person
	exitWaiting = 4 // offline, or still waiting
	exitRefused = 5 // by the server
)

// usageError is a command line that cannot be understood.
type usageError struct{ text string }

func (e *usageError) Error() string { return e.text }

// exits maps errors to exit statuses, the more particular ones first.
var exits = []struct {
	status int
	errs   []error
}{
	{exitTrouble, []error{
		domain.ErrDirectoryInUse, domain.ErrSharedDirectory, domain.ErrStoreTooNew, domain.ErrNotUpgraded, domain.ErrStoreDamaged, domain.ErrDiskFull,
		domain.ErrReadOnly, domain.ErrFileDiskFull, domain.ErrFileReadOnly,
	}},
	{exitUsage, []error{
		domain.ErrBadServerURL, domain.ErrInsecureServer, sheet.ErrEmpty, sheet.ErrNoColumns, sheet.ErrNotCSV, sheet.ErrTooMuch,
		domain.ErrBadProxy, domain.ErrProxyPassword, domain.ErrBadFingerprint, domain.ErrNoAuthority,
	}},
	{exitPerson, []error{
		errNobody, domain.ErrMultiFactor, domain.ErrSecretNotFound, domain.ErrKeyringLocked, domain.ErrKeyringAbsent,
		domain.ErrSecretTooBig, domain.ErrNoSeed, domain.ErrCertificate, workspace.ErrSentAlready, workspace.ErrPasswordLost,
		workspace.ErrNotConfirmed,
	}},
	{exitRefused, []error{
		domain.ErrWrongCredentials, domain.ErrUnknownKey, domain.ErrAccountDisabled, domain.ErrForbidden, domain.ErrConflict,
	}},
	{exitPerson, []error{domain.ErrSignedOut}},
	{exitWaiting, []error{domain.ErrOffline, domain.ErrNotCrossbar, domain.ErrUnanswered, context.Canceled}},
}

// exitOf is the exit status of a run that ended with this error.
func exitOf(err error) int {
	if err == nil {
		return exitDone
	}
	var (
		usage   *usageError
		invalid *workspace.InvalidDraftError
		both    *domain.ConflictError
		charges *domain.ChargesError
		busy    *domain.BusyError
		refused *domain.RefusedError
	)
	switch {
	case errors.As(err, &usage):
		return exitUsage
	case errors.As(err, &invalid), errors.As(err, &both), errors.As(err, &charges):
		return exitPerson
	case errors.As(err, &busy):
		return exitWaiting
	}
	for _, e := range exits {
		for _, target := range e.errs {
			if errors.Is(err, target) {
				return e.status
			}
		}
	}
	if errors.As(err, &refused) {
		return exitRefused
	}
	return exitTrouble
}

// exitOfWork is the exit status that submitted work amounts to.
func exitOfWork(p provisioning.Provisioning) int {
	status := exitDone
	for _, s := range p.Steps {
		switch s.State {
		case provisioning.Refused:
			return exitRefused
		case provisioning.NeedsPerson:
			status = exitPerson
		case provisioning.Waiting, provisioning.Sending, provisioning.Unknown:
			if s.Rests() { // somebody stopped it, and has to say when it goes on
				status = exitPerson
			} else {
				status = worse(status, exitWaiting)
			}
		case provisioning.Done, provisioning.LeftOut:
		}
	}
	return status
}

// worse is the one of two exit statuses that counts.
func worse(a, b int) int {
	for _, status := range []int{exitTrouble, exitUsage, exitRefused, exitPerson, exitWaiting} {
		if a == status || b == status {
			return status
		}
	}
	return exitDone
}
