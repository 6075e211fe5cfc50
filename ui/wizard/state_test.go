package wizard

import (
	"testing"

	"github.com/stretchr/testify/require"

	"accountsmanager/domain"
)

func fresh() domain.Draft {
	return domain.NewDraft("d1", domain.AccountRef{ID: "own", Name: "Northwind Telecom"}, domain.Identity{Timezone: "America/Chicago"})
}

func missingName() domain.Problems {
	return domain.Problems{{Field: domain.FieldName, Code: domain.Required}}
}

func TestAProblemWaitsUntilItsFieldWasLeft(t *testing.T) {
	s := newState(fresh(), false)
	s.found = missingName()
	require.Empty(t, s.shown(), "nobody is told before they could type")
	s.leave(domain.FieldRealm)
	require.Empty(t, s.shown())
	s.leave(domain.FieldName)
	require.Len(t, s.shown(), 1)
	p, ok := s.at(domain.FieldName)
	require.True(t, ok)
	require.Equal(t, domain.Required, p.Code)
}

func TestAProblemShowsOnceItsTabWasLeft(t *testing.T) {
	s := newState(fresh(), false)
	s.found = missingName()
	s.visit(domain.TabPermissions)
	require.Equal(t, 1, s.wrongOn(domain.TabGeneral))
	tab, problems := s.elsewhere()
	require.Equal(t, domain.TabGeneral, tab)
	require.Len(t, problems, 1)
	s.visit(domain.TabGeneral)
	_, problems = s.elsewhere()
	require.Empty(t, problems, "the tab in sight needs no reminder")
}

func TestReviewJudgesTabsThatWereNeverSeen(t *testing.T) {
	s := newState(fresh(), false)
	s.found = domain.Problems{{Field: domain.FieldCredit, Code: domain.NotMoney}}
	s.visit(domain.TabReview)
	require.Equal(t, 1, s.wrongOn(domain.TabRestrictions))
}

func TestAWarningIsNoMistake(t *testing.T) {
	s := newState(fresh(), false)
	s.found = domain.Problems{
		{Field: domain.FieldName, Code: domain.NoLatin, Warning: true}, {Field: domain.FieldName, Code: domain.TooLong, Limit: 3},
	}
	s.judgeAll()
	require.Equal(t, 1, s.wrongOn(domain.TabGeneral))
	p, _ := s.at(domain.FieldName)
	require.Equal(t, domain.TooLong, p.Code, "what blocks comes before what is only pointed out")
}

func TestReopeningGoesOnWhereThePersonWas(t *testing.T) {
	d := fresh()
	d.Visit(domain.TabContacts)
	d.Visit(domain.TabRestrictions)
	s := newState(d, true)
	s.found = domain.Problems{
		{Field: domain.FieldName, Code: domain.Required}, {Field: domain.FieldCredit, Code: domain.NotMoney},
	}
	require.Equal(t, domain.TabRestrictions, s.draft.Tab)
	require.Equal(t, 1, s.wrongOn(domain.TabGeneral), "it was left before")
	require.Zero(t, s.wrongOn(domain.TabRestrictions), "it is still being filled in")
}

func TestTheTabOfPlansGoesWithThePlans(t *testing.T) {
	d := fresh()
	d.Visit(domain.TabPlans)
	s := newState(d, false)
	require.Equal(t, domain.TabGeneral, s.draft.Tab, "a tab that is not there cannot be open")
	require.NotContains(t, s.tabs, domain.TabPlans)
	d.Plans = []string{"gold"}
	require.Contains(t, newState(d, false).tabs, domain.TabPlans, "a plan that was chosen can be taken out again")
}

func TestSteppingEndsAtBothEnds(t *testing.T) {
	s := newState(fresh(), false)
	_, ok := s.step(-1)
	require.False(t, ok)
	next, ok := s.step(1)
	require.True(t, ok)
	require.Equal(t, domain.TabContacts, next)
	s.visit(domain.TabReview)
	_, ok = s.step(1)
	require.False(t, ok)
	require.True(t, s.onReview())
}

func TestWhatTheServerRefusedGoesWithTheNextEdit(t *testing.T) {
	s := newState(fresh(), false)
	s.refused = domain.Problems{{Field: domain.FieldName, Code: domain.TakenOnServer}}
	s.judgeAll()
	require.Equal(t, 1, s.wrongOn(domain.TabGeneral))
	s.edit(domain.FieldName, func(d *domain.Draft) { d.Name = "Another" })
	require.Zero(t, s.wrongOn(domain.TabGeneral))
	require.Equal(t, "Another", s.draft.Name)
}

func TestAPasswordTypedNowIsNotLost(t *testing.T) {
	field := domain.AdminField("a", domain.PartPassword)
	s := newState(fresh(), false)
	s.found = domain.Problems{{Field: field, Code: domain.LostPassword}}
	s.judgeAll()
	require.Len(t, s.shown(), 1)
	s.typed["a"] = true
	require.Empty(t, s.shown())
}

func TestTheDraftOfTheStateIsItsOwn(t *testing.T) {
	d := fresh()
	d.Denied = []string{"caribbean"}
	s := newState(d, false)
	d.Denied[0] = "international"
	require.Equal(t, []string{"caribbean"}, s.draft.Denied)
}
