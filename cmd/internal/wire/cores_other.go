//go:build !unix

package wire

// NoCoreDumps has nothing to do: Go's runtime turns the error reports of Windows off.
func NoCoreDumps() error { return nil }
