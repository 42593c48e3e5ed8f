// Package setup knows what guided first-time set-up knows: eight steps that lead
// from a cluster and a data source to a first running sync. It knows no terminal.
//
// Nothing is stored between runs. A [Guide] takes a [Survey], which reads the
// cluster and the connector service's config.yml and returns for every step a
// [Fact]: its standing and one sentence of what is true. So set-up resumes at the
// first step that isn't true, wherever it was left and by whomever it was begun.
//
// What a step does is an [Action]: its [Plan] says what will be done, before it is
// done, with every request and file; it is done by Do, which reads again before it
// writes, overwrites nothing, may be repeated, and returns a [Report] of what it
// did, how to undo it and what comes next. A request whose answer was lost is
// looked up before it is sent again, so that nothing exists twice.
//
// Sentences, plans and reports may quote the server: a front end must pass them
// through its choke point for untrusted text. None of them holds a secret.
package setup
