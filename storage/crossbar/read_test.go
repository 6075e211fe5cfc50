package crossbar

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func TestAPageOfChildren(t *testing.T) {
	s := newStub(t)
	listing := "GET /accounts/" + reseller + "/children"
	s.say(listing, 200, `{"data":[{"id":"c1","name":"A","realm":"a.example.com","descendants_count":3,"flags":[]},{"name":"no id"},{"id":"c2","name":7}],
		"next_start_key":"g2w+/=&x","page_size":2,"status":"success"}`)
	session := s.signIn(t)
	page, err := session.Children(context.Background(), reseller, "a+b/c=&d e", 2)
	require.NoError(t, err)
	require.Equal(t, "g2w+/=&x", page.Next)
	require.Equal(t, []domain.Account{
		{AccountRef: domain.AccountRef{ID: "c1", Name: "A", Realm: "a.example.com"}, ParentID: reseller, Descendants: 3},
		{AccountRef: domain.AccountRef{ID: "c2", Name: "7"}, ParentID: reseller},
	}, page.Accounts)
	require.Equal(t, "ascending=true&page_size=2&start_key=a%2Bb%2Fc%3D%26d+e", s.requests(listing)[0].query)

	s.say(listing, 200, success(`{}`))
	_, err = session.Children(context.Background(), reseller, "", 2)
	require.ErrorIs(t, err, domain.ErrNotCrossbar, "an object is no empty list")
}

func TestClassifiersKeepTheServersOrder(t *testing.T) {
	s := newStub(t)
	s.say("GET /accounts/"+reseller+"/phone_numbers/classifiers", 200,
		success(`{"zulu":{"friendly_name":"Zulu","regex":"^z$"},"alpha":{"emergency":true},"mike":{"friendly_name":"Mike","emergency":"no"},"odd":3}`))
	got, err := s.signIn(t).Classifiers(context.Background(), reseller)
	require.NoError(t, err)
	require.Equal(t, []domain.Classifier{
		{ID: "zulu", Name: "Zulu"}, {ID: "alpha", Name: "alpha", Emergency: true}, {ID: "mike", Name: "Mike"},
	}, got)
}

func TestPlansAreThoseOfTheCustomers(t *testing.T) {
	const plans = `[{"id":"gold","name":"Gold","description":"d","category":"c"},{"id":"bare"}]`
	s := newStub(t)
	session := s.signIn(t)
	ctx := context.Background()
	s.say("GET /accounts/"+reseller+"/children", 200, success(`[]`))
	got, err := session.ServicePlans(ctx, reseller)
	require.NoError(t, err)
	require.Empty(t, got, "no customer to ask by")

	s.say("GET /accounts/"+reseller+"/children", 200, success(`[{"id":"`+customer+`"}]`))
	s.say("GET /accounts/"+customer+"/services/available", 200, success(plans))
	got, err = session.ServicePlans(ctx, reseller)
	require.NoError(t, err)
	require.Equal(t, []domain.ServicePlan{{ID: "gold", Name: "Gold", Description: "d", Category: "c"}, {ID: "bare", Name: "bare"}}, got)

	for _, status := range []int{403, 404} {
		s.say("GET /accounts/"+customer+"/services/available", status, failure(status, "no", `{}`))
		got, err = session.ServicePlans(ctx, reseller)
		require.NoError(t, err)
		require.Empty(t, got)
	}
	s.say("GET /accounts/"+customer+"/services/available", 503, "")
	_, err = session.ServicePlans(ctx, reseller)
	require.Error(t, err, "an outage is not an absence of plans")

	session.identity.IsMaster = true
	s.say("GET /accounts/"+reseller+"/services/available", 200, success(plans))
	got, err = session.ServicePlans(ctx, reseller)
	require.NoError(t, err)
	require.Len(t, got, 2)
}

func TestAppsAreNamedInTheLanguageOfTheUser(t *testing.T) {
	s := newStub(t)
	s.say("GET /accounts/"+reseller+"/apps_store", 200, success(`[
		{"id":"1","name":"voip","i18n":{"en-US":{"label":"Smart PBX"},"es-ES":{"label":"Centralita"}}},
		{"id":"2","name":"numbers","i18n":{"en-US":{"label":"Numbers"},"es-MX":{"label":"Números"}}},
		{"id":"3","name":"fax","i18n":{"de-DE":{"label":"Faxe"},"en-US":{"label":"Faxes"}}},
		{"id":"4","name":"only","i18n":{"fr-FR":{"label":"Seul"}}},
		{"id":"5","name":"bare"},{"id":"6"},{"name":"no id"}]`))
	apps, err := s.signIn(t).Apps(context.Background(), reseller) // of a user who speaks es-ES
	require.NoError(t, err)
	var labels []string
	for _, a := range apps {
		labels = append(labels, a.Label)
	}
	require.Equal(t, []string{"Centralita", "Números", "Faxes", "Seul", "bare", "6"}, labels)
}

func TestSellersAreNamed(t *testing.T) {
	s := newStub(t)
	s.say("GET /accounts/"+reseller+"/users", 200, success(`[{"id":"u3","email":"z@example.com"},{"id":"u2","first_name":"Sam","last_name":"Seller"},{"id":"u1","first_name":"ada"},{"id":"u4","username":"bob"}]`))
	got, err := s.signIn(t).Sellers(context.Background(), reseller)
	require.NoError(t, err)
	require.Equal(t, []domain.Representative{
		{AccountID: reseller, UserID: "u1", Name: "ada"},
		{AccountID: reseller, UserID: "u4", Name: "bob"},
		{AccountID: reseller, UserID: "u2", Name: "Sam Seller"},
		{AccountID: reseller, UserID: "u3", Name: "z@example.com"},
	}, got)
}

func TestTrunksOfOnesOwn(t *testing.T) {
	for data, want := range map[string][3]int{
		`{"allow_prepay":true,"id":"limits"}`:                              {0, 0, 0},
		`{"twoway_trunks":40,"inbound_trunks":0,"outbound_trunks":-1}`:     {40, 0, 0},
		`{"twoway_trunks":"12","inbound_trunks":7.0,"outbound_trunks":[]}`: {12, 7, 0},
	} {
		s := newStub(t)
		s.say("GET /accounts/"+reseller+"/limits", 200, success(data))
		got, err := s.signIn(t).OwnTrunks(context.Background(), reseller)
		require.NoError(t, err)
		for i, k := range []domain.TrunkKind{domain.TwoWay, domain.Inbound, domain.Outbound} {
			n, ok := got.Of(k)
			require.Equal(t, want[i], n, data)
			require.Equal(t, want[i] > 0, ok, data)
		}
	}
}

func TestTrunksSold(t *testing.T) {
	for data, want := range map[string]domain.Trunks{
		`{"quantities":{"cascade":{"limits":{"twoway_trunks":31,"outbound_trunks":24}}}}`: {TwoWay: 31, Outbound: 24},
		`{"quantities":{"account":{"limits":{"twoway_trunks":5}},"cascade":{}}}`:          {},
		`{}`: {},
	} {
		s := newStub(t)
		s.say("GET /accounts/"+reseller+"/services/summary", 200, success(data))
		got, err := s.signIn(t).SoldTrunks(context.Background(), reseller)
		require.NoError(t, err)
		require.Equal(t, want, got)
	}
}

func TestAnAccountThatOthersWroteIsRead(t *testing.T) {
	s := newStub(t)
	session := s.signIn(t)
	path := "GET /accounts/" + customer
	s.say(path, 200, success(`{"id":"`+customer+`","name":"C","enabled":false,"contact":[],"call_restriction":{"b":{"action":"deny"},"c":{"action":"inherit"}},
		"ui_restrictions":{"myaccount":{"outbound":{"show_tab":false},"balance":{"show_tab":true,"show_header":false},"user":{"show_tab":"?"}}},"created":63934444800}`))
	got, err := session.ReadPart(context.Background(), customer, domain.DocAccount)
	require.NoError(t, err)
	known := domain.Values{
		domain.FieldEnabled: domain.Off, domain.FieldCreated: "2026-01-01T00:00:00Z", domain.FieldBilling.Part("name"): "",
		domain.RestrictionField("b"): domain.On, domain.RestrictionField("c"): domain.Off,
		domain.PermissionField(domain.SeeOutbound): domain.Off, domain.PermissionField(domain.SeeCredit): domain.On,
		domain.PermissionField(domain.SeeUser): domain.On,
	}
	for field, want := range known {
		require.Equal(t, want, got.Values[field], field)
	}

	s.say(path, 404, failure(404, "bad_identifier", `{}`))
	_, err = session.ReadPart(context.Background(), customer, domain.DocAccount)
	require.ErrorIs(t, err, domain.ErrNotFound)
}

func TestALimitsStepThatCannotReadSendsNothing(t *testing.T) {
	s := newStub(t)
	session := s.signIn(t)
	s.say("GET /accounts/"+customer+"/limits", 503, "")
	_, err := session.Perform(context.Background(), limitsTask())
	var busy *domain.BusyError
	require.ErrorAs(t, err, &busy)
	require.Empty(t, s.requests("POST /accounts/"+customer+"/limits"))
}
