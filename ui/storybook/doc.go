// Package storybook shows every screen of the program in every state, without a
// server, a disk or a keyring: for looking at screens while working on them, one after
// the other. A story is a screen in a state; All lists them, and a test holds that every
// screen package under ui has one. The data behind them are ui/preview/sample's.
//
// No file is written or read here: pictures are handed to whoever asked for them.
package storybook
