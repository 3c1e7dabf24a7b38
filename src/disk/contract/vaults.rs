//! Checks of the vault and of sealed rows over a store.

use std::rc::Rc;

use engine::crypto::LocalKey;

use super::{Check, Subject, counting, ensure, same};
use crate::store::{BROWSER_KEY, Batch, Store, StoreError, Table};
use crate::vault::{self, LockKind, Missing, VaultError, VaultState};
use crate::{Found, Sealed};

const NOW: i64 = 1_385_000_000_000;
const WORDS: &str = "tree river sun moon ice";

/// A device with one op and one summary, and its key.
async fn lived_in<S: Subject>(store: &S) -> Result<LocalKey, Box<dyn std::error::Error>> {
    let random = counting();
    let key = vault::create(store, &*random).await?;
    let sealed = Sealed::new(store, key.clone(), random);
    let batch = Batch::new().put(Table::Ops, "s1/1", "op").put(Table::Summaries, "s1", "summary");
    sealed.commit(&batch).await?;
    Ok(key)
}

async fn readable<S: Store>(store: &S, key: LocalKey) -> Check {
    let sealed = Sealed::new(store, key, counting());
    let opened = sealed.read(Table::Ops, "").await?;
    ensure!(opened.damaged.is_empty());
    same!(opened.rows.len(), 1);
    same!(opened.rows[0].bytes, b"op");
    same!(sealed.get(Table::Summaries, "s1").await?, Found::Bytes(b"summary".to_vec()));
    same!(sealed.get(Table::Summaries, "s2").await?, Found::Nothing);
    Ok(())
}

pub async fn a_fresh_device_says_so<S: Subject>(store: S) -> Check {
    same!(vault::state(&store, false, NOW).await?, VaultState::Fresh);
    same!(vault::state(&store, true, NOW).await?, VaultState::Partial(vec![Missing::Database]));
    same!(vault::unlock_none(&store).await, Err(VaultError::KeyGone));
    same!(vault::unlock(&store, "1234", NOW).await, Err(VaultError::KeyGone));
    Ok(())
}

pub async fn without_a_lock<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    let store = store.reopened().await?;
    same!(vault::state(&store, true, NOW).await?, VaultState::Open);
    same!(vault::state(&store, false, NOW).await?, VaultState::Open);
    let again = vault::unlock_none(&store).await?;
    ensure!(again == key);
    readable(&store, again).await?;
    same!(vault::unlock(&store, "1234", NOW).await, Err(VaultError::OtherLock));
    let raw = store.get(Table::Ops, "s1/1").await?.unwrap_or_default();
    same!(raw.len(), 1 + 24 + 2 + 16);
    Ok(())
}

pub async fn a_start_is_never_made_twice<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    same!(vault::create(&store, &*counting()).await, Err(VaultError::NotFresh));
    let batch = Batch::new().delete(Table::Keys, "initialised").delete(Table::Keys, "vault/slot");
    store.commit(&batch).await?;
    same!(vault::create(&store, &*counting()).await, Err(VaultError::NotFresh));
    readable(&store, key).await
}

pub async fn a_passcode_locks<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    vault::set_lock(&store, &key, LockKind::Passcode, "１２３４", &*counting()).await?;
    let store = store.reopened().await?;
    let locked = VaultState::Locked { kind: LockKind::Passcode, tries: 0, wait_until: 0 };
    same!(vault::state(&store, true, NOW).await?, locked);
    same!(vault::unlock_none(&store).await, Err(VaultError::OtherLock));
    let again = vault::unlock(&store, " 1234 ", NOW).await?;
    ensure!(again == key);
    same!(vault::state(&store, true, NOW).await?, locked);
    readable(&store, again).await
}

pub async fn five_words_lock<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    vault::set_lock(&store, &key, LockKind::Words, WORDS, &*counting()).await?;
    let store = store.reopened().await?;
    let locked = VaultState::Locked { kind: LockKind::Words, tries: 0, wait_until: 0 };
    same!(vault::state(&store, true, NOW).await?, locked);
    readable(&store, vault::unlock(&store, "Tree  RIVER sun moon ice", NOW).await?).await
}

pub async fn wrong_tries_are_counted<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    vault::set_lock(&store, &key, LockKind::Passcode, "1234", &*counting()).await?;
    for tries in 1..=3 {
        same!(vault::unlock(&store, "4321", NOW).await, Err(VaultError::Wrong { tries, wait_until: NOW }));
    }
    let until = NOW + 5_000;
    same!(vault::unlock(&store, "4321", NOW).await, Err(VaultError::Wrong { tries: 4, wait_until: until }),);
    let store = store.reopened().await?;
    let locked = VaultState::Locked { kind: LockKind::Passcode, tries: 4, wait_until: until };
    same!(vault::state(&store, true, NOW).await?, locked);
    // Too early: even the right one is not looked at, and nothing is counted.
    same!(vault::unlock(&store, "1234", until - 1).await, Err(VaultError::Wait { until }));
    same!(vault::state(&store, true, NOW).await?, locked);
    let again = vault::unlock(&store, "1234", until).await?;
    let open = VaultState::Locked { kind: LockKind::Passcode, tries: 0, wait_until: 0 };
    same!(vault::state(&store, true, NOW).await?, open);
    readable(&store, again).await
}

pub async fn a_clock_set_back_does_not_lock_for_years<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    vault::set_lock(&store, &key, LockKind::Passcode, "1234", &*counting()).await?;
    let in_ten_years = NOW + 315_360_000_000;
    for _ in 0..4 {
        ensure!(vault::unlock(&store, "4321", in_ten_years).await.is_err());
    }
    same!(vault::unlock(&store, "1234", NOW).await, Err(VaultError::Wait { until: NOW + 5_000 }));
    readable(&store, vault::unlock(&store, "1234", NOW + 5_000).await?).await
}

pub async fn locking_and_unlocking_keeps_the_rows<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    let before = store.read(Table::Ops, "").await?;
    vault::set_lock(&store, &key, LockKind::Passcode, "1234", &*counting()).await?;
    vault::set_lock(&store, &key, LockKind::Words, WORDS, &*counting()).await?;
    ensure!(vault::unlock(&store, "1234", NOW).await.is_err());
    readable(&store, vault::unlock(&store, WORDS, NOW).await?).await?;
    vault::remove_lock(&store, &key).await?;
    vault::remove_lock(&store, &key).await?;
    let store = store.reopened().await?;
    same!(vault::state(&store, true, NOW).await?, VaultState::Open);
    readable(&store, vault::unlock_none(&store).await?).await?;
    same!(store.read(Table::Ops, "").await?, before);
    Ok(())
}

pub async fn what_is_missing_is_noticed<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    vault::set_lock(&store, &key, LockKind::Passcode, "1234", &*counting()).await?;
    let whole: Vec<_> = store.read(Table::Keys, "").await?;
    let slot = store.get(Table::Keys, "vault/slot").await?.unwrap_or_default();

    let restore = || Batch { puts: whole.clone(), deletes: Vec::new() };
    let partial = |missing: &[Missing]| VaultState::Partial(missing.to_vec());
    for remembered in [false, true] {
        store.commit(&Batch::new().delete(Table::Keys, "vault/slot")).await?;
        same!(vault::state(&store, remembered, NOW).await?, partial(&[Missing::Keys]));
        let cut = Batch::new().put(Table::Keys, "vault/slot", &slot[..slot.len() / 2]);
        store.commit(&cut).await?;
        same!(vault::state(&store, remembered, NOW).await?, partial(&[Missing::Keys]));
        store.commit(&restore()).await?;

        store.commit(&Batch::new().delete(Table::Keys, "initialised")).await?;
        same!(vault::state(&store, remembered, NOW).await?, partial(&[Missing::Marker]));
        vault::unlock(&store, "1234", NOW).await?;
        vault::mend(&store, &key, &*counting()).await?;
        ensure!(matches!(vault::state(&store, remembered, NOW).await?, VaultState::Locked { .. }));

        let all = whole.iter().fold(Batch::new(), |batch, row| batch.delete(Table::Keys, &row.key));
        store.commit(&all).await?;
        same!(vault::state(&store, remembered, NOW).await?, partial(&[Missing::Marker, Missing::Keys]));
        store.commit(&restore()).await?;
    }
    let op = store.get(Table::Ops, "s1/1").await?.unwrap_or_default();
    store.commit(&Batch::new().delete(Table::Ops, "s1/1")).await?;
    same!(vault::state(&store, true, NOW).await?, partial(&[Missing::Ops]));
    store.commit(&Batch::new().delete(Table::Summaries, "s1")).await?;
    same!(vault::state(&store, true, NOW).await?, partial(&[Missing::Ops, Missing::Summaries]));
    store.commit(&Batch::new().put(Table::Ops, "s1/1", op)).await?;
    same!(vault::state(&store, true, NOW).await?, partial(&[Missing::Summaries]));
    vault::mend(&store, &key, &*counting()).await?;
    ensure!(matches!(vault::state(&store, true, NOW).await?, VaultState::Locked { .. }));

    // The key that only the browser holds goes with the lock, and its loss is noticed.
    vault::remove_lock(&store, &key).await?;
    let kept_by_browser =
        store.get(Table::Keys, "vault/slot").await?.unwrap_or_default().starts_with(br#"{"kind":"browser""#);
    store.commit(&Batch::new().delete(Table::Keys, BROWSER_KEY)).await?;
    let expect = if kept_by_browser { partial(&[Missing::Keys]) } else { VaultState::Open };
    same!(vault::state(&store, true, NOW).await?, expect);
    Ok(())
}

pub async fn a_foreign_key_is_refused<S: Subject>(store: S) -> Check {
    lived_in(&store).await?;
    let other = LocalKey::new([3; 32]);
    vault::set_lock(&store, &other, LockKind::Passcode, "1234", &*counting()).await?;
    same!(vault::unlock(&store, "1234", NOW).await, Err(VaultError::OtherKey));
    Ok(())
}

pub async fn a_key_fits_its_records_whatever_the_lock<S: Subject>(store: S) -> Check {
    let any = LocalKey::new([3; 32]);
    same!(vault::fits(&store, &any).await?, None);
    let key = lived_in(&store).await?;
    same!(vault::fits(&store, &any).await?, Some(false));
    same!(vault::fits(&store, &key).await?, Some(true));
    for (kind, secret) in [(LockKind::Passcode, "1234"), (LockKind::Passcode, "4321"), (LockKind::Words, WORDS)] {
        vault::set_lock(&store, &key, kind, secret, &*counting()).await?;
        same!(vault::fits(&store, &key).await?, Some(true));
    }
    vault::remove_lock(&store, &key).await?;
    same!(vault::fits(&store, &key).await?, Some(true));
    // Whoever holds the key reads without touching the lock.
    vault::set_lock(&store, &key, LockKind::Passcode, "1234", &*counting()).await?;
    readable(&store, key).await
}

pub async fn a_damaged_row_is_reported<S: Subject>(store: S) -> Check {
    let key = vault::create(&store, &*counting()).await?;
    let sealed = Sealed::new(Rc::new(store), key, counting());
    let batch = ["a", "b", "c", "d"].iter().fold(Batch::new(), |batch, key| batch.put(Table::Ops, *key, [1; 9]));
    sealed.commit(&batch).await?;
    let store = sealed.store();
    let mut flipped = store.get(Table::Ops, "a").await?.unwrap_or_default();
    let moved = store.get(Table::Ops, "b").await?.unwrap_or_default();
    ensure!(flipped.len() > 30);
    flipped[30] ^= 4;
    let harm = Batch::new().put(Table::Ops, "a", flipped).put(Table::Ops, "c", moved).put(Table::Ops, "e", []);
    store.commit(&harm).await?;
    let opened = sealed.read(Table::Ops, "").await?;
    same!(opened.damaged, ["a", "c", "e"]);
    let good: Vec<_> = opened.rows.iter().map(|row| row.key.as_str()).collect();
    same!(good, ["b", "d"]);
    same!(sealed.get(Table::Ops, "a").await?, Found::Damaged);
    same!(sealed.get(Table::Ops, "b").await?, Found::Bytes(vec![1; 9]));
    Ok(())
}

pub async fn vault_rows_are_out_of_reach<S: Subject>(store: S) -> Check {
    let key = lived_in(&store).await?;
    let sealed = Sealed::new(store, key, counting());
    let over = Batch::new().put(Table::Keys, "vault/slot", [1]);
    same!(sealed.commit(&over).await, Err(StoreError::Reserved));
    same!(sealed.commit(&Batch::new().delete(Table::Keys, "initialised")).await, Err(StoreError::Reserved));
    sealed.commit(&Batch::new().put(Table::Keys, "device", [1])).await?;
    let opened = sealed.read(Table::Keys, "").await?;
    same!((opened.rows.len(), opened.damaged.len()), (1, 0));
    same!(vault::unlock_none(sealed.store()).await.is_ok(), true);
    Ok(())
}
