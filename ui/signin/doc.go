// Package signin is the screen on which a person says who they are: with a user
// name and a password, or with an API key; and the two ways past it, working
// offline with what is cached and trying the built-in sandbox.
//
// What was typed goes to the workspace and nowhere else; what the workspace
// answers is put into words by ui/words. What comes after a sign-in is the
// window's business.
package signin
