//! Chi-square against an even split: are the answers spread evenly? With two answers and few people the exact binomial
//! test stands beside it.

use super::{Compared, Method, Test, chi_square_tail, exact, few};

/// Tests counts against an even split; `None` with fewer than two answers or nobody at all.
pub fn even(counts: &[u64]) -> Option<Compared> {
    let all: u64 = counts.iter().sum();
    if counts.len() < 2 || all == 0 {
        return None;
    }
    let expected = all as f64 / counts.len() as f64;
    let statistic = counts.iter().map(|count| (*count as f64 - expected).powi(2) / expected).sum();
    let freedom = counts.len() as u32 - 1;
    let p = chi_square_tail(statistic, freedom)?;
    let few = few(&vec![expected; counts.len()]);
    let mut tests = vec![Test { method: Method::Even, statistic: Some(statistic), freedom: Some(freedom), p }];
    if let (Some(_), [yes, no]) = (few, counts) {
        tests.push(exact::binomial(*yes, *no));
    }
    Some(Compared { tests, few })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_to_compare_is_no_test() {
        assert_eq!(even(&[0, 0]), None);
        assert_eq!(even(&[5]), None);
    }

    #[test]
    fn eight_categories_against_an_even_split() {
        // (Σ count² / 10) - 80 by hand: 812 / 10 - 80.
        let compared = even(&[11, 10, 9, 12, 8, 10, 11, 9]).expect("a test");
        assert_eq!(compared.tests[0].figures(), "χ²(7) = 1.20, p = 0.991");
        assert_eq!(compared.few, None);
    }

    #[test]
    fn few_people_are_pointed_out_and_get_an_exact_p() {
        let compared = even(&[6, 1]).expect("a test");
        assert_eq!(compared.few.map(|few| (few.cells, few.of, few.smallest)), Some((2, 2, 3.5)));
        // 2 * (1 + 7) / 2^7
        assert_eq!((compared.tests[1].method, compared.tests[1].figures().as_str()), (Method::Binomial, "p = 0.125"));
        assert_eq!(even(&[6, 4]).expect("a test").few, None, "5 expected are enough");
    }
}
