package sandbox

// routes finds the endpoint of a resource by its arguments; "*" stands for any.
type routes map[string][]route

type route struct {
	args []string
	ep   *endpoint
}

// add puts an endpoint under a resource and the pattern of its arguments.
func (r routes) add(ep *endpoint, resource string, args ...string) {
	r[resource] = append(r[resource], route{args: args, ep: ep})
}

// find prefers named arguments to any.
func (r routes) find(n noun) *endpoint {
	var found *endpoint
	named := -1
	for _, candidate := range r[n.name] {
		if count, ok := candidate.match(n.args); ok && count > named {
			found, named = candidate.ep, count
		}
	}
	return found
}

func (r route) match(args []string) (named int, ok bool) {
	if len(args) != len(r.args) {
		return 0, false
	}
	for i, want := range r.args {
		switch want {
		case "*":
		case args[i]:
			named++
		default:
			return 0, false
		}
	}
	return named, true
}

func newRoutes() routes {
	r := routes{}
	r.addAuth()
	r.addAccounts()
	r.addAccountLists()
	r.addUsers()
	r.addLimits()
	r.addLedgers()
	r.addServices()
	r.addNumbers()
	r.addAppsStore()
	r.addCallflows()
	r.addSchemas()
	r.addSearch()
	r.addAbout()
	r.addSecurity()
	r.addUnused()
	return r
}
