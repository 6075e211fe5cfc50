//go:build !race

package storybook

const every = 1
