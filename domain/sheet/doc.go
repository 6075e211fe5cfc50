// Package sheet is drafts as rows of a CSV file: it reads the files that people
// make with spreadsheets, and writes files that spreadsheets and this package
// read back.
//
// It turns bytes into values and values into bytes, and no more. Every row
// becomes a draft, right or wrong: what is wrong with one is for Draft.Check to
// say, and what a draft has no place for comes back as a remark. Files, the
// keyring and the store are for whoever calls it.
//
// # Columns
//
// The first line names the columns, in any order and any case. All are optional:
//
//	name, realm, timezone, language
//	admin_first_name, admin_last_name, admin_email, admin_phone, admin_password
//	twoway_trunks, inbound_trunks, outbound_trunks    calls
//	allow_prepay                                      yes or no: calls over the trunks
//	credit                                            currency units
//	deny                                              classifiers, parted by ";"
//	hide                                              permissions or groups of them, parted by ";"
//
// and besides these:
//
//	admin_welcome                 yes or no: a welcome e-mail; without the column, yes
//	admin2_first_name, ...        the second administrator, and so on up to admin99
//	technical_name, technical_email, technical_phone
//	billing_name, billing_email, billing_phone, billing_street, billing_street2,
//	billing_city, billing_region, billing_postal_code, billing_country
//	sales_name, sales_account_id, sales_user_id
//	contract_end                  a day, such as 2027-03-31
//	plans                         ids or names of service plans, parted by ";"
//	apps                          ids or names of the only apps allowed, parted by ";"
//	apps_restricted               yes or no; without the column, yes where apps has any
//	parent_id, parent_name, parent_realm    the account to create it under
//	status, id                    written for people; read and left alone
//
// Columns of other names are reported by Read. Where a person says what columns are
// (Parse, Guess, Table.Sheet), they may have any names, or none. A realm is a label
// before the reseller's suffix, with or without the suffix. Where timezone is empty, or
// language has no column, the reseller's own is meant. Passwords are read, and never
// written.
package sheet
