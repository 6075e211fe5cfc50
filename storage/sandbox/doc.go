// Package sandbox is a Crossbar server: the HTTP interface of the Kazoo
// telephony platform, complete enough and strange enough that a client written
// for the real one cannot tell the two apart.
//
// It exists so that a Crossbar client can be tried, tested and shown without a
// telephone network behind it. It behaves like one of two releases (see
// [Flavour]), keeps its state in SQLite, can be made to fail on demand
// ("/sandbox/faults"), tells what it received ("/sandbox/log") and shows
// everything it knows ("/sandbox/state").
//
// What lives here: the request pipeline, one file for each resource, the rules
// that documents must obey, the store, the sample data. What does not: anything
// of the program that uses it. The package imports nothing of this project, as a
// foreign server would.
package sandbox
