//! The core of the story by keyboard alone, the focus on the heading at each change of page.

use std::time::Duration;

use engine::domain::plan::{Category, Part, Task};
use engine::domain::record::{FormBox, Worry};
use engine::domain::run::Mark;
use engine::sync::place::Question;
use engine::words::device::WELCOME;
use engine::words::papers::PAPERS;
use engine::words::parts::FRAME;
use engine::words::screens::{COMMON, IDEAS, PEOPLE, SESSIONS, TODAY};
use engine::words::session::{PLAN, RECORD, RUN};
use engine::words::{Language, terms};
use fantoccini::key::Key;
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::hand::Hand;
use tests::peer::{Peer, question_title};
use tests::site::Site;

/// Goes to the control of that name with Tab and presses Enter.
#[track_caller]
fn enter(hand: &Hand<'_>, name: &str) {
    hand.tab_to(name);
    // The same control within 400 ms counts as a trembling hand.
    std::thread::sleep(Duration::from_millis(420));
    hand.press(Key::Enter);
}

/// Goes to the field of that label with Tab and types.
#[track_caller]
fn type_into(hand: &Hand<'_>, label: &str, words: &str) {
    hand.tab_to(label);
    hand.type_text(words);
}

/// The page with this heading is here, and the heading has the focus.
#[track_caller]
fn arrives(peer: &Peer<'_>, heading: &str) {
    peer.at_heading(heading);
    peer.hand.until(&format!("find the focus on the heading {heading:?}"), || {
        let on = peer.hand.browser.script("return document.activeElement === document.querySelector('h1')", vec![]);
        if on == json!(true) { Ok(()) } else { Err(format!("it is on {:?}", peer.hand.focus())) }
    });
}

#[test]
fn a_session_by_keyboard_alone() {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let (hand, cast) = (&peer.hand, &peer.cast);
    let say = |phrase| hand.say(phrase);

    hand.visit(&site.address());
    hand.sees(say(WELCOME.hello));
    enter(hand, Language::English.own_name());
    arrives(&peer, say(WELCOME.how));
    enter(hand, say(WELCOME.real));
    arrives(&peer, say(WELCOME.community_title));
    type_into(hand, say(WELCOME.community), cast.community);
    type_into(hand, say(WELCOME.me), cast.me);
    type_into(hand, say(WELCOME.partner), cast.partner);
    enter(hand, say(COMMON.next));
    arrives(&peer, say(WELCOME.lock_title));
    enter(hand, say(WELCOME.no_lock));
    arrives(&peer, say(TODAY.title));

    enter(hand, say(FRAME.people));
    arrives(&peer, say(PEOPLE.title));
    enter(hand, say(PEOPLE.add));
    arrives(&peer, say(PEOPLE.new_name));
    type_into(hand, say(PEOPLE.alias), cast.members[0]);
    enter(hand, say(COMMON.add));
    arrives(&peer, say(PEOPLE.title));

    enter(hand, say(FRAME.sessions));
    arrives(&peer, say(SESSIONS.title));
    enter(hand, say(SESSIONS.new));
    arrives(&peer, say(PLAN.title));
    enter(hand, say(terms::task(Task::What)));
    arrives(&peer, say(terms::task(Task::What)));
    enter(hand, say(PLAN.choose_idea));
    arrives(&peer, say(IDEAS.choose));
    enter(hand, say(terms::category(Category::DailyLife)));
    enter(hand, cast.idea);
    arrives(&peer, cast.idea);
    enter(hand, say(IDEAS.take));
    arrives(&peer, say(PLAN.title));
    enter(hand, say(PLAN.check));
    arrives(&peer, say(PLAN.check_title));
    enter(hand, say(PLAN.ready));
    hand.sees(say(PLAN.ready_done));

    enter(hand, say(SESSIONS.run));
    arrives(&peer, say(RUN.here_title));
    enter(hand, say(terms::mark(Mark::Came)));
    hand.sees(&RUN.everyone.fill(hand.language, &[("n", "1")]));
    enter(hand, say(RUN.begin));
    arrives(&peer, say(terms::part(Part::WarmUp)));
    enter(hand, say(RUN.note));
    arrives(&peer, say(RUN.note));
    type_into(hand, say(RUN.note_words), cast.note);
    enter(hand, say(RUN.note_save));
    arrives(&peer, say(terms::part(Part::WarmUp)));
    hand.sees(cast.note);
    for part in [Part::Main, Part::Closing] {
        enter(hand, say(RUN.next_part));
        arrives(&peer, say(terms::part(part)));
    }
    enter(hand, say(RUN.end));
    arrives(&peer, say(RUN.end_title));
    enter(hand, say(RUN.end_yes));
    arrives(&peer, say(RUN.ended_title));
    enter(hand, say(RUN.write_now));

    for question in Question::ALL {
        arrives(&peer, say(question_title(question)));
        match question {
            Question::Times => {
                hand.tab_to(say(RECORD.times_yes));
                hand.press(Key::Space);
            }
            Question::Parts => type_into(hand, say(RECORD.happened), cast.happened),
            Question::Worry => {
                // Into the group with Tab, to the answer and back with the arrows.
                hand.tab_to(say(terms::worry(Worry::No)));
                hand.press(Key::Space);
                hand.press(Key::Down);
                hand.press(Key::Up);
                assert_eq!(hand.focus(), say(terms::worry(Worry::No)));
            }
            Question::People => type_into(hand, say(PAPERS.not_here_why), say(PAPERS.not_here_1)),
            _ => {}
        }
        if question != Question::Check {
            enter(hand, say(COMMON.next));
        }
    }
    for who in [cast.me, cast.partner] {
        enter(hand, &RECORD.confirm.fill(hand.language, &[("who", who)]));
    }
    hand.sees(say(RECORD.closed));

    enter(hand, say(RECORD.amend));
    arrives(&peer, say(RECORD.amend));
    hand.tab_to(say(terms::form_box(FormBox::Times)));
    hand.press(Key::Space);
    for _ in FormBox::ALL.into_iter().take_while(|about| *about != FormBox::Happened) {
        hand.press(Key::Down);
    }
    hand.sees(cast.happened);
    type_into(hand, say(RECORD.amend_text), cast.amended);
    type_into(hand, say(RECORD.amend_reason), cast.reason);
    enter(hand, say(RECORD.amend_do));
    hand.sees(cast.amended);
    hand.sees(cast.reason);
    hand.saved();
}
