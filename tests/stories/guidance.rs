//! Nobody is left alone: a peer and a community doctor on two phones, through the real relay. A close-phase session is looked at
//! before and after; how the peer is stays theirs until they share it; a question is answered; the group's supervision leaves
//! something to do, which is carried over until it is done.

use engine::domain::feeling::{Felt, Shown, Strength};
use engine::domain::guidance::Verdict;
use engine::domain::plan::Task;
use engine::domain::supervision::{Issue, Mode};
use engine::words::device::ME;
use engine::words::guidance::{self as words, FROM, GUIDE, HOW_AM_I, PHASES, QUESTIONS, RESTING, SUPERVISION, WAITING};
use engine::words::share::INVITE;
use engine::words::{Language, Phrase, terms};
use tests::browser::{Browser, Engine, Options};
use tests::care;
use tests::peer::{Begin, Peer};
use tests::site::Site;

fn story(other: Engine, language: Language) {
    let site = Site::release();
    let _relay = site.with_relay();
    let browsers =
        [Engine::Chromium, other].map(|engine| Browser::start(engine, Options::phone().in_language(language)));
    let [peer, doctor] = [&browsers[0], &browsers[1]].map(|browser| Peer::new(browser, language));
    let say = |phrase: Phrase| phrase.get(language);
    let either = |english: &'static str, chinese: &'static str| Phrase { en: english, zh: chinese }.get(language);
    let name = peer.cast.doctor;

    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    peer.sets_up_sharing();
    let link = format!("{}#{}", site.address(), peer.invites_as(INVITE.supervisor));
    doctor.comes_in_new(&link, name);
    doctor.hand.sees(say(WAITING.title));
    doctor.hand.tap(say(WAITING.go));
    doctor.at_heading(say(WAITING.title));
    doctor.hand.sees(say(WAITING.nothing));

    // The plan is ready: the doctor sees it, and nobody need wait for an answer.
    let session = peer.plan_from_idea();
    peer.look_at_tasks();
    peer.ready();
    peer.hand.sees(say(GUIDE.shown));
    peer.hand.sees(say(GUIDE.no_answer));
    doctor.hand.sees(peer.cast.idea);
    doctor.hand.tap(say(WAITING.plan));
    doctor.at_heading(say(engine::words::session::PLAN.check_title));
    doctor.hand.tap(say(GUIDE.send));
    doctor.hand.sees(say(GUIDE.need));
    let advice = either("A shorter warm-up leaves time to talk.", "热身短一点，留时间聊天。");
    doctor.hand.choose(say(GUIDE.verdict), say(words::verdict(Verdict::LooksReady)));
    doctor.hand.write(say(GUIDE.words), advice);
    doctor.hand.tap(say(GUIDE.part));
    doctor.hand.choose(say(GUIDE.part), say(terms::task(Task::Parts)));
    doctor.hand.tap(say(GUIDE.send));
    doctor.hand.sees(advice);
    doctor.hand.saved();
    for phrase in [say(words::verdict(Verdict::LooksReady)), advice, name] {
        peer.hand.sees(phrase);
    }
    peer.hand.sees_not(say(GUIDE.no_answer));

    // The session is held and its record closed: it is looked at afterwards.
    peer.begin_run();
    peer.note();
    peer.next_parts();
    peer.end_run();
    peer.record();
    peer.confirm();
    peer.hand.sees(say(GUIDE.shown));
    doctor.open("#/waiting");
    doctor.hand.tap(say(WAITING.record));
    doctor.hand.sees(peer.cast.happened);
    let talk = either("You held the group well. Tell me more.", "带得很好，想多听你们说说。");
    doctor.hand.choose(say(GUIDE.verdict), say(words::verdict(Verdict::LetUsTalk)));
    doctor.hand.write(say(GUIDE.words), talk);
    doctor.hand.tap(say(GUIDE.send));
    doctor.hand.saved();
    peer.hand.sees(talk);
    doctor.open("#/waiting");
    doctor.hand.sees(say(WAITING.nothing));

    // How the peer is stays on their phone until they choose otherwise.
    let line = either("Tired, and proud of us.", "累，但是为我们高兴。");
    peer.hand.tap(say(HOW_AM_I.title));
    peer.at_heading(say(HOW_AM_I.title));
    peer.hand.choose(say(HOW_AM_I.felt), say(words::felt(Felt::Good)));
    peer.hand.choose(say(HOW_AM_I.strength), say(words::strength(Strength::Tired)));
    peer.hand.write(say(HOW_AM_I.words), line);
    peer.hand.sees(say(HOW_AM_I.kept));
    peer.hand.settled();
    peer.hand.reload();
    peer.hand.until("find the line again", || match peer.hand.field(say(HOW_AM_I.words)) {
        words if words == line => Ok(()),
        words => Err(words),
    });
    doctor.hand.settled();
    assert!(!doctor.hand.text().unwrap_or_default().contains(line), "what is not shared does not arrive");
    // Shown to the partner alone it does not reach the doctor either.
    peer.hand.choose(say(HOW_AM_I.who), say(words::shown(Shown::Partner)));
    peer.hand.sees(say(HOW_AM_I.shared));
    peer.hand.saved();
    doctor.hand.settled();
    assert!(!doctor.hand.text().unwrap_or_default().contains(line), "what is for the partner is not for the doctor");
    peer.hand.choose(say(HOW_AM_I.who), say(words::shown(Shown::Both)));
    doctor.hand.sees(line);
    peer.hand.tap(say(HOW_AM_I.rest));
    peer.hand.sees(say(HOW_AM_I.rest_noted));
    peer.hand.sees(&GUIDE.step_in.fill(language, &[("who", peer.cast.partner)]));
    doctor.hand.sees(say(WAITING.rests));
    // The doctor's Today says it too, and the peer's own.
    let how_am_i = peer.hand.at();
    doctor.open("#/");
    doctor.hand.sees(&GUIDE.rests.fill(language, &[("who", peer.cast.me)]));
    doctor.hand.sees(&GUIDE.step_in.fill(language, &[("who", peer.cast.partner)]));
    peer.open("#/");
    peer.hand.sees(say(RESTING.you));
    assert_eq!(care::axe(&browsers[0]), Vec::<String>::new());
    peer.hand.tap(say(HOW_AM_I.rest_over));
    peer.hand.sees_not(say(RESTING.you));
    doctor.hand.sees_not(say(RESTING.thank));
    doctor.open("#/waiting");
    doctor.hand.sees_not(say(WAITING.rests));
    doctor.hand.sees(line);
    // Who holds the phone is the partner for a moment: they see what is meant for them, and no note of their own.
    peer.open("#/me");
    peer.hand.choose(say(ME.i_am), peer.cast.partner);
    peer.open(&how_am_i);
    peer.hand.sees(say(HOW_AM_I.partner));
    peer.hand.sees(line);
    peer.open("#/me");
    peer.hand.choose(say(ME.i_am), peer.cast.me);
    peer.open(&how_am_i);
    peer.hand.choose(say(HOW_AM_I.who), say(HOW_AM_I.nobody));
    doctor.hand.sees_not(line);

    // A question to the group is answered.
    let question = either("Somebody sleeps in every session. What helps?", "有人每次都睡着，怎么办？");
    let answer = either("Ask in the break how the night was.", "休息时问问昨晚睡得好不好。");
    peer.open("#/questions");
    peer.hand.write(say(QUESTIONS.ask), question);
    peer.hand.tap(say(QUESTIONS.about));
    peer.hand.choose(say(QUESTIONS.about), say(QUESTIONS.person));
    peer.hand.choose(say(QUESTIONS.about_what), peer.cast.members[0]);
    // The partner has no phone: the question is theirs all the same.
    peer.hand.tap(&FROM.is.fill(language, &[("who", peer.cast.me)]));
    peer.hand.choose(say(FROM.who), peer.cast.partner);
    peer.hand.tap(say(QUESTIONS.send));
    peer.hand.sees(say(QUESTIONS.waits));
    doctor.hand.sees(&question.chars().take(8).collect::<String>());
    doctor.hand.tap(say(WAITING.question));
    doctor.at_heading(say(QUESTIONS.this));
    doctor.hand.sees(question);
    doctor.hand.sees(&FROM.on_phone.fill(language, &[("who", peer.cast.partner), ("by", peer.cast.me)]));
    doctor.hand.sees(&QUESTIONS.is_about.fill(language, &[("what", peer.cast.members[0])]));
    doctor.hand.write(say(QUESTIONS.your_answer), answer);
    doctor.hand.tap(say(QUESTIONS.answer));
    doctor.hand.saved();
    peer.hand.sees(say(QUESTIONS.answers_one));
    peer.hand.tap(&question.chars().take(8).collect::<String>());
    peer.hand.sees(answer);
    peer.hand.sees(name);

    // The group meets; what is to be done is carried over to the next time.
    let to_do = either("Ask about the quiet room", "问问能不能用安静的房间");
    // The group met yesterday: one of today would still be the next one.
    let today = engine::domain::Now { ms: now(), offset_minutes: 0, entropy: [0; 16] }.today();
    let met = today.pred_opt().expect("a day before");
    doctor.open("#/supervision");
    doctor.hand.sees(say(words::phase(engine::domain::guidance::Phase::Close)));
    doctor.hand.tap(say(SUPERVISION.begin));
    doctor.at_heading(say(SUPERVISION.record));
    doctor.hand.write(say(SUPERVISION.date), &met.to_string());
    for who in [peer.cast.me, name] {
        doctor.hand.choose(say(SUPERVISION.came), who);
    }
    doctor.hand.choose(say(SUPERVISION.issues), say(words::issue(Issue::Participants)));
    doctor.hand.write(say(SUPERVISION.advice), advice);
    doctor.hand.tap(say(SUPERVISION.add));
    doctor.hand.write(say(SUPERVISION.action), to_do);
    doctor.hand.saved();
    doctor.open("#/supervision");
    doctor.hand.sees(to_do);
    doctor.hand.tap(say(SUPERVISION.begin));
    doctor.at_heading(say(SUPERVISION.record));
    doctor.hand.sees(say(SUPERVISION.carried));
    doctor.hand.sees(to_do);
    // The peer ticks it on their own phone, and it is gone from what is carried over.
    peer.open("#/supervision");
    peer.hand.sees(say(words::mode(Mode::Group)));
    let (file, calendar) = peer.hand.downloads(|| peer.hand.tap(say(SUPERVISION.in_calendar)));
    assert!(file.ends_with(".ics") && calendar.contains(say(words::mode(Mode::Group))), "{file}: {calendar}");
    peer.hand.tap(to_do);
    peer.hand.sees(say(SUPERVISION.none_open));
    peer.hand.saved();
    doctor.hand.sees_not(say(SUPERVISION.carried));

    // Later guidance is as needed: the pair asks, or does not.
    peer.open("#/me/community");
    peer.hand.tap(say(PHASES.change));
    peer.hand.choose(say(PHASES.which), say(words::phase(engine::domain::guidance::Phase::AsNeeded)));
    let why = either("All of us have led ten sessions.", "大家都带过十次活动了。");
    peer.hand.write(say(PHASES.why), why);
    peer.hand.tap(say(PHASES.do_set));
    peer.hand.sees(why);
    peer.hand.saved();
    let next = peer.plan_from_idea();
    assert_ne!(next, session);
    doctor.open("#/waiting");
    doctor.hand.sees(say(WAITING.nothing));
    peer.hand.tap(say(GUIDE.ask));
    doctor.hand.sees(say(WAITING.plan));
    peer.hand.tap(say(GUIDE.ask_no_more));
    doctor.hand.sees(say(WAITING.nothing));
}

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    i64::try_from(since.expect("after 1970").as_millis()).expect("a moment of this age")
}

#[test]
fn chromium_and_firefox_in_english() {
    story(Engine::Firefox, Language::English);
}

#[test]
fn chromium_and_webkit_in_chinese() {
    story(Engine::WebKit, Language::Chinese);
}
