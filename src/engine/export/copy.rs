//! A copy that anyone can read: every form as text, then all data, in one file.

use super::{Form, Setting, emergency, participants, planning, process};
use crate::domain::emergency::EmergencyEvent;
use crate::domain::follow_up::FollowUp;
use crate::domain::session::Session;
use crate::words::device::ME;

/// A rule between two forms.
const RULE: &str = "\n----------------------------------------\n\n";

/// What followed an event of a session.
pub type Followed<'a> = &'a dyn Fn(&Session, &EmergencyEvent) -> FollowUp;

/// All forms of these sessions, in their order; after them the stored rows `(key, JSON)`, one a line, as they are.
pub fn copy(
    setting: &Setting<'_>,
    sessions: &[Session],
    followed: Followed<'_>,
    rows: &[(String, Vec<u8>)],
    unread: usize,
) -> String {
    let language = setting.language;
    let mut text = format!("{}\n", ME.copy_head.fill(language, &[("when", &setting.moment(setting.now.ms))]));
    if unread > 0 {
        text.push_str(&format!("{}\n", ME.copy_lost.fill(language, &[("n", &unread.to_string())])));
    }
    for session in sessions {
        text.push_str(RULE);
        let forms: Vec<String> =
            forms(setting, session, followed).into_iter().map(|form| form.text(language)).collect();
        text.push_str(&forms.join(RULE));
    }
    text.push_str(&format!("{RULE}{}\n\n", setting.say(ME.copy_data)));
    let mut lines = Vec::new();
    rows.iter().for_each(|(key, json)| line(&mut lines, key, json));
    text + &String::from_utf8_lossy(&lines)
}

/// A stored row of ops as one more line of JSON.
pub fn line(lines: &mut Vec<u8>, key: &str, json: &[u8]) {
    let key = serde_json::Value::from(key).to_string();
    for part in [b"{\"row\":", key.as_bytes(), b",\"ops\":", json, b"}\n"] {
        lines.extend_from_slice(part);
    }
}

/// The forms of a session that have something in them.
pub fn forms(setting: &Setting<'_>, session: &Session, followed: Followed<'_>) -> Vec<Form> {
    let mut forms = vec![planning::filled(setting, &session.plan)];
    if session.run.stage.is_some() || session.record.closed.is_some() {
        forms.push(process::filled(setting, session));
        forms.push(participants::filled(setting, session));
    }
    let event = |event| emergency::filled(setting, session, event, &followed(session, event));
    forms.extend(session.events.iter().map(event));
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::community::Community;
    use crate::domain::{Id, Kind, Now};
    use crate::words::Language;

    #[test]
    fn the_copy_holds_the_forms_and_every_row_as_it_is() {
        let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
        let community = Community {
            id: Id::new(Kind::Community, &[1; 10]),
            name: "Bridge".into(),
            started: None,
            doctor_name: String::new(),
            doctor_phone: String::new(),
            venues: Default::default(),
            numbers: Vec::new(),
            pauses: Vec::new(),
            interval_days: 14,
            if_hard: String::new(),
            formats: Default::default(),
            practice: false,
            numbers_checked: None,
        };
        let setting = Setting { language: Language::English, community: &community, alias: &|_| String::new(), now };
        let session = Session {
            id: Id::new(Kind::Session, &[2; 10]),
            plan: Default::default(),
            run: Default::default(),
            record: Default::default(),
            events: Vec::new(),
            cancelled: None,
            removed: None,
        };
        let rows = vec![("s/1".to_owned(), r#"[{"a":"𠮷"}]"#.as_bytes().to_vec())];
        let text = copy(&setting, &[session], &|_, _| FollowUp::default(), &rows, 2);
        assert!(text.contains("Activity Plan Form") && !text.contains("Activity Process Form"));
        assert!(text.contains("2 rows could not be read."));
        let line = text.lines().last().expect("a last line");
        let json: serde_json::Value = serde_json::from_str(line).expect("it is JSON");
        assert_eq!(json["ops"][0]["a"], "𠮷");
    }
}
