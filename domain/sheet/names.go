package sheet

import (
	"strings"
	"sync"

	"accountsmanager/domain"
)

// knownColumns is the vocabulary, made once.
var knownColumns = sync.OnceValue(vocabulary)

// columnNamed is the column of ours that people mean by a name: its own, or what they
// call it in the languages of this program. Empty where nobody can tell.
func columnNamed(name string) string {
	name = normalize(unguard(name))
	if known := knownColumns()[name]; known.name != "" {
		return name
	}
	return alsoCalled()[fold(name)]
}

// fold makes names comparable beyond normalize: without accents and signs.
func fold(name string) string {
	var out strings.Builder
	for _, r := range domain.Fold(strings.ReplaceAll(name, "_", " ")) {
		if r == ' ' || r == '.' || r == '/' || r == ':' || r == '*' {
			continue
		}
		out.WriteRune(r)
	}
	return out.String()
}

// alsoCalled are other names of columns, folded.
var alsoCalled = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	for column, names := range map[string]string{
		"name": "account,account name,company,company name,customer,customer name,client,organisation,organization,business," +
			"firma,firmenname,kunde,kundenname,konto,kontoname,unternehmen,empresa,cliente,cuenta,nombre,nombre de la empresa," +
			"société,entreprise,client,compte,raison sociale,nom,компания,клиент,организация,название,аккаунт",
		"realm":    "sip realm,domain,sip domain,sip-domain,domäne,dominio,domaine,домен",
		"timezone": "tz,time zone,zone,zeitzone,zona horaria,huso horario,fuseau,fuseau horaire,часовой пояс",
		"language": "lang,locale,sprache,idioma,langue,язык",
		"twoway_trunks": "lines,trunks,two way,two-way,twoway,two way trunks,channels,concurrent calls,leitungen,kanäle,beidseitig," +
			"líneas,troncales,canales,lignes,canaux,линии,каналы",
		"inbound_trunks":   "inbound,incoming,inbound lines,incoming lines,eingehend,eingehende leitungen,entrantes,lignes entrantes,входящие",
		"outbound_trunks":  "outbound,outgoing,outbound lines,outgoing lines,ausgehend,ausgehende leitungen,salientes,sortantes,исходящие",
		"allow_prepay":     "prepay,prepaid,bypass,per minute",
		"credit":           "balance,initial credit,credit balance,guthaben,saldo,crédito,crédit,solde,баланс",
		"admin_email":      "email,e-mail,e-mail address,email address,mail,contact mail,contact email,contact e-mail,admin mail,user,user name,username,correo,correo electrónico,courriel,adresse e-mail,почта,электронная почта",
		"admin_first_name": "first name,firstname,given name,forename,contact first name,vorname,nombre de pila,prénom,имя",
		"admin_last_name":  "last name,lastname,surname,family name,contact last name,nachname,familienname,apellido,apellidos,nom de famille,фамилия",
		"admin_phone":      "phone,telephone,tel,phone number,mobile,contact phone,contact number,telefon,telefonnummer,rufnummer,handy,teléfono,móvil,téléphone,numéro,телефон",
		"admin_password":   "password,passwort,kennwort,contraseña,mot de passe,пароль",
		"deny":             "restrictions,call restrictions,blocked,gesperrt,sperren",
		"plans":            "plan,service plan,service plans,tarif,plan de servicio,forfait,тариф",
		"contract_end":     "contract end date,end of contract,vertragsende,fin de contrato,fin de contrat",
		"sales_name":       "sales,sales rep,sales representative,vertrieb,vendedor,commercial",
	} {
		for name := range strings.SplitSeq(names, ",") {
			out[fold(normalize(name))] = column
		}
	}
	return out
})
