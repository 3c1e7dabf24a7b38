//! Without a network after the first load; and a new version that is offered, asks, and comes as a whole set.

use std::path::{Path, PathBuf};
use std::time::Duration;

use engine::report::tables::SCHEMA;
use engine::words::Language;
use engine::words::device::ME;
use engine::words::screens::{COMMON, IDEAS, TODAY};
use engine::words::tables::FILES;
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;
use xtask::workspace::{digest, integrity};

fn offline(engine: Engine) {
    let mut site = Site::release();
    let browser = Browser::start(engine, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    peer.kept_offline();
    site.stop();
    for _ in 0..2 {
        hand.reload();
        peer.at_heading(hand.say(TODAY.title));
    }
    peer.open("#/ideas");
    peer.at_heading(hand.say(IDEAS.title));
    hand.sees(peer.cast.idea);
    peer.open("#/people");
    peer.add_member(peer.cast.members[0]);
    peer.plan_from_idea();
    hand.reload();
    peer.open("#/people");
    hand.sees(peer.cast.members[0]);
    // A link to a file opens the file, not the app.
    peer.open("#/files");
    hand.sees(hand.say(FILES.schema));
    let link = format!("return document.querySelector('a[href=\"{SCHEMA}\"]').href");
    browser.go(browser.script(&link, vec![]).as_str().expect("its address"));
    hand.until("read the schema", || {
        let text = browser.try_script("return document.documentElement.textContent", vec![])?;
        let wanted = "Tongban tables, version 2";
        if text.as_str().is_some_and(|text| text.contains(wanted)) { Ok(()) } else { Err(text.to_string()) }
    });
}

#[test]
fn chromium_needs_no_server_after_the_first_load() {
    offline(Engine::Chromium);
}

#[test]
fn firefox_needs_no_server_after_the_first_load() {
    offline(Engine::Firefox);
}

#[test]
fn webkit_needs_no_server_after_the_first_load() {
    offline(Engine::WebKit);
}

/// So long a new version may take to come, all of its more than 200 files, on a machine with other work.
const WHOLE_VERSION: Duration = Duration::from_secs(60);

/// A second version of the site in a folder of its own, as a build would make it: another style sheet, hence another
/// page, hence another list in the service worker. `--second` is set by the style sheet, `data-second` by the page.
struct Second(PathBuf);

impl Second {
    fn made(name: &str) -> Second {
        let folder = std::env::temp_dir().join(format!("tongban-second-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&folder);
        copy(&Site::release_folder(), &folder);
        let read =
            |file: &str| std::fs::read_to_string(folder.join(file)).unwrap_or_else(|cause| panic!("{file}: {cause}"));
        let write = |file: &str, text: &str| {
            std::fs::write(folder.join(file), text).expect("the copy can be written");
            // What was packed is the first version.
            let _ = std::fs::remove_file(folder.join(format!("{file}.br")));
        };
        let names = std::fs::read_dir(&folder).expect("the copy is there").flatten();
        let names: Vec<String> = names.filter_map(|entry| entry.file_name().into_string().ok()).collect();
        let old_name =
            names.iter().find(|name| name.starts_with("style-") && name.ends_with(".css")).expect("a style sheet");
        let (old_style, old_page, old_worker) = (read(old_name), read("index.html"), read("sw.js"));

        let style = format!("{old_style}\n:root {{ --second: two; }}\n");
        let new_name = format!("style-{}.css", &digest(style.as_bytes())[..10]);
        let (old_hash, new_hash) = (integrity(old_style.as_bytes()), integrity(style.as_bytes()));
        let page = replaced(&old_page, old_name, &new_name);
        let page = replaced(&page, &old_hash, &new_hash);
        let page = replaced(&page, "<body", "<body data-second=\"two\"");
        let worker = replaced(&old_worker, old_name, &new_name);
        let worker = replaced(&worker, &old_hash, &new_hash);
        let worker = replaced(&worker, &integrity(old_page.as_bytes()), &integrity(page.as_bytes()));
        let version = worker
            .split("const version = '")
            .nth(1)
            .and_then(|rest| rest.split('\'').next())
            .expect("a version")
            .to_owned();
        let worker = replaced(&worker, &version, &digest(page.as_bytes())[..12]);
        write(old_name, "");
        std::fs::remove_file(folder.join(old_name)).expect("the old sheet goes");
        write(&new_name, &style);
        write("index.html", &page);
        write("sw.js", &worker);
        Second(folder)
    }
}

impl Drop for Second {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

#[track_caller]
fn replaced(text: &str, old: &str, new: &str) -> String {
    assert!(text.contains(old), "the build no longer writes {old:?}: make the second version otherwise");
    text.replace(old, new)
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("a built site").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(&from, &to).unwrap_or_else(|cause| panic!("{}: {cause}", from.display()));
        }
    }
}

/// Which version the page and its style are of; both or it is no set. Waits until there is something to see.
#[track_caller]
fn version(peer: &Peer<'_>) -> u8 {
    peer.hand.until("see a screen, not a blank page", || match peer.heading().trim() {
        "" => Err("it is blank".to_owned()),
        _ => Ok(()),
    });
    let body = "return [document.body.dataset.second ?? '', getComputedStyle(document.documentElement).getPropertyValue('--second').trim()]";
    match peer.hand.browser.script(body, vec![]) {
        found if found == json!(["", ""]) => 1,
        found if found == json!(["two", "two"]) => 2,
        found => panic!("files of two versions on one page: {found}"),
    }
}

fn update(engine: Engine) {
    let mut site = Site::release();
    let second = Second::made(&format!("{engine:?}"));
    let browser = Browser::start(engine, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    let field = hand.say(ME.if_hard);
    peer.first_run(&site.address(), Begin::Community);
    let no_news = |why: &str| assert!(!hand.text().unwrap_or_default().contains(hand.say(COMMON.update)), "{why}");
    peer.kept_offline();
    hand.settled();
    no_news("the first version is none");
    hand.reload();
    assert_eq!(version(&peer), 1);
    no_news("the same version is none");

    site.restart(&second.0);
    hand.reload();
    hand.sees_within(WHOLE_VERSION, hand.say(COMMON.update));
    assert_eq!(version(&peer), 1, "it asks first");
    hand.reload();
    hand.sees_within(WHOLE_VERSION, hand.say(COMMON.update));
    assert_eq!(version(&peer), 1, "it still asks");

    // Words that are just being typed do not go.
    peer.open("#/me/community");
    hand.write(field, "Typed while the new version came.");
    hand.tap(hand.say(COMMON.update_now));
    hand.until("come to the second version", || match hand.text() {
        Ok(text) if !text.contains(hand.say(COMMON.update)) && version(&peer) == 2 => Ok(()),
        Ok(_) => Err("it is the first".to_owned()),
        Err(cause) => Err(cause),
    });
    peer.open("#/me/community");
    assert_eq!(hand.field(field), "Typed while the new version came.");

    site.stop();
    hand.reload();
    assert_eq!(version(&peer), 2);
    peer.open("#/me/community");
    assert_eq!(hand.field(field), "Typed while the new version came.");
}

#[test]
fn chromium_takes_a_new_version_when_told() {
    update(Engine::Chromium);
}

#[test]
fn firefox_takes_a_new_version_when_told() {
    update(Engine::Firefox);
}

#[test]
fn webkit_takes_a_new_version_when_told() {
    update(Engine::WebKit);
}

/// Killed while the new version is being fetched, and while it takes over: never a blank or a mixed page, and the
/// update still comes.
fn killed_in_the_middle(engine: Engine) {
    let mut site = Site::release();
    let second = Second::made(&format!("kill-{engine:?}"));
    let mut browser = Browser::start(engine, Options::phone());
    {
        let peer = Peer::new(&browser, Language::English);
        peer.first_run(&site.address(), Begin::Community);
        peer.kept_offline();
    }
    site.restart(&second.0);
    for wait in [0, 40, 120, 300] {
        browser.script("setTimeout(() => location.reload(), 0)", vec![]);
        std::thread::sleep(Duration::from_millis(wait));
        browser.kill9();
        browser.restart();
        let peer = Peer::new(&browser, Language::English);
        peer.hand.visit(&site.address());
        println!("{engine:?}: killed {wait} ms into the fetch, now version {}", version(&peer));
        peer.at_heading(peer.hand.say(TODAY.title));
    }
    // There and back: each version is the other's update.
    let mut wanted = 2;
    for wait in [0, 30, 100, 250] {
        let peer = Peer::new(&browser, Language::English);
        wanted = 3 - version(&peer);
        site.restart(&if wanted == 2 { second.0.clone() } else { Site::release_folder() });
        peer.hand.reload();
        peer.hand.sees_within(WHOLE_VERSION, peer.hand.say(COMMON.update));
        peer.hand.tap(peer.hand.say(COMMON.update_now));
        std::thread::sleep(Duration::from_millis(wait));
        drop(peer);
        browser.kill9();
        browser.restart();
        let peer = Peer::new(&browser, Language::English);
        peer.hand.visit(&site.address());
        println!("{engine:?}: killed {wait} ms into the switch to version {wanted}, now version {}", version(&peer));
        peer.at_heading(peer.hand.say(TODAY.title));
    }
    let peer = Peer::new(&browser, Language::English);
    if version(&peer) != wanted {
        peer.hand.tap(peer.hand.say(COMMON.update_now));
        peer.hand.until("come to the other version", || match version(&peer) {
            now if now == wanted => Ok(()),
            now => Err(format!("it is version {now}")),
        });
    }
    site.stop();
    peer.hand.reload();
    assert_eq!(version(&peer), wanted);
    peer.at_heading(peer.hand.say(TODAY.title));
}

#[test]
fn chromium_is_never_blank_when_killed_in_an_update() {
    killed_in_the_middle(Engine::Chromium);
}

#[test]
fn firefox_is_never_blank_when_killed_in_an_update() {
    killed_in_the_middle(Engine::Firefox);
}
