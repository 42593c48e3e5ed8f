// Package profile says where Elasticsearch and Kibana are and who asks them.
//
// Settings come from four sources: flags, environment, a profile, and the
// connector service's config.yml. Flags beat the environment, the environment
// beats the profile, the profile beats config.yml. Two things are decided as a
// whole, so that halves of different origin never meet by accident: the address
// (URL or cloud id) and the kind of credentials (API key or password).
//
// No source but the environment, a key file and config.yml holds secrets: no
// flag takes one as its value, and the file of profiles has no place for them.
package profile
