//! People: what is asked of them before the first session, a decision against a criterion, a leave and a return.

use engine::domain::enrolment::{Criterion, Verdict};
use engine::domain::plan::Task;
use engine::domain::presence::TurnKind;
use engine::words::people::{ENROL, TURNS, criterion, turn, verdict};
use engine::words::screens::{COMMON, PEOPLE};
use engine::words::{Language, Phrase, terms};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

fn one_criterion_unmet(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let alias = peer.cast.members[0];
    peer.first_run(&site.address(), Begin::Community);
    peer.open("#/people");
    peer.add_member(alias);
    hand.tap(alias);
    peer.at_heading(alias);
    hand.sees(&ENROL.open.fill(language, &[("n", "7")]));
    hand.tap(say(ENROL.title));

    // All but two by hand; the year says the age by itself; two months are too few.
    hand.tap(say(criterion(Criterion::Referred)));
    for asked in Criterion::of(engine::domain::person::Role::Member) {
        peer.at_heading(say(criterion(*asked)));
        match asked {
            Criterion::Age => {
                hand.write(say(ENROL.birth_year), "800");
                hand.sees(say(ENROL.bad_year));
                hand.write(say(ENROL.birth_year), "1980");
                hand.sees_not(say(ENROL.bad_year));
                hand.sees(&ENROL.from_figures.fill(language, &[("what", say(verdict(Verdict::Met)))]));
            }
            Criterion::Stable => {
                hand.write(say(ENROL.months), "2");
                hand.sees(&ENROL.from_figures.fill(language, &[("what", say(verdict(Verdict::NotMet)))]));
            }
            _ => hand.choose(say(ENROL.answer), say(verdict(Verdict::Met))),
        }
        hand.write(say(ENROL.by), peer.cast.partner);
        hand.saved();
        hand.tap(say(COMMON.next));
    }
    let unmet = ENROL.unmet.fill(language, &[("what", say(criterion(Criterion::Stable)))]);
    hand.sees(&unmet);

    // Against it only with a reason; and the reason stays.
    hand.tap(say(ENROL.enrol));
    hand.sees(say(ENROL.need_reason));
    let reason = hand.either("The doctor sees her every week.", "医生每周都见她。");
    hand.write(say(ENROL.reason), reason);
    hand.tap(say(ENROL.enrol));
    hand.sees(&ENROL.enrolled_why.fill(language, &[("reason", reason)]));
    hand.saved();
    hand.reload();
    hand.sees(&ENROL.enrolled_why.fill(language, &[("reason", reason)]));
    hand.sees(&unmet);

    // In a list there is nothing of it.
    peer.open("#/people");
    hand.sees(say(PEOPLE.members));
    hand.sees_not(say(criterion(Criterion::Stable)));
    hand.sees_not(say(verdict(Verdict::NotMet)));
}

/// A peer cares for his mother for a while: not proposed for a plan meanwhile, and back afterwards.
fn on_leave_and_back(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let partner = peer.cast.partner;
    peer.first_run(&site.address(), Begin::Community);
    let proposed = || {
        let plan = peer.new_plan();
        peer.open(&format!("{plan}/plan/{}", Task::Who.slug()));
        peer.at_heading(say(terms::task(Task::Who)));
        hand.text().unwrap_or_default().contains(partner)
    };
    peer.open("#/people");
    hand.tap(partner);
    peer.at_heading(partner);
    hand.sees(say(TURNS.here));
    hand.tap(say(TURNS.on_leave));
    hand.tap(say(TURNS.quick_1));
    hand.tap(say(TURNS.note));
    hand.sees(&TURNS.why.fill(language, &[("reason", say(TURNS.quick_1))]));
    hand.saved();
    hand.reload();
    hand.sees(&TURNS.why.fill(language, &[("reason", say(TURNS.quick_1))]));
    let address = hand.at();
    peer.open("#/people");
    hand.sees(say(turn(TurnKind::OnLeave)));
    assert!(!proposed(), "who is on leave is not proposed");

    peer.open(&address);
    hand.tap(say(TURNS.back));
    hand.tap(say(TURNS.note));
    hand.sees(say(TURNS.left));
    hand.saved();
    assert!(proposed(), "who is back is proposed again");
}

#[test]
fn chromium_notes_a_leave_and_a_return() {
    on_leave_and_back(Engine::Chromium, Language::English);
}

#[test]
fn firefox_notes_a_leave_and_a_return_in_chinese() {
    on_leave_and_back(Engine::Firefox, Language::Chinese);
}

#[test]
fn webkit_notes_a_leave_and_a_return() {
    on_leave_and_back(Engine::WebKit, Language::English);
}

#[test]
fn chromium_enrols_with_one_criterion_unmet_in_chinese() {
    one_criterion_unmet(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_enrols_with_one_criterion_unmet() {
    one_criterion_unmet(Engine::Firefox, Language::English);
}

#[test]
fn webkit_enrols_with_one_criterion_unmet() {
    one_criterion_unmet(Engine::WebKit, Language::English);
}
