//! Sound in this phone's store: read, set right after a dead battery, removed, put back from a backup. Nothing reads it at a start.

use std::collections::BTreeMap;

use desk::backup::Sound;
use disk::{Batch, StoreError, Table};
use engine::domain::Id;
use engine::domain::sound::Sounds;
use engine::merge::sounds::sounds;
use engine::sync::acts;
use engine::sync::sounds::{Due, Fingerprint, HEADS, Head, PIECE, due, head_key, piece_key, pieces_key};

use super::recorder::is_live;
use crate::boot::leave;
use crate::shell::Shell;

/// Pieces that are put back in one transaction: about a megabyte.
const AT_ONCE: usize = 16;

/// The stretches that lie here, by name.
pub type Heads = BTreeMap<String, Head>;

/// What lies here.
pub async fn heads(shell: Shell) -> Result<Heads, StoreError> {
    let read = shell.store().read(Table::Local, HEADS).await?;
    Ok(read.rows.iter().filter_map(|row| Head::open(&row.key, &row.bytes)).collect())
}

/// The pieces of a stretch, in order; `None` where they are not all there.
pub async fn pieces(shell: Shell, id: &str, head: &Head) -> Option<Vec<Vec<u8>>> {
    let read = shell.store().read(Table::Local, &pieces_key(id)).await.ok()?;
    let whole = read.damaged.is_empty() && read.rows.len() >= head.pieces as usize;
    whole.then(|| read.rows.into_iter().take(head.pieces as usize).map(|row| row.bytes).collect())
}

/// Removes a stretch: its head and every piece in one transaction.
pub async fn remove(shell: Shell, id: &str, head: &Head) -> Result<(), StoreError> {
    let batch = Batch::new().delete(Table::Local, head_key(id));
    let batch = (0..head.pieces).fold(batch, |batch, number| batch.delete(Table::Local, piece_key(id, number)));
    shell.store().commit(&batch).await
}

/// Sets right what lies here: a recording that came to no end is finished in its record, what was taken away goes. Then tells what
/// lies here; `None` where it could not be read.
pub async fn settle(shell: Shell) -> Option<Heads> {
    let mut here = heads(shell).await.ok()?;
    for (id, head) in here.clone() {
        if is_live(&id) {
            continue;
        }
        let Ok(record) = said(shell, &head.record).await else { continue };
        match due(&id, &head, record.as_ref()) {
            Due::Nothing => {}
            Due::Finish => finish(shell, &id, &head).await,
            Due::Remove => {
                if remove(shell, &id, &head).await.is_ok() {
                    here.remove(&id);
                }
            }
        }
    }
    Some(here)
}

/// What its record says of sound; `None` where there is no such record any more.
async fn said(shell: Shell, record: &Id) -> Result<Option<Sounds>, StoreError> {
    if shell.peek(|machine| machine.summary(record).is_none()) {
        return Ok(None);
    }
    leave::opened(shell, record).await?;
    Ok(shell.peek(|machine| machine.document(record).map(sounds)))
}

async fn finish(shell: Shell, id: &str, head: &Head) {
    let Some(pieces) = pieces(shell, id, head).await else { return };
    shell.edit(&head.record, vec![acts::sound::ends(id, head, fingerprint(&pieces), true)], None);
}

/// SHA-256 of pieces one after another.
pub fn fingerprint(pieces: &[Vec<u8>]) -> String {
    let mut print = Fingerprint::default();
    pieces.iter().for_each(|piece| print.add(piece));
    print.hex()
}

/// Of a backup's sound what is not here; `None` where what is here could not be read.
pub async fn lacks(shell: Shell, sounds: Vec<Sound>) -> Option<Vec<Sound>> {
    let here = heads(shell).await.ok()?;
    Some(sounds.into_iter().filter(|sound| !here.contains_key(&sound.id)).collect())
}

/// Puts sound back whose record is here. A head comes last: half a stretch counts for nothing.
pub async fn put(shell: Shell, sounds: Vec<Sound>) -> Result<(), StoreError> {
    for Sound { id, head, bytes } in sounds {
        if shell.peek(|machine| machine.summary(&head.record).is_none()) {
            continue;
        }
        let mut batch = Batch::new();
        for (number, piece) in (0_u32..).zip(bytes.chunks(PIECE)) {
            batch = batch.put(Table::Local, piece_key(&id, number), piece);
            if batch.puts.len() == AT_ONCE {
                shell.store().commit(&std::mem::take(&mut batch)).await?;
            }
        }
        shell.store().commit(&batch.put(Table::Local, head_key(&id), head.row())).await?;
    }
    Ok(())
}
