// Package profile says where Elasticsearch and Kibana are and who asks them.
//
// Settings come from four sources: flags, environment, a profile, and the
// connector service's config.yml. Flags beat the environment, the environment
// beats the profile, the profile beats config.yml. Two things are decided as a
// whole, so that halves of different origin never meet by accident: the address
// (URL or cloud id) and the kind of credentials (API key or password).
//
// No flag takes a secret as its value, and the file of profiles has no place for
// one: it says where a secret is. That is a [Keeper]: the system's keyring, a file
// that age has encrypted, an environment variable, or a private file. A keeper is
// asked only when no stronger source has credentials, and the keyring only for as
// long as [Machine].Patience. The credentials of a profile that was not named on
// the command line go to no other address than its own.
//
// [Open] reads the file of profiles for those who change it; [Machine.Load] and
// [Machine.LoadKibana] resolve all sources for those who connect.
package profile
