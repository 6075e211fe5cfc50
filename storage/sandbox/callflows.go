package sandbox

import (
	"fmt"
	"net/http"
	"slices"
)

func (r routes) addCallflows() {
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet: {execute: listCallflows},
		http.MethodPut: {validate: callflowDocuments.validateNew, execute: addCallflow},
	}}, "callflows")
	r.add(&endpoint{verbs: map[string]verb{
		http.MethodGet:    {validate: callflowDocuments.load, execute: showCallflow},
		http.MethodPost:   {validate: callflowDocuments.validateReplace, execute: callflowDocuments.store},
		http.MethodPatch:  {validate: callflowDocuments.validatePatch, execute: callflowDocuments.store},
		http.MethodDelete: {validate: callflowDocuments.load, execute: callflowDocuments.remove},
	}}, "callflows", "*")
}

var (
	callflowRules     = callflowRule()
	moduleDefault     = moduleRules()
	callflowDocuments = kindOfDocument{name: kindCallflow, check: (*call).checkCallflow}
)

func listCallflows(c *call) (*reply, error) {
	flows, err := c.s.store.documents(c.ctx, c.account, kindCallflow)
	if err != nil {
		return nil, err
	}
	return c.listRecords(flows, true, func(r *record) string { return r.id }, callflowRow)
}

func callflowRow(r *record) document {
	row := document{"id": r.id, "flags": []any{}}
	for _, key := range []string{"name", "numbers", "patterns", "featurecode", "owner_id", "type", "flags"} {
		if v, ok := lookup(r.doc, key); ok {
			row[key] = v
		}
	}
	if modules := flowModules(r.doc["flow"], nil); len(modules) > 0 {
		row["modules"] = list(modules)
	}
	return row
}

// flowModules lists the modules of a flow, each once.
func flowModules(flow any, found []string) []string {
	d, ok := flow.(document)
	if !ok {
		return found
	}
	if module := text(d, "module"); module != "" && !slices.Contains(found, module) {
		found = append(found, module)
	}
	children, _ := d["children"].(document)
	for _, key := range sortedKeys(children) {
		found = flowModules(children[key], found)
	}
	return found
}

func showCallflow(c *call) (*reply, error) {
	r := c.state.(documentDraft).current
	d := publicPart(r.doc)
	d["metadata"] = document{}
	return &reply{data: d, revision: r.rev}, nil
}

// checkCallflow wants numbers or patterns, and numbers that no other flow has.
func (c *call) checkCallflow(d document, current *record) error {
	if current != nil {
		delete(d, "id")
	}
	delete(d, "metadata")
	numbers, _ := d["numbers"].([]any)
	patterns, _ := d["patterns"].([]any)
	if len(numbers) == 0 && len(patterns) == 0 {
		c.errs.add("required", document{"message": "Callflows must be assigned at least one number or pattern"}, "numbers")
	}
	if err := c.checkNumbers(numbers, current); err != nil {
		return err
	}
	d, found := c.b.checkDocument(callflowRules, d)
	c.errs.addAll(found)
	c.errs.addAll(c.checkModules(d["flow"], []string{"flow"}))
	c.state = documentDraft{doc: d, current: current}
	return nil
}

func (c *call) checkNumbers(numbers []any, current *record) error {
	flows, err := c.s.store.documents(c.ctx, c.account, kindCallflow)
	if err != nil {
		return err
	}
	for _, flow := range flows {
		if current != nil && flow.id == current.id {
			continue
		}
		taken, _ := flow.doc["numbers"].([]any)
		for _, number := range numbers {
			for _, other := range taken {
				if !equal(number, other) {
					continue
				}
				name := text(flow.doc, "name")
				if name == "" {
					name = flow.id
				}
				s, _ := plainText(number)
				c.errs.add("unique", document{"message": fmt.Sprintf(c.b.numberInUse, s, flow.id, name), "cause": number}, "numbers")
			}
		}
	}
	return nil
}

// checkModules checks the data of each step by the rule of its module and fills
// in that rule's defaults.
func (c *call) checkModules(flow any, path []string) []violation {
	d, ok := flow.(document)
	if !ok {
		return nil
	}
	var found []violation
	if data, ok := d["data"].(document); ok {
		if r := moduleDefault[text(d, "module")]; r != nil {
			checked, wrong := c.b.checkDocument(r, data)
			d["data"] = checked
			for _, w := range wrong {
				w.path = append(append(append([]string(nil), path...), "data"), w.path...)
				found = append(found, w)
			}
		}
	}
	children, _ := d["children"].(document)
	for _, key := range sortedKeys(children) {
		found = append(found, c.checkModules(children[key], append(append([]string(nil), path...), "children", key))...)
	}
	return found
}

// addCallflow honours an id that the client chose; the same again is a conflict.
func addCallflow(c *call) (*reply, error) {
	d := c.state.(documentDraft).doc
	dropNulls(d)
	id := text(d, "id")
	if id == "" {
		id = c.s.randomHex(16)
	}
	delete(d, "id")
	r, err := c.addDocument(kindCallflow, id, d)
	if err != nil {
		return nil, err
	}
	return &reply{data: publicPart(r.doc), revision: r.rev, location: c.pathPlus(id)}, nil
}
