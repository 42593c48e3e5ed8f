package ui

import (
	"fmt"

	"connwiz/client"

	"github.com/charmbracelet/bubbles/key"
)

// helpAbout says what the list is for.
func (p *picker) helpAbout(e *env) []string {
	out := []string{
		"These are the connectors of " + e.host + ". What you type filters them: each word must be in the name, the id, the service type, the index or the status.",
		"Up and Down, PgUp and PgDn move. Enter opens the form of the one that is marked; nothing is written before you have seen what would be.",
	}
	if p.actions {
		out = append(out, "F2 leads to the action connectors of Kibana, which rules and cases send messages with.")
	}
	return out
}

// helpAbout says what a wait for the verdict means.
func (w *watch) helpAbout(e *env) []string {
	out := []string{fmt.Sprintf("The values are saved. Elasticsearch checks none of them: the connector service reads them when it looks again, every %d s, "+
		"and then says connected, or what is wrong.", int(e.pace.Service.Seconds()))}
	if w.verdict == client.Refused || w.verdict == client.Doubtful {
		return append(out, "The service reports: "+w.errorText())
	}
	return append(out, "Leaving ends only the watching. To watch again: connwiz wait "+w.job.conn.ID)
}

// helpAbout says what is to be decided.
func (c *conflict) helpAbout(*env) []string {
	return []string{
		"Somebody else changed fields that you changed too, after this form had read them. Nothing was written yet, and nothing you typed is lost.",
		"Choose for each field whose value shall stand: m keeps yours, t takes theirs. When all are chosen, Enter goes on to the save; Esc goes back to the form.",
	}
}

// helpAbout says what is waited for.
func (a *awaitSchema) helpAbout(*env) []string {
	return []string{
		"A connector has no fields until its connector service has registered them, which it does when it first sees the connector. Then the form opens by itself.",
		"Leaving changes nothing. To find out why nothing comes: connwiz doctor " + a.conn.ID,
	}
}

// helpAbout says what a review is.
func (r *review) helpAbout(*env) []string {
	out := []string{"Here stands all that will be sent: old value, then new; of secrets only that they are replaced or cleared. " + r.form.job.phrases().whole,
		"Enter sends it, once this screen has stood for a moment, so that no pasted text can."}
	if r.blocked() {
		out = append(out, "What is marked stands in the way of the changes. What is only a warning doesn't.")
	}
	return out
}

// helpAbout says what goes on.
func (s *submit) helpAbout(*env) []string {
	if s.failed != nil {
		return []string{"This try failed; everything you typed is still there. Trying again looks at what is stored first. " + s.form.job.phrases().whole}
	}
	return []string{"The connector is read again first, so that nobody else's change is overwritten. Until the write is on its way, Esc goes back to the form; " +
		"after that its answer is waited for."}
}

// helpAbout says what was kept.
func (o *offer) helpAbout(*env) []string {
	return []string{"When the form was left last time, what had been typed was kept on this computer, without secrets. " +
		"Taking it up types it into the form again and sends nothing. Discarding it can't be undone."}
}

// helpAbout says how to find a field.
func (f *find) helpAbout(*env) []string {
	return []string{"What you type is looked for in the names and labels of all fields, hidden ones too. Enter goes to the field that is marked."}
}

// helpKeys are keys that the footer has no room for.
func (p *picker) helpKeys() []key.Binding {
	k := keys()
	return []key.Binding{k.prev, k.pageDown, k.pageUp}
}

// helpKeys are keys that the footer has no room for.
func (c *conflict) helpKeys() []key.Binding {
	k := keys()
	return []key.Binding{as(k.next, "next field"), as(k.prev, "previous field")}
}

// helpKeys are keys that the footer has no room for.
func (r *review) helpKeys() []key.Binding {
	k := keys()
	return []key.Binding{k.pageDown, k.pageUp}
}

// helpKeys are keys that the footer has no room for.
func (g *guided) helpKeys() []key.Binding {
	k := keys()
	out := []key.Binding{k.prev, k.pageDown, k.pageUp}
	if g.control != nil {
		out = append(out, k.space, k.reveal, k.clear, as(k.restore, "what stood there before"))
	}
	return out
}
