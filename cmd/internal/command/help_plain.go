package command

import (
	"connwiz/cmd/internal/manual"
	"connwiz/ui"

	"github.com/spf13/cobra"
)

// plainTopic tells how line mode is used, and shows whole conversations.
func plainTopic(root *cobra.Command) []manual.Part {
	parts := []manual.Part{
		with("", plainProse, pressed(ui.LineWords())),
		{Title: "One secret replaced", Blocks: manual.Prose(plainEdit)},
		{Title: "A connector configured", Blocks: manual.Prose(plainConfigure)},
	}
	if isForGuests(root) {
		return parts // They set nothing up.
	}
	return append(parts, manual.Part{Title: "A connector set up, shortened at the dots", Blocks: manual.Prose(plainSetup)})
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
  Host: from not set to db.example.com
  Sign in with: from not set to Password
  Password: from not set to set
  Encrypted: from not set to on
  Tables: from * to orders,customers
  Send 5 values to shop, and nothing else? y or n: y
  Configuration updated. Waiting for the service; Enter stops waiting.
  Status: connected.
  shop: Configuration updated; connected`

	plainSetup = `
  $ connwiz setup --plain
  Enter keeps a proposal, ? explains, < goes back, !list says where you are, !leave leaves: connwiz setup goes on later.
  Step 1 of 8: Connect.
  Connected to es.example:9200.
  ...
    1 Go on
    2 Another address or other credentials
  Number, Enter takes 1:
  Step 2 of 8: Connector.
  ...
  Service type: postgresql
  Name (not set, such as Orders): Orders
  Description (not set):
  Id (not set, such as orders):
  It will be called Orders, with the id orders.
  ...
  This will be done:
  - create a connector of the service type postgresql, named Orders
  ...
    1 Do it
    2 Go back, do nothing
  Number: 1
  Created connector orders.
  To undo it:
  - DELETE /_connector/orders
    1 Go on
  Number, Enter takes 1:
  Step 3 of 8: Index.
  ...
  Step 6 of 8: Service.
  ...
  No connector service has answered yet.
  ...
  The schema is registered, 9 fields.
  ...
  Step 7 of 8: Configure.
  ...
  Token, required, hidden (not set):
  Token: set, 13 characters.
  ...
  Send 4 values to orders, and nothing else? y or n: y
  ...
  Step 8 of 8: First sync.
  ...
  Sync in progress: 120 documents indexed, 0 deleted.
  ...
  The sync is complete.
  ...
  orders: set up, and synced`
)
