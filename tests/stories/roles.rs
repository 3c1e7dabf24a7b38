//! Four phones, four roles, in separate browsers through the real relay: a coordinator, a peer, a community doctor, an
//! interviewer. A session of the close phase from plan to guidance afterwards; an emergency with the doctor's phone offline and
//! later online; a question; the group's supervision with something to do; an interview on a phone that was handed over; and what the coordinator sees of it
//! all.

use engine::domain::emergency::EventKind;
use engine::domain::evaluation::{Asked, Open};
use engine::domain::guidance::Verdict;
use engine::report::Topic;
use engine::words::evaluation::{EVALUATION, HANDED, asked, open};
use engine::words::event::EVENT;
use engine::words::guidance::{self as words, GUIDE, HOW_AM_I, QUESTIONS, SUPERVISION, WAITING};
use engine::words::parts::FRAME;
use engine::words::screens::TODAY;
use engine::words::session::{HELP, PLAN};
use engine::words::share::{INVITE, SHARE};
use engine::words::{Language, Phrase, terms};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// The four phones.
struct Four<'a> {
    coordinator: Peer<'a>,
    peer: Peer<'a>,
    doctor: Peer<'a>,
    interviewer: Peer<'a>,
    address: String,
    language: Language,
}

impl Four<'_> {
    fn say(&self, phrase: Phrase) -> &'static str {
        phrase.get(self.language)
    }

    fn either(&self, english: &'static str, chinese: &'static str) -> &'static str {
        Phrase { en: english, zh: chinese }.get(self.language)
    }

    /// The coordinator begins, and everybody comes in under a role of their own.
    fn come_together(&self) {
        let coordinator = &self.coordinator;
        coordinator.first_run(&self.address, Begin::Community);
        coordinator.add_members();
        coordinator.sets_up_sharing();
        let invited = |role: Phrase| format!("{}#{}", self.address, coordinator.invites_as(role));
        self.peer.comes_in(&invited(INVITE.peer));
        self.doctor.comes_in_new(&invited(INVITE.supervisor), coordinator.cast.doctor);
        let interviewer = self.either("Guo", "小郭");
        self.interviewer.comes_in_new(&invited(INVITE.interviewer), interviewer);
        coordinator.open("#/me/share");
        for (who, role) in [
            (coordinator.cast.partner, INVITE.peer),
            (coordinator.cast.doctor, INVITE.supervisor),
            (interviewer, INVITE.interviewer),
        ] {
            coordinator.hand.sees(who);
            coordinator.hand.sees(self.say(role));
        }
    }

    /// A plan is ready; the doctor looks at it. Returns the session.
    fn plan(&self) -> String {
        let (peer, doctor) = (&self.peer, &self.doctor);
        let session = peer.plan_from_idea();
        peer.look_at_tasks();
        peer.ready();
        let advice = self.either("A shorter warm-up leaves time to talk.", "热身短一点，留时间聊天。");
        doctor.open("#/waiting");
        doctor.hand.tap(self.say(WAITING.plan));
        doctor.at_heading(self.say(PLAN.check_title));
        doctor.hand.choose(self.say(GUIDE.verdict), self.say(words::verdict(Verdict::LooksReady)));
        doctor.hand.write(self.say(GUIDE.words), advice);
        doctor.hand.tap(self.say(GUIDE.send));
        doctor.hand.saved();
        peer.hand.sees(advice);
        self.coordinator.open(&format!("{session}/check"));
        self.coordinator.hand.sees(advice);
        session
    }

    /// Something happens in the run, while the doctor's phone is off. It comes back, and the coordinator sees that it was seen.
    fn emergency(&self) {
        let (peer, doctor, coordinator) = (&self.peer, &self.doctor, &self.coordinator);
        doctor.hand.visit("about:blank");
        peer.begin_run();
        peer.note();
        peer.hand.tap(self.say(FRAME.help));
        peer.at_heading(self.say(HELP.title));
        peer.hand.tap(self.say(HELP.write_do));
        peer.hand.choose(self.say(HELP.kinds), self.say(terms::event_kind(EventKind::Injury)));
        let happened = self.either("A small cut while chopping.", "切菜时划了个小口。");
        peer.hand.write(self.say(HELP.happened), happened);
        peer.hand.tap(self.say(HELP.finish));
        peer.hand.sees(self.say(HELP.written));
        peer.hand.saved();
        // The coordinator reaches the doctor by telephone, and notes it under the doctor's name.
        self.opens_event(coordinator);
        coordinator.hand.sees(happened);
        coordinator.hand.tap(self.say(EVENT.acknowledge_for));
        coordinator.hand.saved();
        peer.hand.sees(&seen(EVENT.seen, doctor.cast.doctor, self.language));
        doctor.hand.visit(&self.address);
        self.opens_event(doctor);
        doctor.hand.sees(happened);
        let follow_up = self.either("I called the family.", "我给家属打了电话。");
        doctor.hand.write(self.say(EVENT.follow_up), follow_up);
        doctor.hand.saved();
        doctor.hand.tap(self.say(EVENT.close));
        doctor.hand.sees(self.say(EVENT.closed));
        doctor.hand.saved();
        for phone in [peer, coordinator] {
            phone.hand.sees(&seen(EVENT.closed_by, doctor.cast.doctor, self.language));
        }
        coordinator.open("#/");
        coordinator.hand.sees_not(self.say(TODAY.event));
    }

    /// From Today to the event that is open.
    fn opens_event(&self, phone: &Peer<'_>) {
        phone.open("#/");
        phone.hand.sees(self.say(TODAY.event));
        phone.hand.tap(self.say(TODAY.event_do));
        phone.at_heading(self.say(EVENT.title));
        let kind = self.say(terms::event_kind(EventKind::Injury));
        phone.hand.until("see the event on the list", || match phone.hand.text()? {
            text if text.contains(kind) => Ok(()),
            text => Err(text),
        });
        phone.hand.browser.script("document.querySelector('main a[href*=\"/event/\"]').click()", vec![]);
        phone.at_heading(self.say(HELP.form_title));
    }

    /// The record is written; each of the pair confirms on their own phone; the doctor looks at it afterwards.
    fn record(&self, session: &str) {
        let (peer, doctor, coordinator) = (&self.peer, &self.doctor, &self.coordinator);
        peer.open(&format!("{session}/run"));
        peer.next_parts();
        peer.end_run();
        peer.record();
        let confirm = |who: &'static str| engine::words::session::RECORD.confirm.fill(self.language, &[("who", who)]);
        peer.hand.tap(&confirm(peer.cast.partner));
        peer.hand.saved();
        coordinator.open(&format!("{session}/record/check"));
        coordinator.hand.tap(&confirm(coordinator.cast.me));
        coordinator.hand.sees(self.say(engine::words::session::RECORD.closed));
        coordinator.hand.saved();
        doctor.open("#/waiting");
        doctor.hand.tap(self.say(WAITING.record));
        doctor.hand.sees(peer.cast.happened);
        let talk = self.either("You held the group well. Tell me more.", "带得很好，想多听你们说说。");
        doctor.hand.choose(self.say(GUIDE.verdict), self.say(words::verdict(Verdict::LetUsTalk)));
        doctor.hand.write(self.say(GUIDE.words), talk);
        doctor.hand.tap(self.say(GUIDE.send));
        doctor.hand.saved();
        peer.hand.sees(talk);
        coordinator.hand.sees(talk);
    }

    /// The peer needs a break: the partner and the doctor are told on their own Today, nobody else is; and it ends where it began.
    fn needs_a_break(&self, session: &str) {
        let (peer, doctor, coordinator) = (&self.peer, &self.doctor, &self.coordinator);
        let told = GUIDE.rests.fill(self.language, &[("who", peer.cast.partner)]);
        for phone in [doctor, coordinator, &self.interviewer] {
            phone.open("#/");
        }
        peer.open(&format!("{session}/how-am-i"));
        peer.hand.tap(self.say(HOW_AM_I.rest));
        peer.hand.sees(self.say(HOW_AM_I.rest_noted));
        for phone in [coordinator, doctor] {
            phone.hand.sees(&told);
        }
        coordinator.hand.sees(self.say(GUIDE.nobody));
        doctor.hand.sees(&GUIDE.step_in.fill(self.language, &[("who", coordinator.cast.me)]));
        assert!(!self.interviewer.hand.text().unwrap_or_default().contains(&told), "it is not for everybody");
        peer.open("#/");
        peer.hand.tap(self.say(HOW_AM_I.rest_over));
        for phone in [coordinator, doctor] {
            phone.hand.sees_not(&told);
        }
    }

    /// A question is answered, and the group's supervision leaves something to do.
    fn questions(&self) {
        let (peer, doctor, coordinator) = (&self.peer, &self.doctor, &self.coordinator);
        let question = self.either("Somebody sleeps in every session. What helps?", "有人每次都睡着，怎么办？");
        let answer = self.either("Ask in the break how the night was.", "休息时问问昨晚睡得好不好。");
        let begins = question.chars().take(8).collect::<String>();
        peer.open("#/questions");
        peer.hand.write(self.say(QUESTIONS.ask), question);
        peer.hand.tap(self.say(QUESTIONS.send));
        peer.hand.sees(self.say(QUESTIONS.waits));
        doctor.open("#/waiting");
        doctor.hand.tap(self.say(WAITING.question));
        doctor.hand.write(self.say(QUESTIONS.your_answer), answer);
        doctor.hand.tap(self.say(QUESTIONS.answer));
        doctor.hand.saved();
        for phone in [peer, coordinator] {
            phone.open("#/questions");
            phone.hand.tap(&begins);
            phone.hand.sees(answer);
        }

        let to_do = self.either("Ask about the quiet room", "问问能不能用安静的房间");
        doctor.open("#/supervision");
        doctor.hand.tap(self.say(SUPERVISION.begin));
        doctor.at_heading(self.say(SUPERVISION.record));
        doctor.hand.choose(self.say(SUPERVISION.came), peer.cast.partner);
        doctor.hand.tap(self.say(SUPERVISION.add));
        doctor.hand.write(self.say(SUPERVISION.action), to_do);
        doctor.hand.saved();
        for phone in [coordinator, peer] {
            phone.open("#/supervision");
            phone.hand.sees(to_do);
        }
        peer.hand.tap(to_do);
        peer.hand.saved();
        coordinator.hand.sees(self.say(SUPERVISION.none_open));
    }

    /// The interviewer hands the phone over; only the code brings it back. The coordinator's report has the answer.
    fn interview(&self) {
        let (interviewer, coordinator) = (&self.interviewer, &self.coordinator);
        let hand = &interviewer.hand;
        interviewer.open("#/evaluation");
        hand.tap(interviewer.cast.members[0]);
        hand.write(self.say(EVALUATION.hand_code), "4711");
        hand.tap(self.say(EVALUATION.hand_do));
        interviewer.at_heading(self.say(HANDED.title));
        hand.open("#/people");
        hand.settled();
        interviewer.at_heading(self.say(HANDED.title));
        hand.tap(self.say(HANDED.begin));
        for question in [Asked::MemberSatisfied, Asked::MemberContinue, Asked::MemberSocial, Asked::MemberMood] {
            interviewer.at_heading(self.say(asked(question)));
            hand.tap(self.say(HANDED.yes));
        }
        for question in [Open::Helped, Open::Different] {
            interviewer.at_heading(self.say(open(question)));
            hand.tap(self.say(HANDED.next));
        }
        interviewer.at_heading(self.say(HANDED.thanks));
        hand.tap(self.say(HANDED.lock));
        hand.write(self.say(HANDED.code), "1174");
        hand.tap(self.say(HANDED.open));
        hand.sees(self.say(HANDED.wrong));
        hand.write(self.say(HANDED.code), "4711");
        hand.tap(self.say(HANDED.open));
        hand.sees(self.say(EVALUATION.here));
        hand.saved();
        interviewer.open("#/me/share");
        hand.sees(self.say(SHARE.here));
        coordinator.open(&format!("#/reports/{}", Topic::Evaluation.slug()));
        coordinator.at_heading(self.say(Topic::Evaluation.title()));
        let name = self.say(engine::words::evaluation::formal(Asked::MemberSatisfied));
        coordinator.hand.until("see the answer counted", || {
            let rows = "return [...document.querySelectorAll('.figures tbody tr')].map((row) => [...row.children].map((cell) => cell.innerText))";
            let rows: Vec<Vec<String>> = serde_json::from_value(coordinator.hand.browser.script(rows, vec![]))
                .map_err(|cause| cause.to_string())?;
            match rows.iter().find(|row| row[0] == name) {
                Some(row) if row[2] == "1" && row[3] == "1" => Ok(()),
                other => Err(format!("{other:?}")),
            }
        });
    }
}

/// The sentence as far as the time that stands in it.
fn seen(phrase: Phrase, who: &str, language: Language) -> String {
    let filled = phrase.fill(language, &[("who", who)]);
    let parts = filled.split("{time}").map(str::trim);
    parts.max_by_key(|part| part.len()).unwrap_or_default().to_owned()
}

#[test]
fn four_roles_in_chinese() {
    let language = Language::Chinese;
    let site = Site::release();
    let _relay = site.with_relay();
    let engines = [Engine::Chromium, Engine::Chromium, Engine::Firefox, Engine::WebKit];
    let browsers = engines.map(|engine| Browser::start(engine, Options::phone().in_language(language)));
    let [coordinator, peer, doctor, interviewer] =
        [&browsers[0], &browsers[1], &browsers[2], &browsers[3]].map(|browser| Peer::new(browser, language));
    let four = Four { coordinator, peer, doctor, interviewer, address: site.address(), language };
    four.come_together();
    let session = four.plan();
    four.emergency();
    four.record(&session);
    four.needs_a_break(&session);
    four.questions();
    four.interview();
}
