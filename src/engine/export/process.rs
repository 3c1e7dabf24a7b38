//! The Activity Process Form: the confirmed text, with its amendments after it.

use super::form::{Form, Row, Setting};
use crate::domain::plan::Part;
use crate::domain::record::Process;
use crate::domain::session::Session;
use crate::words::forms::FORMS;
use crate::words::terms;

/// The form, filled.
pub fn filled(setting: &Setting<'_>, session: &Session) -> Form {
    let form = &session.record.form;
    let mut rows = layout(setting, form, session.events.len());
    rows.insert(0, setting.line(FORMS.lead, setting.name(session.plan.lead.as_ref())));
    rows.insert(1, setting.line(FORMS.assistant, setting.name(session.plan.assistant.as_ref())));
    let confirmed = session.record.confirmed.iter().filter(|(person, _)| session.record.confirmed_by(person)).map(
        |(person, held)| {
            let (who, when) = ((setting.alias)(person), setting.moment(held.at));
            match &held.on_phone_of {
                None => FORMS.confirmed_at.fill(setting.language, &[("who", &who), ("when", &when)]),
                Some(holder) => {
                    let values = [("who", who), ("when", when), ("name", (setting.alias)(holder))];
                    let values = values.each_ref().map(|(name, value)| (*name, value.as_str()));
                    FORMS.confirmed_beside.fill(setting.language, &values)
                }
            }
        },
    );
    let confirmed: Vec<String> = confirmed.collect();
    match setting.source(session) {
        Some(source) => rows.push(source),
        None => rows.push(setting.block(FORMS.confirmed, confirmed.join("\n"), 2)),
    }
    for (_, amendment) in &session.record.amendments {
        let about = setting.say(terms::form_box(amendment.about));
        let label = FORMS.amendment.fill(setting.language, &[("about", &about)]);
        let who = setting.name(amendment.by.as_ref());
        let why = FORMS.amendment_by.fill(
            setting.language,
            &[("who", &who), ("when", &setting.moment(amendment.at)), ("reason", &amendment.reason)],
        );
        rows.push(Row::Block { label, value: format!("{}\n{why}", amendment.text), lines: 1 });
    }
    setting.form(FORMS.process, rows)
}

/// The form, blank.
pub fn blank(setting: &Setting<'_>) -> Form {
    let mut rows = vec![setting.line(FORMS.lead, ""), setting.line(FORMS.assistant, "")];
    rows.extend(layout(setting, &Process::default(), 0));
    rows.push(setting.block(FORMS.signature, "", 2));
    setting.form(FORMS.process, rows)
}

fn layout(setting: &Setting<'_>, form: &Process, events: usize) -> Vec<Row> {
    let minutes = form.minutes().map(|minutes| minutes.to_string()).unwrap_or_default();
    let parts = Part::ALL.map(|part| {
        let outcome = form.parts.get(part.slug());
        vec![
            setting.say(terms::part(part)),
            outcome.map(|outcome| setting.say(terms::went(outcome.went))).unwrap_or_default(),
            outcome.map(|outcome| outcome.note.clone()).unwrap_or_default(),
        ]
    });
    let heads = [FORMS.part, FORMS.parts_outcome, FORMS.remark].map(|head| setting.say(head)).into();
    let feedback =
        if form.nobody_said && form.feedback.is_empty() { setting.say(FORMS.nobody) } else { form.feedback.clone() };
    let met = form.aim_met.map(|met| setting.say(terms::aim_met(met))).unwrap_or_default();
    let worry = form.worry.map(|worry| setting.say(terms::worry(worry))).unwrap_or_default();
    let mut rows = vec![
        setting.line(FORMS.date, setting.date(form.date)),
        setting.line(FORMS.start, setting.time(form.start)),
        setting.line(FORMS.end, setting.time(form.end)),
        setting.line(FORMS.length, minutes),
        setting.line(FORMS.format, setting.formats(&form.formats)),
        setting.block(FORMS.aim, form.aim.clone(), 1),
        setting.line(FORMS.theme, form.theme.clone()),
        Row::Table { heads, rows: parts.into() },
        setting.block(FORMS.happened, form.happened.clone(), 4),
        setting.block(FORMS.feedback, feedback, 4),
        setting.line(FORMS.aim_met, met),
        setting.block(FORMS.next_time, form.next_time.clone(), 2),
        setting.line(FORMS.worry, worry),
    ];
    if events > 0 {
        rows.push(setting.line(FORMS.events, events.to_string()));
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::record::{Amendment, Confirmation, FormBox};
    use crate::domain::{Id, Kind, Now};
    use crate::merge::{Document, read};
    use crate::words::Language;

    #[test]
    fn the_form_shows_the_confirmed_words_and_the_amendment_beside_them() {
        let now = Now { ms: 0, offset_minutes: 480, entropy: [0; 16] };
        let mut session = read::session(&Document::new(Id::new(Kind::Session, &[1; 10]), 1), &now);
        let person = Id::new(Kind::Person, &[2; 10]);
        session.record.form.theme = "包饺子".into();
        let digest = session.record.form.digest();
        session
            .record
            .confirmed
            .insert(person.clone(), Confirmation { at: 1_385_000_000_000, digest, on_phone_of: None });
        let amendment = Amendment {
            about: FormBox::Theme,
            text: "包饺子和馄饨".into(),
            reason: "写漏了".into(),
            by: Some(person),
            at: 1_385_000_060_000,
        };
        session.record.amendments.push(("a".into(), amendment));
        let community = read::community(&Document::new(Id::new(Kind::Community, &[1; 10]), 1));
        let alias = |_: &Id| "小林".to_owned();
        let text = |language| {
            filled(&Setting { language, community: &community, alias: &alias, now }, &session).text(language)
        };
        let chinese = text(Language::Chinese);
        for expected in
            ["主题：包饺子\n", "更正：主题和形式：\n包饺子和馄饨\n", "小林，2013年11月21日 10:14。原因：写漏了"]
        {
            assert!(chinese.contains(expected), "{expected} in\n{chinese}");
        }
        assert!(text(Language::English).contains("小林, 21 November 2013 10:13"));
    }

    #[test]
    fn the_form_says_on_whose_phone_somebody_confirmed() {
        let now = Now { ms: 0, offset_minutes: 480, entropy: [0; 16] };
        let mut session = read::session(&Document::new(Id::new(Kind::Session, &[1; 10]), 1), &now);
        let [person, holder] = [2, 3].map(|number| Id::new(Kind::Person, &[number; 10]));
        let digest = session.record.form.digest();
        let held = Confirmation { at: 1_385_000_000_000, digest, on_phone_of: Some(holder.clone()) };
        session.record.confirmed.insert(person, held);
        let community = read::community(&Document::new(Id::new(Kind::Community, &[1; 10]), 1));
        let alias = |id: &Id| if *id == holder { "小林" } else { "老陈" }.to_owned();
        let text = |language| {
            filled(&Setting { language, community: &community, alias: &alias, now }, &session).text(language)
        };
        assert!(text(Language::Chinese).contains("老陈，2013年11月21日 10:13；在小林的手机上"));
        assert!(text(Language::English).contains("老陈, 21 November 2013 10:13, on 小林's phone"));
    }
}
