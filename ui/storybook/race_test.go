//go:build race

package storybook

// every is how many stories there are to one that is played: with the race detector each
// takes five times as long, so `make test` plays all of them once more without.
const every = 8
