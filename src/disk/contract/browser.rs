//! The contract over IndexedDB, and what only a browser can prove: upgrades, other tabs, closed connections.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Check, Outcome, Subject, contract, ensure, same};
use crate::indexed::{DiskEvent, IndexedStore, Version};
use crate::limit::pause;
use crate::store::{Batch, Store, StoreError, Table};
use crate::tab::{self, Claim, WriterEvent};

impl Subject for IndexedStore {
    async fn reopened(self) -> Result<Self, StoreError> {
        self.close();
        IndexedStore::open(self.name(), |_| {}).await
    }
}

/// Runs the whole contract in this browser. Answers with JSON: `[{"name": .., "error": null or text}, ..]`.
///
/// Makes databases named `tongban-contract-..` and deletes them again; never touches Tongban's own.
pub async fn contract_in_browser() -> String {
    let names: RefCell<Vec<String>> = RefCell::default();
    let fresh = async || {
        let name = fresh_name();
        names.borrow_mut().push(name.clone());
        IndexedStore::open(&name, |_| {}).await
    };
    let mut outcomes = contract(fresh).await;
    macro_rules! check {
        ($($name:ident,)*) => {$(
            let name = fresh_name();
            names.borrow_mut().push(name.clone());
            outcomes.push((stringify!($name), $name(&name).await.map_err(|error| error.to_string())));
        )*};
    }
    check! {
        an_old_database_is_upgraded,
        a_newer_database_is_refused,
        an_upgrade_in_another_tab_closes_this_one,
        wiping_closes_the_other_tab,
        a_dropped_store_is_in_nobodys_way,
        a_closed_connection_opens_again,
        what_was_given_up_writes_and_wipes_nothing,
        the_browser_keeps_a_key,
        one_tab_writes,
        the_disk_has_room,
    }
    for name in names.take() {
        if let Ok(store) = IndexedStore::open(&name, |_| {}).await {
            let _ = store.wipe().await;
        }
    }
    json(&outcomes)
}

async fn what_was_given_up_writes_and_wipes_nothing(name: &str) -> Check {
    let one = IndexedStore::open(name, |_| {}).await?;
    one.commit(&Batch::new().put(Table::Ops, "a", [1])).await?;
    one.clone().give_up();
    same!(one.commit(&Batch::new().put(Table::Ops, "b", [2])).await, Err(StoreError::Superseded));
    same!(one.wipe().await, Err(StoreError::Superseded));
    let two = IndexedStore::open(name, |_| {}).await?;
    same!(two.read(Table::Ops, "").await?.len(), 1);
    Ok(())
}

async fn an_old_database_is_upgraded(name: &str) -> Check {
    let old = IndexedStore::open_as(name, Version::Records, |_| {}).await?;
    old.commit(&Batch::new().put(Table::Ops, "a", [1]).put(Table::Keys, "k", [2])).await?;
    ensure!(old.commit(&Batch::new().put(Table::Local, "l", [3])).await.is_err());
    old.close();
    let new = IndexedStore::open(name, |_| {}).await?;
    same!(new.get(Table::Ops, "a").await?, Some(vec![1]));
    same!(new.get(Table::Keys, "k").await?, Some(vec![2]));
    new.commit(&Batch::new().put(Table::Local, "l", [3])).await?;
    same!(new.get(Table::Local, "l").await?, Some(vec![3]));
    Ok(())
}

async fn a_newer_database_is_refused(name: &str) -> Check {
    let new = IndexedStore::open(name, |_| {}).await?;
    new.close();
    same!(IndexedStore::open_as(name, Version::Records, |_| {}).await.err(), Some(StoreError::Newer));
    Ok(())
}

async fn an_upgrade_in_another_tab_closes_this_one(name: &str) -> Check {
    let heard: Rc<RefCell<Vec<DiskEvent>>> = Rc::default();
    let tell = {
        let heard = heard.clone();
        move |event| heard.borrow_mut().push(event)
    };
    let old = IndexedStore::open_as(name, Version::Records, tell).await?;
    old.commit(&Batch::new().put(Table::Ops, "a", [1])).await?;
    let new = IndexedStore::open(name, |_| {}).await?;
    same!(new.get(Table::Ops, "a").await?, Some(vec![1]));
    same!(*heard.borrow(), [DiskEvent::VersionChange]);
    same!(old.commit(&Batch::new().put(Table::Ops, "b", [1])).await, Err(StoreError::Superseded));
    same!(new.get(Table::Ops, "b").await?, None);
    Ok(())
}

async fn wiping_closes_the_other_tab(name: &str) -> Check {
    let (one, two) = (IndexedStore::open(name, |_| {}).await?, IndexedStore::open(name, |_| {}).await?);
    two.commit(&Batch::new().put(Table::Ops, "a", [1])).await?;
    one.wipe().await?;
    same!(two.get(Table::Ops, "a").await, Err(StoreError::Superseded));
    Ok(())
}

async fn a_dropped_store_is_in_nobodys_way(name: &str) -> Check {
    drop(IndexedStore::open(name, |_| {}).await?);
    let heard: Rc<RefCell<Vec<DiskEvent>>> = Rc::default();
    let tell = {
        let heard = heard.clone();
        move |event| heard.borrow_mut().push(event)
    };
    IndexedStore::open(name, tell).await?.wipe().await?;
    same!(*heard.borrow(), []);
    Ok(())
}

async fn a_closed_connection_opens_again(name: &str) -> Check {
    let store = IndexedStore::open(name, |_| {}).await?;
    store.commit(&Batch::new().put(Table::Ops, "a", [1])).await?;
    store.close_underneath();
    store.commit(&Batch::new().put(Table::Ops, "b", [2])).await?;
    store.close_underneath();
    same!(store.read(Table::Ops, "").await?.len(), 2);
    store.close_underneath();
    same!(store.get(Table::Ops, "a").await?, Some(vec![1]));
    Ok(())
}

async fn the_browser_keeps_a_key(name: &str) -> Check {
    let store = IndexedStore::open(name, |_| {}).await?;
    let sealed = store.browser_seal(&[7; 32]).await?.ok_or("this browser keeps no key")?;
    ensure!(!sealed.windows(4).any(|part| part == [7; 4]));
    let store = store.reopened().await?;
    same!(store.browser_open(&sealed).await?, Some(vec![7; 32]));
    same!(store.browser_open(&sealed[1..]).await?, None);
    ensure!(store.read(Table::Keys, "").await?.is_empty());
    Ok(())
}

async fn one_tab_writes(_: &str) -> Check {
    let heard: Rc<RefCell<Vec<WriterEvent>>> = Rc::default();
    let tell = {
        let heard = heard.clone();
        move |event| heard.borrow_mut().push(event)
    };
    let Claim::Writer(first) = tab::claim(tell).await else {
        return Err("another tab of this origin writes: close it for this check".into());
    };
    ensure!(matches!(tab::claim(|_| {}).await, Claim::Other));
    // The first does not hand over, so it is taken over.
    let second = tab::take_over(|_| {}).await.ok_or("not taken over")?;
    pause(50).await;
    ensure!(!first.is_held());
    ensure!(second.is_held());
    same!(*heard.borrow(), [WriterEvent::Asked, WriterEvent::Lost]);
    drop(first);
    ensure!(matches!(tab::claim(|_| {}).await, Claim::Other));
    drop(second);
    let third = tab::wait_for_turn(|_| {}).await.ok_or("no turn")?;
    ensure!(third.is_held());
    Ok(())
}

async fn the_disk_has_room(_: &str) -> Check {
    let space = crate::space::space().await;
    // Some engines say nothing (the GTK port of WebKit), old ones less: then nothing is made up.
    same!(space.kept.is_some(), crate::space::is_told());
    ensure!(space.left().is_none_or(|left| left > 1e6));
    Ok(())
}

fn fresh_name() -> String {
    let mut random = [0; 8];
    crate::random(&mut random);
    format!("tongban-contract-{:016x}", u64::from_be_bytes(random))
}

fn json(outcomes: &[Outcome]) -> String {
    let list: Vec<_> = outcomes
        .iter()
        .map(|(name, found)| serde_json::json!({ "name": name, "error": found.as_ref().err() }))
        .collect();
    serde_json::Value::Array(list).to_string()
}
