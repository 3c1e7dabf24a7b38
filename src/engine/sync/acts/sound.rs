//! Recording a supervision: who agrees, a stretch that begins and ends, and one that is taken away.

use std::collections::BTreeSet;

use crate::domain::fields::of_supervision;
use crate::domain::sound::{Agreed, Sound, Sounds};
use crate::domain::{Id, Now};
use crate::merge::Edit;
use crate::sync::sounds::Head;

/// Sets who of those who came agrees to be recorded: only what changed is noted anew.
pub fn agree(sounds: &Sounds, came: &BTreeSet<Id>, chosen: &[Id], now: &Now) -> Vec<Edit> {
    let changed = came.iter().filter_map(|person| {
        let yes = chosen.contains(person);
        let before = sounds.agreed.get(person).is_some_and(|(agreed, _)| agreed.yes);
        (yes != before).then_some((person, yes))
    });
    changed
        .map(|(person, yes)| Edit::put(of_supervision::SOUND_AGREED, person.as_str(), Agreed { at: now.ms, yes }))
        .collect()
}

/// A stretch begins.
pub fn begins(id: &str, head: &Head) -> Edit {
    says(id, head, None, false)
}

/// It ends with what is stored. `cut`: not by a tap.
pub fn ends(id: &str, head: &Head, sha256: String, cut: bool) -> Edit {
    says(id, head, Some(sha256), cut)
}

fn says(id: &str, head: &Head, sha256: Option<String>, cut: bool) -> Edit {
    let sound =
        Sound { at: head.at, by: head.by.clone(), form: head.form, ms: head.ms, bytes: head.bytes, sha256, cut };
    Edit::put(of_supervision::SOUND, id, sound)
}

/// These are taken away, for good. Whoever writes the record may do that: they may be who is heard.
pub fn take_away<'a>(ids: impl IntoIterator<Item = &'a str>, now: &Now) -> Vec<Edit> {
    ids.into_iter().map(|id| Edit::put(of_supervision::SOUND_GONE, id, now.ms)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::sound::Form;
    use crate::merge::{Clock, Document, sounds::sounds};
    use crate::sync::rights::may_write;
    use relay::Role;

    #[test]
    fn a_record_says_who_agreed_who_recorded_and_what_was_taken_away() {
        let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
        let [li, wang, doctor] = [1, 2, 3].map(|number| Id::new(Kind::Person, &[number; 10]));
        let record = Id::new(Kind::Supervision, &[1; 10]);
        let mut document = Document::new(record.clone(), 1);
        let mut clock = Clock::new("d");
        let mut does = |edits: Vec<Edit>| {
            edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, now.ms, Some(&doctor))));
            sounds(&document)
        };
        let came = BTreeSet::from([li.clone(), wang.clone()]);
        let held = does(agree(&Sounds::default(), &came, &[li.clone(), wang.clone(), doctor.clone()], &now));
        assert_eq!(
            held.agreed[&li],
            (Agreed { at: now.ms, yes: true }, Some(doctor.clone())),
            "when, and who noted it"
        );
        assert!(!held.agreed.contains_key(&doctor), "who did not come is not asked");
        assert!(held.may_record(&came, (0, 0)).is_ok());
        let edits = agree(&held, &came, std::slice::from_ref(&li), &now);
        assert_eq!(edits.len(), 1, "only what changed");
        assert_eq!(does(edits).lacks(&came), [wang]);

        let head = Head::new(record.clone(), now.ms, Some(li.clone()), Form::WebM);
        let held = does(vec![begins("a1", &head)]);
        assert_eq!((held.stretches[0].sound.by.as_ref(), &held.stretches[0].sound.sha256), (Some(&li), &None));
        let held = does(vec![ends("a1", &head.and(15_000, 5_000), "ab".into(), true)]);
        let sound = &held.stretches[0].sound;
        assert_eq!((sound.ms, sound.bytes, sound.cut, sound.sha256.as_deref()), (5_000, 15_000, true, Some("ab")));
        let held = does(take_away(["a1"], &now));
        assert!(held.stretches.is_empty() && held.gone.contains("a1"));
        let held = does(vec![ends("a1", &head, "ab".into(), false)]);
        assert!(held.stretches.is_empty(), "what is gone stays gone, whatever a slow phone says");

        for field in
            [of_supervision::SOUND.at("a1"), of_supervision::SOUND_GONE.at("a1"), of_supervision::SOUND_AGREED.at("p")]
        {
            for (role, may) in
                [(Role::Coordinator, true), (Role::Peer, true), (Role::Supervisor, true), (Role::Interviewer, false)]
            {
                assert_eq!(may_write(role, Some(&doctor), &record, &field), may, "{role:?} {field}");
            }
        }
    }
}
