// Package provisioning is how a draft becomes an account on a server: an ordered
// list of steps, and the state machine that each of them goes through.
//
// It is pure. Plan turns a draft into steps; Decide says what to do with a step
// next; Sending, Answered, Looked and the others return the step as it must be
// committed. Nothing here sends, waits, stores or reads a clock: the courier in
// domain/workspace does, and hands in the time and the dice.
//
// The one rule behind it all: intent is committed before effect, and what came
// of a send that was never answered is found out by looking, never by guessing.
package provisioning
