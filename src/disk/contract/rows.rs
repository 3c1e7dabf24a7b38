//! Checks of plain rows.

use super::{Check, Subject, ensure, same};
use crate::store::{Batch, Store, StoreError, Table};

async fn keys<S: Store>(store: &S, table: Table, prefix: &str) -> Result<Vec<String>, StoreError> {
    Ok(store.read(table, prefix).await?.into_iter().map(|row| row.key).collect())
}

pub async fn put_and_get<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new().put(Table::Ops, "a", [0, 255, 1])).await?;
    same!(store.get(Table::Ops, "a").await?, Some(vec![0, 255, 1]));
    let rows = store.read(Table::Ops, "").await?;
    same!(rows.len(), 1);
    same!(rows[0].bytes, [0, 255, 1]);
    Ok(())
}

pub async fn nothing_is_nothing<S: Subject>(store: S) -> Check {
    for table in Table::ALL {
        ensure!(store.is_empty(table).await?);
        ensure!(store.read(table, "").await?.is_empty());
        same!(store.get(table, "a").await?, None);
    }
    Ok(())
}

pub async fn order_is_by_key<S: Subject>(store: S) -> Check {
    let mut batch = Batch::new();
    for key in ["b", "a/2", "a/10", "", "a", "B"] {
        batch = batch.put(Table::Ops, key, [1]);
    }
    store.commit(&batch).await?;
    same!(keys(&store, Table::Ops, "").await?, ["", "B", "a", "a/10", "a/2", "b"]);
    Ok(())
}

pub async fn prefix_edges<S: Subject>(store: S) -> Check {
    let mut batch = Batch::new();
    for key in ["s", "s/", "s/1", "s/\u{ffff}", "s/\u{ffff}x", "s/\u{10ffff}", "s0", "t", "s\u{ffff}", "s\u{ffff}z"] {
        batch = batch.put(Table::Summaries, key, [1]);
    }
    store.commit(&batch).await?;
    let under = keys(&store, Table::Summaries, "s/").await?;
    same!(under, ["s/", "s/1", "s/\u{10ffff}", "s/\u{ffff}", "s/\u{ffff}x"]);
    same!(keys(&store, Table::Summaries, "s/1").await?, ["s/1"]);
    same!(keys(&store, Table::Summaries, "s\u{ffff}").await?, ["s\u{ffff}", "s\u{ffff}z"]);
    ensure!(store.read(Table::Summaries, "s/12").await?.is_empty());
    ensure!(store.read(Table::Summaries, "z").await?.is_empty());
    same!(store.read(Table::Summaries, "").await?.len(), 10);
    Ok(())
}

pub async fn overwriting_replaces<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new().put(Table::Ops, "a", [1, 2, 3])).await?;
    store.commit(&Batch::new().put(Table::Ops, "a", [9])).await?;
    same!(store.get(Table::Ops, "a").await?, Some(vec![9]));
    store.commit(&Batch::new().put(Table::Ops, "a", [])).await?;
    same!(store.get(Table::Ops, "a").await?, Some(Vec::new()));
    Ok(())
}

pub async fn deleting_removes<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new().put(Table::Local, "a", [1]).put(Table::Local, "b", [2])).await?;
    store.commit(&Batch::new().delete(Table::Local, "a").delete(Table::Local, "never there")).await?;
    same!(store.get(Table::Local, "a").await?, None);
    same!(keys(&store, Table::Local, "").await?, ["b"]);
    Ok(())
}

pub async fn deletes_come_before_puts<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new().put(Table::Ops, "a", [1]).delete(Table::Ops, "a")).await?;
    same!(store.get(Table::Ops, "a").await?, Some(vec![1]));
    Ok(())
}

pub async fn tables_are_apart<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new().put(Table::Ops, "a", [1])).await?;
    same!(store.get(Table::Local, "a").await?, None);
    store.commit(&Batch::new().put(Table::Local, "a", [2]).delete(Table::Summaries, "a")).await?;
    same!(store.get(Table::Ops, "a").await?, Some(vec![1]));
    Ok(())
}

pub async fn a_batch_spans_tables<S: Subject>(store: S) -> Check {
    let mut batch = Batch::new();
    for table in Table::ALL {
        batch = batch.put(table, "k", table.name());
    }
    same!(batch.tables(), Table::ALL);
    store.commit(&batch).await?;
    for table in Table::ALL {
        same!(store.get(table, "k").await?, Some(table.name().as_bytes().to_vec()));
    }
    Ok(())
}

pub async fn an_empty_batch_is_stored<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new()).await?;
    ensure!(store.is_empty(Table::Ops).await?);
    Ok(())
}

pub async fn a_megabyte_returns<S: Subject>(store: S) -> Check {
    let large: Vec<u8> = (0..1 << 20).map(|at: u32| (at % 251) as u8).collect();
    store.commit(&Batch::new().put(Table::Ops, "large", large.clone())).await?;
    let store = store.reopened().await?;
    ensure!(store.get(Table::Ops, "large").await? == Some(large));
    Ok(())
}

pub async fn keys_in_any_script<S: Subject>(store: S) -> Check {
    let scripts = ["\0", "é", "e\u{301}", "同伴", "同伴/一", "\u{e000}", "😀", " a "];
    let mut batch = Batch::new();
    for (at, key) in scripts.into_iter().enumerate() {
        batch = batch.put(Table::Ops, key, [at as u8]);
    }
    store.commit(&batch).await?;
    for (at, key) in scripts.into_iter().enumerate() {
        same!(store.get(Table::Ops, key).await?, Some(vec![at as u8]));
    }
    // Order of UTF-16 code units: the emoji's surrogates come before U+E000.
    let expect = ["\0", " a ", "e\u{301}", "é", "同伴", "同伴/一", "😀", "\u{e000}"];
    same!(keys(&store, Table::Ops, "").await?, expect);
    same!(keys(&store, Table::Ops, "同").await?, ["同伴", "同伴/一"]);
    same!(keys(&store, Table::Ops, "😀").await?, ["😀"]);
    Ok(())
}

pub async fn a_thousand_rows_in_one_batch<S: Subject>(store: S) -> Check {
    let mut batch = Batch::new();
    for at in 0..1000 {
        batch = batch.put(Table::Ops, format!("{at:04}"), [7; 200]);
    }
    store.commit(&batch).await?;
    let rows = store.read(Table::Ops, "").await?;
    same!(rows.len(), 1000);
    same!(rows[999].key, "0999");
    ensure!(rows.iter().all(|row| row.bytes == [7; 200]));
    Ok(())
}

/// Two commits under way at once, as two windows of typing make them: both are stored.
pub async fn commits_at_the_same_time<S: Subject>(store: S) -> Check {
    let (one, two) = (Batch::new().put(Table::Ops, "a", [1]), Batch::new().put(Table::Ops, "b", [2]));
    let (mut first, mut second) = (std::pin::pin!(store.commit(&one)), std::pin::pin!(store.commit(&two)));
    let (mut first_done, mut second_done) = (None, None);
    std::future::poll_fn(|context| {
        if first_done.is_none()
            && let std::task::Poll::Ready(found) = first.as_mut().poll(context)
        {
            first_done = Some(found);
        }
        if second_done.is_none()
            && let std::task::Poll::Ready(found) = second.as_mut().poll(context)
        {
            second_done = Some(found);
        }
        match first_done.is_some() && second_done.is_some() {
            true => std::task::Poll::Ready(()),
            false => std::task::Poll::Pending,
        }
    })
    .await;
    same!((first_done, second_done), (Some(Ok(())), Some(Ok(()))));
    same!(keys(&store, Table::Ops, "").await?, ["a", "b"]);
    Ok(())
}

pub async fn rows_outlive_the_connection<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new().put(Table::Ops, "a", [1]).put(Table::Keys, "k", [2])).await?;
    let store = store.reopened().await?;
    same!(store.get(Table::Ops, "a").await?, Some(vec![1]));
    store.commit(&Batch::new().put(Table::Ops, "b", [3])).await?;
    let store = store.reopened().await?;
    same!(keys(&store, Table::Ops, "").await?, ["a", "b"]);
    same!(store.get(Table::Keys, "k").await?, Some(vec![2]));
    Ok(())
}

pub async fn wiping_leaves_nothing<S: Subject>(store: S) -> Check {
    store.commit(&Batch::new().put(Table::Ops, "a", [1]).put(Table::Keys, "k", [2])).await?;
    store.wipe().await?;
    let store = store.reopened().await?;
    nothing_is_nothing(store).await
}
