package command

import (
	"fmt"
	"io"
	"net/url"
	"strings"

	"connwiz/client"
	"connwiz/schema"
	"connwiz/ui/text"
)

// planned is what a dry run shows of a job.
func (js *jobs) planned(j *job) planned {
	p := planned{ID: j.id, Changes: j.Changes, Warnings: j.Warnings}
	if len(j.Changes) == 0 && !js.asIs {
		return p
	}
	payload, _ := j.draft.Payload(true) // the gate has passed before
	r := &request{Method: "PUT", Path: "/_connector/" + url.PathEscape(j.id) + "/_configuration"}
	r.Body.Values = make(map[string]schema.Value, len(payload.Values))
	for name, v := range payload.Values {
		if f := j.draft.Schema().Field(name); f.LooksSecret() {
			v = v.AsSensitive()
		}
		r.Body.Values[name] = v
	}
	p.Request = r
	return p
}

// showPlan is set --dry-run.
func (o *setOptions) showPlan(js *jobs, j *job) error {
	p := js.planned(j)
	switch {
	case o.global.output == "curl":
		line, err := o.curl(p)
		if err != nil {
			return err
		}
		_, err = io.WriteString(o.streams.Out, line)
		return err
	case o.global.output.structured():
		return o.global.output.write(o.streams.Out, p)
	}
	for _, w := range p.Warnings {
		o.warn(w.Field + ": " + w.Message)
	}
	_, err := io.WriteString(o.streams.Out, p.text(o.streams.Width))
	return err
}

// text is a dry run for people.
func (p planned) text(width int) string {
	id := text.Clean(p.ID)
	switch {
	case p.Request == nil:
		return id + ": nothing to change\n"
	case len(p.Changes) == 0:
		return id + ": would be submitted as it is\n"
	}
	return fmt.Sprintf("%s: would change\n%s", id, changesTable(p.Changes, width))
}

// curl writes the request as a line for curl that reads the body from standard
// input and the credentials from a file: what stands on a command line can be
// read by others.
func (o *setOptions) curl(p planned) (string, error) {
	if p.Request == nil {
		return "# " + text.Clean(p.ID) + ": nothing to change\n", nil
	}
	coded, err := encodeJSON(p.Request.Body)
	if err != nil {
		return "", err
	}
	words := []string{"curl", "--fail-with-body", "--request", p.Request.Method, "--header", "Content-Type: application/json"}
	words, notes := o.curlAccess(words)
	base, err := o.base()
	if err != nil {
		return "", err
	}
	words = append(words, "--data-binary", "@-", base+p.Request.Path)
	for i, w := range words {
		words[i] = quoted(w)
	}
	for line := range strings.Lines("the body, which curl reads from standard input (secrets are left out here):\n" + string(coded)) {
		notes = append(notes, strings.TrimSuffix(line, "\n"))
	}
	return "# " + strings.Join(notes, "\n# ") + "\n" + strings.Join(words, " ") + "\n", nil
}

// curlAccess adds how curl is let in.
func (o *setOptions) curlAccess(words []string) (all, notes []string) {
	at := o.endpoints
	switch {
	case !at.APIKey.Empty():
		words = append(words, "--header", "@headers.txt")
		notes = append(notes, "headers.txt holds one line: Authorization: ApiKey KEY")
	case !at.Password.Empty():
		words = append(words, "--config", "access.txt")
		notes = append(notes, `access.txt holds one line: user = "NAME:PASSWORD"`)
	}
	if at.CACertFile != "" {
		words = append(words, "--cacert", at.CACertFile)
	}
	if at.Insecure {
		words = append(words, "--insecure")
	}
	return words, notes
}

// base is the URL of Elasticsearch.
func (o *setOptions) base() (string, error) {
	if o.endpoints.URL != "" {
		return o.endpoints.URL, nil
	}
	elasticsearch, _, err := client.CloudURLs(o.endpoints.CloudID)
	return strings.TrimRight(elasticsearch, "/"), err
}

// quoted writes a word as a shell takes it.
func quoted(word string) string {
	if strings.HasPrefix(word, "-") {
		return word
	}
	return shellArg(word)
}
