// Package batch is the panel that submits all drafts that are ready: which those are,
// how far it has come and how long it takes, pause and going on, and the report at the
// end. What is submitted goes on in the outbox whether the panel is open or not.
package batch
