package ui

import (
	"connwiz/client/kibana"

	"github.com/charmbracelet/bubbles/key"
	tea "github.com/charmbracelet/bubbletea"
)

// actionBarred tells why a connector can't be edited here.
type actionBarred struct {
	conn kibana.Connector
	err  *ActionBarredError
}

// start has nothing to do.
func (b *actionBarred) start(*env) tea.Cmd { return nil }

// head names the connector.
func (b *actionBarred) head(e *env) header {
	return header{title: actionTitle(b.conn), detail: actionKind(b.conn.TypeID), status: "read only", host: actionPlace(e)}
}

// handle goes back.
func (b *actionBarred) handle(_ *env, msg tea.Msg) action {
	if k, ok := msg.(tea.KeyMsg); ok && (k.Type == tea.KeyEsc || k.Type == tea.KeyEnter && !k.Paste) {
		return action{move: back}
	}
	return action{}
}

// barredWords are what is known of the connector, and why it can't be edited.
func barredWords(c kibana.Connector, err *ActionBarredError) []string {
	return []string{"This connector can't be edited here: " + err.Why + ".", "id: " + c.ID, "type: " + c.TypeID}
}

// draw says why.
func (b *actionBarred) draw(e *env, s size) []string {
	return paragraphs(e, s.w-1, barredWords(b.conn, b.err)...)
}

// bindings go back.
func (b *actionBarred) bindings() []key.Binding { return []key.Binding{keys().back, keys().leave} }
