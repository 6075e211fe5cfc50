package sandbox

import (
	"net/http"
	"regexp"
)

func (r routes) addNumbers() {
	r.add(&endpoint{global: true, verbs: map[string]verb{http.MethodGet: {execute: listClassifiers}}}, "phone_numbers", "classifiers")
	r.add(&endpoint{global: true, verbs: map[string]verb{http.MethodGet: {execute: classify}}}, "phone_numbers", "classifiers", "*")
}

// classifier is a kind of call, known by the form of the number. Their order
// decides, as the last takes everything.
type classifier struct {
	name, regex, friendly, pretty string
	emergency                     bool
	re                            *regexp.Regexp
}

const prettyUS = "SS(###) ### - ####"

// newClassifiers are those that Kazoo has unless an operator says otherwise
// (knm_converters).
func newClassifiers(b *behaviour) []classifier {
	list := []classifier{
		{name: "tollfree_us", regex: `^\+1((?:800|88\d|877|866|855|844|833|822)\d{7})$`, friendly: "US TollFree", pretty: prettyUS},
		{name: "toll_us", regex: `^\+1(900\d{7})$`, friendly: "US Toll", pretty: prettyUS},
		{name: "emergency", regex: b.emergencyNumbers, friendly: "Emergency Dispatcher", emergency: true},
		{
			name: "caribbean", regex: `^\+?1((?:684|264|268|242|246|441|284|345|767|809|829|849|473|671|876|664|670|787|939|869|758|784|721|868|649|340)\d{7})$`,
			friendly: "Caribbean", pretty: prettyUS,
		},
		{name: "did_us", regex: `^(\+?1)?([2-9][0-9]{2}[2-9][0-9]{6})$`, friendly: "US DID", pretty: prettyUS},
		{name: "international", regex: `^\+([2-9]\d{7,})$`, friendly: "International"},
		{name: "unknown", regex: `^(.*)$`, friendly: "Unknown"},
	}
	for i := range list {
		list[i].re = regexp.MustCompile(list[i].regex)
	}
	return list
}

func (cl classifier) document() document {
	d := document{"regex": cl.regex, "friendly_name": cl.friendly}
	if cl.pretty != "" {
		d["pretty_print"] = cl.pretty
	}
	if cl.emergency {
		d["emergency"] = true
	}
	return d
}

func listClassifiers(c *call) (*reply, error) {
	data := document{}
	for _, cl := range c.s.classifiers {
		data[cl.name] = cl.document()
	}
	return &reply{data: data}, nil
}

func classify(c *call) (*reply, error) {
	number := c.arg(1)
	for _, cl := range c.s.classifiers {
		if cl.re.MatchString(number) {
			data := cl.document()
			data["name"], data["number"], data["e164"] = cl.name, number, e164(number)
			return &reply{data: data}, nil
		}
	}
	return nil, failIdentifier(number)
}

var northAmerican = regexp.MustCompile(`^1?(\d{10})$`)

// e164 writes a North American number in full.
func e164(number string) string {
	if m := northAmerican.FindStringSubmatch(number); m != nil {
		return "+1" + m[1]
	}
	return number
}
