package emulator

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"

	x "connwiz/client/emulator/internal/xcontent"
)

// securityTypes act on hosts for Elastic Security.
func securityTypes() []actionType {
	const endpoint, prefix = "endpointSecurity", "error validating url: "
	siem := wordsOf("siem")
	return []actionType{
		{
			id: ".sentinelone", name: "SentinelOne", license: "enterprise", features: siem, subFeature: endpoint,
			config: must("url"), secrets: must("token"), ofConfig: urls(prefix, "url"),
		},
		{
			id: ".crowdstrike", name: "CrowdStrike", license: "enterprise", features: siem, subFeature: endpoint,
			config: must("url"), secrets: must("clientId", "clientSecret"), ofConfig: urls(prefix, "url"),
		},
		{
			id: ".microsoft_defender_endpoint", name: "Microsoft Defender for Endpoint", license: "enterprise", features: siem, subFeature: endpoint,
			config: must("clientId", "tenantId", "oAuthServerUrl", "oAuthScope", "apiUrl"), secrets: must("clientSecret"),
			ofConfig: urls(prefix, "oAuthServerUrl", "apiUrl"),
		},
	}
}

// modelTypes let Kibana use language models.
func modelTypes() []actionType {
	uses := wordsOf("generativeAIForSecurity generativeAIForObservability generativeAIForSearchPlayground")
	tuning := optional("number", "contextWindowLength", "temperature")
	return []actionType{
		{
			id: ".gen-ai", name: "OpenAI", license: "enterprise", features: uses,
			variant: openAIShape, ofConfig: urls("Error configuring OpenAI action: Error: URL Error: ", "apiUrl"),
			secrets: optional("string", "apiKey", "certificateData", "privateKeyData", "caData"), ofSecrets: openAISecrets,
		},
		{
			id: ".bedrock", name: "Amazon Bedrock", license: "enterprise", features: uses,
			config:  slices.Concat(must("apiUrl"), optional("string", "region", "defaultModel"), tuning),
			secrets: must("accessKey", "secret"), ofConfig: urls("Error configuring Amazon Bedrock action: ", "apiUrl"),
		},
		{
			id: ".gemini", name: "Google Gemini", license: "enterprise", features: uses,
			config:  slices.Concat(must("apiUrl", "gcpRegion", "gcpProjectID"), optional("string", "defaultModel"), tuning),
			secrets: must("credentialsJson"), ofConfig: urls("Error configuring Google Gemini action: ", "apiUrl"), ofSecrets: geminiKey,
		},
		{
			id: ".inference", name: "AI Connector", license: "enterprise", features: uses,
			config: slices.Concat(must("provider", "inferenceId"),
				oneOf("taskType", "", "chat_completion", "completion", "text_embedding", "sparse_embedding", "rerank"),
				emptyObject("providerConfig"), emptyObject("taskTypeConfig"), headers("headers"), tuning),
			secrets: emptyObject("providerSecrets"),
		},
	}
}

func emptyObject(name string) shape {
	return shape{{name: name, kind: "object", preset: x.Object()}}
}

// openAIShape is chosen by the provider; keys of another one's are refused.
func openAIShape(c *x.Node) (shape, string) {
	common := slices.Concat(must("apiProvider", "apiUrl"), headers("headers"), optional("number", "contextWindowLength", "temperature"))
	switch provider := c.Get("apiProvider"); {
	case provider.Kind() != x.KindString:
		return nil, "[apiProvider]: expected value of type [string] but got [" + kindWord(provider) + "]"
	case provider.Text() == "OpenAI":
		return slices.Concat(common, optional("string", "defaultModel", "organizationId", "projectId")), ""
	case provider.Text() == "Azure OpenAI":
		return slices.Concat(common, optional("string", "defaultModel")), ""
	case provider.Text() == "Other":
		return slices.Concat(common, must("defaultModel"), oneOf("verificationMode", "full", "full", "certificate", "none"),
			optional("boolean", "enableNativeFunctionCalling")), ""
	default:
		return nil, "Error configuring OpenAI action: Error: API Provider is not supported: " + provider.Text()
	}
}

func openAISecrets(_ *Kibana, s *x.Node) string {
	certificate, key := has(s, "certificateData"), has(s, "privateKeyData")
	switch {
	case !certificate && !key && !has(s, "apiKey"):
		return "[apiKey]: expected value of type [string] but got [undefined]"
	case certificate && !key:
		return "Private key data must be provided for PKI"
	case key && !certificate:
		return "Certificate data must be provided for PKI"
	}
	for _, file := range [][3]string{
		{"certificateData", "Certificate data", "CERTIFICATE"}, {"privateKeyData", "Private key data", "PRIVATE KEY"},
	} {
		plain, _ := base64.StdEncoding.DecodeString(s.Get(file[0]).Text())
		begin := "-----BEGIN " + file[2] + "-----"
		if certificate && !strings.HasPrefix(string(plain), begin) {
			return fmt.Sprintf(`Invalid %s file format: The file must be a PEM-encoded certificate beginning with "%s".`, file[1], begin)
		}
	}
	return ""
}

func geminiKey(_ *Kibana, s *x.Node) string {
	key, refusal := x.Parse([]byte(s.Get("credentialsJson").Text()))
	switch {
	case refusal != nil:
		return "Invalid JSON format for credentials."
	case key.Get("type").Text() != "service_account":
		return fmt.Sprintf(`Invalid credential type. Only "service_account" credentials are supported. Type was "%s".`, key.Get("type").Text())
	}
	return ""
}
