//! The overview of several communities, one line each: made of the same records as reports, by the same definitions. A session
//! counts when it was held; a form is where [`Submissions::place`](crate::domain::submission::Submissions::place) says.

use chrono::NaiveDate;

use crate::domain::community::Pause;
use crate::domain::figures::Records;
use crate::domain::gap::Gap;
use crate::domain::session::SessionSummary;
use crate::domain::submission::{Form, Period, Place, Sheet};
use crate::domain::{Id, Now};

/// Things that wait: how many, and since when the oldest does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Waiting {
    /// How many.
    pub count: usize,
    /// Since when.
    pub since: Option<NaiveDate>,
}

impl Waiting {
    /// Each waits since its day, where one is known.
    fn of(days: impl Iterator<Item = Option<NaiveDate>>) -> Waiting {
        days.fold(Waiting::default(), |waiting, day| {
            let since = [waiting.since, day].into_iter().flatten().min();
            Waiting { count: waiting.count + 1, since }
        })
    }
}

/// How it stands in one community.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The community.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// Invented, to try things out.
    pub practice: bool,
    /// The period of today; none before the start, or where no start is known.
    pub period: Option<Period>,
    /// Sessions held in it.
    pub in_period: usize,
    /// Sessions held since the beginning.
    pub held: usize,
    /// The beginning.
    pub began: Option<NaiveDate>,
    /// The day of the last session that was held.
    pub last: Option<NaiveDate>,
    /// Sessions whose forms are not closed; since the day of the session.
    pub unwritten: Waiting,
    /// Adverse events that the community doctor has not seen; since their forms were opened.
    pub unseen: Waiting,
    /// Forms that are closed and not handed over; since the day of the session.
    pub ready: Waiting,
    /// Forms that were handed over and not received; since they were handed over.
    pub handed: Waiting,
    /// Forms that were sent back with a question; since then.
    pub back: Waiting,
    /// Forms of periods that are over, written or not, that have not come; since the first of these periods ended.
    pub due: Waiting,
    /// Forms that the coordinator has.
    pub received: usize,
    /// It pauses today.
    pub pause: Option<Pause>,
    /// Periods that are over and had no session, the latest first, each with its reason.
    pub gaps: Vec<(Period, Gap)>,
}

impl Line {
    /// How many things somebody has to do something about.
    pub fn waiting(&self) -> usize {
        let all = [self.unwritten, self.unseen, self.ready, self.handed, self.back];
        all.iter().map(|waiting| waiting.count).sum()
    }

    /// Periods without a session for which nobody has said why.
    pub fn unexplained(&self) -> usize {
        self.gaps.iter().filter(|(_, gap)| !gap.explained).count()
    }
}

/// The line of one community.
pub fn line(records: &Records, now: &Now) -> Line {
    let (community, submissions, today) = (&records.community, &records.submissions, now.today());
    let sessions: Vec<&SessionSummary> = records.sessions.iter().filter(|one| one.removed.is_none()).collect();
    let held: Vec<&SessionSummary> = sessions.iter().copied().filter(|session| session.is_held()).collect();
    // Older records were handed over long ago, on paper: they count as held, and nobody waits for their forms.
    let forms = sessions.iter().filter(|session| !session.is_brought());
    let places: Vec<(&SessionSummary, Place)> = forms.map(|one| (*one, submissions.place(one))).collect();
    let at = |ms: i64| Some(now.local(ms).date());
    let waiting = |since: &dyn Fn(&SessionSummary, &Place) -> Option<Option<NaiveDate>>| {
        Waiting::of(places.iter().filter_map(|(session, place)| since(session, place)))
    };
    let unseen = sessions.iter().flat_map(|session| {
        let events = session.figures.iter().flat_map(|figures| &figures.events);
        let open = events.filter(|event| event.acknowledged.is_none());
        open.map(|event| event.opened.and_then(at).or(session.date))
    });
    let sheets = submissions.sheets(community, &records.sessions, &records.people, today);
    let over: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.period.to < today).collect();
    let came = |form: &&Form| matches!(form.place, Place::NotWritten | Place::Ready | Place::SentBack(_));
    let due = over.iter().flat_map(|sheet| sheet.forms.iter().filter(came).map(|_| sheet.period.to.succ_opt()));
    let period = community.started.and_then(|started| submissions.period_of(started, today));
    let days = || held.iter().filter_map(|session| session.date);
    Line {
        id: community.id.clone(),
        name: community.name.clone(),
        practice: community.practice,
        period,
        in_period: period.map_or(0, |period| days().filter(|day| period.has(*day)).count()),
        held: held.len(),
        began: records.began(),
        last: days().max(),
        unwritten: waiting(&|session, place| (*place == Place::NotWritten).then_some(session.date)),
        unseen: Waiting::of(unseen),
        ready: waiting(&|session, place| (*place == Place::Ready).then_some(session.date)),
        handed: waiting(&|_, place| if let Place::HandedOver(ms) = place { Some(at(*ms)) } else { None }),
        back: waiting(&|_, place| if let Place::SentBack(back) = place { Some(at(back.at)) } else { None }),
        due: Waiting::of(due),
        received: places.iter().filter(|(_, place)| matches!(place, Place::Received(_))).count(),
        pause: community.pauses.iter().find(|pause| pause.touches(today, today)).cloned(),
        gaps: over.iter().filter_map(|sheet| Some((sheet.period, sheet.gap.clone()?))).collect(),
    }
}

/// What may be counted together: the first, and those of the others that are another community, each once. What is invented and
/// what is not are never counted together.
pub fn together(all: impl IntoIterator<Item = Records>) -> Vec<Records> {
    let mut counted: Vec<Records> = Vec::new();
    for records in all {
        let known = counted.iter().any(|known| known.community.id == records.community.id);
        let alike = counted.first().is_none_or(|first| first.community.practice == records.community.practice);
        if !known && alike {
            counted.push(records);
        }
    }
    counted
}

#[cfg(test)]
#[path = "overview_tests.rs"]
mod tests;
