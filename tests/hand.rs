//! What a person does and sees, by visible words and roles. Each act waits up to 40 s for what it needs, and
//! on failure says what was on the screen, beside a picture in `target/test-shots/`.

use std::cell::Cell;
use std::time::{Duration, Instant};

use engine::words::{Language, Phrase};
use fantoccini::actions::{InputSource, KeyAction, KeyActions};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::browser::Browser;

const EYES: &str = include_str!("page/eyes.js");
/// As long as the app takes at worst where all is in order: a poke that is lost leaves half a minute.
/// How fast things are is not asserted by this, but by what measures: `bench`, and `together` for what passes between phones.
const PATIENCE: Duration = Duration::from_secs(40);
/// A second tap in the same place within 400 ms does nothing in the app, whatever stands there by then; and every
/// tap here falls into the middle of the screen. A person is slower than that.
const CALM: Duration = Duration::from_millis(450);
/// A pause in typing of 300 ms makes a draft an op; only then the chip can tell the truth about it.
const DRAFT: Duration = Duration::from_millis(450);

/// A person at a browser, reading one language.
pub struct Hand<'a> {
    /// The browser.
    pub browser: &'a Browser,
    /// The language that this person reads.
    pub language: Language,
    tapped: Cell<Option<Instant>>,
    wrote: Cell<Option<Instant>>,
    taps: Cell<u32>,
    failed: Cell<bool>,
}

impl<'a> Hand<'a> {
    /// A hand at `browser`.
    pub fn new(browser: &'a Browser, language: Language) -> Hand<'a> {
        Hand {
            browser,
            language,
            tapped: Cell::new(None),
            wrote: Cell::new(None),
            taps: Cell::new(0),
            failed: Cell::new(false),
        }
    }

    /// The phrase in this person's language.
    pub fn say(&self, phrase: Phrase) -> &'static str {
        phrase.get(self.language)
    }

    /// Sentences one after the other, in this person's language.
    pub fn say_all(&self, phrases: &[Phrase]) -> String {
        phrases.iter().map(|phrase| self.say(*phrase)).collect::<Vec<_>>().join(self.language.space())
    }

    /// Whichever of the two is this person's language.
    pub fn either(&self, english: &'static str, chinese: &'static str) -> &'static str {
        Phrase { en: english, zh: chinese }.get(self.language)
    }

    /// Opens the app anew at a site's address.
    #[track_caller]
    pub fn visit(&self, address: &str) {
        self.browser.go(address);
    }

    /// Goes to a screen of the app by its address, as a followed link does: `#/sessions`.
    #[track_caller]
    pub fn open(&self, hash: &str) {
        self.browser.script("location.hash = arguments[0]", vec![json!(hash)]);
    }

    /// Loads the page again, as a person does. (WebDriver's own refresh bypasses the service worker in Firefox.)
    #[track_caller]
    pub fn reload(&self) {
        self.browser.script("window.tongbanOld = true; setTimeout(() => location.reload(), 0)", vec![]);
        self.until("see the page load again", || {
            let fresh = "return window.tongbanOld === undefined && document.readyState === 'complete'";
            match self.browser.try_wait(self.browser.client().execute(fresh, vec![]))? {
                Value::Bool(true) => Ok(()),
                _ => Err("it has not loaded".into()),
            }
        });
    }

    /// Goes back as the browser's button does.
    #[track_caller]
    pub fn back(&self) {
        self.browser.wait(self.browser.client().back());
    }

    /// Where we are: the address from `#` on.
    #[track_caller]
    pub fn at(&self) -> String {
        self.browser.script("return location.hash", vec![]).as_str().unwrap_or_default().to_owned()
    }

    /// Waits until the address (from `#` on) satisfies `right`, and returns it.
    #[track_caller]
    pub fn arrives(&self, what: &str, right: impl Fn(&str) -> bool) -> String {
        self.until(&format!("come to {what}"), || {
            let at = self.at();
            if right(&at) { Ok(at) } else { Err(format!("still at {at:?}")) }
        })
    }

    /// Taps the button, link, label or summary of that name (exact, or else starting so).
    #[track_caller]
    pub fn tap(&self, name: &str) {
        self.calm();
        self.until(&format!("tap {name:?}"), || {
            let element = self.find("tappable", vec![json!(name)])?;
            self.browser.try_wait(element.click())
        });
        self.tapped.set(Some(Instant::now()));
        self.taps.set(self.taps.get() + 1);
    }

    /// How often this hand has tapped so far.
    pub fn taps(&self) -> u32 {
        self.taps.get()
    }

    /// Whether such a control is there now, without waiting.
    #[track_caller]
    pub fn offers(&self, name: &str) -> bool {
        self.find("tappable", vec![json!(name)]).is_ok()
    }

    /// Taps an option inside the question (fieldset, radio group) of that name.
    #[track_caller]
    pub fn choose(&self, question: &str, option: &str) {
        self.calm();
        self.until(&format!("choose {option:?} for {question:?}"), || {
            let element = self.find("choice", vec![json!(question), json!(option)])?;
            self.browser.try_wait(element.click())
        });
        self.tapped.set(Some(Instant::now()));
        self.taps.set(self.taps.get() + 1);
        self.wrote.set(Some(Instant::now()));
    }

    /// Gives a file to the file field of that label.
    #[track_caller]
    pub fn give_file(&self, label: &str, name: &str, content: &[u8]) {
        let given = format!("eyes.give({}, {}, {})", json!(label), json!(name), json!(content));
        self.until(&format!("give a file to {label:?}"), || match self.look("give", &given)? {
            Value::Bool(true) => Ok(()),
            _ => Err("there is no such field".into()),
        });
    }

    /// The name and text of the file that the act lets the browser save. A table begins with the mark by which spreadsheets know
    /// UTF-8; it is not part of the text.
    #[track_caller]
    pub fn downloads(&self, act: impl FnOnce()) -> (String, String) {
        let (name, content) = self.downloaded(act);
        let text = content.as_str().expect("the file is a text");
        assert_eq!(text.starts_with('\u{feff}'), name.ends_with(".csv"), "the mark is for tables: {name}");
        (name, text.trim_start_matches('\u{feff}').to_owned())
    }

    /// The name and bytes of the file, no text, that the act lets the browser save.
    #[track_caller]
    pub fn downloads_bytes(&self, act: impl FnOnce()) -> (String, Vec<u8>) {
        let (name, content) = self.downloaded(act);
        (name, serde_json::from_value(content).expect("the file is bytes"))
    }

    #[track_caller]
    fn downloaded(&self, act: impl FnOnce()) -> (String, Value) {
        self.look("watch", "eyes.watchDownloads()").unwrap_or_else(|cause| self.fail("watch for a file", &cause));
        act();
        self.until("see a file being saved", || {
            let file = self.look("download", "window.tongbanFile ?? null")?;
            let name = file[0].as_str().map(String::from).ok_or("there is none")?;
            Ok((name, file[1].clone()))
        })
    }

    /// Replaces what the field of that label holds. Types key by key, but for pickers, long text and
    /// characters that WebDriver cannot type, which are put in as a paste does.
    #[track_caller]
    pub fn write(&self, label: &str, text: &str) {
        let typed = text.chars().count() <= 500
            && text.chars().all(|letter| (letter as u32) < 0x1_0000 && !letter.is_control());
        self.until(&format!("write into {label:?}"), || {
            let element = self.find("field", vec![json!(label)])?;
            let pickers = ["date", "time", "datetime-local", "month", "week", "number", "range", "color", "select-one"];
            let kind = self.browser.try_wait(element.prop("type"))?.unwrap_or_default();
            let paste = !typed || text.is_empty() || pickers.contains(&kind.as_str());
            let value = if paste { text } else { "" };
            self.look("put", &format!("eyes.put(eyes.field({}), {})", json!(label), json!(value)))?;
            if !paste {
                self.browser.try_wait(element.send_keys(text))?;
            }
            Ok(())
        });
        self.wrote.set(Some(Instant::now()));
    }

    /// Types at the end of what the field of that label holds.
    #[track_caller]
    pub fn append(&self, label: &str, text: &str) {
        self.type_into(label, text, "field.value.length");
    }

    /// Types at the beginning of what the field of that label holds.
    #[track_caller]
    pub fn prepend(&self, label: &str, text: &str) {
        self.type_into(label, text, "0");
    }

    #[track_caller]
    fn type_into(&self, label: &str, text: &str, at: &str) {
        let caret = format!(
            "((field) => {{ field.focus(); field.setSelectionRange({at}, {at}); return true; }})(eyes.field({}))",
            json!(label)
        );
        self.until(&format!("put the caret into {label:?}"), || self.look("caret", &caret));
        self.type_text(text);
    }

    /// What the field of that label holds.
    #[track_caller]
    pub fn field(&self, label: &str) -> String {
        self.until(&format!("read the field {label:?}"), || {
            let element = self.find("field", vec![json!(label)])?;
            Ok(self.browser.try_wait(element.prop("value"))?.unwrap_or_default())
        })
    }

    /// Waits until the text is on the screen (fields' contents count).
    #[track_caller]
    pub fn sees(&self, text: &str) {
        self.sees_within(PATIENCE, text);
    }

    /// The same, where it takes as long as it takes: until all files of a new version have come.
    #[track_caller]
    pub fn sees_within(&self, patience: Duration, text: &str) {
        let wanted = flat(text);
        self.until_within(patience, &format!("see {text:?}"), || {
            if self.text()?.contains(&wanted) { Ok(()) } else { Err("it is not there".into()) }
        });
    }

    /// Waits until the text is not on the screen.
    #[track_caller]
    pub fn sees_not(&self, text: &str) {
        let wanted = flat(text);
        self.until(&format!("see {text:?} no more"), || {
            if self.text()?.contains(&wanted) { Err("it is still there".into()) } else { Ok(()) }
        });
    }

    /// Waits until the screen stays as it is: a list has followed what was searched for.
    #[track_caller]
    pub fn settled(&self) {
        self.until("see the screen come to rest", || {
            let before = self.text()?;
            std::thread::sleep(Duration::from_millis(300));
            if self.text()? == before { Ok(()) } else { Err("it still changes".into()) }
        });
    }

    /// Waits until the page shows no work that goes on.
    #[track_caller]
    pub fn idle(&self) {
        self.until("see the work done", || match self.look("idle", "!document.querySelector('progress.work')")? {
            Value::Bool(true) => Ok(()),
            _ => Err("it still works".into()),
        });
    }

    /// All visible words now, fields' contents after them.
    pub fn text(&self) -> Result<String, String> {
        let text = self.look("text", "eyes.text()")?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Waits until the chip says that all is saved.
    #[track_caller]
    pub fn saved(&self) {
        if let Some(left) = self.wrote.take().and_then(|wrote| DRAFT.checked_sub(wrote.elapsed())) {
            std::thread::sleep(left);
        }
        self.until("see that all is saved", || match self.look("saved", "eyes.saved()")? {
            Value::Bool(true) => Ok(()),
            _ => Err("the chip does not say so".into()),
        });
    }

    /// What the chip says now: `saved`, `saving`, ..., or nothing where there is none.
    pub fn chip(&self) -> Option<String> {
        let chip = self.look("chip", "document.querySelector('[data-save]')?.dataset.save ?? null").ok()?;
        chip.as_str().map(String::from)
    }

    /// Presses one key where the focus is, with Shift if asked.
    #[track_caller]
    pub fn press_with(&self, key: Key, shift: bool) {
        let mut keys = KeyActions::new("keyboard".into());
        let key: char = key.into();
        if shift {
            keys = keys.then(KeyAction::Down { value: Key::Shift.into() });
        }
        keys = keys.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        if shift {
            keys = keys.then(KeyAction::Up { value: Key::Shift.into() });
        }
        self.browser.wait(self.browser.client().perform_actions(keys));
    }

    /// Presses one key: `Key::Enter`, `Key::Space`, `Key::Down`, ...
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.press_with(key, false);
    }

    /// Types where the focus is.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        let mut keys = KeyActions::new("keyboard".into());
        for value in text.chars() {
            keys = keys.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        self.browser.wait(self.browser.client().perform_actions(keys));
        self.wrote.set(Some(Instant::now()));
    }

    /// The name of what has the focus.
    pub fn focus(&self) -> String {
        let name = self.look("focus", "document.activeElement ? eyes.name(document.activeElement) : ''");
        name.ok().and_then(|name| name.as_str().map(String::from)).unwrap_or_default()
    }

    /// Presses Tab until what has the focus has that name (or starts so); 200 times at most.
    #[track_caller]
    pub fn tab_to(&self, name: &str) {
        let mut met = Vec::new();
        for _ in 0..200 {
            let body = self.look("body", "document.activeElement === document.body").ok() == Some(json!(true));
            let focus = self.focus();
            if !body && (focus == flat(name) || focus.starts_with(&flat(name))) {
                return;
            }
            met.push(focus.chars().take(40).collect::<String>());
            self.press(Key::Tab);
        }
        self.fail(&format!("reach {name:?} with Tab"), &format!("met: {met:?}"));
    }

    /// Takes a picture into `target/test-shots/` and returns its path.
    pub fn shot(&self, name: &str) -> std::path::PathBuf {
        let letters = name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
        let file: String = letters.take(60).collect();
        let path =
            crate::target("test-shots").join(format!("{:?}-{}-{file}.png", self.browser.engine, std::process::id()));
        if let Err(cause) = self.browser.shot(&path) {
            eprintln!("no picture: {cause}");
        }
        path
    }

    /// Tries until it works or 40 s are over; then says what was on the screen.
    #[track_caller]
    pub fn until<T>(&self, what: &str, act: impl Fn() -> Result<T, String>) -> T {
        self.until_within(PATIENCE, what, act)
    }

    /// The same, for as long as that.
    #[track_caller]
    pub fn until_within<T>(&self, patience: Duration, what: &str, act: impl Fn() -> Result<T, String>) -> T {
        let start = Instant::now();
        loop {
            match act() {
                Ok(done) => return done,
                Err(cause) if start.elapsed() > patience => self.fail(what, &cause),
                Err(_) => std::thread::sleep(Duration::from_millis(50)),
            }
        }
    }

    /// Gives up, with all that helps to see why.
    #[track_caller]
    pub fn fail(&self, what: &str, cause: &str) -> ! {
        self.failed.set(true);
        let (picture, screen) = (self.shot(what), self.told());
        panic!("{:?}: could not {what}: {cause}\npicture: {}\n{screen}", self.browser.engine, picture.display());
    }

    fn told(&self) -> String {
        let screen = self.look("told", "eyes.told()").unwrap_or_else(Value::String);
        screen.as_str().unwrap_or_default().to_owned()
    }

    fn calm(&self) {
        if let Some(left) = self.tapped.take().and_then(|last| CALM.checked_sub(last.elapsed())) {
            std::thread::sleep(left);
        }
    }

    fn look(&self, _what: &str, expression: &str) -> Result<Value, String> {
        let body = format!("{EYES}\nreturn {expression};");
        self.browser.try_wait(self.browser.client().execute(&body, vec![]))
    }

    fn find(&self, how: &str, arguments: Vec<Value>) -> Result<Element, String> {
        let body = format!("{EYES}\nreturn eyes.{how}(...arguments);");
        let found = self.browser.try_wait(self.browser.client().execute(&body, arguments))?;
        let id = found.as_object().and_then(|object| object.values().next()).and_then(Value::as_str);
        let id = id.ok_or("nothing of that name is on the screen")?;
        Ok(Element::from_element_id(self.browser.client().clone(), ElementRef::from(id.to_owned())))
    }
}

/// Where a story fails the other phones say too how it stands there.
impl Drop for Hand<'_> {
    fn drop(&mut self) {
        if std::thread::panicking() && !self.failed.get() {
            eprintln!("{:?}, meanwhile: {}", self.browser.engine, self.told());
        }
    }
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
