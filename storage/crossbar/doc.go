// Package crossbar speaks Crossbar, the REST API of Kazoo servers (versions 4.3
// and 5): it is the workspace's Connector and Backend.
//
// A session signs in, sends the steps of a provisioning, looks for their effects,
// and reads listings and catalogues. Crossbar's own words (twoway_trunks,
// envelopes, Gregorian seconds, validator trees) are known here and nowhere else:
// what goes in and out are domain types and domain's typed errors.
//
// The rule that shapes it: an error says whether something may have happened. A
// request that never left is ErrOffline; one that left and came back without a
// plain answer is ErrUnanswered; only a plain no is a RefusedError. No write is
// ever repeated here, but for the one that follows a 401, which Crossbar gives
// before it acts.
//
// When to send, look or wait is not decided here (see domain/provisioning), and
// nothing is stored.
package crossbar
