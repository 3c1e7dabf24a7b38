//! Sessions for a calendar: iCalendar, RFC 5545. Times are written in UTC, so that every calendar shows the right hour without a
//! table of time zones; a session without a start is a whole day.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveDateTime, Timelike};

use super::form::Setting;
use crate::domain::Millis;
use crate::domain::session::SessionSummary;
use crate::words::files::CALENDAR;
use crate::words::{Language, terms};

/// Octets of a line at most, its end not counted (section 3.1).
const LINE: usize = 75;
/// Minutes of a session of which nobody said how long it is.
const USUAL: u32 = 60;

/// The sessions as a calendar file; those without a day are left out.
pub fn calendar(setting: &Setting<'_>, sessions: &[SessionSummary]) -> String {
    let mut file = String::new();
    let mut line = |text: &str| fold(&mut file, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Tongban//Sessions//EN");
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    for session in sessions {
        for text in event(setting, session).into_iter().flatten() {
            line(&text);
        }
    }
    line("END:VCALENDAR");
    file
}

fn event(setting: &Setting<'_>, session: &SessionSummary) -> Option<Vec<String>> {
    let day = session.date?;
    let mut lines = vec!["BEGIN:VEVENT".to_owned(), format!("UID:{}@tongban", session.id)];
    lines.push(format!("DTSTAMP:{}", utc(moment(setting.now.ms))));
    match session.start {
        Some(start) => {
            let begins = day.and_time(start) - Duration::minutes(setting.now.offset_minutes.into());
            let minutes = session.minutes.filter(|minutes| *minutes > 0).unwrap_or(USUAL);
            lines.push(format!("DTSTART:{}", utc(begins)));
            lines.push(format!("DTEND:{}", utc(begins + Duration::minutes(minutes.into()))));
        }
        None => lines.push(format!("DTSTART;VALUE=DATE:{}", date(day))),
    }
    lines.push(format!("SUMMARY:{}", escaped(&title(setting.language, session))));
    if !session.venue.is_empty() {
        lines.push(format!("LOCATION:{}", escaped(&session.venue)));
    }
    let cancelled = session.state == crate::domain::session::State::Cancelled;
    lines.push(format!("STATUS:{}", if cancelled { "CANCELLED" } else { "CONFIRMED" }));
    // A calendar is seen by whoever looks at the phone.
    lines.push("CLASS:PRIVATE".to_owned());
    lines.push("END:VEVENT".to_owned());
    Some(lines)
}

/// What a calendar shows: the theme or the category, and nothing about illness.
fn title(language: Language, session: &SessionSummary) -> String {
    let category = || session.category.map(|category| terms::category(category).get(language).to_owned());
    let theme = Some(session.theme.trim().to_owned()).filter(|theme| !theme.is_empty()).or_else(category);
    match theme {
        Some(theme) => CALENDAR.event.fill(language, &[("theme", &theme)]),
        None => CALENDAR.event_plain.get(language).to_owned(),
    }
}

/// The same in words, to be pasted into a message.
pub fn message(setting: &Setting<'_>, sessions: &[SessionSummary]) -> String {
    let one = |session: &SessionSummary| {
        let minutes = session
            .minutes
            .map(|n| crate::words::screens::COMMON.minutes.fill(setting.language, &[("n", &n.to_string())]));
        let when = [setting.date(session.date), setting.time(session.start)].join(" ");
        let parts = [
            Some(title(setting.language, session)),
            Some(when.trim().to_owned()),
            minutes,
            Some(session.venue.clone()),
        ];
        parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    };
    sessions.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

fn moment(ms: Millis) -> NaiveDateTime {
    DateTime::from_timestamp_millis(ms).unwrap_or_default().naive_utc()
}

fn date(day: NaiveDate) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

fn utc(at: NaiveDateTime) -> String {
    let time = at.time();
    format!("{}T{:02}{:02}{:02}Z", date(at.date()), time.hour(), time.minute(), time.second())
}

/// A value of the type TEXT (section 3.3.11): backslash, semicolon, comma and line ends are escaped, other control characters go.
fn escaped(text: &str) -> String {
    let text = text.trim().replace("\r\n", "\n").replace('\r', "\n");
    let mut escaped = String::new();
    for letter in text.chars() {
        match letter {
            '\\' | ';' | ',' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// Writes a line, folded where it is longer than 75 octets, never within a character (section 3.1).
fn fold(file: &mut String, line: &str) {
    let mut used = 0;
    for letter in line.chars() {
        if used + letter.len_utf8() > LINE {
            file.push_str("\r\n ");
            used = 1;
        }
        file.push(letter);
        used += letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
#[path = "calendar_tests.rs"]
mod tests;
