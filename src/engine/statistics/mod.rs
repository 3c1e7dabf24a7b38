//! The statistics of the study (Fan et al. 2018, Data analysis), and nothing beyond them.
//!
//! - `describe`: counts with their percentages, range, mean and standard deviation.
//! - `even`: chi-square against an even split.
//! - `table`: Pearson's chi-square for tables.
//! - `exact`: the exact tests that stand beside them where numbers are small.
//! - `student`: the t test.
//! - `normality`: Shapiro-Wilk.
//!
//! A [`Test`] names what it is and holds one statistic with its own p: those of two tests are never mixed. Missing values
//! are left out before anything comes here. Distributions are those of the `statrs` crate.

pub mod describe;
pub mod even;
pub mod exact;
pub mod normality;
pub mod student;
pub mod table;

pub use describe::{Share, Spread};

use crate::words::Phrase;
use crate::words::report::TESTS;

/// An expected count below this is pointed out (the usual rule for chi-square tests).
pub const SMALL: f64 = 5.0;

/// Which test, in which variant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Chi-square against an even split.
    Even,
    /// Pearson's chi-square for a table, without correction.
    Pearson,
    /// Fisher's exact test of a 2 by 2 table, two-sided.
    Fisher,
    /// The exact binomial test against one half, two-sided.
    Binomial,
    /// Student's t test of two independent groups, with their variances pooled, two-sided.
    PooledT,
    /// Shapiro and Wilk's test of normality, in Royston's form of 1995.
    ShapiroWilk,
}

impl Method {
    /// All of them.
    pub const ALL: [Method; 6] =
        [Method::Even, Method::Pearson, Method::Fisher, Method::Binomial, Method::PooledT, Method::ShapiroWilk];

    /// Its name, with the variant.
    pub const fn name(self) -> Phrase {
        match self {
            Method::Even => TESTS.even,
            Method::Pearson => TESTS.pearson,
            Method::Fisher => TESTS.fisher,
            Method::Binomial => TESTS.binomial,
            Method::PooledT => TESTS.pooled_t,
            Method::ShapiroWilk => TESTS.shapiro_wilk,
        }
    }

    /// The letter of its statistic; the exact tests have none.
    pub const fn letter(self) -> Option<&'static str> {
        match self {
            Method::Even | Method::Pearson => Some("χ²"),
            Method::PooledT => Some("t"),
            Method::ShapiroWilk => Some("W"),
            Method::Fisher | Method::Binomial => None,
        }
    }
}

/// What a test says: its own statistic and its own p.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Test {
    /// Which test.
    pub method: Method,
    /// Its statistic; the exact tests have none.
    pub statistic: Option<f64>,
    /// Degrees of freedom, where it has them.
    pub freedom: Option<u32>,
    /// The p value.
    pub p: f64,
}

impl Test {
    /// The figures as the study prints them: `χ²(1) = 8.05, p = 0.005`.
    pub fn figures(&self) -> String {
        let freedom = self.freedom.map(|freedom| format!("({freedom})")).unwrap_or_default();
        let digits = if self.method == Method::ShapiroWilk { 3 } else { 2 };
        let statistic = self.method.letter().zip(self.statistic);
        let statistic = statistic.map(|(letter, value)| format!("{letter}{freedom} = {}, ", fixed(value, digits)));
        format!("{}{}", statistic.unwrap_or_default(), p(self.p))
    }
}

/// A p value with three digits, as SPSS and the study round it.
pub fn p(value: f64) -> String {
    match fixed(value, 3) {
        text if text == "0.000" => "p < 0.001".to_owned(),
        text => format!("p = {text}"),
    }
}

/// A number with so many digits, an exact half to the even digit (40.25 is 40.2); never a minus before nothing.
pub fn fixed(value: f64, digits: usize) -> String {
    let text = format!("{value:.digits$}");
    match text.strip_prefix('-') {
        Some(rest) if rest.chars().all(|letter| letter == '0' || letter == '.') => rest.to_owned(),
        _ => text,
    }
}

/// Expected counts below [`SMALL`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Few {
    /// How many cells have one.
    pub cells: usize,
    /// Of how many.
    pub of: usize,
    /// The smallest.
    pub smallest: f64,
}

/// The tests of one comparison, and whether it rests on few people.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// The chi-square first; after it the exact one, where one is called for.
    pub tests: Vec<Test>,
    /// Expected counts that are small.
    pub few: Option<Few>,
}

/// Which of the expected counts are small.
fn few(expected: &[f64]) -> Option<Few> {
    let cells = expected.iter().filter(|count| **count < SMALL).count();
    let smallest = expected.iter().copied().fold(f64::INFINITY, f64::min);
    (cells > 0).then_some(Few { cells, of: expected.len(), smallest })
}

/// The upper tail of the chi-square distribution.
fn chi_square_tail(value: f64, freedom: u32) -> Option<f64> {
    use statrs::distribution::{ChiSquared, ContinuousCDF};
    Some(ChiSquared::new(f64::from(freedom)).ok()?.sf(value).clamp(0.0, 1.0))
}

#[cfg(test)]
mod paper_tests;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn every_method_has_a_name_of_its_own() {
        for language in Language::ALL {
            for method in Method::ALL {
                let same = Method::ALL.iter().filter(|other| other.name().get(language) == method.name().get(language));
                assert_eq!(same.count(), 1, "{method:?}");
            }
        }
    }

    #[test]
    fn figures_are_written_as_the_study_writes_them() {
        let check = |value: f64, expect: &str| assert_eq!(p(value), expect);
        check(0.0007887, "p = 0.001");
        check(0.0004, "p < 0.001");
        check(1.0, "p = 1.000");
        assert_eq!(fixed(-0.004, 2), "0.00");
        assert_eq!(fixed(-2.999, 2), "-3.00");
        assert_eq!((fixed(40.25, 1), fixed(40.75, 1)), ("40.2".to_owned(), "40.8".to_owned()));
        let fisher = Test { method: Method::Fisher, statistic: None, freedom: None, p: 0.0391 };
        assert_eq!(fisher.figures(), "p = 0.039", "an exact test has no statistic");
    }
}
