//! Every phone is lost, the paper is there: the twelve words bring everything back on an empty phone of another make, in
//! the other language; the lost phone is removed; the printed sheet can be tried without bringing anything back.

use engine::crypto::age::With;
use engine::crypto::recovery_secret;
use engine::crypto::{RECOVERY_PREFIX, read_words, recovery_fragment};
use engine::words::backup::{BACKUP, FROM_RELAY};
use engine::words::share::{JOIN, RECOVER, SHARE};
use engine::words::{Language, Phrase};
use tests::backups::opened;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// Takes the rows of the person who came last out of the store; returns how the person's document is called.
const LOSE: &str = "const done = arguments[arguments.length - 1];
    const open = indexedDB.open('tongban');
    open.onsuccess = () => {
        const keys = open.result.transaction('ops').objectStore('ops').getAllKeys();
        keys.onsuccess = () => {
            const id = keys.result.filter((key) => key.startsWith('p')).pop().split('/')[0];
            const change = open.result.transaction('ops', 'readwrite');
            change.objectStore('ops').delete(IDBKeyRange.bound(`${id}/`, `${id}0`, false, true));
            change.oncomplete = () => (open.result.close(), done(id));
        };
    };";

/// The phone against the relay: what only one of them has is named, and a backup of both holds all of it.
fn with_the_relay(peer: &Peer<'_>, secret: &[u8; 16]) {
    let (hand, language) = (&peer.hand, peer.hand.language);
    let say = |phrase: Phrase| phrase.get(language);
    let one = FROM_RELAY.people.fill(language, &[("n", "1")]);
    peer.open("#/me/backup");
    hand.tap(say(FROM_RELAY.read));
    hand.sees(say(FROM_RELAY.same));
    // The relay takes nothing for a while.
    let deaf = "window.real = window.fetch;
        window.fetch = (to, how) => (how?.method === 'POST' ? Promise.reject(new TypeError('deaf')) : window.real(to, how));";
    hand.browser.script(deaf, vec![]);
    peer.open("#/people");
    peer.add_member(hand.either("Late", "后来的"));
    hand.saved();
    peer.open("#/me/backup");
    hand.tap(say(FROM_RELAY.read));
    hand.sees(say(FROM_RELAY.here));
    hand.sees(&one);
    assert!(!hand.text().unwrap_or_default().contains(say(FROM_RELAY.there)));
    // It takes them, and then a part of this phone's store is gone.
    hand.browser.script("window.fetch = window.real", vec![]);
    hand.until("see the relay take it", || {
        hand.tap(say(FROM_RELAY.read));
        std::thread::sleep(std::time::Duration::from_secs(1));
        if hand.text()?.contains(say(FROM_RELAY.same)) { Ok(()) } else { Err("it has not yet".into()) }
    });
    let lost = hand.browser.script_async(LOSE, vec![]);
    let lost = lost.as_str().expect("a person");
    hand.tap(say(FROM_RELAY.read));
    hand.sees(say(FROM_RELAY.there));
    hand.sees(&one);
    for (button, holds) in [(FROM_RELAY.make, true), (BACKUP.make, false)] {
        let (_, file) = hand.downloads_bytes(|| hand.tap(say(button)));
        let opened = opened(&file, With::Key(recovery_secret(secret)));
        assert_eq!(opened.ops.iter().any(|op| op.document.as_str() == lost), holds, "{lost}");
        assert_eq!(opened.manifest.counts.people, 5 + usize::from(holds));
        assert!(opened.items.is_some());
    }
}

fn story(other: Engine, languages: [Language; 2]) {
    let site = Site::release();
    let _relay = site.with_relay();
    let lost = Browser::start(Engine::Chromium, Options::phone().in_language(languages[0]));
    let lost = Peer::new(&lost, languages[0]);
    lost.first_run(&site.address(), Begin::Community);
    lost.add_members();
    let paper = lost.sets_up_sharing();
    let list = |tag| std::fs::read_to_string(tests::root().join(format!("public/words/{tag}.txt"))).expect("a list");
    let secret = read_words(&[&list("en"), &list("zh")], &paper.join(" ")).expect("the words on the screen are words");

    with_the_relay(&lost, &secret);

    // An empty phone, the paper in the other language.
    let empty = Browser::start(other, Options::phone().in_language(languages[1]));
    let back = Peer::new(&empty, languages[1]);
    let say = |phrase: Phrase| phrase.get(languages[1]);
    let typed = |words: &[String]| {
        back.hand.write(say(RECOVER.words), &words.join(" "));
        back.hand.tap(say(RECOVER.open));
    };
    back.hand.visit(&format!("{}#{RECOVERY_PREFIX}", site.address()));
    back.hand.until("see the page of the recovery words", || {
        let title = |language| RECOVER.title.get(language) == back.heading();
        if Language::ALL.into_iter().any(title) { Ok(()) } else { Err(back.heading()) }
    });
    if back.heading() != say(RECOVER.title) {
        back.hand.tap(languages[1].own_name());
    }
    typed(&paper[..11]);
    back.hand.sees(&RECOVER.count.fill(languages[1], &[("n", "11")]));
    // One order in sixteen that is not the paper's holds together by chance.
    let mut swapped = paper.clone();
    swapped.rotate_left(1);
    while read_words(&[&list("en"), &list("zh")], &swapped.join(" ")).is_ok() {
        swapped.rotate_left(1);
    }
    typed(&swapped);
    back.hand.sees(say(RECOVER.look));
    typed(&paper);
    back.hand.sees(&RECOVER.found.fill(languages[1], &[("name", lost.cast.community)]));
    back.hand.choose(say(JOIN.who), lost.cast.me);
    back.hand.tap(say(RECOVER.come));
    back.at_heading(say(engine::words::screens::TODAY.title));
    back.hand.saved();
    back.open("#/people");
    for member in lost.cast.members {
        back.hand.sees(member);
    }

    // The lost phone is removed, and learns it.
    back.open("#/me/share");
    back.hand.tap(say(SHARE.remove));
    back.hand.tap(say(SHARE.remove_yes));
    back.hand.sees(say(SHARE.removed));
    lost.open("#/me/share");
    lost.hand.sees(SHARE.gone.get(languages[0]));

    // The printed sheet is scanned once more, to see that it is the right one.
    for (secret, expect) in [(secret, RECOVER.right), ([3; 16], RECOVER.not_ours)] {
        back.hand.visit("about:blank");
        back.hand.visit(&format!("{}#{}", site.address(), recovery_fragment(&secret)));
        back.hand.sees(say(expect));
        assert!(!back.hand.at().contains(RECOVERY_PREFIX), "the secret does not stay in the address");
    }
}

#[test]
fn chromium_is_lost_and_webkit_has_it_all() {
    story(Engine::WebKit, [Language::Chinese, Language::English]);
}
