// Package crash writes down what can be known when the program ends unexpectedly: the
// version, the stacks and the last lines of the log, in a file of the data directory that
// its owner may send to somebody. So nothing comes into it that is not known to be
// harmless: stacks without their arguments, a panic's value only where the runtime itself
// made it, of the log its own words. What a person does with a report lives in
// domain/workspace and ui.
package crash
