//! Sessions for the phone's calendar, and the same as a message.

use engine::domain::session::SessionSummary;
use engine::export::Setting;
use engine::export::calendar::{calendar, message};
use engine::words::Language;
use serde_json::Value;

use super::held;
use super::tasks::{Said, Stored, Task, says};
use super::{File, Halt, Progress};
use crate::shell::Shell;
use crate::{aside, backing, browser};

/// Asks for both files.
///
/// # Errors
/// Why there are none.
pub async fn asks(
    shell: Shell,
    sessions: Vec<SessionSummary>,
    language: Language,
    progress: Progress,
) -> Result<Vec<File>, Halt> {
    let sessions = serde_json::to_vec(&sessions).map_err(|_| Halt::Broken)?;
    let task = Task::Calendar(backing::stored_here(shell), language);
    Ok(aside::does(&task, &[File::from(sessions.as_slice())], progress).await?.1)
}

/// Makes both files of the sessions in a file, as JSON.
pub async fn makes(of: &Stored, language: Language, sessions: &[u8]) -> Option<Said> {
    let sessions: Vec<SessionSummary> = serde_json::from_slice(sessions).ok()?;
    let store = of.open().await?;
    let held = held::community(&store).await;
    store.store().close();
    let community = held?.community()?;
    let setting = Setting { language, community: &community, alias: &|_| String::new(), now: browser::now() };
    says(
        &Value::Bool(true),
        vec![calendar(&setting, &sessions).into_bytes(), message(&setting, &sessions).into_bytes()],
    )
}
