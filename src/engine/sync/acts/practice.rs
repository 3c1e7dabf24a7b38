//! "Try it first": a practice community with invented people and past sessions, made anew in the language chosen.
//!
//! Everything here is invented. It goes through the same acts as real work does.

use chrono::{Datelike, Duration, NaiveTime, TimeZone, Utc, Weekday};

use super::community::Founding;
use super::{community, event, people, plan, record, run};
use crate::domain::consent::{How, Paper};
use crate::domain::enrolment::{Answer, Criterion, Enrolment, Verdict};
use crate::domain::fields::{event as event_fields, of_person, planning, recording, running};
use crate::domain::idea::Idea;
use crate::domain::person::Role;
use crate::domain::record::{AimMet, PartOutcome, Went, Worry};
use crate::domain::run::Mark;
use crate::domain::{Id, Kind, Now, emergency::EventKind, plan::Category, plan::Part};
use crate::merge::{Clock, Document, Edit, read};
use crate::words::Language;

/// One document of the practice community: its id and the edits that make it, each with the time it was made.
#[derive(Debug)]
pub struct Made {
    /// The document.
    pub id: Id,
    /// What makes it.
    pub edits: Vec<Edit>,
}

/// The practice community: its own id, the person who holds the phone, and all documents.
#[derive(Debug)]
pub struct Practice {
    /// The community's document.
    pub community: Id,
    /// The peer who holds the phone.
    pub me: Id,
    /// Everything, to be saved in this order.
    pub documents: Vec<Made>,
}

/// Names and words of the practice community in one language.
struct Cast {
    community: &'static str,
    venue: &'static str,
    doctor: &'static str,
    ambulance: &'static str,
    police: &'static str,
    peers: [&'static str; 2],
    members: [&'static str; 8],
    said: [&'static str; 4],
    happened: [&'static str; 2],
    next_time: &'static str,
    unsigned: &'static str,
    event: [&'static str; 3],
}

const CHINESE: Cast = Cast {
    community: "练习社区",
    venue: "社区康复站",
    doctor: "周医生（虚构）",
    ambulance: "急救",
    police: "报警",
    peers: ["小林", "老陈"],
    members: ["阿梅", "小宋", "大刘", "娟子", "老吴", "小何", "秋秋", "阿明"],
    said: ["好久没这么开心了。", "原来我也能做好。", "下次我还来。", "有人听我说话，真好。"],
    happened: ["开始有点安静，后来大家都动手了。", "两位组员主动帮忙收拾。"],
    next_time: "早点把东西摆好，多留时间聊天。",
    unsigned: "先来看看，下次补签。",
    event: ["一位组员手指被划了一个小口。", "用清水冲洗，贴了创可贴，陪他坐了一会儿。", "十分钟后他说没事，继续参加。"],
};

const ENGLISH: Cast = Cast {
    community: "Practice community",
    venue: "Community rehabilitation centre",
    doctor: "Dr Zhou (invented)",
    ambulance: "Ambulance",
    police: "Police",
    peers: ["Lin", "Old Chen"],
    members: ["Mei", "Song", "Big Liu", "Juan", "Mr Wu", "He", "Autumn", "Ming"],
    said: [
        "I have not laughed like this for long.",
        "I can do it after all.",
        "I will come again.",
        "It is good to be heard.",
    ],
    happened: ["It was quiet at first. Then everyone joined in.", "Two people helped to tidy up."],
    next_time: "Set things out early. Leave more time to talk.",
    unsigned: "Came to have a look. Signs next time.",
    event: [
        "A group member got a small cut on a finger.",
        "We rinsed it, put on a plaster and sat with him.",
        "After ten minutes he was fine and went on.",
    ],
};

/// What the members asked for, in turn.
const WANTED: [&[Category]; 3] = [
    &[Category::DailyLife, Category::Entertainment],
    &[Category::Entertainment, Category::Social],
    &[Category::HealthyLiving],
];

/// Makes the practice community. `ideas` fill its sessions; with fewer than two there are no past sessions.
pub fn make(language: Language, ideas: &[Idea], now: &Now) -> Practice {
    let cast = match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    };
    let id = |kind, number: u8| {
        let mut random = now.entropy;
        random[0] = number;
        random[1] ^= 0x5a;
        Id::new(kind, &random)
    };
    let community_id = id(Kind::Community, 0);
    let founding = Founding {
        name: cast.community.into(),
        venue: cast.venue.into(),
        doctor_name: cast.doctor.into(),
        doctor_phone: "000 0000 0000".into(),
        numbers: vec![(cast.ambulance.into(), "120".into()), (cast.police.into(), "110".into())],
    };
    let mut documents = vec![Made {
        id: community_id.clone(),
        edits: community::found(&founding, now.today() - Duration::days(90), true),
    }];
    let mut person = |number: u8, role, alias: &str| {
        let id = id(Kind::Person, number);
        let mut edits = people::add(role, alias);
        // The newest member still has to be asked.
        if alias != cast.members[cast.members.len() - 1] {
            let on = now.today() - Duration::days(80);
            let agree = |paper: &Paper| people::agree(paper.slug(), *paper, "", How::OnPaper, on, cast.doctor, now);
            edits.extend(Paper::needed(role).iter().map(agree));
        }
        if role == Role::Member {
            let wanted = WANTED[usize::from(number) % WANTED.len()];
            edits.extend(wanted.iter().map(|category| Edit::put(of_person::WANTS, category.slug(), true)));
        }
        for criterion in Criterion::of(role) {
            let met = |answer: &mut Answer| (answer.verdict, answer.by) = (Some(Verdict::Met), cast.doctor.to_owned());
            edits.push(people::answer(&Enrolment::default(), *criterion, met));
        }
        documents.push(Made { id: id.clone(), edits });
        id
    };
    let peers: Vec<Id> = (1..).zip(cast.peers).map(|(number, alias)| person(number, Role::Peer, alias)).collect();
    let members: Vec<Id> =
        (10..).zip(cast.members).map(|(number, alias)| person(number, Role::Member, alias)).collect();

    let familiar: Vec<&Idea> =
        ideas.iter().filter(|idea| idea.familiar).chain(ideas.iter().filter(|idea| !idea.familiar)).collect();
    for (number, weeks_ago) in [8, 6, 4, 2].into_iter().enumerate() {
        if let Some(idea) = familiar.get(number) {
            let id = id(Kind::Session, 100 + number as u8);
            let past = Past { cast, idea, number, weeks_ago, language, peers: &peers, members: &members };
            documents.push(past.make(id, now));
        }
    }
    Practice { community: community_id, me: peers[0].clone(), documents }
}

/// One past session of the practice community.
struct Past<'a> {
    cast: &'a Cast,
    idea: &'a Idea,
    number: usize,
    weeks_ago: i64,
    language: Language,
    peers: &'a [Id],
    members: &'a [Id],
}

impl Past<'_> {
    /// Plans, runs, records and confirms it, by the same acts as on the screens.
    fn make(&self, id: Id, now: &Now) -> Made {
        let mut day = now.today() - Duration::weeks(self.weeks_ago);
        while matches!(day.weekday(), Weekday::Sat | Weekday::Sun) {
            day -= Duration::days(1);
        }
        let start = NaiveTime::from_hms_opt(14, 0, 0).unwrap_or_default();
        let begins =
            Utc.from_utc_datetime(&day.and_time(start)).timestamp_millis() - i64::from(now.offset_minutes) * 60_000;
        let at = |minutes: i64| Now { ms: begins + minutes * 60_000, ..*now };

        let mut story = Story::new(id.clone(), "practice");
        let ids = ["w", "m", "c"].map(str::to_owned);
        story.does(&at(-1440), |session| plan::take_idea(&session.plan, self.idea, self.language, ids));
        let (lead, assistant) = if self.number.is_multiple_of(2) { (0, 1) } else { (1, 0) };
        story.does(&at(-1440), |_| {
            let mut edits = vec![
                Edit::set(planning::DATE, day),
                Edit::set(planning::START, start),
                Edit::set(planning::VENUE, self.cast.venue.to_owned()),
                Edit::set(planning::LEAD, Some(self.peers[lead].clone())),
                Edit::set(planning::ASSISTANT, Some(self.peers[assistant].clone())),
                Edit::set(planning::HARD_TALKED, true),
                plan::ready(Some(&self.peers[lead]), &at(-1440)),
            ];
            edits.extend(self.members.iter().map(|member| Edit::put(planning::INVITED, member.as_str(), true)));
            edits
        });
        for (place, member) in self.members.iter().enumerate() {
            let came = (place + self.number) % 4 != 3;
            let mark = if came { Mark::Came } else { Mark::DidNotCome };
            story.does(&at(-5), |session| vec![run::mark(&session.run, member, mark, &at(-5))]);
        }
        story.does(&at(0), |session| run::begin(session, &at(0)));
        story.does(&at(11), |session| run::go(session, 1, &at(11)));
        let said = self.cast.said[self.number % 4];
        story.does(&at(30), |session| vec![run::note(session, "n1", said, true, &at(30))]);
        story.does(&at(47), |session| run::go(session, 1, &at(47)));
        let end = at(62 + self.number as i64);
        story.does(&end, |session| run::end(session, &end));
        if self.number == 1 {
            self.small_cut(&mut story, &at(25));
        }
        story.does(&end, |_| self.record());
        let newest = self.members.len() - 1;
        if (newest + self.number) % 4 != 3 {
            story.does(&end, |_| vec![Edit::set(running::UNSIGNED_REASON, self.cast.unsigned.to_owned())]);
        }
        for peer in [lead, assistant] {
            story.does(&at(90), |session| record::confirm(session, &self.peers[peer], &at(90)));
        }
        Made { id, edits: story.edits }
    }

    fn small_cut(&self, story: &mut Story, now: &Now) {
        story.does(now, |session| event::open(session, "e1", Some(&self.peers[1]), now));
        story.does(now, |_| {
            vec![
                Edit::put(event_fields::TIME, "e1", now.time()),
                Edit::put(event_fields::KINDS, "e1", vec![EventKind::Injury]),
                Edit::put(event_fields::WHO, "e1", vec![self.members[2].clone()]),
                Edit::write(event_fields::happened("e1"), self.cast.event[0]),
                Edit::write(event_fields::action("e1"), self.cast.event[1]),
                Edit::write(event_fields::outcome("e1"), self.cast.event[2]),
                Edit::put(event_fields::DONE_AT, "e1", Some(now.ms)),
            ]
        });
        story.does(now, |_| event::acknowledge("e1", self.cast.doctor, now));
        story.does(now, |_| event::close("e1", self.cast.doctor, now));
    }

    fn record(&self) -> Vec<Edit> {
        let worry = if self.number == 1 { Worry::Yes } else { Worry::No };
        let mut edits = vec![
            Edit::set(recording::TIMES_RIGHT, true),
            Edit::set(recording::CONTENT_RIGHT, true),
            Edit::write(recording::happened(), self.cast.happened[self.number % 2]),
            Edit::set(recording::AIM_MET, if self.number == 2 { AimMet::Partly } else { AimMet::Yes }),
            Edit::write(recording::next_time(), self.cast.next_time),
            Edit::set(recording::WORRY, worry),
        ];
        let outcome = |part: Part| {
            let went = if self.number == 3 && part == Part::Closing { Went::Different } else { Went::AsPlanned };
            Edit::put(recording::PART, part.slug(), PartOutcome { went, note: String::new() })
        };
        edits.extend(Part::ALL.map(outcome));
        edits
    }
}

/// A session being made: its document, and the edits that made it so far.
pub(super) struct Story {
    document: Document,
    clock: Clock,
    pub(super) edits: Vec<Edit>,
}

impl Story {
    /// Nothing is written yet.
    pub(super) fn new(id: Id, device: &str) -> Story {
        Story { document: Document::new(id, 1), clock: Clock::new(device), edits: Vec::new() }
    }

    /// Does something at a time, seeing what was done before.
    pub(super) fn does(&mut self, now: &Now, act: impl FnOnce(&crate::domain::session::Session) -> Vec<Edit>) {
        for edit in act(&read::session(&self.document, now)) {
            self.document.edit(&edit, &mut self.clock, now.ms, None);
            self.edits.push(edit);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::State;

    #[test]
    fn the_practice_community_is_whole_in_both_languages() {
        let ideas: Vec<Idea> = ["daily_life", "entertainment"]
            .iter()
            .flat_map(|name| {
                let path = format!("{}/../../public/ideas/{name}.json", env!("CARGO_MANIFEST_DIR"));
                crate::domain::idea::read(&std::fs::read_to_string(path).expect("the file is there")).expect("it reads")
            })
            .collect();
        let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [9; 16] };
        for language in Language::ALL {
            let practice = make(language, &ideas, &now);
            let sessions: Vec<_> = practice.documents.iter().filter(|made| made.id.kind() == Kind::Session).collect();
            assert_eq!(sessions.len(), 4);
            for made in sessions {
                let mut document = Document::new(made.id.clone(), 1);
                let mut clock = Clock::new("d");
                made.edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, 0, None)));
                let session = read::session(&document, &now);
                assert_eq!(session.state(), State::Closed);
                assert!(session.record.form.minutes().is_some_and(|minutes| (60..=66).contains(&minutes)));
                assert_eq!(session.run.came().count(), 6);
            }
        }
    }
}
