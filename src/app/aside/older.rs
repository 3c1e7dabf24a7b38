//! A table of older sessions, read aside against what is stored: in words for the screen, or as the documents that it makes. It is read anew
//! for these, so that they fit what is here by then.

use engine::domain::Id;
use engine::domain::older::OlderSession;
use engine::domain::person::{Person, Role, similar_alias};
use engine::export::older::{Fault, Here, NotATable, Older, Reads};
use engine::merge::Edit;
use engine::sync::acts::older::bring_in;
use engine::words::Language;
use engine::words::files::OLDER;
use engine::words::person::TWICE;
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::terms;
use serde_json::{Value, json};

use super::held;
use super::tasks::{Place, Said, Stored, of_name, says};
use crate::browser;

/// Rows that are read at once.
const READ: usize = 200;
/// Rows that are listed at most: somebody reads them on a phone.
const LISTED: usize = 50;
/// Documents that are handed over in one piece.
const AT_ONCE: usize = 50;

/// What a table is read for.
#[derive(Clone, Copy, PartialEq)]
pub struct Asks {
    /// Whoever is not known here is to be added.
    pub adds: bool,
    /// To be looked at, in this language; or else to be brought in.
    pub looks: Option<Language>,
}

/// A line of a list: what it is called, and what else is known.
pub type Line = (String, String);

/// What a table says, in words.
pub struct Found {
    /// Sessions that can be brought in; the first of them in lines.
    pub good: (usize, Vec<Line>),
    /// Rows that need a look; the first of them in words.
    pub bad: (usize, Vec<String>),
    /// Sessions that are here already.
    pub here: usize,
    /// People who are not known here and would be added.
    pub people: Vec<Line>,
    /// Whether somebody is not known here, added or not.
    pub unknown: bool,
    /// Places and formats that are not known here.
    pub names: [Vec<String>; 2],
}

impl Asks {
    /// As it is handed over.
    pub(super) fn json(self) -> Value {
        json!([self.adds, self.looks.map(Language::tag)])
    }

    pub(super) fn read(asks: &Value) -> Option<Asks> {
        Some(Asks { adds: asks[0].as_bool()?, looks: of_name(Language::ALL, &asks[1], Language::tag) })
    }
}

fn number(said: &Value) -> usize {
    said.as_u64().unwrap_or_default() as usize
}

fn word(said: &Value) -> String {
    said.as_str().unwrap_or_default().to_owned()
}

fn list<T>(said: &Value, one: fn(&Value) -> T) -> Vec<T> {
    said.as_array().into_iter().flatten().map(one).collect()
}

impl Found {
    fn json(&self) -> Value {
        let Found { good, bad, here, people, unknown, names } = self;
        json!([good, bad, here, people, unknown, names])
    }

    /// What was said of a table, or why it is none.
    pub fn read(said: &Value) -> Result<Found, NotATable> {
        let line = |said: &Value| (word(&said[0]), word(&said[1]));
        match said.as_str() {
            Some("no day") => return Err(NotATable::NoDayColumn),
            Some(_) => return Err(NotATable::Unreadable),
            None => {}
        }
        Ok(Found {
            good: (number(&said[0][0]), list(&said[0][1], line)),
            bad: (number(&said[1][0]), list(&said[1][1], word)),
            here: number(&said[2]),
            people: list(&said[3], line),
            unknown: said[4] == Value::Bool(true),
            names: [list(&said[5][0], word), list(&said[5][1], word)],
        })
    }
}

/// Reads the table that is the file: says [`Found`], or why it is none; or how many documents it makes, with these
/// in pieces.
pub async fn reads(of: &Stored, asks: Asks, file: &[u8], place: &Place) -> Option<Said> {
    let store = of.open().await?;
    let read = async { Some((held::local(&store).await?, held::community(&store).await?)) };
    let read = read.await;
    store.store().close();
    let (local, all) = read?;
    let (community, people, sessions) = (all.community()?, all.people(), all.sessions());
    let known = |id: &Id| all.knows(id);
    let now = browser::now();
    let today = now.today();
    let here =
        Here { community: &community, people: &people, sessions: &sessions, known: &known, adds: asks.adds, today };
    let older = match table(&browser::text(file), &here, asks.looks.is_some(), place).await? {
        Ok(older) => older,
        Err(NotATable::NoDayColumn) => return says(&"no day".into(), Vec::new()),
        Err(NotATable::Unreadable) => return says(&"unreadable".into(), Vec::new()),
    };
    if let Some(language) = asks.looks {
        return says(&found(older, &people, language).json(), Vec::new());
    }
    let documents = older.good.documents();
    let mut pieces = Vec::new();
    for at in (0..documents).step_by(AT_ONCE) {
        let until = (at + AT_ONCE).min(documents);
        pieces.push(piece(&bring_in(&older.good, at..until, &community.id, local.me.as_ref(), &now))?);
        place.rest().await;
    }
    says(&documents.into(), pieces)
}

/// `tells` how far it is: what is read to be brought in is hardly begun by then.
async fn table(text: &str, here: &Here<'_>, tells: bool, place: &Place) -> Option<Result<Older, NotATable>> {
    let all = text.lines().count().max(1);
    let mut reads = match Reads::begin(text) {
        Ok(reads) => reads,
        Err(why) => return Some(Err(why)),
    };
    for turn in 1.. {
        match reads.step(here, READ) {
            Err(why) => return Some(Err(why)),
            Ok(false) => break,
            Ok(true) if (place.far)(if tells { ((turn * READ).min(all) * 100 / all) as u8 } else { 0 }) => {
                place.rest().await;
            }
            Ok(true) => return None,
        }
    }
    Some(Ok(reads.end()))
}

fn found(older: Older, people: &[Person], language: Language) -> Found {
    let Older { good, bad, here } = older;
    let fault = |(row, fault): &(u64, Fault)| {
        OLDER.row.fill(language, &[("n", &row.to_string()), ("why", &fault.say(language))])
    };
    let person = |alias: &str, role: Role| {
        let similar =
            similar_alias(alias, people).map(|person| TWICE.similar.fill(language, &[("name", &person.alias)]));
        let role = terms::role(role).get(language).to_owned();
        (alias.to_owned(), [Some(role), similar].into_iter().flatten().collect::<Vec<_>>().join(" · "))
    };
    Found {
        unknown: !good.people.is_empty() || bad.iter().any(|(_, fault)| matches!(fault, Fault::Unknown(_))),
        bad: (bad.len(), bad.iter().take(LISTED).map(fault).collect()),
        here,
        people: good.people.iter().map(|(named, role)| person(&named.alias, *role)).collect(),
        names: [good.venues, good.formats].map(|names| names.into_values().collect()),
        good: (good.sessions.len(), good.sessions.iter().take(LISTED).map(|one| session(one, language)).collect()),
    }
}

fn session(session: &OlderSession, language: Language) -> Line {
    let day = browser::short_date(language, session.date);
    let theme = if session.theme.is_empty() { SESSIONS.no_theme.get(language) } else { session.theme.as_str() };
    let lead = session.named().find(|(_, role)| *role == Role::Peer).map(|(named, _)| named.alias.clone());
    let minutes = session.minutes.map(|n| COMMON.minutes.fill(language, &[("n", &n.to_string())]));
    let came = session.came.or(Some(session.who.len() as u32).filter(|n| *n > 0));
    let came = came.map(|n| SESSIONS.came.fill(language, &[("n", &n.to_string())]));
    (format!("{day} {theme}"), [lead, minutes, came].into_iter().flatten().collect::<Vec<_>>().join(" · "))
}

/// Documents with what is set in each of them; `None` where something else is to be done: older sessions set values only.
pub(super) fn piece(documents: &[(Id, Vec<Edit>)]) -> Option<Vec<u8>> {
    let one = |edit: &Edit| match edit {
        Edit::Set(field, value) => Some(json!([field, value])),
        _ => None,
    };
    let all = documents.iter().map(|(id, edits)| {
        let edits = edits.iter().map(one).collect::<Option<Value>>()?;
        Some(json!([id.as_str(), edits]))
    });
    Some(all.collect::<Option<Value>>()?.to_string().into_bytes())
}

/// The documents of a piece; `None` where it does not read.
pub fn documents(piece: &[u8]) -> Option<Vec<(Id, Vec<Edit>)>> {
    let one = |said: &Value| Some(Edit::Set(said[0].as_str()?.to_owned(), said[1].clone()));
    let document = |said: &Value| {
        let edits = said[1].as_array()?.iter().map(one).collect::<Option<_>>()?;
        Some((Id::parse(said[0].as_str()?)?, edits))
    };
    serde_json::from_slice::<Value>(piece).ok()?.as_array()?.iter().map(document).collect()
}
