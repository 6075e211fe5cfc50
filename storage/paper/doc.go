// Package paper turns what shall stand on paper into a PDF file: the layout, the fonts
// and the file's format live here. What stands on it comes from elsewhere in the words of
// the reader, and where the file goes is the business of files.
package paper
