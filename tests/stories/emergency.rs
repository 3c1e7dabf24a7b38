//! An emergency in the middle of a run, through the real relay, on the pair's phone and the doctor's: the doctor's phone is off
//! when it happens and on again later. The event goes there by itself; the doctor reads it, asks, writes the follow-up and
//! closes it; both phones say how it stands. The numbers to call are tried once.

use engine::domain::emergency::EventKind;
use engine::domain::plan::Part;
use engine::words::event::{EVENT, NUMBERS};
use engine::words::screens::{SESSIONS, TODAY};
use engine::words::session::HELP;
use engine::words::share::{INVITE, JOIN, SHARE};
use engine::words::{Language, Phrase, terms};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// An invitation as a doctor.
fn invites_doctor(peer: &Peer<'_>) -> String {
    let hand = &peer.hand;
    peer.open("#/me/share");
    hand.tap(hand.say(SHARE.invite));
    hand.choose(hand.say(INVITE.role), hand.say(INVITE.supervisor));
    hand.tap(hand.say(INVITE.make));
    hand.sees(hand.say(INVITE.ready));
    let code = "return [...document.querySelectorAll('p[translate=no]')].map((code) => code.innerText)[0]";
    let code = hand.browser.script(code, vec![]);
    engine::crypto::Invitation::read(code.as_str().unwrap_or_default()).expect("the code reads").fragment()
}

/// Comes in as somebody new.
fn comes_in_as(peer: &Peer<'_>, link: &str, name: &str) {
    let hand = &peer.hand;
    hand.visit(link);
    hand.until("see the invitation's page", || match peer.heading() {
        heading if Language::ALL.into_iter().any(|language| heading == JOIN.title.get(language)) => Ok(()),
        heading => Err(heading),
    });
    if peer.heading() != hand.say(JOIN.title) {
        hand.tap(hand.language.own_name());
    }
    hand.choose(hand.say(JOIN.who), hand.say(JOIN.new_one));
    hand.write(hand.say(JOIN.name), name);
    hand.tap(hand.say(JOIN.come_in));
    peer.at_heading(hand.say(TODAY.title));
    hand.saved();
}

fn story(other: Engine, language: Language) {
    let site = Site::release();
    let _relay = site.with_relay();
    let browsers =
        [Engine::Chromium, other].map(|engine| Browser::start(engine, Options::phone().in_language(language)));
    let [pair, doctor] = [&browsers[0], &browsers[1]].map(|browser| Peer::new(browser, language));
    let say = |phrase: Phrase| phrase.get(language);
    let name = doctor.cast.doctor;

    // The numbers are tried once at the beginning; a public one is only looked at.
    pair.first_run(&site.address(), Begin::Community);
    pair.hand.tap(say(TODAY.numbers));
    pair.at_heading(say(NUMBERS.title));
    pair.hand.sees(say(NUMBERS.not_yet));
    pair.hand.tap(say(NUMBERS.no));
    pair.hand.sees(say(NUMBERS.no_do));
    pair.hand.tap(say(NUMBERS.yes));
    pair.hand.sees_not(say(NUMBERS.no_do));
    while pair.hand.text().is_ok_and(|text| text.contains(say(NUMBERS.not_yet))) {
        let look = "[...document.querySelectorAll('main .card')].filter(card => card.innerText.includes(arguments[0]))[0]\
                    ?.querySelector('button')?.click()";
        pair.hand.browser.script(look, vec![say(NUMBERS.not_yet).into()]);
        pair.hand.settled();
    }
    pair.hand.sees(say(NUMBERS.all_done));
    pair.hand.saved();
    pair.open("#/");
    pair.hand.sees_not(say(TODAY.numbers));

    pair.add_members();
    let session = pair.plan_from_idea();
    pair.look_at_tasks();
    pair.ready();
    pair.sets_up_sharing();
    let link = format!("{}#{}", site.address(), invites_doctor(&pair));
    comes_in_as(&doctor, &link, name);
    doctor.hand.sees_not(say(TODAY.event));
    // The doctor's phone is off.
    doctor.hand.visit("about:blank");

    // From the run in one touch: keep everyone safe, call, then write.
    pair.open(&session);
    pair.begin_run();
    pair.hand.tap(say(engine::words::parts::FRAME.help));
    pair.at_heading(say(HELP.title));
    pair.hand.sees(say(HELP.safe));
    let call = HELP.call_name.fill(language, &[("name", name), ("phone", pair.cast.phone)]);
    pair.hand.sees(&call);
    let dials = "return document.querySelector('main a[href^=\"tel:\"]').getAttribute('href')";
    assert_eq!(pair.hand.browser.script(dials, vec![]), "tel:073188881234");
    // Nobody needed after all: the way back leads into the run.
    pair.hand.tap(say(SESSIONS.this));
    pair.at_part(Part::WarmUp);
    pair.hand.tap(say(engine::words::parts::FRAME.help));
    pair.hand.tap(say(HELP.write_do));
    pair.at_heading(say(HELP.form_title));
    pair.hand.choose(say(HELP.kinds), say(terms::event_kind(EventKind::Injury)));
    let happened = pair.hand.either("A small cut while chopping.", "切菜时划了个小口。");
    pair.hand.write(say(HELP.happened), happened);
    pair.hand.tap(say(HELP.finish));
    pair.hand.sees(say(HELP.written));
    pair.hand.saved();
    pair.hand.sees(&seen(EVENT.sent, "", language));

    // Without a network there is the text: who was there is not in it.
    pair.hand.tap(say(EVENT.send));
    let sms = "return decodeURIComponent(document.querySelector('main a[href^=\"sms:\"]').getAttribute('href'))";
    let sms = pair.hand.browser.script(sms, vec![]);
    let sms = sms.as_str().unwrap_or_default();
    assert!(sms.starts_with("sms:073188881234?&body=") && sms.contains(happened), "{sms}");
    assert!(pair.cast.members.iter().all(|member| !sms.contains(member)), "{sms}");

    // It stays on Today of the pair until it is closed.
    pair.open("#/");
    pair.hand.sees(say(TODAY.event));

    // The doctor's phone is on again: the first thing on it.
    doctor.hand.visit(&site.address());
    doctor.hand.sees(say(TODAY.event));
    doctor.hand.tap(say(TODAY.event_do));
    doctor.at_heading(say(EVENT.title));
    pair.open(&session);
    pair.hand.tap(say(engine::words::forms::FORMS.emergency));
    pair.at_heading(say(HELP.form_title));
    pair.hand.sees(&seen(EVENT.reached, name, language));
    let open = "document.querySelector('main a[href*=\"/event/\"]').click()";
    doctor.hand.until("see the event on the list", || match doctor.hand.text()? {
        text if text.contains(say(terms::event_kind(EventKind::Injury))) => Ok(()),
        text => Err(text),
    });
    doctor.hand.browser.script(open, vec![]);
    doctor.at_heading(say(HELP.form_title));
    doctor.hand.sees(happened);
    assert!(!doctor.hand.offers(say(HELP.finish)), "the form is the pair's");
    doctor.hand.tap(say(EVENT.acknowledge));
    doctor.hand.saved();
    pair.hand.sees(&seen(EVENT.seen, name, language));

    // A question, and its answer.
    let question = doctor.hand.either("Did it stop bleeding?", "血止住了吗？");
    doctor.hand.write(say(EVENT.ask), question);
    doctor.hand.tap(say(EVENT.ask_do));
    doctor.hand.sees(say(EVENT.asked));
    pair.hand.sees(question);
    let answer = pair.hand.either("Yes, at once.", "马上就止住了。");
    pair.hand.write(say(EVENT.answer), answer);
    pair.hand.tap(say(EVENT.answer_do));
    pair.hand.saved();
    doctor.hand.sees(answer);

    // The follow-up, and the end.
    let follow_up = doctor.hand.either("I called the family.", "我给家属打了电话。");
    doctor.hand.write(say(EVENT.follow_up), follow_up);
    doctor.hand.saved();
    pair.hand.until("see the follow-up", || match pair.hand.field(say(EVENT.follow_up)) {
        words if words == follow_up => Ok(()),
        words => Err(words),
    });
    doctor.hand.tap(say(EVENT.close));
    doctor.hand.sees(say(EVENT.closed));
    doctor.hand.saved();
    for peer in [&pair, &doctor] {
        peer.hand.sees(&seen(EVENT.closed_by, name, language));
        peer.open("#/");
        peer.hand.sees_not(say(TODAY.event));
    }
    pair.open(&format!("{session}/form/emergency"));
    pair.hand.sees(follow_up);
    pair.hand.sees(answer);
}

/// The sentence as far as the time that stands in it.
fn seen(phrase: Phrase, who: &str, language: Language) -> String {
    let filled = phrase.fill(language, &[("who", who)]);
    let parts = filled.split("{time}").map(str::trim);
    parts.max_by_key(|part| part.len()).unwrap_or_default().to_owned()
}

#[test]
fn chromium_and_firefox_in_chinese() {
    story(Engine::Firefox, Language::Chinese);
}

#[test]
fn chromium_and_webkit_in_english() {
    story(Engine::WebKit, Language::English);
}
