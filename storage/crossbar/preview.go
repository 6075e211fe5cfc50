package crossbar

import (
	"bytes"
	"encoding/json"
	"net/url"

	"accountsmanager/domain"
	"accountsmanager/domain/provisioning"
	"accountsmanager/domain/workspace"
)

// unknownAccount stands for the id that the server will give the account.
const unknownAccount = "{account}"

// Preview renders the requests that a provisioning will send, made as Perform
// makes them, with dots for passwords. Limits are read before they are written,
// so that what else the server keeps in them goes along; that is not known here. A
// step that is not complete is left out.
func (c *Connector) Preview(p provisioning.Provisioning) []workspace.Request {
	account := p.Account.ID
	if account == "" {
		account = unknownAccount
	}
	// A body reveals its secrets; what this one reveals is how a secret shows itself.
	dots := domain.NewSecret(domain.NewSecret("x").String())
	var out []workspace.Request
	for _, step := range p.Steps {
		q, err := c.compose(parcel{step: step, account: account, password: dots})
		if err != nil {
			c.log.Warn("no preview", "step", step.ID, "error", err)
			continue
		}
		request, err := preview(step.ID, q)
		if err != nil {
			c.log.Warn("no preview", "step", step.ID, "error", err)
			continue
		}
		out = append(out, request)
	}
	return out
}

func preview(stepID string, q call) (workspace.Request, error) {
	raw, err := encode(q.body)
	if err != nil {
		return workspace.Request{}, err
	}
	var body bytes.Buffer
	if err := json.Indent(&body, raw, "", "  "); err != nil {
		return workspace.Request{}, err
	}
	path, err := url.PathUnescape(q.path)
	if err != nil {
		return workspace.Request{}, err
	}
	return workspace.Request{StepID: stepID, Method: q.method, Path: "/v2" + path, Body: body.String()}, nil
}
