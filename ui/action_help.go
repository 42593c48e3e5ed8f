package ui

import "github.com/charmbracelet/bubbles/key"

// helpAbout says what the list is for.
func (l *actionList) helpAbout(e *env) []string {
	return []string{
		"These are the action connectors (stack connectors) of " + actionPlace(e) + ": what rules and cases send mails, messages and incidents with. " +
			"They are Kibana's, and no connectors of Elasticsearch.",
		"What you type filters them: each word must be in the name, the id or the type. What can't be edited here says why.",
		"F8 deletes the connector under the marker, after you have typed its name.",
	}
}

// helpAbout says what is to know of the type under the marker.
func (t *actionTypes) helpAbout(*env) []string { return t.about() }

// helpAbout says who can edit the connector.
func (b *actionBarred) helpAbout(*env) []string {
	return []string{"Preconfigured connectors stand in kibana.yml, and some types only Kibana itself knows how to edit. Rules can use all of them."}
}

// helpAbout says why secrets are asked for again.
func (w *forewarning) helpAbout(*env) []string {
	return []string{"Kibana encrypts the secrets of a connector and shows them to nobody, this program included. Its API replaces a connector as a whole: " +
		"what a change doesn't bring along is gone. So a change of anything at all asks for them.",
		"Nothing is written before you have seen what would be; Esc leaves everything as it is."}
}

// helpAbout says what a test does.
func (d *actionDone) helpAbout(*env) []string {
	return append([]string{"The connector is saved. Kibana doesn't try it out by itself: only a test shows whether the other side takes what it sends."},
		offerOfTest(d.test)...)
}

// helpAbout says what a test does.
func (t *actionTry) helpAbout(*env) []string {
	return []string{"Kibana runs the connector with these parameters, as a rule would. What it sends is real. " +
		"Others can be given on the command line: connwiz action test " + t.job.id() + " PARAM=VALUE"}
}

// helpKeys are keys that the footer has no room for.
func (l *actionList) helpKeys() []key.Binding { return chooserKeys() }

// helpKeys are keys that the footer has no room for.
func (t *actionTypes) helpKeys() []key.Binding { return chooserKeys() }

// helpKeys are keys that the footer has no room for.
func (w *forewarning) helpKeys() []key.Binding {
	k := keys()
	return []key.Binding{k.pageDown, k.pageUp}
}

// chooserKeys move in a list.
func chooserKeys() []key.Binding {
	k := keys()
	return []key.Binding{k.prev, k.pageDown, k.pageUp}
}
