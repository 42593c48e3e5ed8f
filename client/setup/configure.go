package setup

// SubmitAsIs is the action for a connector whose configuration is valid as it was
// registered and that waits for being configured: it sends no value, which makes
// the server set the status configured.
//
// Errors: *[NotReadyError] without a schema, or when a value is missing or wrong;
// *[client.Error].
func (g *Guide) SubmitAsIs(connector string) Action { return unsupported{Configure} }
