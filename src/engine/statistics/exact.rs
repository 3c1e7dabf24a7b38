//! Exact tests, which hold however few people there are.

use statrs::function::factorial::{ln_binomial, ln_factorial};

use super::{Method, Test};

/// How much more likely than the observed outcome another may seem and still count as no more likely: rounding.
const ROUNDING: f64 = 1.0 + 1e-7;

/// The exact binomial test of yes and no against one half, two-sided.
pub fn binomial(yes: u64, no: u64) -> Test {
    let all = yes + no;
    let tail: f64 = (0..=yes.min(no)).map(|count| (ln_binomial(all, count) - all as f64 * 2f64.ln()).exp()).sum();
    Test { method: Method::Binomial, statistic: None, freedom: None, p: (2.0 * tail).min(1.0) }
}

/// Fisher's exact test of a 2 by 2 table, two-sided: the sum over all tables with the same margins that are no more likely
/// than this one (as in R and SPSS).
pub fn fisher([[a, b], [c, d]]: [[u64; 2]; 2]) -> Test {
    let (row, other, column, all) = (a + b, c + d, a + c, a + b + c + d);
    let fixed =
        ln_factorial(row) + ln_factorial(other) + ln_factorial(column) + ln_factorial(all - column) - ln_factorial(all);
    let likely = |first: u64| {
        let (second, third) = (row - first, column - first);
        let cells = [first, second, third, other - third];
        (fixed - cells.into_iter().map(ln_factorial).sum::<f64>()).exp()
    };
    let here = likely(a) * ROUNDING;
    let p: f64 = (column.saturating_sub(other)..=row.min(column)).map(likely).filter(|other| *other <= here).sum();
    Test { method: Method::Fisher, statistic: None, freedom: None, p: p.min(1.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fisher_of_the_lady_who_tasted_tea() {
        // Fisher 1935, The Design of Experiments: 3 of 4 right; two-sided 34/70.
        let check = |table, expect: f64| {
            let p = fisher(table).p;
            assert!((p - expect).abs() < 1e-12, "{table:?}: {p}");
        };
        check([[3, 1], [1, 3]], 34.0 / 70.0);
        check([[4, 0], [0, 4]], 2.0 / 70.0);
        check([[2, 2], [2, 2]], 1.0);
        check([[0, 3], [0, 5]], 1.0);
    }

    #[test]
    fn binomial_by_hand() {
        let check = |yes, no, expect: f64| assert!((binomial(yes, no).p - expect).abs() < 1e-12, "{yes} {no}");
        check(0, 5, 2.0 / 32.0);
        check(5, 0, 2.0 / 32.0);
        check(3, 3, 1.0);
        check(4, 3, 1.0);
        check(0, 0, 1.0);
    }
}
