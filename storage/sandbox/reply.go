package sandbox

import "net/http"

// reply is a successful answer before it is put into the envelope.
type reply struct {
	data     any
	noData   bool
	revision string // also the ETag of a GET
	location string
	page     *page
	token    string // a token just made
	chunked  bool
}

// page is what the envelope of a list tells.
type page struct {
	size      int
	sized     bool
	startKey  string
	nextStart string
}

// failure is a refusal: an HTTP status and what the envelope says about it.
type failure struct {
	status  int
	message string
	data    any
	noData  bool
	bare    bool // no body at all
	dead    bool // no body and no headers: the process that answered is gone
	page    *page
}

func (f *failure) Error() string { return f.message }

func fail(status int, code, message string) *failure {
	return &failure{status: status, message: code, data: document{"message": message}}
}

func failForbidden() *failure { return fail(http.StatusForbidden, "forbidden", "forbidden") }

func failCredentials() *failure {
	return fail(http.StatusUnauthorized, "invalid_credentials", "invalid credentials")
}

func failIdentifier(cause string) *failure {
	return &failure{
		status: http.StatusNotFound, message: "bad_identifier",
		data: document{"message": "bad identifier", "cause": cause},
	}
}

func failNotFound() *failure { return fail(http.StatusNotFound, "not_found", "not found") }

func failMethod() *failure {
	return fail(http.StatusMethodNotAllowed, "invalid_method", "method not allowed")
}

func failTooMany() *failure {
	return fail(http.StatusTooManyRequests, "too_many_requests", "too many requests")
}

func failConflict() *failure {
	return fail(http.StatusConflict, "datastore_conflict", "conflicting documents")
}

// failInit is a module that crashed while it validated.
func failInit() *failure {
	return &failure{status: http.StatusInternalServerError, message: "init failed", noData: true}
}

func failBare(status int) *failure { return &failure{status: status, bare: true} }

func failDead(status int) *failure { return &failure{status: status, dead: true} }

// failFields is the refusal of a document's fields. Every validator answers 400,
// whatever it asked for (kz_json_schema: the property list is overwritten).
func failFields(errs *fieldErrors) *failure {
	return &failure{status: http.StatusBadRequest, message: "validation error", data: errs.tree}
}

// failField refuses one field.
func failField(field, check string, detail document) *failure {
	var errs fieldErrors
	errs.add(check, detail, field)
	return failFields(&errs)
}
