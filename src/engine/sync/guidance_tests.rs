use super::*;
use crate::domain::emergency::Acknowledged;
use crate::domain::feeling::{Feeling, Shown};
use crate::domain::fields::{event, of_community, planning, recording, running};
use crate::domain::guidance::{Part, Stage, Verdict};
use crate::domain::record::Worry;
use crate::domain::session::Session;
use crate::domain::waiting::Waits;
use crate::merge::Edit;
use crate::sync::{Effect, Event, Local, Notice, acts};
use crate::words::Language;
use relay::Role as Device;

const AT: i64 = 1_795_500_000_000;

fn now() -> Now {
    Now { ms: AT, offset_minutes: 480, entropy: [3; 16] }
}

fn id(kind: Kind, number: u8) -> Id {
    Id::new(kind, &[number; 10])
}

/// A machine that stores nothing and answers at once.
struct Phone(Machine);

impl Phone {
    fn new() -> Phone {
        let mut local = Local::new("d", Language::English, 0);
        (local.me, local.community) = (Some(id(Kind::Person, 1)), Some(id(Kind::Community, 9)));
        let mut phone = Phone(Machine::start(local, Vec::new(), 1).0);
        phone.does(&id(Kind::Community, 9), vec![Edit::set(of_community::STARTED, now().today())]);
        for number in [1, 2] {
            phone.does(&id(Kind::Person, number), acts::people::add(Role::Peer, "x"));
        }
        phone
    }

    fn does(&mut self, document: &Id, edits: Vec<Edit>) -> Vec<Effect> {
        self.0.step(Event::Edit(document.clone(), edits, None), &now())
    }

    fn as_role(&mut self, role: Option<Device>, me: u8) {
        let mut local = self.0.local().clone();
        (local.role, local.me, local.owner) = (role, Some(id(Kind::Person, me)), Some(id(Kind::Person, me)));
        self.0.step(Event::Local(Box::new(local)), &now());
    }

    fn plan(&mut self, number: u8) -> Id {
        let session = id(Kind::Session, number);
        let edits = vec![
            Edit::set(planning::DATE, now().today()),
            Edit::set(planning::LEAD, Some(id(Kind::Person, 1))),
            Edit::write(planning::theme(), "Film"),
            acts::plan::ready(None, &now()),
        ];
        self.does(&session, edits);
        session
    }

    fn hold(&mut self, session: &Id) {
        let edits = vec![
            Edit::set(running::STARTED, Some(AT)),
            Edit::set(running::ENDED, Some(AT + 3_600_000)),
            Edit::set(recording::WORRY, Worry::No),
        ];
        self.does(session, edits);
        let held: Session = self.0.session(session, &now()).expect("open");
        self.does(session, acts::record::confirm(&held, &id(Kind::Person, 1), &now()));
    }

    fn waits(&self) -> Vec<Waits> {
        self.0.day(&now()).waits.into_iter().map(|(_, waits)| waits).collect()
    }

    fn comments(&mut self, session: &Id, stage: Stage) -> Vec<Effect> {
        let edit = acts::guidance::comment("c", (stage, Part::Whole), "", Some(Verdict::LooksReady), Some(AT), &now());
        self.does(session, edit.into_iter().collect())
    }
}

#[test]
fn a_plan_then_its_record_wait_in_the_close_phase_and_leave_when_answered() {
    let mut phone = Phone::new();
    let session = phone.plan(1);
    assert_eq!(phone.waits(), [Waits::Plan(session.clone())]);
    phone.as_role(Some(Device::Supervisor), 2);
    phone.comments(&session, Stage::Plan);
    assert!(phone.waits().is_empty());
    phone.as_role(Some(Device::Peer), 1);
    phone.hold(&session);
    assert_eq!(phone.waits(), [Waits::Record(session.clone())]);
    assert_eq!(phone.0.planned_alone(&id(Kind::Person, 1)), 0, "somebody looked at the plan");
    // The form is closed: guidance on it is still written.
    phone.as_role(Some(Device::Supervisor), 2);
    phone.comments(&session, Stage::Record);
    let said = guided::guidance(phone.0.document(&session).expect("open")).said;
    assert_eq!(said[0].comment.stage, Stage::Record);
    assert!(phone.waits().is_empty());
}

#[test]
fn a_peers_own_phone_writes_no_verdict() {
    let mut phone = Phone::new();
    let session = phone.plan(1);
    phone.as_role(Some(Device::Peer), 1);
    assert!(phone.comments(&session, Stage::Plan).contains(&Effect::Say(Notice::NotYours)));
    assert!(guided::guidance(phone.0.document(&session).expect("open")).said.is_empty());
    // A phone that came in under another name answers no question in this one.
    let mut local = phone.0.local().clone();
    local.me = Some(id(Kind::Person, 2));
    phone.0.step(Event::Local(Box::new(local)), &now());
    let question = id(Kind::Question, 1);
    let edits = acts::guidance::answer("a", "Yes.", None, &now()).into_iter().collect();
    assert!(phone.does(&question, edits).contains(&Effect::Say(Notice::NotYours)));
}

#[test]
fn an_event_waits_until_a_doctor_has_seen_it() {
    let mut phone = Phone::new();
    let session = phone.plan(1);
    phone.hold(&session);
    phone.comments(&session, Stage::Record);
    let held = phone.0.session(&session, &now()).expect("open");
    phone.does(&session, acts::event::open(&held, "e1", None, &now()));
    let expect = Waits::Emergency { session: session.clone(), event: Some("e1".into()) };
    assert_eq!(phone.waits(), [expect]);
    let seen = Acknowledged { at: AT, by: "Dr Zhou".into() };
    phone.does(&session, vec![Edit::put(event::ACKNOWLEDGED, "e1", Some(seen))]);
    assert!(phone.waits().is_empty());
}

#[test]
fn what_peers_shared_stands_below_and_who_rests_is_known() {
    let mut phone = Phone::new();
    let (me, session) = (id(Kind::Person, 1), phone.plan(1));
    let feeling = Feeling { at: AT, words: "Glad.".into(), ..Feeling::default() };
    phone.does(&session, vec![acts::guidance::share_feeling(&me, Some(&feeling))]);
    phone.does(&me, vec![acts::guidance::need_break("", &now())]);
    let own = phone.0.day(&now()).own_words;
    assert_eq!(own.len(), 2);
    assert_eq!(phone.0.who_rests(), std::slice::from_ref(&me));
    phone.does(&me, vec![acts::guidance::end_break()]);
    let to_partner = Feeling { shown: Shown::Partner, ..feeling.clone() };
    phone.does(&session, vec![acts::guidance::share_feeling(&me, Some(&to_partner))]);
    assert_eq!(phone.0.day(&now()).own_words, [], "shown to the partner alone");
    phone.does(&session, vec![acts::guidance::share_feeling(&me, Some(&feeling))]);
    assert_eq!(phone.0.day(&now()).own_words, [(AT, me, OwnWords::After { session, feeling })]);
    assert!(phone.0.to_open_for_the_day(now().today()).is_empty(), "all is open here");
}

#[test]
fn a_break_concerns_oneself_the_partner_and_who_guides() {
    let mut phone = Phone::new();
    let [one, two, three] = [1, 2, 3].map(|number| id(Kind::Person, number));
    phone.does(&three, acts::people::add(Role::Peer, "x"));
    let session = phone.plan(1);
    phone.does(&session, vec![Edit::set(planning::ASSISTANT, Some(two.clone()))]);
    phone.does(&one, vec![acts::guidance::need_break("", &now())]);
    let mut told = |role: Option<Device>, me: u8| {
        phone.as_role(role, me);
        let concerned = phone.0.concerned(role == Some(Device::Supervisor));
        let resting = phone.0.resting(&concerned).into_iter();
        resting.map(|(who, line)| (who, line.map(|line| line.id))).collect::<Vec<_>>()
    };
    let expect = [(one.clone(), Some(session.clone()))];
    assert_eq!(told(Some(Device::Peer), 1), expect);
    assert_eq!(told(Some(Device::Peer), 2), expect, "the partner");
    assert_eq!(told(Some(Device::Peer), 3), [], "nobody else is told on their own page");
    assert_eq!(told(Some(Device::Supervisor), 9), expect);
    phone.as_role(Some(Device::Peer), 1);
    phone.does(&one, vec![acts::guidance::end_break()]);
    assert_eq!(phone.0.resting(&[one, two, three]), []);
}

#[test]
fn on_one_phone_the_partner_asks_in_their_own_name_and_nobody_in_a_doctors() {
    let mut phone = Phone::new();
    let [one, two, doctor] = [1, 2, 3].map(|number| id(Kind::Person, number));
    phone.does(&doctor, acts::people::add(Role::Professional, "Dr Zhou"));
    let question = id(Kind::Question, 1);
    let ask = acts::guidance::question("What helps?", None, Some(two.clone()), &now());
    phone.does(&question, ask.into_iter().collect());
    let held = phone.0.questions().remove(0);
    assert_eq!((held.by.as_ref(), held.asked.who(held.by.as_ref())), (Some(&one), Some(&two)));
    assert!(held.waits_for(Some(&one)) && !held.waits_for(Some(&two)), "nobody answers their own question");
    let answer = acts::guidance::answer("a", "Rest.", Some(doctor), &now());
    phone.does(&question, answer.into_iter().collect());
    let held = phone.0.questions().remove(0);
    let (_, signed, answer) = &held.answers[0];
    assert_eq!(answer.who(signed.as_ref()), Some(&one), "a doctor's name is lent to nobody");
}

#[test]
fn questions_and_records_are_found_by_their_kind_after_a_new_start() {
    let mut phone = Phone::new();
    let (question, record) = (id(Kind::Question, 1), id(Kind::Supervision, 2));
    phone.does(&question, acts::guidance::question("What helps?", None, None, &now()).into_iter().collect());
    phone.does(&record, acts::supervision::begin(now().today(), supervision::Mode::Group, None));
    assert_eq!(phone.0.questions()[0].asked.words, "What helps?");
    assert_eq!(phone.0.supervisions()[0].date, Some(now().today()));
    let line = Summary::Unlisted { id: question.clone(), removed: None };
    assert_eq!(
        serde_json::to_string(&line).expect("json"),
        format!(r#"{{"kind":"unlisted","id":"{question}","removed":null}}"#)
    );
    assert_eq!(phone.0.summary(&question), Some(&line));
    phone.does(&question, vec![acts::record::bin(true, &now())]);
    assert!(phone.0.ids(Kind::Question).is_empty());
}
