// Package schema is what a connector's configuration is: the fields that its
// service registered in Elasticsearch, their values, and what the connector
// service would say of them.
//
// Data flows one way: a stored document is parsed into a [Schema], a [Schema]
// is evaluated into an [Evaluation] (converted and effective values, activity by
// depends_on), and an evaluation gives a [Verdict]. The package is pure: it
// knows no terminal, no network and no clock. Schemas and evaluations never
// change and may be shared; [Schema.With] and [Evaluation.With] make changed
// copies that share what is the same, so that a form can ask again after every
// key: only the changed field is converted and checked, and only the fields that
// depend on it are judged anew.
//
// Two layers speak here, and every [Problem] says by its Kind which one did. The
// service's verdict is exactly what the connector service does with a stored
// document, its accidents included: it is Python that decides what "1_000", true
// or a malformed attribute mean. The wizard's rules (input*.go) are stricter and
// apply only to what a person has just entered. Beside them stand what some
// sources check themselves ([Evaluation.SourceWarnings]) and what the author of a
// schema should look at ([Schema.Lint]).
//
// A secret is marked from the raw document on and prints as [Redacted] in every
// form; [Value.Reveal], [Value.RevealJSON], [Secret.Reveal] and [Schema.Raw] are
// the only doors.
package schema
