// Package schema is what a connector's configuration is: the fields that its
// service registered in Elasticsearch, their values, and what the connector
// service would say of them.
//
// Data flows one way: a stored document is parsed into a [Schema], a [Schema]
// is evaluated into an [Evaluation] (converted and effective values, activity by
// depends_on), and an evaluation gives a [Verdict]. The package is pure: it
// knows no terminal, no network and no clock.
//
// Two layers speak here, and every [Problem] says by its Kind which one did. The
// service's verdict is exactly what the connector service does with a stored
// document, its accidents included. The wizard's rules are stricter and apply
// only to what a person has just entered.
package schema
