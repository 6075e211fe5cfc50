// Package sqlite keeps everything but secrets in one SQLite file: profiles,
// drafts, the cached accounts and catalogue, the provisionings with their steps,
// and the program's own settings. It is the workspace's Store.
//
// What a newcomer should know:
//   - Writing is for one at a time (tx.go). There are two connections to write
//     with: the ordinary one survives the end of the process, the durable one,
//     which the outbox uses, survives the loss of power too. Reading has a pool
//     of its own that cannot write, and never waits for a writer.
//   - A database that is damaged is set aside, never deleted (damage.go); one
//     from a newer version is left alone, and one from an older version is copied
//     before it is migrated (migrate.go, copies.go).
//   - Searching goes through an index in memory that is built when it is first
//     needed (index.go); everything else is asked of SQLite.
//   - Times are unix milliseconds; domain types are JSON, beside the columns that
//     something looks for.
//
// Not here: rules about drafts and steps (domain), who may open the directory
// (cmd), and secrets, which have no column to go to (storage/keyring).
package sqlite
