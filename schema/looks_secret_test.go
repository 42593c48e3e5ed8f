package schema

import (
	"strings"
	"testing"
)

func TestNamesOfSecretsAreKnown(t *testing.T) {
	t.Parallel()
	secrets := "password passwd db_pwd passphrase secret client_secret secret_value token api_token access_token " +
		"personalAccessToken data_center_personal_access_token refresh_token apikey api_key apiKey api-key X-API-Key " +
		"private_key privateKey ssl_private_key access_key aws_secret_access_key aws_access_key_id account_key credential " +
		"credentials service_account_credentials password2 user.password admin_password_prod PASSWORD keyfile tls_keyfile " +
		"connection_string storage_account_key ssh_key signing_key bearer jwt"
	for name := range strings.FieldsSeq(secrets) {
		if f := (&Field{Name: name, Type: TypeStr}); !f.LooksSecret() {
			t.Errorf("%s is a secret", name)
		}
	}
	others := "username host key partition_key primary_key token_url tokenizer secretary password_policy tokens_endpoint " +
		"keyboard monkey passenger compass bypass path client_id app_id account_name ssl_ca keyspace keywords max_key author " +
		"authentication_method secret_name password_min_length"
	for name := range strings.FieldsSeq(others) {
		if f := (&Field{Name: name, Type: TypeStr}); f.LooksSecret() {
			t.Errorf("%s is no secret", name)
		}
	}
	for _, f := range []Field{
		{
			Name: "token_pagination_limit",
			Type: TypeInt}, {Name: "use_password",
			Type: TypeBool}, {Name: "token",
			Type: TypeFloat,
		},
	} {
		if f.LooksSecret() {
			t.Errorf("%s of the type %s is no secret", f.Name, f.Type)
		}
	}
	if f := (Field{Name: "x", Type: TypeInt, Sensitive: true}); !f.LooksSecret() {
		t.Error("what is sensitive is a secret, whatever its name and type")
	}
}
