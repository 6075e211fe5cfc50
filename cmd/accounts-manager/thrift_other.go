//go:build !linux

package main

// trimC is glibc's need alone.
func trimC() {}
