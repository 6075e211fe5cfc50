// Package workspace is what a person can do with the program: sign in, look
// through the accounts, write a draft, submit it, see it through. The window and
// accountsctl call the same methods.
//
// It declares the ports it needs (Store, Backend, Secrets and so on, see
// ports.go), which storage implements, and tells what changed through events.
// One gesture calls one method; the method changes the store and emits an event;
// views redraw from what they then read. Methods may block on the disk, the
// keyring or the network, so a window never calls them on its own thread.
//
// No rule about what an account is lives here (see domain), nor how a step goes
// through its states (see domain/provisioning).
package workspace
