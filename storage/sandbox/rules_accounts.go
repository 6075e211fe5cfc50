package sandbox

// The rules that account and user documents obey, after what Kazoo's schemas
// "accounts" and "users" state and this package's own words about it.

func restrictionRule(about string) *rule {
	return objectRule(nil).says(about).or(document{}).each(objectRule(map[string]*rule{
		"action": stringRule().oneOf("inherit", "deny").says("deny refuses such calls, inherit asks the next level"),
	}))
}

func mediaIDRule(most int, about string) *rule {
	return objectRule(map[string]*rule{
		"media_id": stringRule().length(0, most).says("Which media to play"),
	}).says(about).or(document{})
}

func ringtonesRule() *rule {
	return objectRule(map[string]*rule{
		"external": stringRule().length(0, 256).says("Alert-Info of calls from inside"),
		"internal": stringRule().length(0, 256).says("Alert-Info of calls from outside"),
	}).says("How phones ring").or(document{})
}

func callerIDRule() *rule {
	part := func(extra bool) *rule {
		keys := map[string]*rule{
			"name":   stringRule().length(0, 35).says("Name shown"),
			"number": stringRule().length(0, 35).says("Number shown"),
		}
		if extra {
			keys["realm"] = stringRule().says("Realm asserted")
		}
		return objectRule(keys).says("One kind of caller id")
	}
	return objectRule(map[string]*rule{
		"asserted": part(true), "emergency": part(false), "external": part(false), "internal": part(false),
	}).named("caller_id")
}

func recordingRule() *rule {
	source := objectRule(map[string]*rule{}).named("call_recording.source")
	return objectRule(map[string]*rule{"any": source, "inbound": source, "outbound": source}).named("call_recording")
}

func privacyRule() *rule {
	return stringRule().oneOf("full", "name", "number", "none").says("What calls to the outside hide of the caller")
}

func voicemailRule() *rule {
	return objectRule(map[string]*rule{
		"notify": objectRule(map[string]*rule{"callback": objectRule(nil).named("notify.callback")}),
	})
}

func switchRule(about string) *rule {
	return objectRule(map[string]*rule{"enabled": boolRule().says(about)})
}

// accountRule43 knows one key more than accountRule.
func accountRule43() *rule {
	r := accountRule()
	r.keys["blacklists"] = listRule(stringRule()).unique().says("Blacklists that the account uses")
	return r
}

func accountRule() *rule {
	return objectRule(map[string]*rule{
		"call_recording": objectRule(map[string]*rule{
			"account": recordingRule(), "endpoint": recordingRule(),
		}).nothingElse().says("What is recorded"),
		"call_restriction": restrictionRule("Which kinds of call the account may not place"),
		"call_waiting":     objectRule(nil).named("call_waiting"),
		"caller_id":        callerIDRule().says("The caller id used where nothing nearer says otherwise"),
		"caller_id_options": objectRule(map[string]*rule{
			"outbound_privacy": privacyRule(),
			"show_rate":        boolRule().says("Shows the rate of a call"),
		}).says("More on caller ids"),
		"dial_plan":      objectRule(nil).named("dialplans").says("Rewrites of dialled numbers"),
		"do_not_disturb": switchRule("Do not disturb, unless said otherwise nearer"),
		"enabled":        boolRule().or(true).supported().says("Whether the account may be used"),
		"flags":          listRule(stringRule()).supported().says("Marks that other programs set"),
		"formatters":     objectRule(nil).named("formatters"),
		"language":       stringRule().supported().says("Language of the account"),
		"metaflows":      objectRule(nil).named("metaflows"),
		"music_on_hold":  mediaIDRule(2048, "What waiting callers hear"),
		"name":           stringRule().length(1, 128).supported().says("What people call the account"),
		"notifications": objectRule(map[string]*rule{
			"first_occurrence": objectRule(map[string]*rule{
				"sent_initial_call":         boolRule().or(false).says("A first call was made"),
				"sent_initial_registration": boolRule().or(false).says("A first phone registered"),
			}).says("Told once"),
			"low_balance": objectRule(map[string]*rule{
				"enabled":           boolRule().says("Tell when credit runs low"),
				"last_notification": integerRule().says("When it was last told, Gregorian seconds"),
				"sent_low_balance":  boolRule().says("Already told"),
				"threshold":         numberRule().says("Balance below which to tell"),
			}).says("Low credit"),
		}).says("What the account is told"),
		"org":       stringRule().says("Legal name of the organisation"),
		"preflow":   objectRule(map[string]*rule{"always": stringRule().says("Callflow run before any other")}).nothingElse().or(document{}).says("What happens before a callflow"),
		"realm":     stringRule().length(4, 253).like(`^[.\w-]+$`).supported().says("SIP domain of the account"),
		"ringtones": ringtonesRule(),
		"timezone":  stringRule().length(5, 32).supported().says("Time zone of the account"),
		"topup":     objectRule(map[string]*rule{"threshold": numberRule().says("Balance at which credit is bought")}).says("Automatic credit"),
		"voicemail": voicemailRule(),
		"zones":     objectRule(nil).says("Zones in order of preference"),
	}, "name").says("An account is a customer of the platform: a world of its own with its users, phones and numbers.")
}

func userRule() *rule {
	forward := objectRule(map[string]*rule{
		"direct_calls_only":  boolRule().or(false).says("Only calls to the phone itself"),
		"enabled":            boolRule().or(false).says("Forwards calls"),
		"failover":           boolRule().or(false).says("Forwards when the phone is off line"),
		"ignore_early_media": boolRule().or(true).says("Ignores what is heard before the answer"),
		"keep_caller_id":     boolRule().or(true).supported().says("Shows the caller's own id"),
		"number":             stringRule().length(0, 35).supported().says("Where to"),
		"require_keypress":   boolRule().or(true).says("Asks for a key first"),
		"substitute":         boolRule().or(true).says("Instead of ringing the phone"),
	}).says("Call forwarding")
	return objectRule(map[string]*rule{
		"call_forward":      forward,
		"call_recording":    recordingRule(),
		"call_restriction":  restrictionRule("Which kinds of call the user may not place"),
		"call_waiting":      objectRule(nil).named("call_waiting"),
		"caller_id":         callerIDRule().says("Caller id of the user"),
		"caller_id_options": objectRule(map[string]*rule{"outbound_privacy": privacyRule()}).says("More on caller ids"),
		"contact_list":      objectRule(map[string]*rule{"exclude": boolRule().supported().says("Not in the contact list")}).or(document{}).says("Contact lists"),
		"dial_plan":         objectRule(nil).named("dialplans").says("Rewrites of dialled numbers"),
		"directories":       objectRule(nil).says("Directories the user is in"),
		"do_not_disturb":    switchRule("Whether it is on").says("Do not disturb"),
		"email":             stringRule().length(3, 254).formatted("email").supported().says("Where to write to"),
		"enabled":           boolRule().or(true).supported().says("Whether the user may sign in"),
		"feature_level":     stringRule().says("Level of features"),
		"first_name":        stringRule().length(1, 128).supported().says("Given name"),
		"flags":             listRule(stringRule()).supported().says("Marks that other programs set"),
		"formatters":        objectRule(nil).named("formatters").alsoKind(),
		"hotdesk": objectRule(map[string]*rule{
			"enabled":                  boolRule().or(false).says("May use any desk"),
			"id":                       stringRule().length(0, 15).says("Number to sign in with"),
			"keep_logged_in_elsewhere": boolRule().or(false).says("Stays signed in at other desks"),
			"pin":                      stringRule().length(4, 15).says("PIN to sign in with"),
			"require_pin":              boolRule().or(false).says("Asks for the PIN"),
		}).or(document{}).says("Hot desks"),
		"language":      stringRule().supported().says("Language of the user"),
		"last_name":     stringRule().length(1, 128).supported().says("Family name"),
		"media":         objectRule(nil).named("endpoint.media").says("Media of the user's phones"),
		"metaflows":     objectRule(nil).named("metaflows").says("Actions during calls"),
		"music_on_hold": mediaIDRule(128, "What waiting callers hear"),
		"password":      stringRule().supported().says("Password; kept only as a hash"),
		"presence_id":   stringRule().supported().says("Presence id"),
		"priv_level":    stringRule().oneOf("user", "admin").or("user").supported().says("What the user may do"),
		"profile":       objectRule(nil).named("profile").says("The person"),
		"pronounced_name": objectRule(map[string]*rule{
			"media_id": stringRule().length(0, 128).says("Recording of the name"),
		}).says("The name as spoken"),
		"require_password_update": boolRule().or(false).says("Asks for a new password at the next sign-in"),
		"ringtones":               ringtonesRule(),
		"timezone":                stringRule().supported().says("Time zone of the user"),
		"username":                stringRule().length(1, 256).like(`^([+@.\w_-]+)$`).supported().says("Name to sign in with"),
		"verified":                boolRule().or(false).says("The address was verified"),
		"vm_to_email_enabled":     boolRule().or(true).says("Voicemail goes to the e-mail address"),
		"voicemail":               voicemailRule(),
	}, "first_name", "last_name").says("A person of an account")
}
