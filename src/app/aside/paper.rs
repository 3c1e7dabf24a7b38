//! What people read, laid out aside: the forms of a period, for the screen or as the page and text that leave; and all forms with all data
//! as one text. The records are read from the store here, so that the page neither reads nor keeps them.

use std::rc::Rc;

use chrono::NaiveDate;
use disk::{IndexedStore, Sealed, Table};
use engine::domain::emergency::EmergencyEvent;
use engine::domain::plan::Category;
use engine::domain::session::{Session, SessionSummary};
use engine::domain::{Id, Kind as Document, order};
use engine::export::bundle::{Bundle, Wanted};
use engine::export::page::page;
use engine::export::selection::Selection;
use engine::export::{Form, Setting, copy};
use engine::merge::{self, follow_up, read};
use engine::sync::neighbour::Neighbour;
use engine::sync::reread::{self, reread};
use engine::words::Language;
use engine::words::files::BUNDLE;
use serde_json::{Value, json};

use super::held;
use super::tasks::{Place, Said, Stored, of_name, pairs, says};
use crate::browser;

/// Forms that are handed over in one piece.
const AT_ONCE: usize = 20;
/// Forms that a screen shows at most: more of them make a page that no phone lays out.
const SHOWN: usize = 1_000;

/// Which forms are laid out.
#[derive(Clone, Debug, PartialEq)]
pub struct Asks {
    /// Of which sessions.
    pub selection: Selection,
    /// Which of them.
    pub wanted: Wanted,
    /// In which language.
    pub language: Language,
}

/// As what they are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// For the screen.
    Sheets,
    /// As a page that stands alone.
    Page,
    /// As text.
    Text,
}

/// What was laid out for the screen.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Laid {
    /// How many forms, without the cover.
    pub forms: usize,
    /// Sessions that could not be read.
    pub unread: Vec<Id>,
    /// Sessions of which a part could not be read.
    pub partly: Vec<Id>,
}

impl Asks {
    /// As it is handed over.
    pub(super) fn json(&self) -> Value {
        let Selection { from, to, category, without } = &self.selection;
        let Wanted { plan, process, participants, emergency } = self.wanted;
        let without: Value = without.iter().map(Id::as_str).collect();
        let days = [from, to].map(NaiveDate::to_string);
        json!([
            days,
            category.map(Category::slug),
            without,
            [plan, process, participants, emergency],
            self.language.tag()
        ])
    }

    pub(super) fn read(asks: &Value) -> Option<Asks> {
        let day = |at: usize| asks[0][at].as_str()?.parse().ok();
        let wants = |at: usize| asks[3][at] == Value::Bool(true);
        let selection = Selection {
            from: day(0)?,
            to: day(1)?,
            category: of_name(Category::ALL, &asks[1], Category::slug),
            without: asks[2].as_array()?.iter().filter_map(|id| Id::parse(id.as_str()?)).collect(),
        };
        let wanted = Wanted { plan: wants(0), process: wants(1), participants: wants(2), emergency: wants(3) };
        Some(Asks { selection, wanted, language: of_name(Language::ALL, &asks[4], Language::tag)? })
    }
}

impl Kind {
    const ALL: [Kind; 3] = [Kind::Sheets, Kind::Page, Kind::Text];

    fn slug(self) -> &'static str {
        match self {
            Kind::Sheets => "sheets",
            Kind::Page => "page",
            Kind::Text => "text",
        }
    }

    /// As it is handed over.
    pub(super) fn json(self) -> Value {
        self.slug().into()
    }

    pub(super) fn read(kind: &Value) -> Option<Kind> {
        of_name(Kind::ALL, kind, Kind::slug)
    }
}

impl Laid {
    /// What was said was laid out.
    pub fn read(said: &Value) -> Laid {
        let ids =
            |said: &Value| said.as_array().into_iter().flatten().filter_map(|id| Id::parse(id.as_str()?)).collect();
        Laid { forms: said[0].as_u64().unwrap_or_default() as usize, unread: ids(&said[1]), partly: ids(&said[2]) }
    }
}

/// Lays them out. For the screen it is [`Laid`] and the forms in pieces, none where they are too many to be shown; else one file.
pub async fn lays_out(of: &Stored, asks: &Asks, kind: Kind, place: &Place) -> Option<Said> {
    let store = of.open().await?;
    let made = forms(&store, asks, place).await;
    store.store().close();
    let Made { forms, unread, partly } = made?;
    match kind {
        Kind::Sheets => {
            let ids = |all: &[Id]| all.iter().map(Id::as_str).collect::<Value>();
            let said = json!([forms.len() - 1, ids(&unread), ids(&partly)]);
            let shown = if forms.len() > SHOWN { &[] } else { forms.as_slice() };
            let piece = |some: &[Form]| some.iter().map(Form::value).collect::<Value>().to_string().into_bytes();
            says(&said, shown.chunks(AT_ONCE).map(piece).collect())
        }
        Kind::Page => {
            let page = page(BUNDLE.cover.get(asks.language), &forms, asks.language);
            says(&Value::Null, vec![page.into_bytes()])
        }
        Kind::Text => {
            let text: Vec<String> = forms.iter().map(|form| form.text(asks.language)).collect();
            says(&Value::Null, vec![text.join("\n").into_bytes()])
        }
    }
}

/// The cover and the forms, the sessions that could not be read, and those of which a part could not.
struct Made {
    forms: Vec<Form>,
    unread: Vec<Id>,
    partly: Vec<Id>,
}

async fn forms(store: &Sealed<Rc<IndexedStore>>, asks: &Asks, place: &Place) -> Option<Made> {
    let now = browser::now();
    let all = held::community(store).await?;
    let community = all.community()?;
    let alias = |id: &Id| all.called(id, asks.language);
    let setting = Setting { language: asks.language, community: &community, alias: &alias, now };
    let offered = asks.selection.offered(&all.sessions());
    let taken: Vec<&SessionSummary> = offered.iter().filter(|line| asks.selection.takes(&line.id)).collect();
    let (mut bundle, mut unread, mut partly) = (Bundle::new(asks.wanted), Vec::new(), Vec::new());
    for (at, line) in taken.iter().copied().enumerate() {
        if !(place.far)((at * 100 / taken.len()) as u8) {
            return None;
        }
        match document(store, &line.id).await {
            Some((document, whole)) => {
                let session = read::session(&document, &now);
                bundle.takes(&setting, &session, whole, &|_, event| follow_up(&document, &event.id));
                partly.extend((!whole).then(|| line.id.clone()));
            }
            None => {
                bundle.lacks(&setting, line.clone());
                unread.push(line.id.clone());
            }
        }
    }
    let forms = bundle.forms(&setting, &asks.selection, offered.len() - taken.len());
    Some(Made { forms, unread, partly })
}

/// A stored document, and whether all of it reads. Of one whose rows are all damaged nothing is known but its line: `None`.
async fn document(store: &Sealed<Rc<IndexedStore>>, id: &Id) -> Option<(merge::Document, bool)> {
    let read = store.read(Table::Ops, &format!("{id}/")).await.ok()?;
    let all = reread(&pairs(read.rows));
    let whole = read.damaged.is_empty() && all.unread.is_empty();
    let document = all.documents.into_iter().find(|document| document.id() == id);
    document.filter(|document| document.fields().next().is_some()).map(|document| (document, whole))
}

/// All forms and all data as one text: its file. It is made of the rows of ops alone, so that it comes also where the summaries are gone.
pub async fn copy(of: &Stored, language: Language, place: &Place) -> Option<Said> {
    let store = of.open().await?;
    let read = store.read(Table::Ops, "").await;
    store.store().close();
    let disk::Opened { rows, damaged } = read.ok()?;
    let (rows, now) = (pairs(rows), browser::now());
    place.rest().await;
    let all = reread(&rows);
    place.rest().await;
    let of = |kind| all.documents.iter().filter(move |document| document.id().kind() == kind);
    let mut sessions: Vec<Session> = of(Document::Session).map(|document| read::session(document, &now)).collect();
    order::sort(&mut sessions, |a, b| (a.plan.date, a.plan.start).cmp(&(b.plan.date, b.plan.start)));
    // Where the community itself is gone all else is in it none the less.
    let none = || read::community(&merge::Document::new(Id::new(Document::Community, &[0; 10]), 0));
    let community = of(Document::Community).map(read::community).next().unwrap_or_else(none);
    let people = Neighbour::new(reread::shelves(&all.documents, &now));
    let alias = |id: &Id| people.as_ref().and_then(|people| people.alias(id)).unwrap_or_default();
    let setting = Setting { language, community: &community, alias: &alias, now };
    let documents = order::map(all.documents.iter().map(|document| (document.id(), document)));
    let followed = |session: &Session, event: &EmergencyEvent| {
        documents.get(&session.id).map(|document| follow_up(document, &event.id)).unwrap_or_default()
    };
    let text = copy::copy(&setting, &sessions, &followed, &rows, all.unread.len() + damaged.len());
    says(&Value::Null, vec![text.into_bytes()])
}

/// The forms of a piece; `None` where it does not read.
pub fn piece(bytes: &[u8]) -> Option<Vec<Form>> {
    serde_json::from_slice::<Value>(bytes).ok()?.as_array()?.iter().map(Form::read).collect()
}
