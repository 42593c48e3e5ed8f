package command

import (
	"connwiz/cmd/internal/manual"
	"connwiz/ui"

	"github.com/spf13/cobra"
)

// plainTopic tells how line mode is used, and shows whole conversations.
func plainTopic(*cobra.Command) []manual.Part {
	return []manual.Part{
		with("", plainProse, pressed(ui.LineWords())),
		{Title: "One secret replaced", Blocks: manual.Prose(plainEdit)},
		{Title: "A connector configured", Blocks: manual.Prose(plainConfigure)},
	}
}

// The conversations as the program has them; a test has them again. What follows a
// question is what was typed; of a secret there is nothing to be seen.
const (
	plainEdit = `
  $ connwiz edit shop password --plain
  Web shop, shopdb, connected, on es.example.com:9200.
  Enter keeps the value, ? explains it, < leaves, !help lists the rest.
  Password, hidden (set):
  Password: replaced, 12 characters.
  Password: from set to replaced
  Send 1 value to shop, and nothing else? y or n: y
  Configuration updated. Waiting for the service; Enter stops waiting.
  Status: connected.
  shop: Configuration updated; connected`

	plainConfigure = `
  $ connwiz configure shop --plain
  Web shop, shopdb, needs configuration, on es.example.com:9200. 5 fields.
  Enter keeps a value, ? explains it, < goes back, !review sends, !help lists the rest.
  Host, required (not set): ?
  Host (host): text; required.
  Where the shop lives.
  Host: db.example.com
  Port (5432): 70000
  Port: should be less than 65536.
  Type it again, or press Enter to go on: only submitting waits for it.
  Port (70000): 5432
    1 Password
    2 Certificate
  Sign in with, required, number 1 to 2 (not set): 1
  Password, required, hidden (not set):
  Password: set, 12 characters.
  Encrypted, on or off (empty: off is used): on
  Tables, several lines, ended by a line with . (*): orders
  customers
  .
  Host: from (empty) to db.example.com
  Sign in with: from (empty) to Password
  Password: from not set to set
  Encrypted: from (empty) to on
  Tables: from ['*'] to orders,customers
  Send 5 values to shop, and nothing else? y or n: y
  Configuration updated. Waiting for the service; Enter stops waiting.
  Status: connected.
  shop: Configuration updated; connected`
)
