package command

// labSubject is one command of the matrix: a command line that does its work when
// nothing fails.
type labSubject struct {
	args []string // DIR stands for the folder of the cell
	in   string   // what is typed or piped
	// kibana is set where it speaks with Kibana, not with Elasticsearch.
	kibana bool
	// writes is set where it changes something on a server.
	writes bool
	// screen is set where a person answers questions, here on a pipe.
	screen bool
	// fine is the exit code when nothing fails.
	fine int
	// about is what a failure names, unless that is the connector or the host.
	about string
	// codes are exit codes that differ from the fault's, by phase and fault, or for
	// a whole phase; the reason stands in a comment.
	codes map[string]int
	// why says why no fault can reach the command; then it isn't run.
	why string
}

// labSubjects has an entry for every command that does something. Which commands
// there are is asked of the program itself.
func labSubjects() map[string]labSubject {
	const alone = "it asks no server"
	return map[string]labSubject{
		"connwiz": {about: `list connectors`, args: []string{"--plain"}, in: "", screen: true, fine: exitCancelled},
		"check":   {args: []string{"check", "shop"}},
		"configure": {
			args: []string{"configure", "shop", "--plain"}, in: "typed.example.com\n!review\ny\n<\n!leave\n", screen: true, writes: true, fine: exitNoVerdict, codes: labUnsent(),
		},
		"diff": {args: []string{"diff", "shop", "--values", "DIR/values.yml"}, fine: exitDifferent},
		"edit": {
			args: []string{"edit", "shop", "host", "--plain"}, in: "typed.example.com\ny\n<\n<\n", screen: true, writes: true, fine: exitNoVerdict, codes: labUnsent(),
		},
		"list":       {about: `list connectors`, args: []string{"list"}},
		"schema":     {args: []string{"schema", "shop"}},
		"set":        {args: []string{"set", "shop", "host=typed.example.com", "--stdin", "password"}, in: canary, writes: true, codes: labFound()},
		"show":       {args: []string{"show", "shop"}},
		"apikey":     {args: []string{"apikey", "shop", "--key-file", "DIR/new.key"}, writes: true, codes: labMinted()},
		"create":     {about: `connector`, args: []string{"create", "--service-type", "shopdb", "--id", "new", "--name", "New"}, writes: true, codes: labFound()},
		"doctor":     {about: `the cluster`, args: []string{"doctor", "shop"}},
		"index":      {about: `search-new`, args: []string{"index", "shop", "search-new", "--create"}, writes: true},
		"register":   {args: []string{"register", "shop", "--schema", "DIR/schema.json", "--yes"}, writes: true},
		"schedule":   {args: []string{"schedule", "shop", "--full", "daily 02:30"}, writes: true},
		"setup":      {about: `the cluster`, args: []string{"setup", "shop", "--plain"}, screen: true, fine: exitCancelled, codes: map[string]int{"asking": exitCancelled}}, // it is left half-way
		"sync":       {args: []string{"sync", "shop"}, writes: true, codes: labFound()},
		"wait":       {args: []string{"wait", "shop", "--for", "connected", "--wait-timeout", "3s"}},
		"config-yml": {args: []string{"config-yml", "shop", "--file", "DIR/config.yml", "--key-from", "DIR/secret"}},

		"action create": {about: `action connector`, args: []string{"action", "create", ".index", "--name", "New", "index=new"}, kibana: true, writes: true},
		"action delete": {about: `action connector`, args: []string{"action", "delete", "alert-history", "--yes"}, kibana: true, writes: true, codes: map[string]int{"writing/an answer that is cut": exitDone}}, // it has no body
		"action edit":   {args: []string{"action", "edit", "alert-history", "--plain"}, kibana: true, screen: true, fine: exitCancelled},
		"action list":   {about: `action connector`, args: []string{"action", "list"}, kibana: true},
		"action set":    {args: []string{"action", "set", "alert-history", "index=typed"}, kibana: true, writes: true},
		"action show":   {args: []string{"action", "show", "alert-history"}, kibana: true},
		"action test":   {args: []string{"action", "test", "alert-history"}, kibana: true, writes: true},
		"action types":  {about: `action connector`, args: []string{"action", "types"}, kibana: true},

		"profile add":    {about: `the cluster`, args: []string{"profile", "add", "new", "--store", "none", "--check"}},
		"profile list":   {why: alone},
		"profile remove": {why: alone},
		"profile use":    {why: alone},
		"completion":     {why: alone},
		"help":           {why: alone},
		"man":            {why: alone},
		"version":        {why: alone},
		"demo":           {why: "it is its own server; that it can't listen is told in another test"},
		"serve":          {why: "its sessions run the commands of this table"},
	}
}

// labFound are the codes of a command that looks whether a write whose answer was
// lost has landed: it has.
func labFound() map[string]int {
	return map[string]int{"writing/a reset instead of the answer": exitDone, "writing/an answer that is cut": exitDone}
}

// labUnsent are the codes of leaving with a change that could not be sent. One whose
// answer alone was lost is found to be stored.
func labUnsent() map[string]int {
	codes := map[string]int{"writing": exitCancelled}
	for cell := range labFound() {
		codes[cell] = exitNoVerdict
	}
	return codes
}

// labMinted are the codes of a command that can't know whether a key was made when
// somebody else answers: its answer was lost.
func labMinted() map[string]int {
	return map[string]int{
		"writing/another content type": exitUnreachable, "writing/HTML from a proxy, with status 200": exitUnreachable,
	}
}
