//! What is saved as JSON, against the schema that is published beside the app.

use jsonschema::Validator;
use serde_json::Value as Json;

use super::Filter;
use super::tables::{Naming, SCHEMA, Table, as_json, tables};
use crate::domain::Now;
use crate::domain::emergency::EventKind;
use crate::domain::figures::{EventFigures, Records};
use crate::sync::acts::programme;
use crate::words::Language;

fn schema() -> Json {
    let path = format!("{}/../../public/{SCHEMA}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(&path).expect("the schema is published")).expect("it is JSON")
}

fn records() -> Vec<Records> {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [7; 16] };
    let mut records = programme::make(Language::English, &[], &now).records(&now);
    // The sample has no event, and nothing that is not known.
    let first = &mut records[0].sessions[0];
    let figures = first.figures.as_mut().expect("figures");
    let event = EventFigures { kinds: EventKind::ALL.to_vec(), opened: Some(now.ms), ..EventFigures::default() };
    figures.events = vec![event];
    (first.start, first.minutes, first.assistant) = (None, None, None);
    records[0].sessions[1].figures.as_mut().expect("figures").brought = true;
    records[0].sessions[1].came.clear();
    records[0].people[0].figures = None;
    records
}

fn made(naming: Naming) -> Vec<Table> {
    tables(&records(), &Filter::default(), Language::English, naming)
}

fn validator() -> Validator {
    jsonschema::draft202012::options().should_validate_formats(true).build(&schema()).expect("a schema of 2020-12")
}

#[test]
fn what_is_saved_is_as_the_schema_says() {
    let (validator, schema) = (validator(), schema());
    assert!(jsonschema::draft202012::meta::is_valid(&schema));
    for naming in Naming::ALL {
        let json: Json = serde_json::from_str(&as_json(&made(naming), naming)).expect("JSON");
        let wrong: Vec<String> =
            validator.iter_errors(&json).take(5).map(|error| format!("{}: {error}", error.instance_path())).collect();
        assert!(wrong.is_empty(), "{naming:?}: {wrong:#?}");
        assert_eq!(json["$schema"], SCHEMA);
    }
}

#[test]
fn the_schema_describes_every_field_and_no_other() {
    let schema = schema();
    let described = &schema["properties"]["tables"]["properties"];
    let tables = made(Naming::Aliases);
    assert_eq!(described.as_object().map(serde_json::Map::len), Some(tables.len()));
    for table in &tables {
        let fields = described[table.name]["items"]["properties"].as_object().expect("its fields");
        let names: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
        assert!(names.iter().all(|name| fields.contains_key(*name)) && fields.len() == names.len(), "{}", table.name);
        for column in &table.columns {
            let words = fields[column.name]["description"].as_str().unwrap_or_default();
            assert!(words.starts_with(column.means.en), "{}.{}: {words}", table.name, column.name);
        }
        // What is in every file is required of it.
        let codes = made(Naming::Codes);
        let least = codes.iter().find(|other| other.name == table.name).expect("the same table");
        let required = described[table.name]["items"]["required"].as_array().expect("what is required");
        assert_eq!(required.len(), least.columns.len(), "{}", table.name);
        assert!(least.columns.iter().all(|column| required.iter().any(|name| name == column.name)), "{}", table.name);
    }
}

#[test]
fn what_is_otherwise_is_refused() {
    let validator = validator();
    let json: Json = serde_json::from_str(&as_json(&made(Naming::Codes), Naming::Codes)).expect("JSON");
    let check = |change: &dyn Fn(&mut Json)| {
        let mut changed = json.clone();
        change(&mut changed);
        assert!(!validator.is_valid(&changed));
    };
    assert!(validator.is_valid(&json));
    check(&|json| json["version"] = 1.into());
    check(&|json| json["tables"]["answers"][0]["answer"] = "maybe".into());
    check(&|json| json["tables"]["sessions"][0]["date"] = "5 July".into());
    check(&|json| json["tables"]["sessions"][0]["category"] = "cooking".into());
    check(&|json| json["tables"]["people"][0]["name"] = "Lin".into());
    check(&|json| _ = json["tables"]["sessions"][0].as_object_mut().and_then(|row| row.remove("state")));
}
