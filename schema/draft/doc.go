// Package draft holds what a person is changing on a schema: a state per field,
// the changes, their problems, and the payload of the one request that sends
// them. It is pure: no terminal, no network, no clock.
//
// What is not changed is not sent. A change is a converted value that differs
// from the stored one; an untouched secret is a state, never a magic string.
//
// Everything is judged as it would be after submitting: the edits of fields that
// are shown lie over the stored values, and those of hidden fields wait, neither
// sent nor lost. What the changes break blocks them ([Draft.Gate]); what was
// broken before is told and lets them pass ([Draft.Warnings]).
package draft
