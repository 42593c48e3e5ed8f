package setup

import (
	"cmp"
	"strings"
)

// The lists below are ours; the service types are those that the connector service
// has built in (connectors/config.py). Docs is the end of a page's name.

func byName(a, b ServiceType) int {
	return cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
}

func databases() []ServiceType {
	return []ServiceType{
		{"mongodb", "MongoDB", []string{
			"host, database and collection", "a user who may read the collection", "for TLS: the CA certificate",
		}, "mongodb", true},
		{"mssql", "Microsoft SQL Server", []string{
			"host, port, database and schema", "a user who may read the tables", "a primary key or a time column speeds up syncs",
		}, "ms-sql", true},
		{"mysql", "MySQL", []string{
			"host, port and database", "a user who may SELECT from the tables", "for TLS: the CA certificate",
		}, "mysql", true},
		{"oracle", "Oracle Database", []string{
			"host, port, and SID or service name", "a user who may read the tables and DBA_TABLES", "a thick client only where the server is older than 12.1",
		}, "oracle", true},
		{"postgresql", "PostgreSQL", []string{
			"host, port, database and schema", "a user who may SELECT from the tables",
			"track_commit_timestamp = on, to pass by unchanged rows",
		}, "postgresql", true},
		{"redis", "Redis", []string{
			"host, port and the numbers of the databases", "user name and password where the server asks for them", "for mutual TLS: certificate and key",
		}, "redis", false},
		{"graphql", "GraphQL", []string{
			"the endpoint's URL and the query", "a token or a user, where it asks for one", "which objects hold what, and what their ids are",
		}, "graphql", false},
	}
}

func files() []ServiceType {
	return []ServiceType{
		{"azure_blob_storage", "Azure Blob Storage", []string{
			"the storage account's name and access key", "the blob endpoint", "which containers to read",
		}, "azure-blob", true},
		{"box", "Box", []string{
			"an app of the Box platform with OAuth 2.0", "its client id and client secret",
			"for a free account a refresh token, else the enterprise id",
		}, "box", true},
		{"dir", "Directory", []string{
			"a folder that the connector service can read", "it is meant for trying out",
		}, "", false},
		{"dropbox", "Dropbox", []string{
			"an app of the Dropbox console with the read scopes", "its key, its secret and a refresh token",
		}, "dropbox", true},
		{"google_cloud_storage", "Google Cloud Storage", []string{
			"a service account with the role Storage Object Viewer", "its key as a JSON file", "which buckets to read",
		}, "google-cloud", true},
		{"google_drive", "Google Drive", []string{
			"a service account with the Drive API on", "its key as a JSON file",
			"for a whole domain: delegation and the e-mail address of an administrator",
		}, "google-drive", true},
		{"network_drive", "Network drive", []string{
			"server, port and path of the SMB share", "a user who may read it", "for document level security: the drive's type, and a user list",
		}, "network-drive", true},
		{"onedrive", "OneDrive", []string{
			"an app registration in Entra ID with Graph permissions, consented to", "its client id, its secret, and the tenant id",
		}, "onedrive", true},
		{"s3", "Amazon S3", []string{
			"an IAM user who may list and read the buckets", "the access key id and the secret access key", "which buckets to read",
		}, "s3", true},
	}
}

func offices() []ServiceType {
	return []ServiceType{
		{"gmail", "Gmail", []string{
			"a service account with the Gmail API and domain-wide delegation", "its key as a JSON file",
			"the e-mail address of an administrator, and the customer id",
		}, "gmail", true},
		{"microsoft_teams", "Microsoft Teams", []string{
			"an app registration in Entra ID with Graph permissions, consented to", "its client id, its secret, and the tenant id",
			"user name and password of an account without a second factor",
		}, "teams", true},
		{"opentext_documentum", "OpenText Documentum", []string{
			"the address of the Documentum REST services, and the repositories", "a user who may read them",
		}, "opentext", false},
		{"outlook", "Outlook", []string{
			"cloud: an app registration in Entra ID with full_access_as_app", "cloud: its client id, its secret, and the tenant id",
			"own Exchange Server: its host, a domain controller, and a user",
		}, "outlook", true},
		{"sharepoint_online", "SharePoint Online", []string{
			"an app registration in Entra ID with Graph and SharePoint permissions, consented to",
			"its client id, and its secret or a certificate", "tenant id and tenant name", "which sites to read",
		}, "sharepoint-online", true},
		{"sharepoint_server", "SharePoint Server", []string{
			"the server's address", "a user who may read the sites", "for TLS: the certificate",
		}, "sharepoint", false},
		{"slack", "Slack", []string{
			"a Slack app with the scopes to read channels, messages and users", "its bot token",
			"the app is a member of the channels, or may join them",
		}, "slack", true},
		{"zoom", "Zoom", []string{
			"a server-to-server OAuth app of the Zoom marketplace", "its account id, client id and client secret",
		}, "zoom", true},
	}
}

func tools() []ServiceType {
	return []ServiceType{
		{"confluence", "Confluence", []string{
			"cloud: the address, an account's e-mail and an API token", "data center: the address, and a user or a personal access token",
			"which spaces to read",
		}, "confluence", true},
		{"github", "GitHub", []string{
			"a personal access token with repo, user and read:org, or a GitHub app with its id and private key",
			"which repositories to read", "for a server of your own: its URL",
		}, "github", true},
		{"gitlab", "GitLab", []string{
			"a personal access token with read_api", "which projects to read",
		}, "gitlab", false},
		{"jira", "Jira", []string{
			"cloud: the address, an account's e-mail and an API token", "data center: the address, and a user or a personal access token",
			"which projects to read",
		}, "jira", true},
		{"notion", "Notion", []string{
			"an internal integration with read access", "its secret", "the pages and databases are shared with the integration",
		}, "notion", true},
		{"salesforce", "Salesforce", []string{
			"a connected app with the client credentials flow", "its consumer key and consumer secret", "the domain",
		}, "salesforce", true},
		{"sandfly", "Sandfly", []string{
			"the server's address", "a user of the Sandfly API", "whether expired licences end syncs",
		}, "sandfly", false},
		{"servicenow", "ServiceNow", []string{
			"the instance's URL", "a user with the role admin, or one who may read the tables", "which services to read",
		}, "servicenow", true},
	}
}
