// Package account is the page of one account: what is known of it, from the cache
// at once and from the server right after. It only shows; values can be selected
// and copied.
//
// model.go puts an account into rows of words, without Fyne; view.go shows them.
package account
