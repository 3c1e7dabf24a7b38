//! Every screen of the app by its address, in a community that has something to show.

use engine::domain::plan::Task;
use engine::sync::place::{FormKind, Question};
use engine::words::guidance::{QUESTIONS, SUPERVISION};
use engine::words::screens::{IDEAS, SESSIONS};
use engine::words::sound::SOUND;
use engine::words::terms;
use serde_json::{Value, json};

use crate::peer::Peer;

/// The addresses of all screens, each with a name for a file or a finding. To be called in the practice
/// community; plans one more session and calls it ready.
#[track_caller]
pub fn places(peer: &Peer<'_>) -> Vec<(String, String)> {
    let links = |hash: &str, start: &str| {
        peer.open(hash);
        peer.hand.until(&format!("find something at {hash}"), || {
            let body = "return [...document.querySelectorAll('main a[href]')].filter((a) => a.getAttribute('href').startsWith(arguments[0]))
                .map((a) => [a.getAttribute('href'), a.innerText])";
            match peer.hand.browser.script(body, vec![json!(start)]) {
                Value::Array(links) if !links.is_empty() => Ok(links),
                _ => Err("nothing is there".into()),
            }
        })
    };
    let address = |link: &Value| link[0].as_str().unwrap_or_default().to_owned();
    let closed = terms::state(engine::domain::session::State::Closed).get(peer.hand.language);
    let sessions: Vec<(String, String)> = links("#/sessions", "#/sessions/")
        .iter()
        .map(|link| (address(link), link[1].as_str().unwrap_or_default().to_owned()))
        .collect();
    let closed: Vec<String> =
        sessions.iter().filter(|(_, text)| text.contains(closed)).map(|(at, _)| at.clone()).collect();
    assert!(!closed.is_empty(), "the practice community has a closed session: {sessions:?}");
    // The one with an emergency event, if any of them has one.
    let mut event = None;
    for at in &closed {
        peer.open(at);
        peer.hand.sees(peer.hand.say(SESSIONS.events));
        let body = "return document.querySelector('main a[href*=\"/event/\"]')?.getAttribute('href') ?? null";
        if let Some(found) = peer.hand.browser.script(body, vec![]).as_str() {
            event = Some((at.clone(), found.to_owned()));
            break;
        }
    }
    let (past, event) = event.expect("the practice community has an emergency event");
    let person = address(&links("#/people", "#/people/p")[0]);

    let planned = peer.plan_from_idea();
    peer.open(&format!("{planned}/check"));
    peer.hand.tap(peer.hand.say(engine::words::session::PLAN.ready));
    peer.hand.sees(peer.hand.say(engine::words::session::PLAN.ready_done));

    peer.open("#/ideas");
    peer.hand.tap(peer.hand.say(IDEAS.write_own));
    let own_idea = peer.hand.arrives("an idea of our own", |at| at.ends_with("/edit"));

    let (question, supervision) = asked_and_talked(peer);
    let mut all: Vec<(String, String)> = Vec::new();
    let mut add = |name: &str, hash: String| all.push((name.to_owned(), hash));
    for (name, path) in [
        ("today", ""),
        ("sessions", "sessions"),
        ("people", "people"),
        ("ideas", "ideas"),
        ("me", "me"),
        ("help", "help"),
        ("events", "events"),
    ] {
        add(name, format!("#/{path}"));
    }
    const CORNERS: [&str; 12] = [
        "look",
        "lock",
        "records",
        "bin",
        "wipe",
        "community",
        "share",
        "who-sees",
        "profiles",
        "numbers",
        "backup",
        "restore",
    ];
    for corner in CORNERS {
        add(&format!("me-{corner}"), format!("#/me/{corner}"));
    }
    for (name, rest) in [
        ("", ""),
        ("-enrolment", "/enrolment"),
        ("-criterion", "/enrolment/functioning"),
        ("-papers", "/papers"),
        ("-consent", "/papers/consent"),
        ("-about", "/about"),
        ("-interview", "/interview"),
        ("-evaluation", "/evaluation/now"),
        ("-certificate", "/certificate"),
    ] {
        add(&format!("person{name}"), format!("{person}{rest}"));
    }
    for (name, path) in [
        ("person-new", "people/new"),
        ("people-import", "people/import"),
        ("sessions-older", "sessions/older"),
        ("forms-of-a-period", "forms"),
        ("me-community-consent", "me/community/consent"),
        ("idea", "ideas/daily_life.dumplings"),
        ("manual", "manual"),
        ("manual-page", "manual/boundaries"),
        ("booklet", "booklet"),
        ("submissions", "submissions"),
        ("overview", "overview"),
        ("waiting", "waiting"),
        ("questions", "questions"),
        ("question", &question),
        ("supervision", "supervision"),
        ("supervision-record", &supervision),
        ("evaluation", "evaluation"),
        ("evaluation-sheet", "evaluation/now"),
        ("report-evaluation", "reports/evaluation"),
        ("reports", "reports"),
        ("reports-sample", "reports/sample"),
        ("files", "files"),
        ("report-people", "reports/people"),
        ("report-sessions", "reports/sessions"),
        ("training", "training"),
        ("training-workshop", "training/listening"),
    ] {
        add(name, format!("#/{path}"));
    }
    add("how-am-i", format!("{past}/how-am-i"));
    add("idea-own", own_idea);
    add("session-planned", planned.clone());
    add("plan", format!("{planned}/plan"));
    for task in Task::ALL {
        add(&format!("plan-{}", task.slug()), format!("{planned}/plan/{}", task.slug()));
    }
    add("plan-ideas", format!("{planned}/ideas"));
    add("plan-check", format!("{planned}/check"));
    add("run", format!("{planned}/run"));
    add("session-closed", past.clone());
    for question in Question::ALL {
        add(&format!("record-{}", question.slug()), format!("{past}/record/{}", question.slug()));
    }
    add("amend", format!("{past}/amend"));
    add("event", event);
    for form in FormKind::ALL {
        add(&format!("form-{}", form.slug()), format!("{past}/form/{}", form.slug()));
        add(&format!("blank-{}", form.slug()), format!("#/forms/{}", form.slug()));
    }
    all
}

/// Asks the group something and begins a supervision record; where the two stand, without `#/`.
fn asked_and_talked(peer: &Peer<'_>) -> (String, String) {
    let hand = &peer.hand;
    peer.open("#/questions");
    hand.write(hand.say(QUESTIONS.ask), hand.either("Nobody talks. What helps?", "大家不说话，怎么办？"));
    hand.tap(hand.say(QUESTIONS.send));
    hand.tap(hand.either("Nobody talks", "大家不说话"));
    let question = hand.arrives("the question", |at| at.starts_with("#/questions/"));
    peer.open("#/supervision");
    hand.tap(hand.say(SUPERVISION.begin));
    let record = hand.arrives("the record", |at| at.starts_with("#/supervision/"));
    hand.tap(hand.say(SUPERVISION.add));
    // Somebody came and agrees to be recorded: that part of the page is open then.
    hand.tap(hand.say(SOUND.title));
    for question in [SUPERVISION.came, SOUND.agrees] {
        let first = "const group = [...document.querySelectorAll('fieldset')].find((one) => one.innerText.trim().startsWith(arguments[0]));
            group?.querySelector('input')?.click(); return !!group;";
        hand.until("find the question", || match hand.browser.script(first, vec![json!(hand.say(question))]) {
            Value::Bool(true) => Ok(()),
            _ => Err("it is not there".into()),
        });
    }
    hand.sees(hand.say(SOUND.start));
    hand.saved();
    let bare = |at: String| at.trim_start_matches("#/").to_owned();
    (bare(question), bare(record))
}
