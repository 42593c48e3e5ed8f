package ui

import (
	"context"

	"connwiz/client"
	"connwiz/client/kibana"
	"connwiz/schema"
	"connwiz/schema/draft"
	"connwiz/ui/unsent"
)

// job is what a form is filled in for: where its edits come from, and what
// submitting them means. The form, the review, the submission and their twins in
// line mode ask it for all that differs between the connectors of Elasticsearch
// and the action connectors of Kibana.
type job interface {
	// edits is what the form edits. It stays the same for the life of the job.
	edits() editing
	// id names the connector in sentences, outcomes and hints.
	id() string
	// head is the header of the form.
	head() header
	// trouble is what is reported of the connector, "" when nothing is.
	trouble() string
	// greeting is what a person must know before anything is typed.
	greeting() []string
	// scripted is the command that does the same from a script.
	scripted() string
	phrases() phrases

	// asItIs reports whether submitting without a change makes sense.
	asItIs() bool
	// sendable reports whether all values can be sent, problems or not.
	sendable() bool
	// preview is what will be sent, line by line, where the changes don't tell it
	// all; it holds no secret.
	preview() []string

	// cautions is what else the write does, which a person may not mean.
	cautions() []string

	// reread reads what is stored now, and returns the way in which the edits are
	// carried over to it. It does IO beside the form, carrying is for the form's
	// own turn.
	reread(context.Context, *env) (carry, error)
	// pack makes ready what is to be sent; force lets problems pass.
	pack(force bool) (parcel, error)
	// reached reports whether what was to be sent is stored already: an earlier
	// try whose answer was lost got there, or somebody else entered the same.
	reached(parcel) bool
	// failed tells of a submission that failed, problems what of it is about fields.
	failed(*env, error) (n notice, problems []schema.Problem)
	// lost is the line that stays when the program is left with a write in doubt.
	lost() string
	// stored is the job on what is stored after a write: the changes are none any
	// more.
	stored(receipt) job
	// follow is the screen after a write, followLine its twin: form and line have
	// taken stored over before.
	follow(receipt) screen
	followLine(*lineForm, receipt) (lineStep, error)

	// copied is the job with edits of its own, for IO beside the form.
	copied() job
	// recall reads what was kept on disk, and looks up there what became of a write
	// of last time; it does IO.
	recall(context.Context, *env) keptRead
	// keep keeps the edits on disk, drop forgets what was kept. They do IO.
	keep(*unsent.Store, string) error
	drop(*unsent.Store, string) error
}

// carry carries edits over to what was read; the conflicts are the fields that
// another writer changed too. The job before stays good until it is wiped.
type carry func(*env) (job, []draft.Conflict, error)

// parcel is what one submission sends. It is independent of the form: what it
// carries is whole until it is wiped.
type parcel interface {
	// names are the fields in it, for the account of the write.
	names() []string
	// empty reports whether there is nothing to send.
	empty() bool
	// secrets are those in it, so that no answer shows them.
	secrets() []schema.Value
	// repeatable reports whether sending it twice comes to the same as once: then
	// a lost answer is looked up, and it is sent again, without asking.
	repeatable() bool
	// send makes the one request that changes anything; it does IO.
	send(context.Context, *env) (receipt, error)
	wipe()
}

// receipt is what came of a write.
type receipt struct {
	id     string // as the server knows it
	result client.Result
	made   *kibana.Connector // the action connector as Kibana stores it now
}

// phrases are what the screens say of a job.
type phrases struct {
	judge    string // who refuses values, as what follows "although"
	speaker  string // who says what stands beside a field
	fresh    bool   // nothing is stored yet: the preview alone tells all
	whole    string // how much of the form is sent
	stuck    string // why what blocks can't be overridden
	promise  string // what Enter on the review does
	question string // the same as a question
	reading  string // while what is stored is read again
	sending  string // while the write is on its way
}
