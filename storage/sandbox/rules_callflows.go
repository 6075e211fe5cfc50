package sandbox

// The rules of callflows and of the data of the modules in them.

func callflowRule() *rule {
	return objectRule(map[string]*rule{
		"featurecode": objectRule(map[string]*rule{
			"name":   stringRule().length(1, 128).says("Name of the feature code"),
			"number": stringRule().length(1, 30).says("Number of the feature code"),
		}).says("When this is a feature code"),
		"flags":    listRule(stringRule()).supported().says("Marks that other programs set"),
		"flow":     actionRule(),
		"metaflow": objectRule(nil).named("metaflows").says("Actions during calls"),
		"name":     stringRule().says("What people call it"),
		"numbers":  listRule(stringRule().length(1, 36)).unique().or([]any{}).says("Numbers that lead here"),
		"patterns": listRule(stringRule().length(1, 0)).or([]any{}).says("Expressions of numbers that lead here"),
		"ringback": objectRule(map[string]*rule{
			"early": stringRule().says("Before the answer"), "transfer": stringRule().says("While transferred"),
		}).says("What callers hear"),
	}).says("What happens to a call")
}

func actionRule() *rule {
	r := objectRule(map[string]*rule{
		"data":   objectRule(nil).or(document{}).marked("kazoo-validation").says("Settings of the module"),
		"module": stringRule().length(1, 64).marked("kazoo-validation").says("What to do"),
	}, "data", "module").named("callflows.action").says("One step of a callflow")
	r.keys["children"] = objectRule(nil).every(r).says("What to do next")
	return r
}

// moduleRules are the modules whose data has defaults. Data of other modules is
// kept as given.
func moduleRules() map[string]*rule {
	carrier := func() *rule {
		return objectRule(map[string]*rule{
			"bypass_e164":         boolRule(),
			"caller_id_type":      stringRule().or("external"),
			"do_not_normalize":    boolRule(),
			"dynamic_flags":       listRule(stringRule()),
			"emit_account_id":     boolRule(),
			"format_from_uri":     boolRule(),
			"from_uri_realm":      stringRule(),
			"hunt_account_id":     stringRule(),
			"ignore_early_media":  boolRule().or(false),
			"outbound_flags":      listRule(stringRule()).or([]any{}),
			"resource_type":       stringRule(),
			"ringback":            stringRule(),
			"skip_module":         boolRule(),
			"timeout":             integerRule(),
			"to_did":              stringRule(),
			"use_local_resources": boolRule().or(true),
		})
	}
	return map[string]*rule{
		"offnet":    carrier(),
		"resources": carrier(),
		"user": objectRule(map[string]*rule{
			"delay":    integerRule().atLeast(0).or(whole(0)),
			"strategy": stringRule().or("simultaneous"),
			"timeout":  integerRule().atLeast(0).or(whole(20)),
		}),
	}
}
