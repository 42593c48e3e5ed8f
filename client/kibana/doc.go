// Package kibana is Kibana's action connectors (stack connectors): the client of
// their API, and what each type of them has to be told.
//
// These are not the connectors of Elasticsearch. They live in Kibana, one space
// each, their secrets are encrypted and never given back, and Kibana checks what
// it is sent. It has no public endpoint for the fields of a type, so that this
// package carries a [Type] for each of those that Kibana's stack_connectors
// plugin registers, as data (types/*.yaml).
//
// Data flows one way: a [Type], and for an edit the [Connector], become a [Form];
// what a person enters is judged by it and becomes a [Request], which a [Client]
// sends. Only the client speaks to the network.
package kibana
