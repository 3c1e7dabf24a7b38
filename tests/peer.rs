//! What a peer does with Tongban, step by step, in either language: first run, people, plan, run, record,
//! confirm, amend. Stories, faults and pictures are all made of these steps.

use engine::domain::plan::{Category, Part, Task};
use engine::domain::record::{AimMet, FormBox, Went, Worry};
use engine::domain::run::{Mark, Seemed};
use engine::sync::place::{FormKind, Question};
use engine::words::device::WELCOME;
use engine::words::forms::FORMS;
use engine::words::papers::PAPERS;
use engine::words::parts::{FRAME, STATUS};
use engine::words::screens::{COMMON, IDEAS, PEOPLE, SESSIONS, TODAY};
use engine::words::session::{PLAN, RECORD, RUN};
use engine::words::{Language, Phrase, terms};
use serde_json::{Value, json};

use crate::browser::Browser;
use crate::hand::Hand;

/// The names and words of a story.
#[derive(Clone, Copy, Debug)]
#[allow(missing_docs)]
pub struct Cast {
    pub community: &'static str,
    pub venue: &'static str,
    pub doctor: &'static str,
    pub phone: &'static str,
    pub me: &'static str,
    pub partner: &'static str,
    pub members: [&'static str; 3],
    /// The idea that is planned, of the category daily life.
    pub idea: &'static str,
    pub note: &'static str,
    pub happened: &'static str,
    pub well: &'static str,
    pub next_time: &'static str,
    pub amended: &'static str,
    pub reason: &'static str,
}

const ENGLISH: Cast = Cast {
    community: "Green Lane",
    venue: "The community hall",
    doctor: "Dr Zhao",
    phone: "0731 8888 1234",
    me: "Lin",
    partner: "Chen",
    members: ["Mei", "Big Liu", "M07"],
    idea: "Making dumplings together",
    note: "I can fold them now.",
    happened: "We folded sixty dumplings. Everyone ate together.",
    well: "We took turns well.",
    next_time: "Bring more flour.",
    amended: "We folded eighty dumplings.",
    reason: "We counted again.",
};

const CHINESE: Cast = Cast {
    community: "青石巷社区",
    venue: "社区活动室",
    doctor: "赵医生",
    phone: "0731 8888 1234",
    me: "小林",
    partner: "老陈",
    members: ["阿梅", "大刘", "七号"],
    idea: "一起包饺子",
    note: "我会包饺子了。",
    happened: "大家包了六十个饺子，一起吃了。",
    well: "我们配合得很好。",
    next_time: "多带一点面粉。",
    amended: "大家包了八十个饺子。",
    reason: "后来又数了一遍。",
};

/// How the first run begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// Our own community, with the names of the [`Cast`].
    Community,
    /// The practice community.
    TryFirst,
}

/// A peer at a browser.
pub struct Peer<'a> {
    /// What this person does and sees.
    pub hand: Hand<'a>,
    /// The names and words.
    pub cast: Cast,
}

impl<'a> Peer<'a> {
    /// A peer who reads `language`.
    pub fn new(browser: &'a Browser, language: Language) -> Peer<'a> {
        let cast = match language {
            Language::English => ENGLISH,
            Language::Chinese => CHINESE,
        };
        Peer { hand: Hand::new(browser, language), cast }
    }

    fn say(&self, phrase: Phrase) -> &'static str {
        self.hand.say(phrase)
    }

    fn tap(&self, phrase: Phrase) {
        self.hand.tap(self.say(phrase));
    }

    /// The words of the page's heading; nothing while one page gives way to the next.
    pub fn heading(&self) -> String {
        let heading = self.hand.browser.try_script("return document.querySelector('h1')?.innerText ?? ''", vec![]);
        heading.ok().and_then(|heading| Some(heading.as_str()?.to_owned())).unwrap_or_default()
    }

    /// Waits until the page's heading is this.
    #[track_caller]
    pub fn at_heading(&self, words: &str) {
        self.hand.until(&format!("come to {words:?}"), || match self.heading() {
            heading if heading == words => Ok(()),
            other => Err(format!("the heading is {other:?}")),
        });
    }

    /// Opens a screen by its address and waits for its heading, whatever it says.
    #[track_caller]
    pub fn open(&self, hash: &str) {
        // The screen is drawn while the page hears of its new address; two frames later it stands. A tab that
        // nobody sees (WebKit's driver leaves it in the back) has no frames.
        let body = "const done = arguments[arguments.length - 1],
                frame = (next) => document.hidden ? setTimeout(next, 50) : requestAnimationFrame(next),
                drawn = () => frame(() => frame(() => done(true)));
            if (location.hash === arguments[0]) return drawn();
            addEventListener('hashchange', drawn, { once: true });
            location.hash = arguments[0];";
        self.hand.until(&format!("find a screen before opening {hash}"), || match self.heading().trim() {
            "" => Err("there is none".into()),
            _ => Ok(()),
        });
        self.hand.browser.script_async(body, vec![json!(hash)]);
        self.hand.until(&format!("open {hash}"), || {
            let loading = self.hand.text()?.contains(self.say(FRAME.moment));
            if self.heading().trim().is_empty() || loading { Err("it is still being read".into()) } else { Ok(()) }
        });
    }

    /// Waits until the service worker keeps the whole app, so that no network is needed any more.
    #[track_caller]
    pub fn kept_offline(&self) {
        let every_file = std::time::Duration::from_secs(60);
        self.hand.until_within(every_file, "have the app kept for offline use", || {
            let body = "const done = arguments[arguments.length - 1];
                navigator.serviceWorker.getRegistration().then((at) => done(!!at && !!at.active && at.active.state === 'activated'))
                    .catch((cause) => done(String(cause)));";
            match self.hand.browser.script_async(body, vec![]) {
                Value::Bool(true) => Ok(()),
                other => Err(format!("no active service worker: {other}")),
            }
        });
    }

    // First run -------------------------------------------------------------------------------------------

    /// Opens the app at `address` and goes through the first run, without a lock; ends on Today.
    #[track_caller]
    pub fn first_run(&self, address: &str, begin: Begin) {
        self.hand.visit(address);
        self.first_run_here(begin);
    }

    /// Goes through the first run that is on the screen.
    #[track_caller]
    pub fn first_run_here(&self, begin: Begin) {
        self.choose_language();
        match begin {
            Begin::TryFirst => self.tap(WELCOME.try_first),
            Begin::Community => {
                self.tap(WELCOME.real);
                self.fill_community();
                self.tap(COMMON.next);
            }
        }
        self.at_heading(self.say(WELCOME.lock_title));
        self.tap(WELCOME.no_lock);
        self.at_heading(self.say(TODAY.title));
    }

    /// The first page: this person's language; ends on the second page.
    #[track_caller]
    pub fn choose_language(&self) {
        let own = self.hand.language.own_name();
        self.hand.tap(own);
        let gone_on = || self.heading() == self.say(WELCOME.how);
        // The header's own button has the same name where the page came up in the other language.
        self.hand.until("leave the first page or see it in the own language", || {
            let text = self.hand.text()?;
            if gone_on() || text.contains(self.say(WELCOME.language)) { Ok(()) } else { Err("neither".into()) }
        });
        if !gone_on() {
            self.hand.tap(own);
        }
        self.at_heading(self.say(WELCOME.how));
    }

    /// The form with which a community begins.
    #[track_caller]
    pub fn fill_community(&self) {
        let cast = &self.cast;
        let boxes = [
            (WELCOME.community, cast.community),
            (WELCOME.venue, cast.venue),
            (WELCOME.me, cast.me),
            (WELCOME.partner, cast.partner),
            (WELCOME.doctor, cast.doctor),
            (WELCOME.doctor_phone, cast.phone),
        ];
        for (label, words) in boxes {
            self.hand.write(self.say(label), words);
        }
    }

    /// Adds the group members; ends on People.
    #[track_caller]
    pub fn add_members(&self) {
        self.hand.tap(self.say(FRAME.people));
        for member in self.cast.members {
            self.add_member(member);
        }
    }

    /// Adds one group member, from People and back to it.
    #[track_caller]
    pub fn add_member(&self, alias: &str) {
        self.tap(PEOPLE.add);
        self.at_heading(self.say(PEOPLE.new_name));
        self.hand.write(self.say(PEOPLE.alias), alias);
        self.tap(COMMON.add);
        self.at_heading(self.say(PEOPLE.title));
        self.hand.sees(alias);
        self.hand.saved();
    }

    // Plan ------------------------------------------------------------------------------------------------

    /// Begins a plan from the list of sessions; returns the session's address.
    #[track_caller]
    pub fn new_plan(&self) -> String {
        self.hand.tap(self.say(FRAME.sessions));
        self.at_heading(self.say(SESSIONS.title));
        self.tap(SESSIONS.new);
        let at = self.hand.arrives("the plan", |at| at.ends_with("/plan"));
        self.at_heading(self.say(PLAN.title));
        at.trim_end_matches("/plan").to_owned()
    }

    /// A new plan from the story's idea; ends on the task list and returns the session's address.
    #[track_caller]
    pub fn plan_from_idea(&self) -> String {
        let session = self.new_plan();
        self.hand.tap(self.say(terms::task(Task::What)));
        self.at_heading(self.say(terms::task(Task::What)));
        self.tap(PLAN.choose_idea);
        self.at_heading(self.say(IDEAS.choose));
        self.hand.tap(self.say(terms::category(Category::DailyLife)));
        self.hand.tap(self.cast.idea);
        self.at_heading(self.cast.idea);
        self.tap(IDEAS.take);
        self.at_heading(self.say(PLAN.title));
        self.hand.sees(self.cast.idea);
        self.hand.saved();
        session
    }

    /// Looks at each of the seven tasks from the task list on, ticks "we talked about it"; ends on the check.
    #[track_caller]
    pub fn look_at_tasks(&self) {
        self.hand.tap(self.say(terms::task(Task::When)));
        for task in Task::ALL {
            self.at_heading(self.say(terms::task(task)));
            match task {
                Task::When => assert!(!self.hand.field(self.say(PLAN.date)).is_empty(), "a day is proposed"),
                Task::Aim => assert!(!self.hand.field(self.say(PLAN.aim)).is_empty(), "the idea brings its aim"),
                Task::Hard => {
                    self.hand.sees(self.cast.phone);
                    self.tap(PLAN.hard_tick);
                    self.hand.saved();
                }
                _ => {}
            }
            self.tap(COMMON.next);
        }
        self.at_heading(self.say(PLAN.check_title));
    }

    /// Checks the answers and says "Ready".
    #[track_caller]
    pub fn ready(&self) {
        for answer in [self.cast.idea, self.cast.venue, self.cast.me, self.cast.partner, self.say(PLAN.hard_tick)] {
            self.hand.sees(answer);
        }
        self.tap(PLAN.ready);
        self.hand.sees(self.say(PLAN.ready_done));
        self.hand.saved();
    }

    // Run -------------------------------------------------------------------------------------------------

    /// From "Ready" to the run; marks the first two members as here and begins.
    #[track_caller]
    pub fn begin_run(&self) {
        self.tap(SESSIONS.run);
        self.at_heading(self.say(RUN.here_title));
        for member in &self.cast.members[..2] {
            self.hand.choose(member, self.say(terms::mark(Mark::Came)));
        }
        self.hand.sees(&RUN.everyone.fill(self.hand.language, &[("n", "2")]));
        self.tap(RUN.begin);
        self.at_part(Part::WarmUp);
        self.hand.saved();
    }

    /// Waits until this part is on the screen.
    #[track_caller]
    pub fn at_part(&self, part: Part) {
        self.at_heading(self.say(terms::part(part)));
    }

    /// Notes the story's sentence during the run.
    #[track_caller]
    pub fn note(&self) {
        self.tap(RUN.note);
        self.at_heading(self.say(RUN.note));
        self.hand.write(self.say(RUN.note_words), self.cast.note);
        self.hand.saved();
        self.tap(RUN.note_save);
        self.hand.sees(self.say(RUN.notes));
        self.hand.sees(self.cast.note);
    }

    /// How many minutes the timer says are left.
    #[track_caller]
    pub fn minutes_left(&self) -> u32 {
        let words = self.say(STATUS.minutes_left);
        let (before, after) = words.split_once("{n}").unwrap_or((words, ""));
        self.hand.until("read the timer", || {
            let text = self.hand.text()?;
            let number = text.split(before).nth(1).and_then(|rest| rest.split(after).next()).map(str::trim);
            number.and_then(|number| number.parse().ok()).ok_or_else(|| "it says no minutes".to_owned())
        })
    }

    /// Goes to the next part and the last one.
    #[track_caller]
    pub fn next_parts(&self) {
        self.tap(RUN.next_part);
        self.at_part(Part::Main);
        self.tap(RUN.next_part);
        self.at_part(Part::Closing);
        self.hand.saved();
    }

    /// Ends the run; stays on "well done".
    #[track_caller]
    pub fn end_run(&self) {
        self.tap(RUN.end);
        self.at_heading(self.say(RUN.end_title));
        self.tap(RUN.end_yes);
        self.hand.sees(self.say(RUN.ended));
        self.hand.saved();
    }

    // Record ----------------------------------------------------------------------------------------------

    /// Writes the record from "well done" on, through all questions, nothing worrying; ends on the check.
    #[track_caller]
    pub fn record(&self) {
        self.tap(RUN.write_now);
        for question in Question::ALL {
            self.at_heading(self.say(question_title(question)));
            self.answer(question);
            if question != Question::Check {
                self.hand.saved();
                self.tap(COMMON.next);
            }
        }
    }

    /// Writes why people without consent take part, where the screen asks for it.
    #[track_caller]
    pub fn why_unsigned(&self) {
        if self.hand.text().is_ok_and(|text| text.contains(self.say(PAPERS.not_here_why))) {
            self.hand.write(self.say(PAPERS.not_here_why), self.say(PAPERS.not_here_1));
            self.hand.saved();
        }
    }

    /// Answers one question that is on the screen.
    #[track_caller]
    pub fn answer(&self, question: Question) {
        let (hand, cast) = (&self.hand, &self.cast);
        match question {
            Question::Times => hand.tap(self.say(RECORD.times_yes)),
            Question::Content => assert_eq!(hand.field(self.say(RECORD.theme)), cast.idea),
            Question::Parts => {
                for part in Part::ALL {
                    hand.choose(self.say(terms::part(part)), self.say(terms::went(Went::AsPlanned)));
                }
                hand.write(self.say(RECORD.happened), cast.happened);
            }
            Question::People => {
                let asked = RECORD.seemed.fill(hand.language, &[("name", cast.members[0])]);
                hand.choose(&asked, self.say(terms::seemed(Seemed::AtEase)));
                self.why_unsigned();
            }
            Question::Feedback => {
                assert!(hand.field(self.say(RECORD.feedback)).contains(cast.note), "the note of the run is here");
                hand.choose(self.say(RECORD.aim_met), self.say(terms::aim_met(AimMet::Yes)));
            }
            Question::Worry => hand.choose(self.say(RECORD.worry), self.say(terms::worry(Worry::No))),
            Question::Us => {
                hand.write(self.say(RECORD.went_well), cast.well);
                hand.write(self.say(RECORD.next_time), cast.next_time);
            }
            Question::Check => hand.sees(cast.happened),
        }
    }

    /// Both confirm; the form is closed.
    #[track_caller]
    pub fn confirm(&self) {
        for who in [self.cast.me, self.cast.partner] {
            self.hand.tap(&RECORD.confirm.fill(self.hand.language, &[("who", who)]));
        }
        self.hand.sees(self.say(RECORD.closed));
        self.hand.saved();
    }

    /// Amends what happened, from the closed record: the old text stays, with who, when and why.
    #[track_caller]
    pub fn amend(&self) {
        let (hand, cast) = (&self.hand, &self.cast);
        self.tap(RECORD.amend);
        self.at_heading(self.say(RECORD.amend));
        hand.choose(self.say(RECORD.amend_about), self.say(terms::form_box(FormBox::Happened)));
        hand.sees(self.say(RECORD.amend_old));
        hand.sees(cast.happened);
        hand.write(self.say(RECORD.amend_text), cast.amended);
        hand.write(self.say(RECORD.amend_reason), cast.reason);
        hand.tap(self.say(RECORD.amend_do));
        hand.sees(&self.amended_by());
        hand.sees(cast.amended);
        hand.saved();
    }

    /// The end of the line under an amendment: why. Who and when stand before it.
    fn amended_by(&self) -> String {
        let line = RECORD.amend_by.fill(self.hand.language, &[("who", self.cast.me), ("reason", self.cast.reason)]);
        line.rsplit("{when}").next().unwrap_or_default().to_owned()
    }

    /// Reads each of the four forms of a closed and amended session.
    #[track_caller]
    pub fn read_forms(&self, session: &str) {
        let (hand, cast) = (&self.hand, &self.cast);
        let to = |kind: FormKind| format!("{session}/form/{}", kind.slug());
        self.open(&to(FormKind::Plan));
        self.at_heading(self.say(FORMS.plan));
        for words in [cast.community, cast.idea, cast.venue, cast.me, cast.partner] {
            hand.sees(words);
        }
        self.open(&to(FormKind::Process));
        self.at_heading(self.say(FORMS.process));
        for words in [cast.idea, cast.note, cast.happened, cast.amended, cast.reason, cast.me, cast.next_time] {
            hand.sees(words);
        }
        self.open(&to(FormKind::Participants));
        self.at_heading(self.say(FORMS.participants));
        for words in [cast.members[0], cast.members[1], self.say(terms::seemed(Seemed::AtEase))] {
            hand.sees(words);
        }
        self.open(&to(FormKind::Emergency));
        self.at_heading(self.say(FORMS.emergency));
        hand.sees(self.say(FORMS.no_event));
    }

    /// Everything from the task list to a closed, amended record, in one go; returns the session's address.
    #[track_caller]
    pub fn whole_session(&self) -> String {
        let session = self.plan_from_idea();
        self.look_at_tasks();
        self.ready();
        self.begin_run();
        self.note();
        self.next_parts();
        self.end_run();
        self.record();
        self.confirm();
        self.amend();
        session
    }
}

/// A question's heading.
pub fn question_title(question: Question) -> Phrase {
    match question {
        Question::Times => RECORD.times,
        Question::Content => RECORD.content,
        Question::Parts => RECORD.parts,
        Question::People => RECORD.people,
        Question::Feedback => RECORD.feedback,
        Question::Worry => RECORD.worry,
        Question::Us => RECORD.us,
        Question::Check => RECORD.check,
    }
}
