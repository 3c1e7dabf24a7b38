//! Counts and percentages, of those assessed and of all; range, mean and standard deviation.

use super::fixed;
use crate::domain::order;

/// A count, with both of its denominators: who was not assessed stays missing and is never counted as "no".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Share {
    /// So many.
    pub count: usize,
    /// Of so many who were assessed.
    pub assessed: usize,
    /// Of so many altogether.
    pub all: usize,
}

impl Share {
    /// Per cent of those assessed; `None` if nobody was.
    pub fn of_assessed(self) -> Option<f64> {
        percent(self.count, self.assessed)
    }

    /// Per cent of all; `None` if there is nobody.
    pub fn of_all(self) -> Option<f64> {
        percent(self.count, self.all)
    }
}

/// A percentage; `None` of nothing.
pub fn percent(count: usize, of: usize) -> Option<f64> {
    (of > 0).then(|| 100.0 * count as f64 / of as f64)
}

/// A percentage with one digit, as the study prints it; a dash of nothing.
pub fn say_percent(percent: Option<f64>) -> String {
    percent.map_or_else(|| "–".to_owned(), |percent| fixed(percent, 1))
}

/// How values lie.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spread {
    /// How many.
    pub n: usize,
    /// The smallest.
    pub least: f64,
    /// The largest.
    pub most: f64,
    /// The mean.
    pub mean: f64,
    /// The standard deviation of a sample (n - 1); `None` of one value.
    pub sd: Option<f64>,
}

/// How values lie; `None` of none.
pub fn spread(values: &[f64]) -> Option<Spread> {
    let (first, n) = (*values.first()?, values.len());
    let mean = values.iter().sum::<f64>() / n as f64;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some(Spread {
        n,
        least: values.iter().copied().fold(first, f64::min),
        most: values.iter().copied().fold(first, f64::max),
        mean,
        sd: (n > 1).then(|| (squares / (n - 1) as f64).sqrt()),
    })
}

/// The median: the middle value, or the mean of the two in the middle; `None` of none.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut values = values.to_vec();
    order::sort(&mut values, f64::total_cmp);
    let (low, high) = (values.get(values.len().checked_sub(1)? / 2)?, values.get(values.len() / 2)?);
    Some((low + high) / 2.0)
}

/// Mean and standard deviation as the study prints them: `40.2 ± 8.9`.
pub fn say_mean(spread: Option<Spread>) -> String {
    match spread {
        None => "–".to_owned(),
        Some(Spread { mean, sd: None, .. }) => fixed(mean, 1),
        Some(Spread { mean, sd: Some(sd), .. }) => format!("{} ± {}", fixed(mean, 1), fixed(sd, 1)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_denominators_are_kept_apart() {
        // 19 of 24 enrolled, of whom 21 were assessed (Fan et al. 2018, Service satisfaction: 79.2 %).
        let satisfied = Share { count: 19, assessed: 21, all: 24 };
        assert_eq!(say_percent(satisfied.of_all()), "79.2");
        assert_eq!(say_percent(satisfied.of_assessed()), "90.5");
        assert_eq!(say_percent(Share { count: 0, assessed: 0, all: 0 }.of_all()), "–");
    }

    #[test]
    fn a_spread_of_few_values() {
        let check = |values: &[f64], expect: &str| assert_eq!(say_mean(spread(values)), expect);
        check(&[], "–");
        check(&[7.0], "7.0");
        check(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], "5.0 ± 2.1");
        assert_eq!([median(&[]), median(&[3.0, 1.0, 2.0]), median(&[4.0, 1.0])], [None, Some(2.0), Some(2.5)]);
        let spread = spread(&[60.0, 40.0, 120.0]).expect("three values");
        assert_eq!((spread.n, spread.least, spread.most), (3, 40.0, 120.0));
    }
}
