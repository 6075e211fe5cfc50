package sandbox

import (
	"net/http"
)

func (r routes) addSchemas() {
	r.add(&endpoint{global: true, open: http.MethodGet, verbs: map[string]verb{http.MethodGet: {execute: listSchemas}}}, "schemas")
	r.add(&endpoint{global: true, open: http.MethodGet, verbs: map[string]verb{http.MethodGet: {execute: showSchema}}}, "schemas", "*")
	r.add(&endpoint{global: true, open: validationOpen, authorize: superduperOrWithin, verbs: map[string]verb{
		http.MethodPut: {validate: validateBySchema, execute: showValidated},
	}}, "schemas", "*", "validation")
}

// validationOpen marks an endpoint that strangers may use in some releases.
const validationOpen = "validation"

// superduperOrWithin wants an account in the path of everybody but the platform.
func superduperOrWithin(c *call) error {
	if c.superduper() || c.account != nil && c.account.within(c.session.account.id) {
		return nil
	}
	return failForbidden()
}

// newSchemas are the rules that can be asked for by name.
func newSchemas(b *behaviour) map[string]*rule {
	all := map[string]*rule{
		"accounts": b.accountRule, "users": userRule(), "limits": b.limitsRule, "ledgers": ledgerRule(),
		"user_auth": userAuthRule(), "api_auth": apiAuthRule(), "callflows": callflowRule(), "callflows.action": actionRule(),
		"caller_id": callerIDRule().named(""), "call_recording": recordingRule().named(""),
	}
	for module, r := range moduleRules() {
		all["callflows."+module] = r
	}
	return all
}

func listSchemas(c *call) (*reply, error) {
	return &reply{data: list(sortedKeys(c.s.schemas))}, nil
}

func (c *call) schema() (*rule, error) {
	r, ok := c.s.schemas[c.arg(0)]
	if !ok {
		return nil, failIdentifier(c.arg(0))
	}
	return r, nil
}

func showSchema(c *call) (*reply, error) {
	r, err := c.schema()
	if err != nil {
		return nil, err
	}
	d := r.asSchema(true)
	d["$schema"] = "http://json-schema.org/draft-04/schema#"
	rev := nextRevision("", encode(d))
	d["id"] = c.arg(0)
	return &reply{data: d, revision: rev}, nil
}

// validateBySchema checks a document by its rule alone, not by what is stored.
func validateBySchema(c *call) error {
	r, err := c.schema()
	if err != nil {
		return err
	}
	d, err := c.body()
	if err != nil {
		return err
	}
	d, found := c.b.checkDocument(r, d)
	c.errs.addAll(found)
	c.state = d
	return nil
}

func showValidated(c *call) (*reply, error) {
	return &reply{data: c.state.(document)}, nil
}

// asSchema shows a rule as JSON Schema. Inside another rule it is shown as a
// reference if it has a name.
func (r *rule) asSchema(outermost bool) document {
	d := document{}
	if r.about != "" {
		d["description"] = r.about
	}
	if r.ref != "" && !outermost {
		d["$ref"] = r.ref
		if r.refKind {
			d["type"] = r.kind
		}
		return d
	}
	if r.support != "" {
		d["support_level"] = r.support
	}
	if r.kind != "" {
		d["type"] = r.kind
	}
	if r.hasDeflt {
		d["default"] = r.fallback
	}
	if len(r.choices) > 0 {
		d["enum"] = list(r.choices)
	}
	if r.shape != "" {
		d["pattern"] = r.shape
	}
	if r.format != "" {
		d["format"] = r.format
	}
	if r.minLen > 0 {
		d["minLength"] = whole(r.minLen)
	}
	if r.maxLen > 0 {
		d["maxLength"] = whole(r.maxLen)
	}
	if r.least != nil {
		d["minimum"] = whole(*r.least)
	}
	if r.distinct {
		d["uniqueItems"] = true
	}
	if r.items != nil {
		d["items"] = r.items.asSchema(false)
	}
	for k, v := range r.marks {
		d[k] = v
	}
	r.addKeys(d)
	return d
}

func (r *rule) addKeys(d document) {
	if len(r.keys) > 0 {
		keys := document{}
		for k, child := range r.keys {
			keys[k] = child.asSchema(false)
		}
		d["properties"] = keys
	}
	if len(r.required) > 0 {
		d["required"] = list(r.required)
	}
	if r.closed {
		d["additionalProperties"] = false
	}
	if r.others != nil {
		d["additionalProperties"] = r.others.asSchema(false)
	}
	if r.matching != nil {
		d["patternProperties"] = document{".+": r.matching.asSchema(false)}
	}
}
