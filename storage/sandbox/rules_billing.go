package sandbox

// The rules of limits, ledger entries and sign-ins.

func limitsRule5() *rule {
	return objectRule(map[string]*rule{
		"allow_prepay":             boolRule().or(true).supported().says("Per-minute calls may use credit"),
		"authz_resource_types":     listRule(stringRule()).or([]any{}).beta().says("Kinds of resource that need no trunk"),
		"burst_trunks":             integerRule().atLeast(0).beta().says("Two-way trunks for when all others are taken"),
		"calls":                    integerRule().atLeast(0).beta().says("Most calls at once"),
		"inbound_trunks":           integerRule().atLeast(0).supported().says("Flat-rate calls received at once"),
		"outbound_trunks":          integerRule().atLeast(0).supported().says("Flat-rate calls placed at once"),
		"resource_consuming_calls": integerRule().atLeast(0).beta().says("Most calls at once over carriers"),
		"twoway_trunks":            integerRule().atLeast(0).beta().says("Flat-rate calls at once in either direction"),
	}).says("How many calls an account may have at once")
}

// limitsRule43 states defaults for everything and lets trunks be -1, unlimited.
func limitsRule43() *rule {
	trunks := func(about string) *rule { return integerRule().atLeast(-1).or(whole(0)).supported().says(about) }
	return objectRule(map[string]*rule{
		"allow_postpay":            boolRule().or(false).supported().says("Calls may go below zero credit"),
		"allow_prepay":             boolRule().or(true).supported().says("Per-minute calls may use credit"),
		"authz_resource_types":     listRule(stringRule()).or([]any{}).beta().says("Kinds of resource that need no trunk"),
		"burst_trunks":             trunks("Two-way trunks for when all others are taken"),
		"calls":                    integerRule().atLeast(0).beta().says("Most calls at once"),
		"enabled":                  boolRule().or(true).supported().says("Whether limits count"),
		"inbound_trunks":           trunks("Flat-rate calls received at once"),
		"max_postpay_ammount":      integerRule().atLeast(0).or(whole(0)).supported().says("How far below zero"),
		"outbound_trunks":          trunks("Flat-rate calls placed at once"),
		"reserve_ammount":          integerRule().atLeast(0).or(whole(0)).supported().says("Credit held for each call"),
		"resource_consuming_calls": integerRule().atLeast(0).beta().says("Most calls at once over carriers"),
		"soft_limit_inbound":       boolRule().or(false).supported().says("Inbound limits only warn"),
		"soft_limit_outbound":      boolRule().or(false).supported().says("Outbound limits only warn"),
		"twoway_trunks":            trunks("Flat-rate calls at once in either direction"),
	}).says("How many calls an account may have at once")
}

func ledgerRule() *rule {
	return objectRule(map[string]*rule{
		"account": objectRule(map[string]*rule{
			"id": stringRule().says("Account id"), "name": stringRule().says("Account name"),
		}).says("Whose entry this is"),
		"amount":      numberRule().atLeast(1).says("Amount in units of the currency"),
		"description": stringRule().says("What it is for"),
		"metadata":    objectRule(nil).says("Anything else"),
		"period": objectRule(map[string]*rule{
			"end": integerRule().says("End, Gregorian seconds"), "start": integerRule().says("Start, Gregorian seconds"),
		}).says("Time it is for"),
		"source": objectRule(map[string]*rule{
			"id": stringRule().says("Id at the source"), "service": stringRule().says("Service it comes from"),
		}, "id", "service").says("Where it comes from"),
		"usage": objectRule(map[string]*rule{
			"quantity": integerRule().says("How much"), "type": stringRule().says("Of what"), "unit": stringRule().says("In which unit"),
		}, "quantity", "type", "unit").says("What was used"),
	}, "source", "usage").says("One entry of a ledger")
}

func userAuthRule() *rule {
	return objectRule(map[string]*rule{
		"account_name":  stringRule().length(1, 128).supported().says("Name of the account"),
		"account_realm": stringRule().length(4, 253).like(`^[.\w_-]+$`).supported().says("Realm of the account"),
		"credentials":   stringRule().length(1, 64).supported().says("Hash of user name, colon, password"),
		"method":        stringRule().oneOf("md5", "sha").or("md5").supported().says("Which hash"),
		"phone_number":  stringRule().length(1, 64).supported().says("A number of the account"),
	}, "credentials").says("Signing in as a user")
}

func apiAuthRule() *rule {
	return objectRule(map[string]*rule{
		"api_key": stringRule().length(64, 64).supported().says("The account's key"),
	}, "api_key").nothingElse().says("Signing in as an account")
}
