//! A community's backup, made from what is stored and opened again, as a task reads both.

use std::rc::Rc;

use desk::backup::{Material, Opened, Packed, Recorded, open, pack};
use disk::{Found, IndexedStore, Sealed, Table as Rows};
use engine::crypto::age::{To, With};
use engine::merge::Op;
use engine::report::Filter;
use engine::report::tables::{Naming, tables};
use engine::sync::neighbour::Neighbour;
use engine::sync::restore::{Changes, Here, parts};
use engine::sync::share::courier::{SHARE_ROW, file_of, rows_in};
use engine::sync::sounds::{HEADS, Head, pieces_key};

use super::held;
use super::relay::{self, Both};
use super::tasks::{Lock, Looked, Place, Said, Stored, pairs, says, word};
use crate::boot::leave;
use crate::browser;

/// Stored rows that are read at once.
const ROWS: usize = 200;
/// So often it is looked whether every item is here, while others are being stored.
const LOOKS: usize = 10;

/// A backup of a community.
pub(super) async fn packed(
    of: Stored,
    to: Lock,
    shared: Option<String>,
    log: Option<Vec<u8>>,
    place: &Place,
) -> Option<Packed> {
    let store = of.open().await?;
    let reads = async {
        let (to, shared) = match to {
            Lock::Keys(keys) => (To::Keys(keys), shared),
            Lock::Words(words) => (To::Passphrase(words), shared),
            Lock::Keepers => {
                let keepers = relay::keepers(&store).await?;
                (To::Keys(keepers.keys), Some(keepers.community))
            }
        };
        let mut material = material(&store, shared).await?;
        if let Some(log) = log {
            let Both { rows, healed, items } = relay::both(&store, &log, place).await?;
            let unread = material.unread.saturating_sub(healed);
            material = Material { rows, unread, items, ..material };
        }
        Some((material, to))
    };
    let read = reads.await;
    store.store().close();
    let (material, to) = read?;
    place.rest().await;
    let random = || {
        let mut bytes = [0; 32];
        disk::random(&mut bytes);
        bytes
    };
    place.done(pack(material, to, random)).await?
}

/// Everything that is stored of a community. Ops are read before items: what stands in both is then in the items for sure.
async fn material(store: &Sealed<Rc<IndexedStore>>, shared: Option<String>) -> Option<Material> {
    let disk::Opened { rows, damaged } = store.read(Rows::Ops, "").await.ok()?;
    let rows = pairs(rows);
    let items = if shared.is_some() { items(store).await? } else { None };
    let local = held::local(store).await?;
    let (now, (lists, _)) = (browser::now(), held::lists(store).await?);
    let neighbour = lists.map(|mut neighbour| {
        for id in neighbour.needs() {
            let start = format!("{id}/");
            let rows = rows.iter().filter(|(key, _)| key.starts_with(&start)).cloned().collect();
            neighbour.takes(id, rows, &now);
        }
        neighbour
    });
    let (sounds, unheard) = sounds(store).await?;
    let language = local.language;
    let records: Vec<_> = neighbour.iter().filter_map(Neighbour::records).collect();
    let tables = tables(&records, &Filter::default(), language, Naming::Aliases);
    let tables = tables.iter().map(|table| (table.name.to_owned(), table.csv())).collect();
    let alias = move |id: &engine::domain::Id| neighbour.as_ref().and_then(|all| all.alias(id)).unwrap_or_default();
    let app = env!("CARGO_PKG_VERSION").to_owned();
    Some(Material {
        rows,
        unread: damaged.len() + unheard,
        items,
        sounds,
        tables,
        shared,
        holder: local.me,
        alias: Box::new(alias),
        language,
        now,
        app,
    })
}

/// All recordings, and how many could not be read whole.
async fn sounds(store: &Sealed<Rc<IndexedStore>>) -> Option<(Vec<Recorded>, usize)> {
    let (mut all, mut unread) = (Vec::new(), 0);
    for row in store.read(Rows::Local, HEADS).await.ok()?.rows {
        let Some((id, head)) = Head::open(&row.key, &row.bytes) else { continue };
        let read = store.read(Rows::Local, &pieces_key(&id)).await.ok()?;
        let whole = read.damaged.is_empty() && read.rows.len() >= head.pieces as usize;
        let pieces = read.rows.into_iter().take(head.pieces as usize).map(|row| row.bytes).collect();
        if whole { all.push(Recorded { id, head, pieces }) } else { unread += 1 }
    }
    Some((all, unread))
}

/// All items as a file. `Some(None)` where one of them cannot be read: with a hole in them they would bring back less than the
/// records hold, and these alone are taken then.
async fn items(store: &Sealed<Rc<IndexedStore>>) -> Option<Option<Vec<u8>>> {
    for _ in 0..LOOKS {
        let Found::Bytes(row) = store.get(Rows::Local, SHARE_ROW).await.ok()? else { return Some(None) };
        let read = store.read(Rows::Items, "").await.ok()?;
        if rows_in(&row) == Some(read.rows.len() as u64) {
            return Some(Some(file_of(read.rows.iter().map(|row| row.bytes.as_slice()))));
        }
        leave::pause(100).await;
    }
    Some(None)
}

/// Opens a backup, and holds it against what is here.
pub(super) async fn opens(file: Vec<u8>, with: Lock, here: Option<Stored>, place: &Place) -> Option<Said> {
    let with = match with {
        Lock::Keys(keys) => With::Key(*keys.first()?),
        Lock::Words(words) => With::Passphrase(words),
        Lock::Keepers => return None,
    };
    let Opened { manifest, ops, items, sounds, unread } = match place.done(open(file, with)).await? {
        Ok(opened) => opened,
        Err(why) => return says(&word(why), Vec::new()),
    };
    let (ops, changes) = match here {
        None => Here::default().lacks(ops),
        Some(here) => lacks(&here, ops, place).await?,
    };
    let ids = sounds.iter().map(|sound| sound.id.clone()).collect();
    let looked = Looked { items: items.is_some(), sounds: ids, unread, changes };
    let mut files = vec![serde_json::to_vec_pretty(&manifest).ok()?];
    files.extend(items);
    files.extend(sounds.into_iter().flat_map(|sound| [sound.head.row(), sound.bytes]));
    for part in parts(ops) {
        files.push(serde_json::to_vec(&part).ok()?);
        place.rest().await;
    }
    says(&looked.json(), files)
}

/// The ops that are not here, and what they would change.
pub(super) async fn lacks(here: &Stored, ops: Vec<Op>, place: &Place) -> Option<(Vec<Op>, Changes)> {
    let store = here.open().await?;
    let read = store.read(Rows::Ops, "").await;
    store.store().close();
    let mut here = Here::default();
    // What is damaged here counts as gone: it comes back.
    for (number, row) in read.ok()?.rows.iter().enumerate() {
        // A row that does not read is kept, and hides nothing.
        let ops: Vec<Op> = serde_json::from_slice(&row.bytes).unwrap_or_default();
        ops.iter().for_each(|op| here.has(op));
        if number % ROWS == ROWS - 1 {
            place.rest().await;
        }
    }
    Some(here.lacks(ops))
}

/// The ops of files; `None` where one does not read.
pub(super) async fn ops(files: &[Vec<u8>], place: &Place) -> Option<Vec<Op>> {
    let mut ops = Vec::new();
    for file in files {
        ops.extend(serde_json::from_slice::<Vec<Op>>(file).ok()?);
        place.rest().await;
    }
    Some(ops)
}
