package emulator

import (
	x "connwiz/client/emulator/internal/xcontent"
	"connwiz/schema"
)

// load reads the configuration of a document as the service does. It fails where
// a value can't be converted.
func load(doc *x.Node) (*schema.Evaluation, bool) { return evaluate(doc.Get("configuration")) }

// evaluate takes nothing for a secret: the service's messages quote every value.
func evaluate(configuration *x.Node) (*schema.Evaluation, bool) {
	fields := x.Object()
	for _, m := range configuration.Members() {
		value := m.Value
		if value.Kind() == x.KindObject {
			value = value.Without("sensitive")
		}
		fields = fields.With(m.Name, value)
	}
	parsed, err := schema.Parse(fields.Encode())
	if err != nil {
		return nil, false
	}
	evaluation := parsed.Evaluate()
	return evaluation, evaluation.Verdict().Stage != schema.StageConstruct
}

// build makes the source. Its own types override those of the document, so that
// the effective values are converted once more (BaseDataSource in
// connectors_sdk/source.py); everything else is the document's.
func build(doc *x.Node, loaded *schema.Evaluation, registered []byte) (*schema.Evaluation, bool) {
	own, refusal := x.Parse(registered)
	if refusal != nil {
		return nil, false
	}
	fields := doc.Get("configuration")
	for _, m := range completed(own).Members() {
		stored := fields.Get(m.Name)
		if stored.Kind() != x.KindObject || loaded.State(m.Name).Field == nil {
			continue
		}
		value, refusal := x.Parse(loaded.State(m.Name).Effective.RevealJSON())
		if refusal != nil {
			continue
		}
		fields = fields.With(m.Name, stored.With("type", m.Value.Get("type")).With("value", value))
	}
	return evaluate(fields)
}

// verdict is the message of the rules, or else of the source itself; "" when all
// is well.
func verdict(doc *x.Node, source *schema.Evaluation) string {
	if v := source.Verdict(); !v.Valid {
		return v.Message
	}
	return ping(doc, source)
}
