//! What people type by mistake, in haste or at length: each with a clear message, nothing lost.

use engine::domain::plan::{Part, Remark, Task};
use engine::domain::record::Lack;
use engine::sync::place::Question;
use engine::words::device::{ME, WELCOME};
use engine::words::parts::FIELDS;
use engine::words::screens::{COMMON, PEOPLE, SESSIONS, TODAY};
use engine::words::session::{HELP, PLAN, RECORD, RUN};
use engine::words::{Language, terms};
use tests::browser::{Browser, Engine, Options};
use tests::faults;
use tests::peer::{Begin, Peer};
use tests::site::Site;

const RARE: &str = "𠮷田さん 🎉👩‍👩‍👧 emoji é";

/// Boxes that must be filled: what is missing is named, what was written stays.
fn empty_boxes(peer: &Peer<'_>) {
    let hand = &peer.hand;
    let say = |phrase| hand.say(phrase);
    peer.open("#/people");
    hand.tap(say(PEOPLE.add));
    peer.at_heading(say(PEOPLE.new_name));
    hand.write(say(PEOPLE.alias), "   ");
    hand.tap(say(COMMON.add));
    hand.sees(say(PEOPLE.need_alias));
    hand.write(say(PEOPLE.alias), RARE);
    hand.tap(say(COMMON.add));
    peer.at_heading(say(PEOPLE.title));
    hand.sees(RARE);
    hand.saved();

    let session = peer.new_plan();
    peer.open(&format!("{session}/check"));
    hand.tap(say(PLAN.ready));
    hand.sees(say(PLAN.missing));
    hand.sees_not(say(PLAN.ready_done));

    peer.open(&session);
    hand.tap(say(SESSIONS.event));
    peer.at_heading(say(HELP.form_title));
    hand.write(say(HELP.outcome), "Half filled.");
    hand.tap(say(HELP.finish));
    hand.sees(say(HELP.need));
    hand.sees_not(say(HELP.written));
    hand.reload();
    assert_eq!(hand.field(say(HELP.outcome)), "Half filled.");
}

/// 100,005 characters, and characters that not every program knows.
fn long_and_rare(peer: &Peer<'_>, session: &str) {
    let hand = &peer.hand;
    let place = format!("{session}/plan/{}", Task::Aim.slug());
    let field = hand.say(PLAN.aim);
    peer.open(&place);
    hand.write(field, RARE);
    hand.saved();
    hand.reload();
    assert_eq!(hand.field(field), RARE);

    let whole = format!("{}12345", "字".repeat(100_000));
    hand.write(field, &whole);
    hand.sees(&FIELDS.too_long.fill(hand.language, &[("n", "100000")]));
    hand.saved();
    assert!(hand.field(field) == whole, "all of it stays on the screen");
    hand.reload();
    let kept = hand.field(field);
    assert!(whole.starts_with(&kept), "what is kept is the beginning");
    assert_eq!(kept.chars().count(), 100_000);
    hand.write(field, "Short again.");
    hand.sees_not(&FIELDS.too_long.fill(hand.language, &[("n", "100000")]));
    hand.saved();
    hand.reload();
    assert_eq!(hand.field(field), "Short again.");
}

/// Days far away: taken as they are, with a gentle word.
fn odd_days(peer: &Peer<'_>, session: &str) {
    let hand = &peer.hand;
    let say = |phrase| hand.say(phrase);
    peer.open(&format!("{session}/plan/{}", Task::When.slug()));
    let usual = hand.field(say(PLAN.date));
    for day in ["1900-01-01", "2999-12-31"] {
        hand.write(say(PLAN.date), day);
        hand.sees(say(terms::remark(Remark::OddDate)));
        hand.saved();
        hand.reload();
        assert_eq!(hand.field(say(PLAN.date)), day);
        hand.sees(say(terms::remark(Remark::OddDate)));
    }
    hand.write(say(PLAN.date), &usual);
    hand.sees_not(say(terms::remark(Remark::OddDate)));
    hand.saved();
}

/// An end before the start: said at once, kept, and asked for before anybody confirms.
fn end_before_start(peer: &Peer<'_>, session: &str) {
    let hand = &peer.hand;
    let say = |phrase| hand.say(phrase);
    let place = |question: Question| format!("{session}/record/{}", question.slug());
    peer.open(&place(Question::Times));
    hand.write(say(RECORD.start), "14:00");
    hand.write(say(RECORD.end), "13:00");
    hand.sees(say(terms::lack(Lack::EndBeforeStart)));
    hand.saved();
    peer.open(&place(Question::Check));
    hand.sees(say(RECORD.lacking));
    hand.sees(say(terms::lack(Lack::EndBeforeStart)));
    assert!(!hand.offers(&RECORD.confirm.fill(hand.language, &[("who", peer.cast.me)])));
    peer.open(&place(Question::Times));
    assert_eq!(hand.field(say(RECORD.end)), "13:00", "what was typed is kept");
    hand.write(say(RECORD.end), "15:00");
    hand.sees(&RECORD.lasted.fill(hand.language, &[("n", "60")]));
    hand.saved();
}

fn check(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase| hand.say(phrase);

    // The first run's form.
    hand.visit(&site.address());
    peer.choose_language();
    hand.tap(say(WELCOME.real));
    hand.write(say(WELCOME.venue), peer.cast.venue);
    hand.write(say(WELCOME.doctor_phone), "no number");
    hand.tap(say(COMMON.next));
    for problem in [WELCOME.fix, WELCOME.need_name, WELCOME.need_me, WELCOME.bad_phone] {
        hand.sees(say(problem));
    }
    assert_eq!(hand.field(say(WELCOME.venue)), peer.cast.venue);
    peer.fill_community();
    hand.tap(say(COMMON.next));
    peer.at_heading(say(WELCOME.lock_title));
    hand.tap(say(WELCOME.no_lock));
    peer.at_heading(say(TODAY.title));

    empty_boxes(&peer);
    let session = peer.plan_from_idea();
    long_and_rare(&peer, &session);
    odd_days(&peer, &session);
    peer.open(&format!("{session}/run"));
    hand.tap(say(RUN.begin));
    peer.at_part(Part::WarmUp);
    peer.next_parts();
    peer.end_run();
    end_before_start(&peer, &session);
    back_in_the_middle(&peer, &session);
}

/// Going back with the cursor still in a number or a day: both are kept, and nothing trips.
fn back_in_the_middle(peer: &Peer<'_>, session: &str) {
    let hand = &peer.hand;
    let when = format!("{session}/plan/{}", Task::When.slug());
    for (place, label, typed) in [("#/me/community", ME.interval, "21"), (&when, PLAN.date, "2999-12-31")] {
        let label = hand.say(label);
        peer.open("#/me");
        peer.open(place);
        assert_ne!(hand.field(label), typed);
        hand.write(label, typed);
        hand.back();
        hand.arrives("the page before", |at| at == "#/me");
        peer.open(place);
        assert_eq!(hand.field(label), typed);
        hand.saved();
        hand.sees_not("Tongban has stopped.");
        hand.reload();
        assert_eq!(hand.field(label), typed);
    }
}

#[test]
fn chromium_bears_what_is_typed_in_chinese() {
    check(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_bears_what_is_typed() {
    check(Engine::Firefox, Language::English);
}

#[test]
fn webkit_bears_what_is_typed() {
    check(Engine::WebKit, Language::English);
}

/// The clock is set back by three hours in the middle of a run: the timer goes on, and it is said.
fn clock_set_back(engine: Engine) {
    let hours_back = -3 * 3_600_000;
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    let session = peer.plan_from_idea();
    peer.open(&format!("{session}/run"));
    hand.tap(hand.say(RUN.begin));
    peer.at_part(Part::WarmUp);
    let before = peer.minutes_left();
    let goes_on = |what: &str| {
        hand.sees(hand.say(COMMON.clock_jumped));
        let left = peer.minutes_left();
        assert!(left <= before && left + 1 >= before, "{what}: {before} minutes were left, now {left}");
        hand.saved();
    };
    faults::shift_clock(&browser, hours_back);
    goes_on("set back while it runs");
    hand.tap(hand.say(COMMON.done));
    hand.sees_not(hand.say(COMMON.clock_jumped));
    peer.note();
    if engine == Engine::Chromium {
        // And once more while the app is closed.
        faults::shift_clock_for_good(&browser, 2 * hours_back);
        hand.reload();
        peer.at_part(Part::WarmUp);
        goes_on("set back while it was closed");
        hand.reload();
        peer.at_part(Part::WarmUp);
        hand.sees_not(hand.say(COMMON.clock_jumped));
    }
    hand.sees(peer.cast.note);
    peer.next_parts();
    peer.end_run();
}

#[test]
fn chromium_bears_a_clock_that_is_set_back() {
    clock_set_back(Engine::Chromium);
}

#[test]
fn firefox_bears_a_clock_that_is_set_back() {
    clock_set_back(Engine::Firefox);
}

#[test]
fn webkit_bears_a_clock_that_is_set_back() {
    clock_set_back(Engine::WebKit);
}
