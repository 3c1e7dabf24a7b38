//! Measures the app with 1,000 sessions in storage, and with 10,000, in headless Chromium at 360x640. Prints, asserts nothing. A name
//! measures that part alone: `alone`, `many`, `shared`, `together`.

use engine::export::older::template;
use engine::words::backup::{BACKUP, RESTORE};
use engine::words::device::ME;
use engine::words::files::{BUNDLE, HAND_OUT, OLDER};
use engine::words::report::REPORTS;
use engine::words::screens::{COMMON, SESSIONS, TODAY};
use engine::words::share::{JOIN, PROFILES, RECOVER};
use engine::words::tables::FILES;
use engine::words::{Language, Phrase};
use serde_json::{Value, json};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// Milliseconds from the address to the first row drawn (the second frame after it is there).
const LIST: &str = "const done = arguments[arguments.length - 1], start = performance.now();
    const look = () => document.querySelector('ul.sessions a')
        ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))
        : requestAnimationFrame(look);
    location.hash = '#/sessions';
    requestAnimationFrame(look);";

/// Milliseconds from the start of the page's own loading to its heading.
const START: &str = "const done = arguments[arguments.length - 1];
    const look = () => document.querySelector('h1') ? done(performance.now()) : requestAnimationFrame(look);
    look();";

/// Milliseconds from each of 40 changes of a text, once a second finger-speed, to the chip's truthful \"saved\".
const SAVES: &str = "const [label] = arguments, done = arguments[arguments.length - 1], times = [];
    const area = [...document.querySelectorAll('textarea')].find((area) => area.labels[0].innerText.startsWith(label));
    const chip = document.querySelector('[data-save]');
    const one = () => {
        if (times.length === 40) return done(times);
        area.value += ' ' + times.length;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        const start = performance.now();
        area.dispatchEvent(new Event('blur'));
        const look = () => {
            if (chip.dataset.save !== 'saved') return setTimeout(look, 0);
            times.push(performance.now() - start);
            setTimeout(one, 50);
        };
        setTimeout(look, 0);
    };
    one();";

const SEARCH: &str = "const done = arguments[arguments.length - 1], start = performance.now();
    const field = document.querySelector('input[type=search]'), rows = () => document.querySelectorAll('ul.sessions a').length;
    const before = document.querySelector('main').innerText;
    field.value = arguments[0];
    field.dispatchEvent(new Event('input', { bubbles: true }));
    const look = () => document.querySelector('main').innerText !== before
        ? requestAnimationFrame(() => done(performance.now() - start))
        : (performance.now() - start > 5000 ? done(null) : setTimeout(look, 0));
    look();";

/// From now on each new value of that text, with the clock's milliseconds at which it stood there.
const WATCH: &str = "const [label] = arguments;
    const area = [...document.querySelectorAll('textarea')].find((area) => area.labels[0].innerText.startsWith(label));
    window.stood = {};
    setInterval(() => { window.stood[area.value] ??= Date.now(); }, 1);";

/// 80 changes of that text, each with the clock's milliseconds at which its writer was done.
const WRITE: &str = "const [label] = arguments, done = arguments[arguments.length - 1], wrote = {};
    const area = [...document.querySelectorAll('textarea')].find((area) => area.labels[0].innerText.startsWith(label));
    const one = (at) => {
        if (at === 80) return setTimeout(() => done(wrote), 1500);
        area.value = 'words ' + at;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        wrote[area.value] = Date.now();
        area.dispatchEvent(new Event('blur'));
        setTimeout(one, 200, at + 1);
    };
    one(0);";

/// Milliseconds from the address of a report to its table.
const REPORT: &str = "const [hash] = arguments, done = arguments[arguments.length - 1], start = performance.now();
    const look = () => document.querySelector('.figures td')
        ? requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)))
        : (performance.now() - start > 60000 ? done(null) : requestAnimationFrame(look));
    location.hash = hash;
    requestAnimationFrame(look);";

/// Milliseconds from a press of that button to the file, its bytes, and the longest that the page stood still meanwhile.
const EXPORT: &str = "const [label] = arguments, done = arguments[arguments.length - 1], start = performance.now();
    const own = URL.createObjectURL;
    let last = start, still = 0, over = false;
    const look = () => {
        const now = performance.now();
        still = Math.max(still, now - last);
        last = now;
        if (!over) setTimeout(look, 5);
    };
    setTimeout(look, 0);
    URL.createObjectURL = (file) => {
        URL.createObjectURL = own;
        over = true;
        done([performance.now() - start, file.size, Math.max(still, performance.now() - last)]);
        return own(file);
    };
    [...document.querySelectorAll('button')].find((button) => button.innerText.trim() === label).click();";

/// Takes hold of the next file that is handed out.
const KEEP: &str = "const own = URL.createObjectURL;
    URL.createObjectURL = (file) => {
        URL.createObjectURL = own;
        window.keeps = file;
        return own(file);
    };";

/// Keeps that file beside the app, for another profile; its bytes.
const KEPT: &str = "const done = arguments[arguments.length - 1], file = window.keeps;
    caches.open('measured').then((kept) => kept.put('/measured', new Response(file))).then(() => done(file.size));";

/// Gives the file that was kept, or this text, to the page's file field.
const GIVE: &str = "const [text] = arguments, done = arguments[arguments.length - 1];
    const content = text ? Promise.resolve(new Blob([text])) : caches.open('measured').then((kept) => kept.match('/measured')).then((file) => file.blob());
    content.then((content) => {
        const data = new DataTransfer(), field = document.querySelector('input[type=file]');
        data.items.add(new File([content], text ? 'older.csv' : 'backup.age'));
        field.files = data.files;
        field.dispatchEvent(new Event('change', { bubbles: true }));
        done(true);
    });";

/// Milliseconds that a page without anything else takes to put the stored rows of the profile that began last into a database of its own, as
/// they are, in one transaction; and how many.
const RAW: &str = "const done = arguments[arguments.length - 1], stores = ['ops', 'summaries'];
    const asked = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = no; });
    const number = ({ name }) => Number(name.match(/^tongban-(\\d+)$/)?.[1] ?? 0);
    (async () => {
        const [last] = (await indexedDB.databases()).sort((a, b) => number(b) - number(a));
        const from = await asked(indexedDB.open(last.name)), reads = from.transaction(stores), rows = [];
        for (const name of stores) {
            const store = reads.objectStore(name), [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
            rows.push([name, keys.map((key, at) => [key, values[at]])]);
        }
        from.close();
        const opens = indexedDB.open('raw');
        opens.onupgradeneeded = () => stores.forEach((name) => opens.result.createObjectStore(name));
        const to = await asked(opens), start = performance.now();
        const writes = to.transaction(stores, 'readwrite', { durability: 'strict' });
        for (const [name, all] of rows) all.forEach(([key, value]) => writes.objectStore(name).put(value, key));
        writes.oncomplete = () => {
            done([performance.now() - start, rows[0][1].length]);
            to.close();
            indexedDB.deleteDatabase('raw');
        };
    })();";

/// Milliseconds from a press of that button, or from now, until the page says that, and nothing waits to be stored any more; and the
/// longest that the page stood still meanwhile. They stand in `window.took` then.
const UNTIL: &str =
    "const [label, says] = arguments, done = (took) => { window.took = took; }, start = performance.now();
    let last = start, still = 0, at = 0;
    window.took = null;
    const look = () => {
        const now = performance.now();
        if (now - last > still) [still, at] = [now - last, last - start];
        last = now;
        const saving = document.querySelector('[data-save]')?.dataset.save === 'saving';
        if (document.body.innerText.includes(says) && !saving) return done([now - start, still, at]);
        if (now - start > 280000) return done([null, still, at]);
        setTimeout(look, 5);
    };
    if (label) [...document.querySelectorAll('button')].find((button) => button.innerText.trim() === label).click();
    setTimeout(look, 0);";

/// So long the browser rests where much was stored before.
const RESTS: std::time::Duration = std::time::Duration::from_secs(45);

fn main() {
    let wanted = std::env::args().nth(1);
    let parts: [(&str, fn()); 4] =
        [("alone", || alone(1_000)), ("many", || many(10_000)), ("shared", || shared(1_000)), ("together", together)];
    for (name, measure) in parts {
        if wanted.as_ref().is_none_or(|wanted| wanted == name) {
            measure();
        }
    }
}

/// Two phones on one plan, through the relay on workerd: from a word's end on one to its place on the other's screen.
fn together() {
    let site = Site::release();
    let _relay = site.with_relay();
    let browsers = [0; 2].map(|_| Browser::start(Engine::Chromium, Options::phone()));
    let [one, two] = [&browsers[0], &browsers[1]].map(|browser| Peer::new(browser, Language::English));
    one.first_run(&site.address(), Begin::Community);
    one.add_members();
    let session = one.plan_from_idea();
    one.sets_up_sharing();
    let link = format!("{}#{}", site.address(), one.invites());
    two.comes_in(&link);
    let aim = format!("{session}/plan/{}", engine::domain::plan::Task::Aim.slug());
    one.open(&aim);
    two.open(&aim);
    let label = json!(one.hand.say(engine::words::session::PLAN.aim));
    browsers[1].script(WATCH, vec![label.clone()]);
    let wrote = browsers[0].script_async(WRITE, vec![label]);
    let stood = browsers[1].script("return window.stood", vec![]);
    let wrote = wrote.as_object().expect("what was written");
    let times: Vec<f64> = wrote.iter().filter_map(|(words, at)| Some(stood[words].as_f64()? - at.as_f64()?)).collect();
    println!("live edits that were seen    {} of {}", times.len(), wrote.len());
    say("live edit, phone to phone", times);
}

/// One phone with very many sessions: the lists, a report, each file, the memory.
fn many(wanted: u64) {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::TryFirst);
    peer.kept_offline();
    println!("sessions in storage          {}", make(&peer, wanted));
    hand.reload();
    let starts = (0..5).map(|_| {
        peer.open("#/");
        hand.reload();
        number(&browser.script_async(START, vec![]))
    });
    say("start until a heading, cached", starts.collect());
    let lists = (0..5).map(|_| {
        peer.open("#/people");
        number(&browser.script_async(LIST, vec![]))
    });
    say("list until its first rows", lists.collect());
    let searches = ["饺", "微信", "zz"].into_iter().map(|word| {
        peer.open("#/people");
        peer.open("#/sessions");
        peer.at_heading(hand.say(SESSIONS.title));
        number(&browser.script_async(SEARCH, vec![json!(word)]))
    });
    say("search until the rows change", searches.collect());
    let reports = (0..3).flat_map(|_| ["sessions", "length", "submissions"]).map(|topic| {
        peer.open("#/people");
        number(&browser.script_async(REPORT, vec![json!(format!("#/reports/{topic}"))]))
    });
    say("a report until its table", reports.collect());
    for (name, label) in [("CSV", FILES.csv), ("XLSX", FILES.workbook), ("JSON", FILES.json)] {
        peer.open("#/reports");
        peer.at_heading(hand.say(REPORTS.title));
        took(&peer, "", "page of files, looked at", "location.hash = '#/files'", hand.say(FILES.workbook));
        if !hand.offers(hand.say(label)) {
            hand.tap(hand.say(FILES.one_table));
        }
        hand.sees(hand.say(label));
        let made = browser.script_async(EXPORT, vec![json!(hand.say(label))]);
        let [ms, bytes, still] = [0, 1, 2].map(|at| number(&made[at]));
        let (file, kilobytes) = (format!("file {name}"), bytes.round() / 1000.0);
        println!("{file:<28} {ms:.0} ms, {kilobytes} KB, the page stood still for {still:.0} ms at most");
    }
    let heap = browser.cdp("Runtime.getHeapUsage", json!({}));
    let megabytes = |name: &str| number(&heap[name]) / 1e6;
    let (used, beside) = (megabytes("usedSize"), megabytes("backingStorageSize"));
    println!(
        "memory                       {used:.0} MB of objects, {beside:.0} MB of bytes (the app's own among them)"
    );
    forms(&peer);
    backups(&peer, wanted);
}

/// The forms of all days, more than a screen shows, and the page of them.
fn forms(peer: &Peer<'_>) {
    let hand = &peer.hand;
    peer.open("#/forms");
    hand.tap(hand.say(BUNDLE.other));
    hand.write(hand.say(BUNDLE.from), "1990-01-01");
    let last = "const fields = document.querySelectorAll('input[type=date]'), field = fields[fields.length - 1];
        field.value = '2030-12-31';
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));";
    took(peer, "", "forms of all days, laid out", last, hand.say(BUNDLE.too_many));
    hand.browser.script(KEEP, vec![]);
    took(peer, hand.say(BUNDLE.save), "and saved as a page", "", hand.say(HAND_OUT.saved));
    println!("{:<28} {:.0} KB", "and its size", number(&hand.browser.script_async(KEPT, vec![])) / 1000.0);
}

/// Prints how long it takes from a press of that button, or from `act`, until the page says that, and the longest that it stood
/// still meanwhile.
fn took(peer: &Peer<'_>, label: &str, what: &str, act: &str, says: &str) {
    let browser = peer.hand.browser;
    browser.script(&format!("{UNTIL}\n{act}"), vec![json!(label), json!(says)]);
    let times = (0..600).find_map(|_| {
        std::thread::sleep(std::time::Duration::from_millis(500));
        browser.try_script("return window.took", vec![]).ok().filter(|times| !times.is_null())
    });
    let times = times.unwrap_or_default();
    let [took, still, at] = [0, 1, 2].map(|place| number(&times[place]));
    let (took, at) = (took / 1000.0, at / 1000.0);
    println!("{what:<28} {took:.1} s, the page stood still for {still:.0} ms at most, after {at:.1} s");
}

/// A sealed backup of all of it, made; brought back in another profile of the phone; and as many sessions from a table in a third.
fn backups(peer: &Peer<'_>, wanted: u64) {
    let (hand, browser) = (&peer.hand, peer.hand.browser);
    let took = |what: &str, label: &str, says: &str| took(peer, label, what, "", says);
    peer.open("#/me/backup");
    hand.tap(hand.say(BACKUP.draw));
    hand.sees(hand.say(BACKUP.write_down));
    let list =
        "return [...document.querySelectorAll('ol.words-to-write li')].map((word) => word.innerText.trim()).join(' ')";
    let words = browser.script(list, vec![]).as_str().unwrap_or_default().to_owned();
    hand.tap(hand.say(BACKUP.written));
    hand.write(hand.say(BACKUP.type_once), &words);
    hand.tap(hand.say(COMMON.next));
    made_and_opened(peer, "sealed", (RESTORE.six, &words), RESTORE.brings);
    took("and brought in", hand.say(RESTORE.take), hand.say(TODAY.title));
    let raw = browser.script_async(RAW, vec![]);
    println!("the same rows, nothing else  {:.1} s, {} rows of ops", number(&raw[0]) / 1000.0, number(&raw[1]));

    another_profile(peer);
    peer.first_run_here(Begin::Community);
    peer.open("#/sessions/older");
    // Two other profiles of this size were stored within the last minute: the browser tidies up after that, with what the page wants to run on.
    std::thread::sleep(RESTS);
    let themes = ["Dumplings", "Walking", "Singing", "Cooking soup", "Board games"];
    let rows = (0..wanted).map(|at| {
        let (year, month, day) = (1990 + at / 336, at / 28 % 12 + 1, at % 28 + 1);
        format!("{year}-{month:02}-{day:02},14:00,60,4,{},The hall,,Lin,,9,,,\r\n", themes[at as usize % themes.len()])
    });
    let table: String = std::iter::once(template(Language::English)).chain(rows).collect();
    browser.script("window.given = arguments[0]", vec![json!(table)]);
    let take = OLDER.take.fill(Language::English, &[("n", &wanted.to_string())]);
    self::took(
        peer,
        "",
        "table of sessions, read",
        &format!("((...arguments) => {{ {GIVE} }})(window.given, () => {{}})"),
        &take,
    );
    let taken = OLDER.taken.fill(Language::English, &[("n", &wanted.to_string())]);
    took("and brought in", &take, &taken);
}

/// A shared community with so many sessions, brought back by the recovery words and its backup on an empty phone.
fn shared(wanted: u64) {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    peer.kept_offline();
    println!("sessions in storage          {}", make(&peer, wanted));
    let words = peer.sets_up_sharing_without_a_relay().join(" ");
    peer.open("#/me/backup");
    made_and_opened(&peer, "shared", (RESTORE.twelve, &words), JOIN.who);
    hand.choose(hand.say(JOIN.who), peer.cast.me);
    took(&peer, hand.say(RECOVER.come), "and brought in", "", hand.say(TODAY.title));
}

/// A backup is made, and opened in another profile with these words, until the page says that.
fn made_and_opened(peer: &Peer<'_>, kind: &str, (field, words): (Phrase, &str), says: Phrase) {
    let (hand, browser) = (&peer.hand, peer.hand.browser);
    hand.sees(hand.say(BACKUP.make));
    browser.script(KEEP, vec![]);
    took(peer, hand.say(BACKUP.make), &format!("{kind} backup, made"), "", hand.say(BACKUP.find));
    println!("{:<28} {:.0} KB", "and its size", number(&browser.script_async(KEPT, vec![])) / 1000.0);
    another_profile(peer);
    peer.choose_language();
    hand.tap(hand.say(RESTORE.button));
    hand.sees(hand.say(RESTORE.choose));
    browser.script_async(GIVE, vec![json!("")]);
    hand.write(hand.say(field), words);
    took(peer, hand.say(RESTORE.look), &format!("{kind} backup, opened"), "", hand.say(says));
}

/// Begins another profile on the phone.
fn another_profile(peer: &Peer<'_>) {
    let hand = &peer.hand;
    peer.open("#/me/profiles");
    hand.browser.script("window.left = true", vec![]);
    hand.tap(hand.say(PROFILES.add));
    let opened = "return window.left === undefined && Boolean(document.querySelector('h1')?.innerText)";
    hand.until("see the page anew", || match hand.browser.try_script(opened, vec![])? {
        Value::Bool(true) => Ok(()),
        _ => Err(peer.heading()),
    });
    // The browser clears the page that was left away some seconds later, 100 ms in one piece with 10,000 sessions: that is none of
    // what is measured next.
    hand.browser.cdp("HeapProfiler.collectGarbage", json!({}));
}

/// One phone with so many sessions.
fn alone(wanted: u64) {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::TryFirst);
    peer.kept_offline();
    let before = stored(&browser);
    let made = make(&peer, wanted);
    hand.reload();
    let after = stored(&browser);
    println!("sessions in storage          {made}");
    println!("bytes for each               {:.0}", (after - before) / made as f64);

    let starts = (0..10).map(|_| {
        peer.open("#/");
        hand.reload();
        number(&browser.script_async(START, vec![]))
    });
    say("start until a heading, cached", starts.collect());
    let lists = (0..20).map(|_| {
        peer.open("#/people");
        number(&browser.script_async(LIST, vec![]))
    });
    say("list until its first rows", lists.collect());
    let searches = ["饺", "微信", "童年", "zz", "包"].into_iter().map(|word| {
        peer.open("#/people");
        peer.open("#/sessions");
        peer.at_heading(hand.say(SESSIONS.title));
        number(&browser.script_async(SEARCH, vec![json!(word)]))
    });
    say("search until the rows change", searches.collect());
    peer.open("#/me/community");
    let saves = browser.script_async(SAVES, vec![json!(hand.say(ME.if_hard))]);
    let saves = saves.as_array().map(|saves| saves.iter().map(number).collect()).unwrap_or_default();
    say("a change until it is saved", saves);
}

/// Makes the sessions on the workshop's page, a thousand at a time; returns how many there are.
fn make(peer: &Peer<'_>, wanted: u64) -> u64 {
    let browser = peer.hand.browser;
    browser.script("location.hash = '#/workshop'", vec![]);
    let made = || browser.script("return document.querySelector('#sessions-made')?.textContent ?? null", vec![]);
    peer.hand.until("find the workshop", || if made().is_null() { Err("it is not there".to_owned()) } else { Ok(()) });
    let count = || made().as_str().and_then(|made| made.parse::<u64>().ok()).unwrap_or_default();
    while count() < wanted {
        let before = count();
        browser.script("document.querySelector('#make-sessions button').click()", vec![]);
        let more = (0..600).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(500));
            count() > before
        });
        assert!(more, "no 1,000 sessions within 5 minutes");
    }
    let saved = "return document.querySelector('.save')?.dataset.save";
    peer.open("#/people");
    for _ in 0..120 {
        match browser.script(saved, vec![]) {
            Value::String(state) if state == "saving" => std::thread::sleep(std::time::Duration::from_millis(500)),
            _ => break,
        }
    }
    wanted
}

/// Bytes that the origin uses.
fn stored(browser: &Browser) -> f64 {
    let estimate = "const done = arguments[arguments.length - 1];
        navigator.storage.estimate().then((held) => done(held.usageDetails?.indexedDB ?? held.usage));";
    number(&browser.script_async(estimate, vec![]))
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or(f64::NAN)
}

fn say(what: &str, mut times: Vec<f64>) {
    times.sort_by(f64::total_cmp);
    let at = |share: f64| times.get(((times.len() as f64 - 1.0) * share).round() as usize).copied().unwrap_or(f64::NAN);
    println!("{what:<28} p50 {:.0} ms, p95 {:.0} ms, most {:.0} ms (n = {})", at(0.5), at(0.95), at(1.0), times.len());
}
