// Package importer is the panel that makes drafts of a CSV file: what each column is,
// a preview of every row with what is wrong with it, what to do with those that are
// there already. It reads no file itself and keeps nothing but through its Workspace.
package importer
