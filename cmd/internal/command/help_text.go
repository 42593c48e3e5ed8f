package command

// The prose of the topics. Lists and tables in them are made from the code.

const flagsProse = `These flags work with every command, before or after its name. A flag that can
be given by the environment too wins over it: see connwiz help environment.`

const environmentProse = `Flags beat the environment, the environment beats a profile, and a profile
beats the connector service's config.yml (--config FILE). Two things are decided
as a whole, so that halves of different origin never meet: the address (URL or
cloud id), and the credentials (API key, or user and password).

No flag takes a secret as its value: a list of processes would show it.`

const exitProse = `A script can rely on these. Errors go to standard error: what failed, on what,
and one hint, which is the next command to type. With --output json or yaml they are

  {"error": {"code", "message", "hint", "fields": [{"field", "message"}]}}

where code is the word in parentheses.`

const exitOfSeveralProse = `connwiz doctor ends with the code of its worst finding, set --all with 1 if any
connector failed.`

const keysProse = `The last line of every screen names the keys that work there. In the form:`

const keysElsewhereProse = `In the review, Enter sends, only where it is pressed alone and a moment after the
screen was drawn, so that no paste submits; ! saves what the service would
refuse. Where another writer was faster, m keeps your value and t takes theirs.
On a failure, r tries again.`

const plainProse = `With --plain, ACCESSIBLE=1 or TERM=dumb the wizard asks one question a line, never
moves the cursor and draws nothing over: for screen readers, slow links and
terminals that can't do more. Nothing exists only on the screen or only here. An
empty answer keeps the value. Secrets are typed unseen.

Answers that begin with ! are commands; a backslash before one makes it text.`

const secretsProse = `A stored secret is never shown, nor its length. What is typed is masked; Ctrl+R
shows it until the field loses focus. An untouched secret is never sent.

For set, a secret comes by one of these ways, never as an argument:

  pass show db | connwiz set ID --stdin FIELD
  connwiz set ID --from-file FIELD=PATH
  connwiz set ID --from-env FIELD=VARIABLE
  connwiz set ID --from-command 'FIELD=pass show db'    (no shell)
  connwiz set ID --values FILE                          (JSON or YAML)

One newline at the end of a single line is dropped, and said so; anything else
arrives byte for byte. A field counts as a secret when its schema says so
(sensitive), or when its name looks like one: many schemas forget.

The cluster's own credentials come from the environment, from a file that
--api-key-file names, or from where a profile keeps them: the system's keyring, a
file encrypted with age, a variable, a file. See connwiz profile --help.

Secrets are in no argument list, log, error, JSON, draft or temporary file, and
the memory of the process is kept out of core files where the system allows it.
What servers and services say is searched for known secrets, which become
(redacted). --log-file gets method, path and status of requests; --audit-log gets
who saved which fields, never values.

What no client can mend: Elasticsearch returns sensitive values in clear to
everybody who may read connectors. Give that right to few.`

const semanticsProse = `Elasticsearch checks no value, and Kibana's form little. The connector service
decides what a stored value means, so its rules are the ones connwiz goes by:
connwiz check says what the service would say, word for word.`

const conversionProse = `The type of a field says what its value is turned into before anything looks at
it: int and float by Python's own reading of numbers, bool so that every text but
an empty one is on ("false" too), list by splitting at commas. A value that can't
be converted stops the service from loading the document at all, even in a field
that is hidden. connwiz sends numbers and switches as JSON numbers and booleans,
a list as one text with commas, and an emptied field as "", never as null.`

const emptinessProse = `A value is empty when it is null, an empty text, or a list with nothing but those in
it. Zero and off are values, and so are blanks: the service takes them in a
required field, connwiz asks for more.`

const defaultsProse = `An optional field that is empty is read as its default (default_value). A required
one is not: it must be filled in, and Ctrl+D or set --default FIELD takes the
default. connwiz shows defaults and never fills them in unasked.`

const dependsProse = `A field counts only while all its depends_on conditions hold: each names a field
and the value that it must have, compared as the service compares, after
conversion, and with the default in place of an optional field's empty value.
Conditions are not followed further: a field may count while the one that it
depends on is itself hidden. A condition on a field that doesn't exist is an error
of the schema. What doesn't count is neither checked, nor shown, nor sent; what was
typed into it stays, should it come back.`

const validationsProse = `The rules look at the converted value of every field that counts, or at the default
that stands in for it: less_than and greater_than (the bound itself is out),
included_in, list_type, and regex, which must match the whole value as Python's
re.fullmatch would. connwiz check --lint finds rules and conditions that can't
mean what their author wanted.`

const verdictProse = `A save makes the status configured. The service then answers at its next look,
every 30 seconds as a rule: connected, or error with a text. An error text that
stands there from before is no answer, so connwiz waits for a fresh one.

To change some fields, the others need not be in order: what was wrong before is
a warning, what your change breaks is refused. --force, or ! in the review, sends
everything but a value that can't be converted.`
