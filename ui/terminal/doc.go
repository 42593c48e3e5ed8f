// Package terminal is the one place that touches the terminal. The rest draws
// strings and reads keys.
//
// The rules it keeps:
//
//  1. The terminal is asked nothing. An answer may take seconds, or arrive among
//     the keys; package quiet keeps the libraries from asking.
//  2. Both ends must be terminals ([Open] refuses otherwise): with one end
//     redirected the program would wait for keys that nobody can see it wants.
//  3. Only whole keys arrive. A sequence that a slow link tore apart is held
//     until it is complete, and what terminals answer to questions of others is
//     dropped ([Filter]).
//  4. Pasted text is text. Where the terminal doesn't bracket pastes, the filter
//     does; and an Enter that did not come alone can't confirm anything
//     ([BurstEnter]).
//  5. The terminal is given back as it was found: [Terminal.Restore] on every
//     ordinary way out, [Terminal.Rescue] where the program could not
//     clean up, suspension through [Terminal.SuspendCommand], and signals that end
//     the program as messages ([Signals]), so that every end is an ordinary one.
//  6. A size is checked before it is believed ([ClampSize]).
//  7. Drawing never holds up the program. A terminal that takes nothing gets fewer
//     frames, and none of them keeps the program from ending.
//
// [Program] runs a model by these rules, with a renderer of its own ([Cell]) or
// Bubble Tea's ([Line]). Whoever runs Bubble Tea without it must give it
// [Terminal.Input] with tea.WithInput and switch its own signal handler off
// (tea.WithoutSignalHandler). Since that input is not a terminal to it, it leaves
// raw mode to this package.
package terminal

// BurstEnter is how Bubble Tea names an Enter that did not come alone: other input
// arrived in the same breath, before or after it. A person's Enter comes alone;
// the exceptions are pasted text on a terminal that doesn't bracket pastes, and
// typing ahead on a slow link. So a BurstEnter may end a line or leave a field,
// and must never submit, confirm or choose. "enter" always means a key that was
// pressed alone. Ctrl+J pressed alone is "enter" as well.
const BurstEnter = "ctrl+j"
