//! What a phone notes by itself of emergency events: that one has left, that one is on a doctor's phone.

use engine::domain::Id;
use engine::merge::Edit;
use engine::sync::acts::event::on_its_way;

use super::with;
use crate::boot::leave;
use crate::browser;
use crate::shell::Shell;

/// Notes it, after a round with the relay.
pub async fn note(shell: Shell) {
    let now = browser::now();
    let waits = with(|courier| courier.waits_to_send()).unwrap_or_default();
    let open = shell.peek(|machine| {
        let sessions = machine.sessions().into_iter().filter(|session| session.has_open_event());
        sessions.map(|session| session.id).collect::<Vec<_>>()
    });
    for id in &open {
        _ = leave::opened(shell, id).await;
    }
    let new: Vec<(Id, Vec<Edit>)> = shell.peek(|machine| {
        let sent = waits == 0 && machine.unsent().is_empty();
        let (Some(role), Some(me)) = (machine.local().role, machine.local().me.clone()) else { return Vec::new() };
        let edits = open.iter().filter_map(|id| {
            let (session, document) = (machine.session(id, &now)?, machine.document(id)?);
            Some((id.clone(), on_its_way(&session, document, role, &me, sent, &now)))
        });
        edits.filter(|(_, edits)| !edits.is_empty()).collect()
    });
    new.into_iter().for_each(|(id, edits)| shell.edit(&id, edits, None));
}
