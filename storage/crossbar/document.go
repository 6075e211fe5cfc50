package crossbar

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"maps"

	"accountsmanager/domain"
)

// document is a document as a server has it, with every key, known here or not;
// numbers stay as they are written.
type document map[string]any

// document reads one whole. path has its ids escaped already.
func (s *session) document(ctx context.Context, path string) (document, error) {
	a, err := s.get(ctx, nil, path)
	if err != nil {
		return nil, err
	}
	return decodeDocument(a.envelope.Data)
}

func decodeDocument(raw json.RawMessage) (document, error) {
	if trimmed := bytes.TrimLeft(raw, " \t\r\n"); len(trimmed) == 0 || trimmed[0] != '{' {
		return nil, fmt.Errorf("%w: the answer's data is no object", domain.ErrNotCrossbar)
	}
	d := json.NewDecoder(bytes.NewReader(raw))
	d.UseNumber()
	var doc document
	if err := d.Decode(&doc); err != nil {
		return nil, fmt.Errorf("%w: %v", domain.ErrNotCrossbar, err)
	}
	return doc, nil
}

// at is what stands at a path; nil where nothing does.
func (d document) at(path ...string) any {
	var value any = map[string]any(d)
	for _, key := range path {
		object, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = object[key]
	}
	return value
}

// put stands a value at a path, making objects on the way. Objects that are shared
// with another document are copied, so that it keeps its own.
func (d document) put(value any, path ...string) {
	object := map[string]any(d)
	for _, key := range path[:len(path)-1] {
		inner, _ := object[key].(map[string]any)
		inner = maps.Clone(inner)
		if inner == nil {
			inner = map[string]any{}
		}
		object[key] = inner
		object = inner
	}
	object[path[len(path)-1]] = value
}
