// Package keyring keeps secrets: what signs a profile in, the seed from which
// passwords are derived, and passwords that were typed and not yet sent.
//
// System is the operating system's own keyring (Secret Service, Keychain,
// Credential Manager). Memory, for tests, forgets everything at the end of the process.
// There is no third place: no file, no database, no preference ever holds a secret.
// What to do when the keyring is locked or absent is decided in domain/workspace, and
// in which words in ui.
package keyring
