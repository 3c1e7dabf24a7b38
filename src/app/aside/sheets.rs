//! Files of tables: what would be in one, and the file. The records are read from the store here, counted here and written here,
//! so that the page does nothing but ask.

use std::cell::RefCell;
use std::rc::Rc;

use chrono::NaiveDate;
use disk::{IndexedStore, Sealed};
use engine::domain::Id;
use engine::domain::figures::Records;
use engine::domain::idea::{self, Idea};
use engine::domain::plan::Category;
use engine::report::overview::together;
use engine::report::tables::{Naming, Table, as_json, keyed_tables};
use engine::report::{Few, Filter};
use engine::sync::acts::programme;
use engine::words::Language;
use serde_json::{Value, json};

use super::tasks::{Doing, Place, Stored, of_name, says};
use crate::boot::neighbours;
use crate::browser;

/// Whose records are counted.
#[derive(Clone)]
pub enum Whose {
    /// Those of the community that is open, and of the linked ones that read whole.
    Stored(Stored, Vec<Stored>),
    /// The sample programme's, made of the ideas in the files that go in.
    Sample,
}

/// What is to be in the tables.
#[derive(Clone, Debug, PartialEq)]
pub struct Asks {
    /// What is counted.
    pub filter: Filter,
    /// The language of words that are not names of fields.
    pub language: Language,
    /// How people and places are called.
    pub naming: Naming,
    /// Codes stand in an order of their own for each.
    pub key: [u8; 16],
}

/// A file that is made of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A workbook of all; and the sessions as CSV.
    Workbook,
    /// One table as CSV, by its name.
    Csv(&'static str),
    /// All as JSON.
    Json,
}

/// One table, told of.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Its name.
    pub name: String,
    /// How many rows.
    pub rows: usize,
    /// Its fields, each with what it means.
    pub fields: Vec<(String, String)>,
}

/// What would be in a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Inside {
    /// Its tables; none where nothing is recorded.
    pub tables: Vec<Told>,
    /// The communities that can be chosen.
    pub communities: Vec<(Id, String)>,
}

/// As it is handed over.
pub(super) fn json(whose: &Whose, asks: &Asks, kind: Option<Kind>) -> Value {
    let whose = match whose {
        Whose::Stored(own, linked) => json!([own.json(), linked.iter().map(Stored::json).collect::<Value>()]),
        Whose::Sample => Value::Null,
    };
    let kind = kind.map(|kind| match kind {
        Kind::Workbook => "xlsx",
        Kind::Json => "json",
        Kind::Csv(name) => name,
    });
    let Asks { filter: Filter { communities, from, to, category }, language, naming, key } = asks;
    let communities: Value = communities.iter().map(|id| id.as_str()).collect();
    let days = [from, to].map(|day| day.map(|day| day.to_string()));
    json!([whose, kind, communities, days, category.map(Category::slug), language.tag(), naming.slug(), key.to_vec()])
}

fn read(task: &Value) -> Option<(Whose, Asks, Option<String>)> {
    let whose = match &task[0] {
        Value::Null => Whose::Sample,
        stored => {
            let linked = stored[1].as_array()?.iter().map(Stored::read).collect::<Option<_>>()?;
            Whose::Stored(Stored::read(&stored[0])?, linked)
        }
    };
    let day = |at: usize| task[3][at].as_str().and_then(|day| day.parse::<NaiveDate>().ok());
    let filter = Filter {
        communities: task[2].as_array()?.iter().filter_map(|id| Id::parse(id.as_str()?)).collect(),
        from: day(0),
        to: day(1),
        category: of_name(Category::ALL, &task[4], Category::slug),
    };
    let language = of_name(Language::ALL, &task[5], Language::tag)?;
    let naming = of_name(Naming::ALL, &task[6], Naming::slug)?;
    let key: Option<Vec<u8>> = task[7].as_array()?.iter().map(|byte| byte.as_u64()?.try_into().ok()).collect();
    let asks = Asks { filter, language, naming, key: key?.try_into().ok()? };
    Some((whose, asks, task[1].as_str().map(str::to_owned)))
}

/// Tells what would be in a file, or makes it. A file comes with how many in it stand in small groups.
pub fn makes(task: String, files: Vec<Vec<u8>>, place: Place) -> Doing {
    Box::pin(async move {
        let (whose, asks, kind) = read(&serde_json::from_str(&task).ok()?)?;
        let records = records(whose, asks.language, &files, &place).await?;
        place.rest().await;
        let tables = keyed_tables(&records, &asks.filter, asks.language, asks.naming, &asks.key);
        place.rest().await;
        let Some(kind) = kind else { return says(&inside(&records, &tables, asks.language), Vec::new()) };
        let of = |name: &str| tables.iter().find(|table| table.name == name);
        let (files, few) = match kind.as_str() {
            "xlsx" => {
                let sessions = of("sessions").map(Table::csv).unwrap_or_default();
                (vec![desk::workbook(&tables).ok()?, sessions.into_bytes()], Few::of(&tables))
            }
            "json" => (vec![as_json(&tables, asks.naming).into_bytes()], Few::of(&tables)),
            name => (vec![of(name)?.csv().into_bytes()], Few::of(of(name))),
        };
        let Few { people, sessions, events, talks, told } = few;
        says(&Value::from(vec![people, sessions, events, talks, told]), files)
    })
}

/// How many in a file stand in small groups, as it was said.
pub fn few(said: &Value) -> Few {
    let many = |at: usize| said[at].as_u64().unwrap_or_default() as usize;
    Few { people: many(0), sessions: many(1), events: many(2), talks: many(3), told: many(4) }
}

thread_local! {
    /// The sample programme, made once for a language.
    static SAMPLE: RefCell<Option<(Language, Rc<Vec<Records>>)>> = const { RefCell::new(None) };
}

async fn records(whose: Whose, language: Language, files: &[Vec<u8>], place: &Place) -> Option<Rc<Vec<Records>>> {
    let (own, linked) = match whose {
        Whose::Sample => {
            if let Some((_, made)) = SAMPLE.with_borrow(Option::clone).filter(|(of, _)| *of == language) {
                return Some(made);
            }
            let read = |text: &Vec<u8>| idea::read(std::str::from_utf8(text).ok()?).ok();
            let ideas: Vec<Idea> = files.iter().filter_map(read).flatten().collect();
            let now = browser::now();
            let made = Rc::new(programme::make(language, &ideas, &now).records(&now));
            SAMPLE.set(Some((language, made.clone())));
            return Some(made);
        }
        Whose::Stored(own, linked) => (own, linked),
    };
    let far = |at: usize, of: usize| (place.far)((at * 100 / of.max(1)) as u8);
    let mut all = vec![records_of(&own, false, &far).await?];
    for one in &linked {
        // What does not read whole is said on the overview; it is not counted here, as it is not in the reports.
        all.extend(records_of(one, true, &|_, _| far(1, 1)).await);
    }
    Some(Rc::new(together(all)))
}

async fn records_of(of: &Stored, whole: bool, goes: &dyn Fn(usize, usize) -> bool) -> Option<Records> {
    let store: Sealed<Rc<IndexedStore>> = of.open().await?;
    let records = neighbours::records(&store, whole, goes).await;
    store.store().close();
    records
}

fn inside(records: &[Records], tables: &[Table], language: Language) -> Value {
    let table = |table: &Table| {
        let fields = table.columns.iter().map(|column| json!([column.name, column.means.get(language)]));
        json!([table.name, table.rows.len(), fields.collect::<Value>()])
    };
    let community = |one: &Records| json!([one.community.id.as_str(), one.community.name]);
    json!([tables.iter().map(table).collect::<Value>(), records.iter().map(community).collect::<Value>()])
}

impl Inside {
    /// What was said would be in it.
    pub fn read(said: &Value) -> Inside {
        let word = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let each = |value: &Value| value.as_array().cloned().unwrap_or_default();
        let table = |one: &Value| Told {
            name: word(&one[0]),
            rows: one[1].as_u64().unwrap_or_default() as usize,
            fields: each(&one[2]).iter().map(|field| (word(&field[0]), word(&field[1]))).collect(),
        };
        let community = |one: &Value| Some((Id::parse(one[0].as_str()?)?, word(&one[1])));
        Inside {
            tables: each(&said[0]).iter().map(table).collect(),
            communities: each(&said[1]).iter().filter_map(community).collect(),
        }
    }

    /// How many rows a table has.
    pub fn rows(&self, name: &str) -> usize {
        self.tables.iter().find(|table| table.name == name).map_or(0, |table| table.rows)
    }
}
