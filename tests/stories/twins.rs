//! A phone's data are copied: the profile's folder, while the browser is closed. Both copies write with no network, and then
//! both reach the relay. A third phone shows the words of both; the copy counts as a phone of its own, says so, and goes on.

use std::path::Path;

use engine::domain::plan::Task;
use engine::words::session::PLAN;
use engine::words::share::SHARE;
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// Copies a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("it reads").flatten() {
        let (kind, to) = (entry.file_type().expect("a kind"), to.join(entry.file_name()));
        if kind.is_dir() {
            copy(&entry.path(), &to);
        } else if kind.is_file() {
            std::fs::copy(entry.path(), to).expect("it is copied");
        }
    }
}

fn story(language: Language) {
    let site = Site::release();
    let _relay = site.with_relay();
    let say = |phrase: Phrase| phrase.get(language);
    let options = Options::phone().in_language(language);
    let browsers = [(); 2].map(|()| Browser::start(Engine::Chromium, options.clone()));
    let [mut second, first] = browsers;
    let one = Peer::new(&first, language);
    one.first_run(&site.address(), Begin::Community);
    let session = one.plan_from_idea();
    one.sets_up_sharing();
    let link = format!("{}#{}", site.address(), one.invites());
    Peer::new(&second, language).comes_in(&link);
    Peer::new(&second, language).open("#/me/share");
    Peer::new(&second, language).hand.sees(say(SHARE.here));
    Peer::new(&second, language).hand.saved();

    second.kill9();
    let folder = std::env::temp_dir().join(format!("tongban-twin-{}", std::process::id()));
    copy(second.profile(), &folder);
    second.restart();
    for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
        _ = std::fs::remove_file(folder.join(lock));
    }
    let double = Browser::start(Engine::Chromium, Options { profile_dir: Some(folder.clone()), ..options });
    let [two, twin] = [&second, &double].map(|browser| Peer::new(browser, language));
    for peer in [&two, &twin] {
        peer.hand.visit(&site.address());
        peer.at_heading(say(engine::words::screens::TODAY.title));
    }

    // Nobody knows of the other, and nobody reaches the relay.
    site.cut_relay();
    let bring = format!("{session}/plan/{}", Task::Bring.slug());
    let aim = format!("{session}/plan/{}", Task::Aim.slug());
    two.open(&bring);
    two.hand.write(say(PLAN.bring), "flour");
    two.hand.saved();
    twin.open(&aim);
    twin.hand.write(say(PLAN.aim), "warm bread");
    twin.hand.saved();
    site.hand_on(&_relay);
    // A browser says so when the network is back; else both would ask again within half a minute.
    for browser in [&second, &double] {
        browser.script("dispatchEvent(new Event('online'))", vec![]);
    }

    one.open(&bring);
    let shows = |who: &str, peer: &Peer<'_>, field: Phrase, words: &str| {
        peer.hand.until(&format!("see on {who} phone what was written elsewhere"), || {
            match peer.hand.field(say(field)) {
                held if held == words => Ok(()),
                held => Err(format!("{held:?}")),
            }
        });
    };
    shows("the third", &one, PLAN.bring, "flour");
    one.open(&aim);
    shows("the third", &one, PLAN.aim, "warm bread");

    // One of the two has become a phone of its own, and says so.
    let copied = two.hand.until("see which of them says that it was copied", || {
        for (peer, other) in [(&two, &twin), (&twin, &two)] {
            peer.open("#/me/share");
            if peer.hand.text()?.contains(say(SHARE.copied)) {
                return Ok((peer, other));
            }
        }
        Err("neither".into())
    });
    let (copied, other) = copied;
    copied.hand.sees(say(SHARE.copied_do));
    copied.hand.sees(say(SHARE.here));
    copied.hand.shot("twins");
    // Both write on, and everybody has it.
    copied.open(&bring);
    shows("the copied", copied, PLAN.bring, "flour");
    copied.hand.append(say(PLAN.bring), " and salt");
    other.open(&aim);
    shows("the other", other, PLAN.aim, "warm bread");
    other.hand.append(say(PLAN.aim), " for all");
    for (who, peer) in [("the third", &one), ("the copied", copied), ("the other", other)] {
        peer.open(&aim);
        shows(who, peer, PLAN.aim, "warm bread for all");
        peer.open(&bring);
        shows(who, peer, PLAN.bring, "flour and salt");
    }
    // The other one is taken out: the line is gone, and that phone says so.
    copied.open("#/me/share");
    copied.hand.tap(say(SHARE.remove));
    copied.hand.tap(say(SHARE.remove_yes));
    copied.hand.sees(say(SHARE.removed));
    copied.hand.sees_not(say(SHARE.copied));
    other.open("#/me/share");
    other.hand.sees(say(SHARE.gone));
    _ = std::fs::remove_dir_all(folder);
}

#[test]
fn both_twins_words_arrive_in_chinese() {
    story(Language::Chinese);
}
