//! Several phones, as the screens promise it: a second phone belongs to whoever's phone invited it; an invitation that was used,
//! is over, mistyped or not at the relay yet says so and what to do; a person goes with all their phones; who wants to leave
//! leaves; a partner whose phone can't be reached confirms beside the other. Without a relay a file and a code bring somebody in.

use engine::crypto::{Invitation, read_words, recovery_fragment};
use engine::words::device::ME;
use engine::words::forms::FORMS;
use engine::words::screens::TODAY;
use engine::words::session::RECORD;
use engine::words::share::{INVITE, JOIN, SHARE};
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// A story with the first phone and an empty one.
fn begin<'a>(site: &Site, browsers: &'a [Browser; 2], language: Language) -> [Peer<'a>; 2] {
    let [one, two] = browsers.each_ref().map(|browser| Peer::new(browser, language));
    one.first_run(&site.address(), Begin::Community);
    [one, two]
}

fn phones(language: Language) -> [Browser; 2] {
    [(); 2].map(|()| Browser::start(Engine::Chromium, Options::phone().in_language(language)))
}

/// The code on the screen, once the invitation stands there.
fn code(peer: &Peer<'_>) -> Invitation {
    let find = "return document.querySelector('p.invitation-code')?.innerText ?? ''";
    peer.hand.until("read the code", || {
        let code = peer.hand.browser.script(find, vec![]);
        Invitation::read(code.as_str().unwrap_or_default()).map_err(|why| why.to_string())
    })
}

fn second_phone(language: Language) {
    let site = Site::release();
    let _relay = site.with_relay();
    let browsers = phones(language);
    let [one, two] = begin(&site, &browsers, language);
    let say = |phrase: Phrase| phrase.get(language);
    one.sets_up_sharing();

    // Somebody else holds the phone just now; the second phone is for whom this one belongs to.
    one.open("#/me");
    one.hand.choose(say(ME.i_am), one.cast.partner);
    one.open("#/me/share");
    one.hand.tap(say(SHARE.my_second));
    one.hand.tap(say(INVITE.make));
    one.hand.sees(say(INVITE.ready));
    let invitation = code(&one);
    let link = |invitation: &Invitation| format!("{}#{}", site.address(), invitation.fragment());

    // What does not open says why, and what to do.
    let mistyped = {
        let fragment = invitation.fragment();
        // The last bit of the last letter means nothing: another one has to change.
        let last = if fragment.ends_with('0') { "8" } else { "0" };
        format!("{}#{}{last}", site.address(), &fragment[..fragment.len() - 1])
    };
    let over = link(&Invitation { until: invitation.until - 4 * 24 * 3_600_000, ..invitation.clone() });
    let unknown = link(&Invitation { secret: [7; 16], ..invitation.clone() });
    two.hand.visit(&site.address());
    two.in_their_language();
    for (link, what, do_next) in [
        (mistyped, JOIN.mistyped, JOIN.copy_again),
        (over, JOIN.expired, JOIN.ask_new),
        (unknown, JOIN.not_yet, JOIN.not_yet_do),
    ] {
        two.hand.visit("about:blank");
        two.hand.visit(&link);
        two.hand.sees(say(what));
        two.hand.sees(say(do_next));
    }
    two.hand.visit("about:blank");
    two.hand.visit(&link(&invitation));
    two.hand.sees(&JOIN.into.fill(language, &[("name", one.cast.community)]));
    two.hand.tap(say(JOIN.come_in));
    two.at_heading(say(TODAY.title));
    two.hand.saved();
    two.open("#/me/share");
    two.hand.sees(say(SHARE.here));

    // The same person twice; the invitation does not open again.
    one.open("#/me/share");
    let nth = SHARE.second.fill(language, &[("n", "2")]);
    one.hand.sees(&format!("{} · {nth}", one.cast.me));
    one.hand.shot(&format!("phones-list-{language:?}"));
    let third = Browser::start(Engine::Chromium, Options::phone().in_language(language));
    let third = Peer::new(&third, language);
    third.hand.visit(&site.address());
    third.in_their_language();
    third.hand.visit("about:blank");
    third.hand.visit(&link(&invitation));
    third.hand.sees(say(JOIN.used));
    third.hand.sees(say(JOIN.ask_new));

    // Somebody with two phones comes in, and goes with both.
    let partner = format!("{}#{}", site.address(), one.invites());
    third.hand.visit("about:blank");
    third.comes_in(&partner);
    third.open("#/me/share");
    third.hand.sees(say(SHARE.here));
    third.hand.tap(say(SHARE.my_second));
    third.hand.tap(say(INVITE.make));
    third.hand.sees(say(INVITE.ready));
    let other = code(&third);
    let fourth = Browser::start(Engine::Chromium, Options::phone().in_language(language));
    let fourth = Peer::new(&fourth, language);
    fourth.hand.visit(&site.address());
    fourth.in_their_language();
    fourth.hand.visit("about:blank");
    fourth.hand.visit(&link(&other));
    fourth.hand.tap(say(JOIN.come_in));
    fourth.at_heading(say(TODAY.title));
    fourth.open("#/me/share");
    fourth.hand.sees(say(SHARE.here));
    one.open("#/me/share");
    one.hand.sees(&format!("{} · {nth}", one.cast.partner));
    let row = "const row = [...document.querySelectorAll('li')].find(row => row.innerText.trim().startsWith(arguments[0]));\
               row?.querySelector('button').click();";
    one.hand.browser.script(row, vec![one.cast.partner.into()]);
    one.hand.sees(say(SHARE.remove_one));
    one.hand.shot(&format!("phones-remove-{language:?}"));
    one.hand.tap(&SHARE.remove_all.fill(language, &[("name", one.cast.partner), ("n", "2")]));
    one.hand.sees(say(SHARE.removed));
    for peer in [&third, &fourth] {
        peer.hand.sees(say(SHARE.gone));
    }

    // The second phone leaves by itself.
    two.hand.tap(say(SHARE.leave));
    two.hand.sees(say(SHARE.leave_stays));
    two.hand.shot(&format!("phones-leave-{language:?}"));
    two.hand.tap(say(SHARE.leave_one));
    two.hand.sees(say(SHARE.left_now));
    two.hand.sees(say(SHARE.gone));
    two.open("#/people");
    two.hand.sees(one.cast.partner);
}

/// Without a relay: the sheet is scanned as the test, a file and a code bring somebody in, and a partner whose phone is
/// broken confirms on the other's.
fn without_relay(language: Language) {
    let site = Site::release();
    let browsers = phones(language);
    let [one, two] = begin(&site, &browsers, language);
    let say = |phrase: Phrase| phrase.get(language);
    one.add_members();
    one.sees_the_words();
    one.hand.shot(&format!("phones-words-{language:?}"));
    let words = one.words_on_the_screen();
    let list = |tag| std::fs::read_to_string(tests::root().join(format!("public/words/{tag}.txt"))).expect("a list");
    let secret = read_words(&[&list("en"), &list("zh")], &words.join(" ")).expect("the words on the screen are words");
    one.hand.tap(say(SHARE.written));
    one.hand.tap(say(SHARE.sheet_scan));
    for (scanned, sees) in [([3; 16], SHARE.sheet_wrong), (secret, SHARE.devices)] {
        let link = format!("{}#{}", site.address(), recovery_fragment(&scanned));
        one.hand.write(say(SHARE.sheet_link), &link);
        one.hand.tap(say(SHARE.sheet_check));
        one.hand.sees(say(sees));
    }
    one.hand.sees(say(SHARE.none));
    one.hand.tap(say(SHARE.invite));
    one.hand.choose(say(INVITE.role), say(INVITE.peer));
    one.hand.tap(say(INVITE.make));
    one.hand.sees(say(INVITE.by_file));
    let invitation = code(&one);
    let (name, file) = one.hand.downloads_bytes(|| one.hand.tap(say(SHARE.save_file)));

    two.hand.visit(&site.address());
    two.in_their_language();
    two.hand.visit("about:blank");
    two.hand.visit(&format!("{}#{}", site.address(), invitation.fragment()));
    two.hand.sees(say(JOIN.no_relay));
    two.hand.sees(say(JOIN.no_relay_do));
    two.hand.give_file(say(JOIN.with_file), &name, &file);
    two.hand.sees(&JOIN.into.fill(language, &[("name", one.cast.community)]));
    two.hand.choose(say(JOIN.who), one.cast.partner);
    two.hand.tap(say(JOIN.come_in));
    two.at_heading(say(TODAY.title));
    two.hand.saved();
    two.open("#/me/share");
    let (name, file) = two.hand.downloads_bytes(|| two.hand.tap(say(SHARE.save_file)));
    one.open("#/me/share");
    one.hand.give_file(say(SHARE.take_file), &name, &file);
    one.hand.sees(one.cast.partner);

    // The partner has a phone, and it is broken.
    let session = one.plan_from_idea();
    one.look_at_tasks();
    one.ready();
    one.begin_run();
    one.note();
    one.next_parts();
    one.end_run();
    one.record();
    let confirm = |who: &str| RECORD.confirm.fill(language, &[("who", who)]);
    one.hand.sees(&RECORD.confirm_there.fill(language, &[("who", one.cast.partner)]));
    one.hand.tap(&confirm(one.cast.me));
    one.hand.tap(say(RECORD.confirm_away));
    one.hand.sees(say(RECORD.confirm_away_kept));
    one.hand.shot(&format!("phones-confirm-{language:?}"));
    one.hand.tap(&confirm(one.cast.partner));
    one.hand.sees(say(RECORD.closed));
    let kept = RECORD.confirmed_beside.fill(language, &[("who", one.cast.partner), ("name", one.cast.me)]);
    one.hand.sees(kept.split("{when}").next().unwrap_or_default());
    one.open(&format!("{session}/form/process"));
    let form = FORMS.confirmed_beside.fill(language, &[("name", one.cast.me)]);
    one.hand.sees(form.rsplit("{when}").next().unwrap_or_default());
}

#[test]
fn a_second_phone_in_english() {
    second_phone(Language::English);
}

#[test]
fn a_code_and_a_file_in_chinese() {
    without_relay(Language::Chinese);
}
