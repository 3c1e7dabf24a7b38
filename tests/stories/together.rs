//! Two people on two phones of different make, through the real relay: invited by a link, planning at the same time,
//! apart for a while, running together, each confirming on their own phone; then one is removed. The relay has seen no word.

use std::time::{Duration, Instant};

use engine::crypto::{read_words, recovery_keys};
use engine::domain::plan::{Part, Task};
use engine::domain::run::Mark;
use engine::sync::share::courier::read_file;
use engine::words::screens::SESSIONS;
use engine::words::session::{PLAN, RECORD, RUN};
use engine::words::share::{JOIN, SHARE};
use engine::words::{Language, Phrase, terms};
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::relay::lies_in;
use tests::site::Site;

fn story(other: Engine, language: Language) {
    let site = Site::release();
    let relay = site.with_relay();
    let browsers =
        [Engine::Chromium, other].map(|engine| Browser::start(engine, Options::phone().in_language(language)));
    let [one, two] = [&browsers[0], &browsers[1]].map(|browser| Peer::new(browser, language));
    let say = |phrase: Phrase| phrase.get(language);

    one.first_run(&site.address(), Begin::Community);
    one.add_members();
    let session = one.plan_from_idea();
    let paper = one.sets_up_sharing();
    let link = format!("{}#{}", site.address(), one.invites());

    // Somebody who mistypes is told so; the link itself opens, once.
    two.hand.visit(&link[..link.len() - 4]);
    // A browser that asks for the other language: the header has the switch.
    let title = |language| JOIN.title.get(language);
    two.hand.until("see the invitation's page", || match two.heading() {
        heading if Language::ALL.into_iter().any(|language| heading == title(language)) => Ok(()),
        heading => Err(heading),
    });
    if two.heading() != title(language) {
        two.hand.tap(language.own_name());
    }
    two.hand.sees(&JOIN.cut_off.fill(language, &[("n", "4")]));
    two.hand.visit(&site.address());
    two.hand.visit(&link);
    two.hand.reload();
    two.hand.visit("about:blank");
    two.hand.visit(&link);
    two.hand.sees(&JOIN.into.fill(language, &[("name", one.cast.community)]));
    assert!(!two.hand.at().contains("i1."), "the secret does not stay in the address");
    two.hand.visit("about:blank");
    two.comes_in(&link);

    // Both write into the same sentence.
    let aim = format!("{session}/plan/{}", Task::Aim.slug());
    one.open(&aim);
    two.open(&aim);
    for (peer, other) in [(&one, one.cast.partner), (&two, one.cast.me)] {
        peer.hand.sees(&SHARE.also_here.fill(language, &[("name", other)]));
    }
    one.hand.write(say(PLAN.aim), "bread");
    two.hand.until("see the first words", || match two.hand.field(say(PLAN.aim)) {
        words if words == "bread" => Ok(()),
        other => Err(format!("{other:?}")),
    });
    one.hand.append(say(PLAN.aim), " and tea");
    two.hand.prepend(say(PLAN.aim), "warm ");
    for peer in [&one, &two] {
        peer.hand.until("see the words of both", || match peer.hand.field(say(PLAN.aim)) {
            words if words == "warm bread and tea" => Ok(()),
            other => Err(format!("{other:?}")),
        });
    }

    // By the relay's poke, not when it is asked by and by: of three changes one at least is there in a moment.
    let bring = format!("{session}/plan/{}", Task::Bring.slug());
    one.open(&bring);
    two.open(&bring);
    let times = ["salt", "salt, eggs", "salt, eggs, milk"].map(|list| {
        one.hand.write(say(PLAN.bring), list);
        let wrote = Instant::now();
        two.hand.until("see the list", || match two.hand.field(say(PLAN.bring)) {
            words if words == list => Ok(()),
            other => Err(format!("{other:?}")),
        });
        wrote.elapsed()
    });
    assert!(times.iter().any(|time| *time < Duration::from_secs(5)), "what is written comes late: {times:?}");

    let parts = format!("{session}/plan/{}", Task::Parts.slug());
    one.open(&parts);
    adds_step(&one, "Wash up");
    adds_step(&one, "Drink tea");
    two.open(&parts);
    two.hand.until("see three steps", || match steps(&two) {
        order if order == steps(&one) && order.len() == 3 => Ok(()),
        order => Err(format!("{order:?}")),
    });
    two.open(&aim);
    one.open(&aim);

    // Nobody reaches the relay for a while; both go on, and it comes together.
    site.cut_relay();
    one.hand.append(say(PLAN.aim), " for all");
    two.open(&bring);
    two.hand.write(say(PLAN.bring), "flour");
    let when = format!("{session}/plan/{}", Task::When.slug());
    for (peer, venue) in [(&one, "The hall"), (&two, "The park")] {
        peer.open(&when);
        peer.hand.write(say(PLAN.venue), venue);
        peer.hand.saved();
    }
    one.hand.sees(&SHARE.waits.fill(language, &[("n", "2")]));
    // Both put the steps into another order.
    one.open(&parts);
    two.open(&parts);
    let before = steps(&one);
    step_does(&one, &before[before.len() - 1], PLAN.step_up);
    step_does(&two, &before[0], PLAN.step_down);
    let apart = [steps(&one), steps(&two)];
    assert_ne!(apart[0], apart[1]);
    site.hand_on(&relay);
    let both = one.hand.until("see the steps in one order", || match (steps(&one), steps(&two)) {
        (order, other) if order == other => Ok(order),
        orders => Err(format!("{orders:?}")),
    });
    assert!(both != before && !apart.contains(&both), "both moves count: {before:?} {apart:?} {both:?}");
    assert_eq!(sorted(&both), sorted(&before), "no step is lost, and none is there twice");
    // One takes one away, the other another: both are gone for both.
    step_does(&one, "Wash up", PLAN.step_remove);
    step_does(&two, "Drink tea", PLAN.step_remove);
    for peer in [&one, &two] {
        peer.hand.until("see one step", || match steps(peer) {
            order if order == before[..1] => Ok(()),
            order => Err(format!("{order:?}")),
        });
    }
    one.open(&format!("{session}/plan/{}", Task::Bring.slug()));
    two.open(&aim);
    one.hand.until("see what was written apart", || match one.hand.field(say(PLAN.bring)) {
        words if words == "flour" => Ok(()),
        other => Err(format!("{other:?}")),
    });
    two.hand.until("see what was written apart", || match two.hand.field(say(PLAN.aim)) {
        words if words == "warm bread and tea for all" => Ok(()),
        other => Err(format!("{other:?}")),
    });

    // Each chose a place without knowing of the other's: both see both, and one decides for both.
    for peer in [&one, &two] {
        peer.open(&when);
        peer.hand.sees(say(PLAN.apart));
    }
    let held = one.hand.field(say(PLAN.venue));
    one.hand.tap(say(PLAN.swap));
    let other = if held == "The hall" { "The park" } else { "The hall" };
    for peer in [&one, &two] {
        peer.hand.until("see the other place", || match peer.hand.field(say(PLAN.venue)) {
            words if words == other => Ok(()),
            words => Err(words),
        });
        peer.hand.sees_not(say(PLAN.apart));
    }
    one.hand.write(say(PLAN.venue), one.cast.venue);
    // What was written before can be brought back, on either phone.
    two.open(&format!("{session}/wordings"));
    two.hand.tap(say(PLAN.bring_back));
    two.hand.sees(say(PLAN.brought_back));
    one.open(&aim);
    one.hand.until("see the earlier words", || match one.hand.field(say(PLAN.aim)) {
        words if words != "warm bread and tea for all" && !words.is_empty() => Ok(()),
        words => Err(words),
    });

    // One runs it, the other takes attendance and notes what somebody said; both see both.
    one.open(&format!("{session}/plan"));
    one.look_at_tasks();
    one.ready();
    one.hand.tap(say(SESSIONS.run));
    one.at_heading(say(RUN.here_title));
    two.open(&format!("{session}/run"));
    two.at_heading(say(RUN.here_title));
    for member in &two.cast.members[..2] {
        two.hand.choose(member, say(terms::mark(Mark::Came)));
    }
    one.hand.sees(&RUN.everyone.fill(language, &[("n", "2")]));
    one.hand.tap(say(RUN.begin));
    for peer in [&one, &two] {
        peer.at_part(Part::WarmUp);
        peer.hand.saved();
    }
    two.note();
    one.hand.sees(one.cast.note);

    // The lead's phone loses its network; the other goes on alone to the end, and both see it afterwards.
    let reaches = |network: bool| {
        browsers[0].cdp("Network.enable", json!({}));
        let conditions = json!({ "offline": !network, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        browsers[0].cdp("Network.emulateNetworkConditions", conditions);
    };
    reaches(false);
    two.next_parts();
    two.end_run();
    one.at_part(Part::WarmUp);
    reaches(true);
    one.hand.sees(say(RUN.ended));
    one.record();
    let confirm = |who: &str| RECORD.confirm.fill(language, &[("who", who)]);
    one.hand.sees(&RECORD.confirm_there.fill(language, &[("who", one.cast.partner)]));
    one.hand.tap(&confirm(one.cast.me));
    two.open(&format!("{session}/record/check"));
    two.hand.tap(&confirm(one.cast.partner));
    for peer in [&one, &two] {
        peer.hand.sees(say(RECORD.closed));
        peer.hand.saved();
    }

    // One is removed: what is there stays, nothing new comes.
    one.open("#/me/share");
    one.hand.tap(say(SHARE.remove));
    one.hand.sees(say(SHARE.remove_seen));
    one.hand.tap(say(SHARE.remove_yes));
    one.hand.sees(say(SHARE.removed));
    two.open("#/me/share");
    two.hand.sees(say(SHARE.gone));
    two.open(&session);
    two.hand.sees(one.cast.idea);
    one.open("#/people");
    one.add_member("Late");
    two.open("#/people");
    two.hand.settled();
    assert!(!two.hand.text().unwrap_or_default().contains("Late"), "what came later does not arrive");

    let kept = relay.whole_disk();
    for word in [one.cast.idea, one.cast.community, one.cast.note, one.cast.members[0], "warm bread"] {
        let seen = kept.windows(word.len()).any(|bytes| bytes == word.as_bytes());
        assert!(!seen, "the relay has {word:?} on its disk");
    }
    // Nor any key of the community's, as the paper opens them.
    one.open("#/me/share");
    let (_, file) = one.hand.downloads_bytes(|| one.hand.tap(say(SHARE.save_file)));
    let items = read_file(&file).expect("a file of items");
    let list = |tag| std::fs::read_to_string(tests::root().join(format!("public/words/{tag}.txt"))).expect("a list");
    let secret = read_words(&[&list("en"), &list("zh")], &paper.join(" ")).expect("the words are words");
    let words = recovery_keys(&secret);
    let community = items[0].hash();
    let deeds = items.iter().filter_map(|item| relay::Deed::parse(&item.body));
    let sealed: Vec<_> = deeds.filter_map(|deed| Some(deed.key()?.to.get(&words.id())?.clone())).collect();
    let keys = sealed.iter().enumerate().map(|(nth, sealed)| {
        // The first is sealed before the community has its name.
        let sealed_for = if nth == 0 { relay::Hash::default() } else { community };
        words.open(sealed_for, sealed).expect("the words open every key")
    });
    let mut found = 0;
    for key in keys {
        found += 1;
        assert_eq!(lies_in(&kept, key.bytes()), None, "the relay has a key on its disk");
    }
    assert!(found >= 2, "one from the beginning, one since the removal");
    for secret in [&secret[..], &words.receive_secret()[..]] {
        assert_eq!(lies_in(&kept, secret), None, "the relay has the words' secret on its disk");
    }
}

/// The titles of the main activity's steps, in order.
fn steps(peer: &Peer<'_>) -> Vec<String> {
    let main = peer.hand.say(terms::part(Part::Main));
    let find = "const part = [...document.querySelectorAll('.section')].find(part => part.querySelector('h2')?.innerText === arguments[0]);\
                return [...(part?.querySelectorAll('.card') ?? [])].map(card => card.querySelector('input').value);";
    let titles = peer.hand.browser.script(find, vec![main.into()]);
    serde_json::from_value(titles).expect("the steps' titles")
}

/// Adds a step to the main activity.
fn adds_step(peer: &Peer<'_>, title: &str) {
    let main = peer.hand.say(terms::part(Part::Main));
    let many = steps(peer).len();
    let find = "const part = [...document.querySelectorAll('.section')].find(part => part.querySelector('h2')?.innerText === arguments[0]);";
    peer.hand
        .browser
        .script(&format!("{find} [...part.querySelectorAll(':scope > button')].at(-1).click();"), vec![main.into()]);
    peer.hand.until("see a new step", || if steps(peer).len() > many { Ok(()) } else { Err("not yet".into()) });
    peer.hand.browser.script(
        &format!("{find} [...part.querySelectorAll('.card')].at(-1).querySelector('input').focus();"),
        vec![main.into()],
    );
    peer.hand.type_text(title);
    peer.hand.saved();
}

/// Moves a step, or takes it away.
fn step_does(peer: &Peer<'_>, title: &str, what: Phrase) {
    let press = "const card = [...document.querySelectorAll('.card')].find(card => card.querySelector('input')?.value === arguments[0]);\
                 card.querySelector('details').open = true;\
                 [...card.querySelectorAll('details button')].find(button => button.innerText.trim() === arguments[1]).click();";
    let before = steps(peer);
    peer.hand.browser.script(press, vec![title.into(), peer.hand.say(what).into()]);
    peer.hand.until("see it done", || if steps(peer) == before { Err("not yet".into()) } else { Ok(()) });
    peer.hand.saved();
}

fn sorted(steps: &[String]) -> Vec<String> {
    let mut steps = steps.to_vec();
    steps.sort();
    steps
}

#[test]
fn chromium_and_firefox_in_english() {
    story(Engine::Firefox, Language::English);
}

#[test]
fn chromium_and_webkit_in_chinese() {
    story(Engine::WebKit, Language::Chinese);
}
