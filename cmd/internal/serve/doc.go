// Package serve is the SSH side of connwiz serve: who may come in, the sessions
// that they have, and the limits around both. What a session does is not its
// business: it is handed to [Config.Run], with streams, signals and an environment
// that are that session's alone.
//
// # Why not a ready-made SSH server
//
// Of wish and the library under it nothing would be left but the reading of keys:
// its renderer asks the client's terminal and waits for an answer that may never
// come, its recovery ends a session that panicked with exit code 0, its idle limit
// cuts the connection and leaves the client on the alternate screen. Measured, the
// smallest server on it is 27 modules and 6.1 MB; on golang.org/x/crypto/ssh, on
// which it stands too, 2 modules and 4.3 MB. That one has neither forwarding nor
// subsystems nor a shell to switch off, and shows the handshake, which is where
// strangers knock.
//
// # The rules it keeps
//
//  1. Whatever isn't named is refused: channels but sessions, requests but those
//     of [channel.take], variables but those of displayVariables, algorithms with
//     known weaknesses, options of authorized_keys that aren't understood.
//  2. Nothing of the server's process is in a session: no environment, no file, no
//     signal, no terminal. The size of a window is believed as far as it can be
//     drawn, the name of a terminal as far as it is one.
//  3. Strangers cost little: handshakes have a time and a number, of all and of
//     each address, and whoever fails too often is cut off before them.
//  4. A session is asked to end (SIGHUP, SIGTERM) before it is cancelled, and that
//     before it is cut off, so that drafts are kept and terminals given back. That
//     goes for idle sessions, a stopping server and keys that lost rights.
//  5. A panic ends one session. Its value reaches neither client nor log.
//  6. Logs tell who did what, never a command line, a variable's value or an error
//     that may quote what a client sent.
//
// The threat model is in the help of connwiz serve ([Manual]); a unit for systemd
// is [Unit].
package serve
