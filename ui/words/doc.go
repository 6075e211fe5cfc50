// Package words turns codes and values of the domain into what a person reads,
// all of it through Fyne's lang. It is the one place where an error, a problem, a
// step or a permission gets its sentence: what happened, what it means, what to
// do.
//
// Keys are the English texts themselves; assets/translations has them in the
// other languages. No widget lives here.
package words
