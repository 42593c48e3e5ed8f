package schema

import (
	"slices"
	"strings"
)

// Some sources check more than their schema says (their validate_config in the
// connectors repository). What of it needs no network is here, as warnings: the
// source has the last word, and another version of it may see things otherwise.

// sourceCheck is one check that a source makes of a field. It returns what is
// wrong, or "". It is never asked about an empty value.
type sourceCheck struct {
	field string
	wrong func(e *Evaluation, text string) string
}

// sourceChecks returns the checks of a service type.
func sourceChecks(serviceType string) []sourceCheck {
	serviceAccount := sourceCheck{"service_account_credentials", wrongServiceAccount}
	switch serviceType {
	case "network_drive":
		return []sourceCheck{{"drive_path", wrongDrivePath}}
	case "gmail":
		return []sourceCheck{serviceAccount, {"subject", wrongEmail}}
	case "google_cloud_storage":
		return []sourceCheck{serviceAccount}
	case "google_drive":
		return []sourceCheck{
			serviceAccount,
			{"google_workspace_admin_email", wrongEmail},
			{"google_workspace_admin_email_for_data_sync", wrongEmail},
			{"google_workspace_email_for_shared_drives_sync", wrongEmail},
		}
	case "graphql":
		return graphQLChecks()
	case "mongodb":
		return []sourceCheck{{"host", wrongMongoHost}, {"datetime_conversion", wrongDatetimeConversion}}
	case "outlook":
		return []sourceCheck{{"ssl_ca", wrongOutlookCertificate}}
	case "redis":
		return []sourceCheck{{"database", wrongRedisDatabase}}
	default:
		return nil
	}
}

// SourceWarnings returns what a source of that service type would find wrong
// itself, beyond the schema, as far as that can be told without a network. Fields
// that are hidden or empty are left out.
func (e *Evaluation) SourceWarnings(serviceType string) []Problem {
	var problems []Problem
	for _, check := range sourceChecks(serviceType) {
		s := e.State(check.field)
		if s.Field == nil || !s.Active || s.Err != nil || s.Effective.Empty() {
			continue
		}
		if wrong := check.wrong(e, pythonStr(s.Effective)); wrong != "" {
			problems = append(problems, remark(s.Field, KindWizardSource,
				wrong+" (the "+serviceType+" source checks this itself)"))
		}
	}
	return problems
}

func wrongDrivePath(_ *Evaluation, text string) string {
	if strings.HasPrefix(text, "/") || strings.HasPrefix(text, `\`) {
		return `must not begin with / or \`
	}
	return ""
}

// wrongEmail asks for the least that the sources ask for: something, an at sign,
// something with a dot in it.
func wrongEmail(_ *Evaluation, text string) string {
	name, domain, found := strings.Cut(text, "@")
	host, top, dotted := cutLast(domain, ".")
	if !found || !dotted || name == "" || host == "" || top == "" || strings.ContainsFunc(text, isBlank) {
		return "must be an e-mail address"
	}
	return ""
}

func isBlank(r rune) bool { return strings.TrimSpace(string(r)) == "" }

// cutLast is strings.Cut at the last separator.
func cutLast(s, separator string) (before, after string, found bool) {
	if i := strings.LastIndex(s, separator); i >= 0 {
		return s[:i], s[i+len(separator):], true
	}
	return s, "", false
}

// wrongServiceAccount checks a Google service account's JSON, which may be JSON
// text that contains the JSON.
func wrongServiceAccount(_ *Evaluation, text string) string {
	v, err := ParseValue([]byte(text))
	if err == nil && v.kind == KindText {
		v, err = ParseValue([]byte(v.text()))
	}
	if err != nil || v.kind != KindObject {
		return "must be a JSON object"
	}
	known := []string{
		"type", "project_id", "private_key_id", "private_key", "client_email", "client_id",
		"auth_uri", "token_uri", "auth_provider_x509_cert_url", "client_x509_cert_url",
		"universe_domain", "subject", "scopes", "additional_claims",
	}
	for _, key := range v.keys() {
		if !slices.Contains(known, key) {
			// The key itself is not named: what was pasted by mistake may be a secret.
			return "must have no other keys than those of a service account"
		}
	}
	return ""
}

// wrongMongoHost checks that the host's own options agree with the switch.
func wrongMongoHost(e *Evaluation, text string) string {
	_, query, _ := strings.Cut(text, "?")
	ssl := pythonTruth(e.State("ssl_enabled").Effective)
	for option := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(option, "=")
		if name != "ssl" && name != "tls" {
			continue
		}
		if on := strings.EqualFold(value, "true"); on != ssl {
			return "has an option " + name + " that disagrees with ssl_enabled"
		}
	}
	return ""
}

func wrongDatetimeConversion(_ *Evaluation, text string) string {
	options := []string{"DATETIME", "DATETIME_CLAMP", "DATETIME_AUTO", "DATETIME_MS"}
	if !slices.Contains(options, text) {
		return "must be one of " + strings.Join(options, ", ")
	}
	return ""
}

// wrongRedisDatabase checks that every database is a number, or that all are
// meant.
func wrongRedisDatabase(e *Evaluation, text string) string {
	if s := e.State("database").Effective; s.kind == KindList {
		text = joinItems(s.Items())
	}
	if text == "*" {
		return ""
	}
	for item := range strings.SplitSeq(text, ",") {
		if item == "" || strings.Trim(item, "0123456789") != "" {
			return "must be numbers, or * for all"
		}
	}
	return ""
}
