// Package health is the panel that tells how it stands with what the program lives
// on: connection, sign-in, keyring, disk, clock, database. Each has what it means and
// one button that helps. It finds out nothing itself: its Workspace does.
package health
