//! The relay loses all that it had, and whoever founded the community is away: the other phone brings everything back, what it
//! writes reaches the first one again, and nobody has to do anything.

use engine::domain::plan::Task;
use engine::words::screens::TODAY;
use engine::words::session::PLAN;
use engine::words::share::SHARE;
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

#[test]
fn who_came_in_later_fills_a_wiped_relay_again() {
    let language = Language::Chinese;
    let site = Site::release();
    let mut relay = site.with_relay();
    let say = |phrase: Phrase| phrase.get(language);
    let [mut first, second] =
        [(); 2].map(|()| Browser::start(Engine::Chromium, Options::phone().in_language(language)));
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
    drop(one);
    first.kill9();

    relay.wipe();
    site.hand_on(&relay);
    let bring = format!("{session}/plan/{}", Task::Bring.slug());
    two.open(&bring);
    two.hand.write(say(PLAN.bring), "一口锅，两把勺子");
    two.hand.saved();
    two.open("#/me/share");
    two.hand.sees(say(SHARE.here));

    first.restart();
    let one = Peer::new(&first, language);
    one.hand.visit(&site.address());
    one.hand.sees(say(TODAY.title));
    one.open(&bring);
    one.hand.until("see the words of the other", || match one.hand.field(say(PLAN.bring)) {
        words if words == "一口锅，两把勺子" => Ok(()),
        words => Err(words),
    });
}
