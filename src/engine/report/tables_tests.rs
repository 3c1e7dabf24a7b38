//! The tables of the sample programme.

use super::super::Few;
use super::*;
use crate::domain::Now;
use crate::sync::acts::programme;
use crate::words::tables::TITLES;

fn sample() -> Vec<Records> {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [7; 16] };
    programme::make(Language::English, &[], &now).records(&now)
}

fn made(naming: Naming) -> Vec<Table> {
    tables(&sample(), &Filter::default(), Language::English, naming)
}

#[test]
fn the_sample_programme_has_its_sessions_and_people() {
    let tables = made(Naming::Codes);
    let count = |name: &str| tables.iter().find(|table| table.name == name).map(|table| table.rows.len());
    assert_eq!(count("sessions"), Some(214));
    let came: usize = sample()
        .iter()
        .flat_map(|records| &records.sessions)
        .filter(|one| one.is_held())
        .map(|one| one.came.len())
        .sum();
    assert_eq!(count("participants"), Some(came));
    // 13 peers, of whom one left, and 50 members.
    let people = tables.iter().find(|table| table.name == "people").expect("the people");
    let of = |role: &str| people.rows.iter().filter(|row| row.contains(&Value::Text(role.into()))).count();
    assert_eq!((of("peer"), of("member")), (13, 50));
}

#[test]
fn every_row_fits_its_columns_and_every_field_is_explained() {
    for naming in Naming::ALL {
        let tables = made(naming);
        for table in &tables {
            table.rows.iter().for_each(|row| assert_eq!(row.len(), table.columns.len(), "{}", table.name));
        }
        let (dictionary, others) = tables.split_last().expect("the dictionary");
        let fields: usize = others.iter().map(|table| table.columns.len()).sum();
        assert_eq!(dictionary.rows.len(), fields);
    }
    // What a row holds beyond its columns would be cut off unseen.
    assert_eq!(of_person(&sample()[0].people[0]).len() + 4, PEOPLE.len());
}

#[test]
fn with_codes_nobody_is_named_and_nobodys_words_are_in_it() {
    let mut records = sample();
    for (at, session) in records.iter_mut().flat_map(|records| &mut records.sessions).enumerate() {
        session.theme = format!("theme-{at}");
        if let Some(kept) = session.figures.as_mut() {
            kept.formats = vec![crate::domain::plan::Format::Own("own words".into())];
        }
    }
    let filter = Filter::default();
    let said = |naming| as_json(&tables(&records, &filter, Language::English, naming), naming);
    let (codes, aliases) = (said(Naming::Codes), said(Naming::Aliases));
    assert!(!codes.contains("own words") && aliases.contains("own words"));
    let worded = said(Naming::Words);
    assert!(worded.contains("own words") && worded.contains("theme-7"), "asked for");
    let quoted = |name: &str| format!("\"{name}\"");
    for records in &records {
        let words = records.people.iter().map(|person| &person.alias).chain([&records.community.name]);
        let venues = records.community.venues.values().map(|venue| &venue.name);
        for word in words.chain(venues).chain(records.sessions.iter().map(|session| &session.theme)) {
            assert!(!codes.contains(&quoted(word)), "{word} is in the file without names");
        }
        records.people.iter().for_each(|person| {
            assert!(aliases.contains(&quoted(&person.alias)) && !worded.contains(&quoted(&person.alias)));
        });
        let ids = records.people.iter().map(|person| &person.id).chain(records.sessions.iter().map(|one| &one.id));
        ids.for_each(|id| assert!(!codes.contains(id.as_str()), "an id leads back to the records"));
    }
}

#[test]
fn the_filter_of_the_reports_holds_here_too() {
    let filter = Filter { from: "2016-01-01".parse().ok(), ..Filter::default() };
    let tables = tables(&sample(), &filter, Language::English, Naming::Codes);
    let first = "2016-01-01".parse().expect("a day");
    assert!(!tables[0].rows.is_empty() && tables[0].rows.len() < 214);
    assert!(tables[0].rows.iter().all(|row| matches!(row[2], Value::Date(day) if day >= first)));
    assert!(super::tables(&[], &filter, Language::English, Naming::Codes).is_empty());
}

#[test]
fn who_could_be_recognised_is_counted_before_a_file_leaves() {
    let few = Few::of(&made(Naming::Codes));
    // 63 people in four communities: most combinations of what is known are rare.
    assert!(few.people > 30 && few.people <= 63 && few.sessions == 0, "{few:?}");
    let mut tables = made(Naming::Codes);
    let came = tables[0].columns.iter().position(|column| column.name == "came").expect("who came");
    for (row, count) in [(0, 4.0), (1, 5.0), (2, 0.0)] {
        tables[0].rows[row][came] = Value::Number(count);
    }
    assert_eq!(Few::of(&tables).sessions, 1);
    // Many came, and few of them were group members.
    let members = tables[0].columns.iter().position(|column| column.name == "members_came").expect("who came");
    tables[0].rows[1][members] = Value::Number(2.0);
    assert_eq!(Few::of(&tables).sessions, 2);
    assert!(Few::of(&[]).is_none());
    // Five who are alike are no small group; four are.
    let alike = |n: usize| {
        let mut tables = made(Naming::Codes);
        let people = tables.iter_mut().find(|table| table.name == "people").expect("the people");
        people.rows = vec![people.rows[0].clone(); n];
        Few::of(&tables).people
    };
    assert_eq!((alike(4), alike(5)), (4, 0));
}

#[test]
fn each_file_is_asked_about_for_what_is_in_it() {
    let table = |name: &str| made(Naming::Codes).into_iter().find(|table| table.name == name).expect("a table");
    let few = |table: &Table| Few::of([table]);
    let only_people = few(&table("people"));
    assert!(only_people.people > 30);
    assert_eq!(only_people, Few { people: only_people.people, ..Few::default() });
    for name in ["sessions", "participants", "questions", "dictionary"] {
        assert!(few(&table(name)).is_none(), "{name}");
    }

    // Who came, a row each: six people, of whom four are group members, then five of both.
    let row = |session: &str, role: &str| {
        [session, "2016-01-08", "P001", role].map(|words| Value::Text(words.to_owned())).to_vec()
    };
    let came = |session: &str, members: usize, peers: usize| {
        let of = |role: &str, n: usize| vec![row(session, role); n];
        [of("member", members), of("peer", peers)].concat()
    };
    let mut participants = table("participants");
    participants.rows = [came("S0001", 4, 2), came("S0002", 5, 1), came("S0003", 0, 5)].concat();
    assert_eq!(few(&participants), Few { sessions: 1, ..Few::default() });
    // A session that stands in two tables of a file is one.
    let mut sessions = table("sessions");
    let at = sessions.columns.iter().position(|column| column.name == "came").expect("who came");
    sessions.rows[0][at] = Value::Number(3.0);
    assert_eq!(sessions.rows[0][0], Value::Text("S0001".into()));
    assert_eq!(Few::of([&sessions, &participants]).sessions, 1);

    // Five events of one kind; one of these is of another kind too.
    let mut events = table("events");
    let event = |kinds: &str| {
        let mut row = vec![Value::Empty; events.columns.len()];
        row[2] = Value::Text(kinds.to_owned());
        row
    };
    let rows = [vec![event("fall"); 4], vec![event("fall; quarrel")]].concat();
    events.rows = rows;
    assert_eq!(few(&events), Few { events: 1, ..Few::default() });
    let mut talks = table("supervision");
    let talk = |came: f64| {
        let mut row = vec![Value::Empty; talks.columns.len()];
        row[5] = Value::Number(came);
        row
    };
    let rows = vec![talk(3.0), talk(5.0)];
    talks.rows = rows;
    assert_eq!(few(&talks), Few { talks: 1, ..Few::default() });
}

#[test]
fn every_table_has_a_name_on_the_screen() {
    assert!(made(Naming::Codes).iter().map(|table| table.name).eq(TITLES.map(|(name, _)| name)));
}

#[test]
fn csv_and_json_hold_the_same_rows() {
    let mut records = sample();
    records[0].sessions[0].theme = "+1, \"two\"".into();
    let tables = tables(&records, &Filter::default(), Language::English, Naming::Aliases);
    let csv = tables[0].csv();
    let mut reader = csv::Reader::from_reader(&csv.as_bytes()[3..]);
    let themes: Vec<String> =
        reader.records().map(|row| row.expect("a row").get(8).unwrap_or_default().to_owned()).collect();
    assert_eq!(themes.len(), 214);
    assert_eq!(themes.iter().filter(|theme| *theme == "'+1, \"two\"").count(), 1, "made harmless");
    let json: serde_json::Value = serde_json::from_str(&as_json(&tables, Naming::Aliases)).expect("JSON");
    assert_eq!(json["version"], 2);
    let rows = json["tables"]["sessions"].as_array().expect("rows");
    assert_eq!(rows.len(), 214);
    assert_eq!(rows.iter().filter(|row| row["theme"] == "+1, \"two\"").count(), 1, "as it was written");
    assert!(rows.iter().all(|row| row["date"].is_string() && row["minutes"].is_number()));
}

#[test]
fn the_people_are_those_of_the_chosen_days_and_sessions() {
    let count = |filter: &Filter| {
        let tables = tables(&sample(), filter, Language::English, Naming::Codes);
        let people = tables.iter().find(|table| table.name == "people").expect("the people");
        let matters = |row: &&Vec<Value>| ["peer", "member"].contains(&row[2].text().as_str());
        people.rows.iter().filter(matters).count()
    };
    let days = |from: &str, to: &str| Filter { from: from.parse().ok(), to: to.parse().ok(), ..Filter::default() };
    // Table 1: 7 peers and 23 members at the end of 2013; 13 and 50 who were ever there.
    assert_eq!(count(&days("2013-07-01", "2013-12-31")), 30);
    assert_eq!(count(&days("2013-07-01", "2016-06-30")), 63);
    // Of one category: who had a part in its sessions, each with a code that is in the table.
    let mut filter = days("2013-07-01", "2013-12-31");
    filter.category = Some(crate::domain::plan::Category::HandsMovement);
    assert!(count(&filter) < 30);
    let tables = tables(&sample(), &filter, Language::English, Naming::Codes);
    let known: Vec<&Value> = tables[2].rows.iter().map(|row| &row[0]).collect();
    assert!(tables[1].rows.iter().all(|row| known.contains(&&row[2])));
}

#[test]
fn a_code_says_nothing_of_the_place_in_the_list_of_aliases() {
    let of = |naming, key: &[u8]| {
        let tables = keyed_tables(&sample(), &Filter::default(), Language::English, naming, key);
        let rows = &tables.into_iter().find(|table| table.name == "people").expect("the people").rows;
        rows.iter().map(|row| row.iter().skip(2).map(Value::text).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    let (one, other) = (of(Naming::Codes, b"one"), of(Naming::Codes, b"other"));
    assert_eq!(one, of(Naming::Codes, b"one"), "one file of a page fits the next");
    assert_ne!(one, other, "each key has its order");
    let named = of(Naming::Aliases, b"one");
    let aliases: Vec<&String> = named.iter().map(|row| &row[1]).collect();
    let mut sorted = aliases.clone();
    sorted.sort();
    assert_ne!(aliases, sorted);
    let without: Vec<Vec<String>> = named.iter().map(|row| [&row[..1], &row[2..]].concat()).collect();
    assert_ne!(without, one, "a file with aliases does not tell the codes of one without");
}
