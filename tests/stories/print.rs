//! The four forms on A4, blank and filled, in both languages: how many pages, nothing wider than the page. The forms of a period as
//! one, in three engines.

use engine::domain::plan::Category;
use engine::sync::place::FormKind;
use engine::words::files::BUNDLE;
use engine::words::forms::FORMS;
use engine::words::parts::PAPER;
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::{Language, Phrase, terms};
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::faults::{self, Fault};
use tests::paper::{cut, pages, pdf, sheets};
use tests::peer::{Begin, Peer};
use tests::places::places;
use tests::site::Site;

fn title(form: FormKind) -> Phrase {
    match form {
        FormKind::Plan => FORMS.plan,
        FormKind::Process => FORMS.process,
        FormKind::Participants => FORMS.participants,
        FormKind::Emergency => FORMS.emergency,
    }
}

fn check(language: Language) {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let folder = tests::target("print");
    peer.first_run(&site.address(), Begin::TryFirst);
    let places = places(&peer);
    let address = |name: &str| {
        places.iter().find(|(other, _)| other == name).map(|(_, hash)| hash.clone()).expect("a form's place")
    };
    let mut wrong = Vec::new();
    for form in FormKind::ALL {
        let title = title(form);
        for kind in ["blank", "form"] {
            let name = format!("{kind}-{}", form.slug());
            peer.open(&address(&name));
            // The form in its own language and in the other one.
            for shown in [language, language.other()] {
                if shown != language {
                    hand.tap(&FORMS.in_language.fill(language, &[("language", shown.own_name())]));
                }
                hand.sees(title.get(shown));
                let pdf = pdf(&browser).expect("Chromium prints");
                let file = folder.join(format!("{name}-{}-from-{}.pdf", shown.tag(), language.tag()));
                std::fs::write(&file, &pdf).expect("the PDF can be written");
                let count = pages(&pdf);
                // A sheet, printed on both sides at most; the blank list is one page.
                let most = if name == "blank-participants" { 1 } else { 2 };
                if count == 0 || count > most {
                    wrong.push(format!("{name} in {shown:?}: {count} pages"));
                }
                wrong.extend(cut(&browser).into_iter().map(|line| format!("{name} in {shown:?}: {line}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The forms of a period in one browser: a cover, then each form, nothing cut; chosen by kind, by category and one by one. On paper:
/// in all engines the page as it is laid out for print (which forms, that each ends its page, that nothing is cut and no button is on
/// it), and that the button asks the browser to print; in Chromium and Firefox the PDF and its pages too. WebKit's driver cannot
/// print.
struct Period<'a> {
    peer: Peer<'a>,
    language: Language,
}

fn count(language: Language, sessions: usize, forms: usize) -> String {
    BUNDLE.count.fill(language, &[("s", &sessions.to_string()), ("n", &forms.to_string())])
}

impl Period<'_> {
    /// The four past sessions of the practice, by days.
    fn opens(&self) {
        let (peer, hand) = (&self.peer, &self.peer.hand);
        peer.open("#/sessions");
        hand.tap(hand.say(BUNDLE.title));
        peer.at_heading(hand.say(BUNDLE.title));
        hand.tap(hand.say(BUNDLE.other));
        hand.sees(hand.say(BUNDLE.choose_days));
        let today = hand.browser.script("return new Date().toISOString().slice(0, 10)", vec![]);
        hand.write(hand.say(BUNDLE.from), "2020-01-01");
        hand.write(hand.say(BUNDLE.to), today.as_str().unwrap_or_default());
    }

    fn sees(&self, sessions: usize, forms: usize) {
        let hand = &self.peer.hand;
        hand.sees(&count(self.language, sessions, forms));
        // It can be printed once all sheets are there.
        hand.until("see that it can be printed", || match hand.offers(hand.say(PAPER.print)) {
            true => Ok(()),
            false => Err("not yet".into()),
        });
    }

    /// Waits until so many sheets are there.
    fn has(&self, many: std::ops::RangeInclusive<usize>) {
        self.peer.hand.until("see the sheets", || match sheets(self.peer.hand.browser).0.len() {
            now if many.contains(&now) => Ok(()),
            other => Err(format!("{other} sheets")),
        });
    }

    /// How many pages the PDF has, where the driver prints one.
    fn pages(&self, name: &str) -> Option<usize> {
        let browser = self.peer.hand.browser;
        let pdf = pdf(browser)?;
        let file = format!("{name}-{:?}-{}.pdf", browser.engine, self.language.tag());
        std::fs::write(tests::target("print").join(file), &pdf).expect("the PDF can be written");
        Some(pages(&pdf))
    }

    /// Three forms for each session, and one event.
    fn all(&self) {
        let (hand, language) = (&self.peer.hand, self.language);
        self.sees(4, 13);
        if let Some(pages) = self.pages("period") {
            assert!((14..=27).contains(&pages), "a cover and 13 forms of one or two pages each: {pages} pages");
        }
        let (titles, apart) = sheets(hand.browser);
        let of = |title: Phrase| titles.iter().filter(|one| *one == title.get(language)).count();
        assert_eq!((titles.len(), &*titles[0]), (14, BUNDLE.cover.get(language)));
        assert_eq!(FormKind::ALL.map(|form| of(title(form))), [4, 4, 4, 1], "{titles:?}");
        assert!(apart, "each form ends its page");
        let found = cut(hand.browser);
        assert!(found.is_empty(), "{}", found.join("\n"));
        hand.browser.script("window.print = () => { window.printed = (window.printed ?? 0) + 1; }", vec![]);
        hand.tap(hand.say(PAPER.print));
        assert_eq!(hand.browser.script("return window.printed", vec![]), json!(1));
    }

    /// By category and one by one; everything comes back.
    fn some_sessions(&self) {
        let (hand, language) = (&self.peer.hand, self.language);
        let say = |phrase: Phrase| hand.say(phrase);
        let summary =
            |n: usize, all: usize| BUNDLE.sessions.fill(language, &[("n", &n.to_string()), ("all", &all.to_string())]);
        hand.tap(&summary(4, 4));
        let names = self.sessions();
        assert_eq!(names.len(), 4, "{names:?}");
        hand.choose(say(BUNDLE.ticked), &names[0].1);
        hand.sees(&summary(3, 4));
        hand.sees(&format!("{} 1", say(BUNDLE.left_out)));
        hand.tap(say(BUNDLE.no_one));
        hand.sees(say(BUNDLE.none_ticked));
        hand.choose(say(BUNDLE.ticked), &names[1].1);
        hand.sees(&summary(1, 4));
        // A cover and the forms of one.
        self.has(4..=5);
        hand.tap(say(BUNDLE.all));
        self.sees(4, 13);
        // One of eight categories: as many as the list finds.
        let mut of_all = 0;
        for category in Category::ALL {
            hand.choose(say(FORMS.category), say(terms::category(category)));
            hand.until("see its sessions", || {
                let text = hand.text()?;
                let none = text.contains(say(BUNDLE.none_of));
                let cover = format!("{} {}", say(FORMS.category), say(terms::category(category)));
                if none || text.contains(&cover) { Ok(()) } else { Err("neither".into()) }
            });
            of_all += self.sessions().len();
        }
        assert_eq!(of_all, 4, "each session is of one category");
        hand.choose(say(FORMS.category), say(SESSIONS.any_category));
        self.sees(4, 13);
    }

    /// The sessions that can be ticked: their ids, and how they are called.
    fn sessions(&self) -> Vec<(String, String)> {
        let rows = "return [...document.querySelectorAll('details input[type=checkbox]')].map((box) => [box.value, box.closest('label').innerText.trim()])";
        serde_json::from_value(self.peer.hand.browser.script(rows, vec![])).expect("rows")
    }

    /// Only what is wanted: the cover and four lists.
    fn some_forms(&self) {
        let (hand, language) = (&self.peer.hand, self.language);
        for form in [FormKind::Plan, FormKind::Process, FormKind::Emergency] {
            hand.tap(hand.say(title(form)));
        }
        self.sees(4, 4);
        if let Some(pages) = self.pages("period-lists") {
            assert_eq!(pages, 5);
        }
        assert_eq!(sheets(hand.browser).0.len(), 5);
        let (name, html) = hand.downloads(|| hand.tap(hand.say(BUNDLE.save)));
        assert!(name.ends_with(".html") && html.matches("<article>").count() == 5, "{name}: {html}");
        assert!(html.contains(FORMS.participants.get(language)) && !html.contains(FORMS.process.get(language)));
    }

    /// A session whose rows are damaged, or a store that finds nothing: it is named, and the rest is there.
    fn unreadable(&self) {
        let (hand, language) = (&self.peer.hand, self.language);
        let [_, (id, called), (other, part), ..] = &self.sessions()[..] else { panic!("four sessions") };
        let named = |called: &str| BUNDLE.one_not_read.fill(language, &[("session", called)]);
        assert!(faults::damage(hand.browser, "ops", &format!("{id}/")) > 0);
        // Of another one a row does not open: its forms are there, and say so.
        assert_eq!(faults::rubbish(hand.browser, "ops", &format!("{other}/0000000001")), 1);
        hand.reload();
        self.opens();
        hand.sees(&named(called));
        hand.sees(&BUNDLE.one_partly.fill(language, &[("session", part)]));
        for state in [BUNDLE.not_read, BUNDLE.partly] {
            hand.sees(hand.say(state));
        }
        // A cover and the forms of three.
        self.has(10..=11);

        // Without a worker it is done on the page. Nothing is found there, and no error says so: that is said, until it is tried again.
        hand.reload();
        self.peer.open("#/people");
        hand.browser.script("window.tongbanWorker = undefined", vec![]);
        faults::arm(hand.browser, Fault::SilentNull, 0);
        self.opens();
        hand.sees(hand.say(BUNDLE.broke));
        faults::heal(hand.browser);
        hand.tap(hand.say(COMMON.retry));
        hand.sees(&named(called));
        self.has(10..=11);
    }
}

fn check_period(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let period = Period { peer: Peer::new(&browser, language), language };
    period.peer.first_run(&site.address(), Begin::TryFirst);
    period.opens();
    period.all();
    period.some_sessions();
    period.some_forms();
    period.unreadable();
}

#[test]
fn the_forms_of_a_period_print_as_one_in_chromium() {
    check_period(Engine::Chromium, Language::Chinese);
}

#[test]
fn the_forms_of_a_period_print_as_one_in_chromium_in_english() {
    check_period(Engine::Chromium, Language::English);
}

#[test]
fn the_forms_of_a_period_print_as_one_in_firefox() {
    check_period(Engine::Firefox, Language::English);
}

#[test]
fn the_forms_of_a_period_print_as_one_in_webkit() {
    check_period(Engine::WebKit, Language::English);
}

#[test]
fn every_form_fits_its_paper_from_chinese() {
    check(Language::Chinese);
}

#[test]
fn every_form_fits_its_paper_from_english() {
    check(Language::English);
}
