package command

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/url"

	"connwiz/client"
)

func (o *doctorOptions) connection(ctx context.Context, c *client.Client) (client.Info, bool) {
	info, err := c.Info(ctx)
	switch {
	case err == nil:
		o.ok("connection", "%s, cluster %s, %s", c.Host(), info.ClusterName, flavour(info))
		o.encryption()
		return info, true
	case denied(err) && status(err) == 403:
		// Without the privilege monitor the rest may work all the same.
		o.doubt("connection", "the cluster's version is not known: "+err.Error(), "give this user or key the cluster privilege monitor")
		return info, true
	}
	o.broken("connection", err)
	return info, false
}

// flavour tells which server it is. The version of serverless says nothing.
func flavour(info client.Info) string {
	if info.Serverless() {
		return "serverless"
	}
	return "version " + info.Version
}

// encryption looks at how the cluster is reached; that it is, is known by now.
func (o *doctorOptions) encryption() {
	const check = "TLS"
	address, err := o.address()
	if err != nil {
		return
	}
	at, err := url.Parse(address)
	switch ip := net.ParseIP(hostOf(at)); {
	case err != nil:
	case at.Scheme == "https" && o.endpoints.Insecure:
		o.doubt(check, "the certificate is not checked: anybody in between can read along", "leave out --insecure, and give the authority's certificate: --ca-cert FILE")
	case at.Scheme == "https":
		o.ok(check, "the certificate is checked")
	case hostOf(at) == "localhost" || ip != nil && ip.IsLoopback():
		o.ok(check, "none, within this machine")
	default:
		o.doubt(check, "none: credentials and values travel in clear", "use https in the address, if the cluster offers it")
	}
}

func hostOf(u *url.URL) string {
	if u == nil {
		return ""
	}
	return u.Hostname()
}

func status(err error) int {
	var request *client.Error
	if errors.As(err, &request) {
		return request.Status
	}
	return 0
}

// caller looks at who asks. A cluster without security has no such endpoint.
func (o *doctorOptions) caller(ctx context.Context, c *client.Client, info client.Info) {
	who, err := c.WhoAmI(ctx)
	if err != nil {
		o.doubt("caller", "who you are is not known: "+err.Error(), "")
		return
	}
	if who.ByAPIKey() {
		o.ok("caller", "API key %s of user %s; it can't mint keys for connectors", who.KeyID, who.Username)
	} else {
		o.ok("caller", "user %s", who.Username)
	}
	o.privileges(ctx, c, client.WantedPrivileges(info))
}

func (o *doctorOptions) privileges(ctx context.Context, c *client.Client, wanted client.Privileges) {
	missing, err := c.Missing(ctx, wanted)
	if err != nil {
		o.doubt("privileges", "what you may do is not known: "+err.Error(), "")
		return
	}
	if missing.None() {
		o.ok("privileges", "to read and change connectors")
		return
	}
	o.bad(exitNotAllowed, "privileges", "missing: "+missing.String(), "give this user or key these privileges, or ask with another: --api-key-file FILE")
}

func (o *doctorOptions) licence(ctx context.Context, c *client.Client) {
	l, err := c.License(ctx)
	o.known, o.plan = err == nil, l
	switch {
	case err != nil:
		o.doubt("licence", "the licence is not known: "+err.Error(), "")
	case l.Status != "active":
		o.bad(exitFailed, "licence", fmt.Sprintf("the licence (%s) is %s", l.Type, l.Status), "renew it in Kibana: Stack Management, License Management")
	case l.DocumentLevelSecurity():
		o.ok("licence", "%s", l.Type)
	default:
		o.ok("licence", "%s: without document level security", l.Type)
	}
}

// all looks at every connector from afar.
func (o *doctorOptions) all(ctx context.Context, c *client.Client) {
	all, err := c.All(ctx, client.Filter{}, nil)
	if err != nil {
		o.broken("connectors", err)
		return
	}
	var failed []string
	for _, one := range all {
		if one.Status == client.Failed {
			failed = append(failed, one.ID)
		}
	}
	switch {
	case len(all) == 0:
		o.doubt("connectors", "there are none yet", "create one: connwiz create --service-type TYPE")
	case len(failed) > 0:
		o.bad(exitNoVerdict, "connectors", fmt.Sprintf("%d of %d have the status error", len(failed), len(all)), "see why: "+about("doctor", failed[0]))
	default:
		o.ok("connectors", "%d, none with the status error", len(all))
	}
}
