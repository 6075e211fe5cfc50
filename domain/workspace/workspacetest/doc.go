// Package workspacetest is for tests alone: all that a workspace needs, without
// a disk, a network, a keyring or a clock.
//
// A World is what lasts: the store, the keyring and the server with its truth,
// and the time. A Process is one run of the program in it, which can be killed
// before any of its lasting acts; a later one finds what was there. The parts
// can be used by themselves too.
//
// Nothing of the product may import it, and nothing here knows what the product
// should do: the server says what it was scripted to say, and counts.
package workspacetest
