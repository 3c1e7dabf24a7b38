//! The training before the service: how far the peers have come in its workshops.

use super::Filled;
use super::data::Data;
use super::shape::{Cell, Row, RowKind};
use crate::domain::order;
use crate::domain::person::{Person, Role};
use crate::domain::training::WORKSHOPS;
use crate::words::report::{HEADS, NOTES};

pub(super) fn table(data: &Data<'_>) -> Filled {
    let heads = [HEADS.community, HEADS.peers_n, HEADS.complete, HEADS.begun, HEADS.untrained];
    let mut filled = Filled { heads: data.heads(heads), ..Filled::default() };
    let mut sums = [0; 4];
    for records in &data.records {
        let peers: Vec<&Person> = data.belonging(records, Role::Peer, data.to).collect();
        let attended = |peer: &&&Person| order::set(peer.trained.iter()).len();
        let complete = peers.iter().filter(|peer| attended(peer) >= WORKSHOPS).count();
        let none = peers.iter().filter(|peer| attended(peer) == 0).count();
        let counts = [peers.len(), complete, peers.len() - complete - none, none];
        sums.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        let cells = [Cell::Text(records.community.name.clone())].into_iter().chain(counts.map(Cell::People));
        filled.rows.push(Row::plain(cells.collect()));
    }
    if sums[0] == 0 {
        filled.rows.clear();
        return filled;
    }
    if data.records.len() > 1 {
        let cells = [data.text(HEADS.total)].into_iter().chain(sums.map(Cell::People)).collect();
        filled.rows.push(Row { kind: RowKind::Total, cells });
    }
    filled.notes.push(NOTES.on_last_day.fill(data.language, &[("day", &data.to.to_string())]));
    filled.notes.push(NOTES.workshops_now.get(data.language).to_owned());
    filled
}
