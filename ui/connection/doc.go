// Package connection is the panel that says by which way a server is reached: what
// requests go through, and what makes the server's certificate good; and the sheet
// that shows a certificate nobody vouches for before a person may trust it.
//
// Nothing is connected here: what was chosen goes to whoever opened the panel.
package connection
