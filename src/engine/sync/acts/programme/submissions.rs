//! The forms of the sample programme, handed over at the end of every six weeks and received some days later. What is closed
//! after that goes along with the next period; what the last period holds is not handed over yet.

use chrono::{Days, NaiveDate};

use super::Making;
use super::sessions::held;
use super::shape::{LAST, Place};
use crate::domain::fields::of_community;
use crate::domain::submission::{Period, Received, Submission, USUAL_DAYS};
use crate::domain::{Id, Kind, Millis};
use crate::merge::Edit;

/// Days from handing over to the receipt.
const DAYS_TO_RECEIPT: [u64; 5] = [1, 3, 0, 2, 6];

/// What is written into the community's document; `by` hands over.
pub(super) fn of(making: &Making<'_>, place: &Place, by: &Id) -> Vec<Edit> {
    let sessions: Vec<(Id, NaiveDate)> = held(place)
        .into_iter()
        .enumerate()
        .map(|(number, (_, closed))| (making.id(place, Kind::Session, 1000 + number), closed))
        .collect();
    let periods = (1..).map_while(|number| Period::new(place.began(), USUAL_DAYS, number));
    let mut since = NaiveDate::MIN;
    let mut edits = Vec::new();
    for (at, period) in periods.take_while(|period| period.to <= LAST).enumerate() {
        let closed = |(_, day): &&(Id, NaiveDate)| *day > since && *day <= period.to;
        let ids: Vec<Id> = sessions.iter().filter(closed).map(|(id, _)| id.clone()).collect();
        since = period.to;
        if ids.is_empty() {
            continue;
        }
        let short = format!("period{}", period.number);
        let number = period.number;
        let of = Submission { at: evening(period.to), by: Some(by.clone()), period: number, ..Submission::default() };
        let handed = Submission { from: Some(period.from), sessions: ids, ..of };
        let receipt = period.to + Days::new(DAYS_TO_RECEIPT[at % DAYS_TO_RECEIPT.len()]);
        edits.push(Edit::put(of_community::SUBMISSION, &short, handed));
        edits.push(Edit::put(of_community::RECEIVED, &short, Received { at: evening(receipt), by: None }));
    }
    edits
}

/// Six in the evening in China.
fn evening(day: NaiveDate) -> Millis {
    day.and_hms_opt(10, 0, 0).unwrap_or_default().and_utc().timestamp_millis()
}
