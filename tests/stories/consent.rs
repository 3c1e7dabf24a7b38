//! Consent and agreement: explained, agreed to, withdrawn; and nobody without them slips onto a list silently.

use engine::domain::consent::Paper;
use engine::domain::record::{AimMet, Lack};
use engine::domain::run::Mark;
use engine::sync::place::{FormKind, Question};
use engine::words::papers::{PAPERS, paper};
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::session::{RECORD, RUN};
use engine::words::{Language, Phrase, terms};
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer, question_title};
use tests::site::Site;

/// Draws on the pad as a finger does, with the pointer's events.
fn draw(peer: &Peer<'_>) {
    let body = "const pad = document.querySelector('.mark-pad'), box = pad.getBoundingClientRect();
        const at = (kind, x, y) => pad.dispatchEvent(new PointerEvent(kind, { bubbles: true, pointerId: 1, pointerType: 'touch',
            clientX: box.left + box.width * x, clientY: box.top + box.height * y }));
        at('pointerdown', 0.1, 0.5); at('pointermove', 0.5, 0.2); at('pointermove', 0.9, 0.8); at('pointerup', 0.9, 0.8);
        return pad.querySelector('path').getAttribute('d');";
    peer.hand.until("draw a mark", || {
        let path = peer.hand.browser.script(body, vec![json!(null)]);
        if path.as_str().is_some_and(|path| path.contains('L')) { Ok(()) } else { Err(format!("{path}")) }
    });
}

/// A member agrees to both papers, one by name and one by a mark, withdraws one; the next list asks why she is on it.
fn agreed_and_withdrawn(engine: Engine, language: Language) {
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
    hand.tap(say(PAPERS.title));
    let both = [Paper::Consent, Paper::Agreement].map(|one| say(paper(one)));
    hand.sees(both[0]);
    let papers = hand.at();

    // The consent by name. Without a way nothing is agreed to.
    hand.tap(both[0]);
    peer.at_heading(both[0]);
    hand.tap(say(PAPERS.agree));
    hand.sees(say(PAPERS.need_how));
    hand.choose(say(PAPERS.how), say(PAPERS.how_name));
    assert_eq!(hand.field(say(PAPERS.name)), alias, "the alias is proposed");
    assert_eq!(hand.field(say(PAPERS.witness)), peer.cast.me, "who holds the phone is the witness");
    hand.tap(say(PAPERS.agree));
    hand.sees(&PAPERS.with_name.fill(language, &[("name", alias)]));
    hand.saved();

    // The agreement by a mark.
    peer.open(&format!("{papers}/{}", Paper::Agreement.slug()));
    peer.at_heading(both[1]);
    hand.choose(say(PAPERS.how), say(PAPERS.how_mark));
    hand.tap(say(PAPERS.agree));
    hand.sees(say(PAPERS.need_mark));
    draw(&peer);
    hand.tap(say(PAPERS.agree));
    hand.sees(say(PAPERS.with_mark));
    hand.saved();
    hand.reload();
    hand.sees(say(PAPERS.with_mark));
    peer.open(&papers);
    hand.sees(say(PAPERS.all_here));

    // She withdraws the consent; what follows is said before.
    hand.tap(both[0]);
    hand.tap(say(PAPERS.withdraw));
    hand.sees(say(PAPERS.withdraw_what));
    let why = hand.either("She wants to rest.", "她想歇一歇。");
    hand.write(say(PAPERS.withdraw_why), why);
    hand.tap(say(PAPERS.withdraw_do));
    hand.sees(why);
    hand.saved();
    hand.reload();
    hand.sees(why);
    peer.open(&papers);
    hand.sees(&PAPERS.missing.fill(language, &[("what", both[0])]));

    // She comes all the same: the run says so, and the record asks why before anybody can confirm.
    let session = peer.plan_from_idea();
    peer.look_at_tasks();
    peer.ready();
    hand.tap(say(SESSIONS.run));
    peer.at_heading(say(RUN.here_title));
    hand.choose(alias, say(terms::mark(Mark::Came)));
    hand.sees(&PAPERS.not_here.fill(language, &[("names", alias)]));
    hand.tap(say(RUN.begin));
    peer.next_parts();
    peer.end_run();
    hand.tap(say(RUN.write_now));
    for question in Question::ALL {
        peer.at_heading(say(question_title(question)));
        match question {
            Question::People => hand.sees(say(PAPERS.not_here_why)),
            Question::Feedback => hand.choose(say(RECORD.aim_met), say(terms::aim_met(AimMet::Yes))),
            _ => peer.answer(question),
        }
        if question != Question::Check {
            hand.saved();
            hand.tap(say(COMMON.next));
        }
    }
    hand.sees(say(terms::lack(Lack::Unsigned)));
    let confirm = RECORD.confirm.fill(language, &[("who", peer.cast.me)]);
    assert!(!hand.offers(&confirm), "nobody confirms before the reason is written");
    peer.open(&format!("{session}/record/{}", Question::People.slug()));
    hand.tap(say(PAPERS.not_here_2));
    hand.saved();
    peer.open(&format!("{session}/record/{}", Question::Check.slug()));
    peer.confirm();
    peer.open(&format!("{session}/form/{}", FormKind::Participants.slug()));
    hand.sees(alias);
    hand.sees(say(PAPERS.not_here_2));
}

#[test]
fn chromium_agrees_withdraws_and_asks_why_in_chinese() {
    agreed_and_withdrawn(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_agrees_withdraws_and_asks_why() {
    agreed_and_withdrawn(Engine::Firefox, Language::English);
}

#[test]
fn webkit_agrees_withdraws_and_asks_why() {
    agreed_and_withdrawn(Engine::WebKit, Language::English);
}
