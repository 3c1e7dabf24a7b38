//! Calendar files against the rules of RFC 5545, and through another program's reader.

use icalendar::parser::{read_calendar, unfold};

use super::*;
use crate::domain::session::State;
use crate::domain::{Id, Kind, Now};
use crate::merge::{Document, read};

/// Shanghai, on a day of 2026.
const NOW: Now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };

fn session(number: u8, date: &str, start: &str, theme: &str) -> SessionSummary {
    let id = Id::new(Kind::Session, &[number; 10]);
    let start = Some(start).filter(|start| !start.is_empty());
    let told = serde_json::json!({
        "id": id, "state": State::Ready, "date": date, "start": start, "minutes": 90, "theme": theme, "venue": "康复站, 二楼"
    });
    serde_json::from_value(told).expect("a line")
}

fn made(sessions: &[SessionSummary]) -> String {
    let community = read::community(&Document::new(Id::new(Kind::Community, &[1; 10]), 1));
    let setting = Setting { language: Language::English, community: &community, alias: &|_| String::new(), now: NOW };
    calendar(&setting, sessions)
}

/// The value of a property of each event, as another program reads it.
fn values(file: &str, property: &str) -> Vec<String> {
    let text = unfold(file);
    let calendar = read_calendar(&text).expect("another program reads it");
    let of = |component: &icalendar::parser::Component<'_>| {
        component.properties.iter().find(|one| one.name == property).map(|one| one.val.to_string())
    };
    calendar.components.iter().filter_map(of).collect()
}

const LONG: &str = "一起包饺子；大家说说春节，谁都可以来，带上围裙和好心情𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷𠮷, and everybody is welcome to bring a friend";

#[test]
fn another_program_reads_what_was_planned() {
    let file = made(&[session(1, "2026-12-01", "14:00:00", LONG), session(2, "2026-12-08", "", "Film")]);
    assert_eq!(values(&file, "DTSTART"), ["20261201T060000Z", "20261208"], "14:00 in Shanghai; a whole day");
    assert_eq!(values(&file, "DTEND"), ["20261201T073000Z"]);
    let summary = &values(&file, "SUMMARY")[0];
    assert_eq!(summary.replace("\\,", ","), format!("Session: {LONG}"));
    assert_eq!(values(&file, "UID").len(), 2);
    assert_eq!(values(&file, "LOCATION")[0].replace('\\', ""), "康复站, 二楼");
    // The same session is the same entry, whenever it is put in.
    assert_eq!(values(&file, "UID")[0], values(&made(&[session(1, "2027-01-01", "", "x")]), "UID")[0]);
}

#[test]
fn every_line_is_as_the_rules_want_it() {
    let mut called_off = session(3, "2026-12-15", "14:00:00", "a\r\nBEGIN:VEVENT\nb\\;c\u{7}");
    called_off.state = State::Cancelled;
    let file =
        made(&[session(1, "2026-12-01", "23:30:00", LONG), called_off, session(4, "2026-12-15", "06:00:00", "")]);
    assert!(
        file.ends_with("END:VCALENDAR\r\n") && !file.replace("\r\n", "").contains(['\r', '\n']),
        "lines end with CRLF"
    );
    for line in file.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
    }
    assert_eq!(file.matches("\r\nBEGIN:VEVENT").count(), 3, "nothing that somebody wrote begins an entry");
    assert!(file.contains("SUMMARY:Session: a\\nBEGIN:VEVENT\\nb\\\\\\;c\r\n") && file.contains("STATUS:CANCELLED"));
    assert_eq!(values(&file, "DTEND")[0], "20261201T170000Z", "it ends on the next day there, not here");
    assert_eq!(values(&file, "SUMMARY")[2], "Session");
    for needed in ["BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:", "DTSTAMP:20261124T"] {
        assert!(file.contains(needed), "{needed}");
    }
    // Unfolded, nothing is lost: the long theme stands in one piece.
    assert!(file.replace("\r\n ", "").contains(&escaped(LONG)));
}

#[test]
fn the_message_says_it_in_words() {
    let community = read::community(&Document::new(Id::new(Kind::Community, &[1; 10]), 1));
    let setting = Setting { language: Language::Chinese, community: &community, alias: &|_| String::new(), now: NOW };
    let said = message(&setting, &[session(1, "2026-12-01", "14:00:00", "包饺子")]);
    assert_eq!(said, "活动：包饺子\n2026年12月1日 14:00\n90 分钟\n康复站, 二楼");
}
