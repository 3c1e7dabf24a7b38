//! Who was removed wrote on without knowing: the words come by a file, wait, and count once the coordinator accepts them. The
//! removed phone learns it, and still reads what it has.

use engine::domain::plan::Task;
use engine::words::session::PLAN;
use engine::words::share::SHARE;
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

fn story(language: Language) {
    let site = Site::release();
    let relay = site.with_relay();
    let say = |phrase: Phrase| phrase.get(language);
    let options = Options::phone().in_language(language);
    let [first, mut second] = [(); 2].map(|()| Browser::start(Engine::Chromium, options.clone()));
    let one = Peer::new(&first, language);
    one.first_run(&site.address(), Begin::Community);
    let session = one.plan_from_idea();
    one.sets_up_sharing();
    let link = format!("{}#{}", site.address(), one.invites());
    let two = Peer::new(&second, language);
    two.comes_in(&link);
    two.open("#/me/share");
    two.hand.sees(say(SHARE.here));
    two.hand.saved();
    drop(two);
    second.kill9();

    one.open("#/me/share");
    one.hand.sees(one.cast.partner);
    one.hand.tap(say(SHARE.remove));
    one.hand.tap(say(SHARE.remove_yes));
    one.hand.sees(say(SHARE.removed));
    one.hand.sees_not(say(SHARE.late));

    // Far away, with no network, the other plans on.
    site.cut_relay();
    second.restart();
    let two = Peer::new(&second, language);
    two.hand.visit(&site.address());
    two.at_heading(say(engine::words::screens::TODAY.title));
    let bring = format!("{session}/plan/{}", Task::Bring.slug());
    two.open(&bring);
    two.hand.write(say(PLAN.bring), "late flour");
    two.hand.saved();
    two.open("#/me/share");
    let (_, file) = two.hand.downloads_bytes(|| two.hand.tap(say(SHARE.save_file)));

    // The file comes: nothing of it counts before a coordinator says so.
    one.hand.give_file(say(SHARE.take_file), "late.tongban", &file);
    one.hand.sees(say(SHARE.late));
    one.hand.shot("late");
    one.open(&bring);
    let before = one.hand.field(say(PLAN.bring));
    assert!(before.contains('\n') && !before.contains("late flour"), "{before}");
    one.open("#/me/share");
    one.hand.tap(say(SHARE.accept));
    one.hand.sees(say(SHARE.accepted));
    one.hand.sees_not(say(SHARE.late));
    one.open(&bring);
    assert_eq!(one.hand.field(say(PLAN.bring)), "late flour");

    // With a network again the removed phone says what it is, and what was there stays readable.
    site.hand_on(&relay);
    second.script("dispatchEvent(new Event('online'))", vec![]);
    two.hand.sees(say(SHARE.gone));
    two.hand.sees(say(SHARE.gone_more));
    two.open(&bring);
    assert_eq!(two.hand.field(say(PLAN.bring)), "late flour");
}

#[test]
fn late_work_waits_and_is_accepted() {
    story(Language::Chinese);
}
