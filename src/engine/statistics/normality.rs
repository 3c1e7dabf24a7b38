//! Shapiro and Wilk's test of normality in Royston's form: P. Royston, Remark AS R94, Applied Statistics 44 (1995) 547-551,
//! after his "Approximating the Shapiro-Wilk W-test for non-normality", Statistics and Computing 2 (1992) 117-119. Good for 3
//! to 5,000 values. Written here: no crate with a licence and dependencies that we take has it.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

use statrs::distribution::{ContinuousCDF, Normal};

use super::{Method, Test};
use crate::domain::order;

/// So many values it takes.
pub const SIZES: std::ops::RangeInclusive<usize> = 3..=5000;

// Royston's polynomials, lowest power first: the two outer weights in 1/√n, then mean and deviation of the transformed W
// for 4 to 11 values (in n) and for more (in ln n), and the bend of the small samples.
const OUTER: [f64; 6] = [0.0, 0.221157, -0.147981, -2.071190, 4.434685, -2.706056];
const NEXT: [f64; 6] = [0.0, 0.042981, -0.293762, -1.752461, 5.682633, -3.582633];
const FEW_MEAN: [f64; 4] = [0.5440, -0.39978, 0.025054, -0.0006714];
const FEW_DEVIATION: [f64; 4] = [1.3822, -0.77857, 0.062767, -0.0020322];
const MANY_MEAN: [f64; 4] = [-1.5861, -0.31082, -0.083751, 0.0038915];
const MANY_DEVIATION: [f64; 3] = [-0.4803, -0.082676, 0.0030302];
const BEND: [f64; 2] = [-2.273, 0.459];

/// The test; `None` for too few or too many values, or if all are the same.
pub fn shapiro_wilk(values: &[f64]) -> Option<Test> {
    if !SIZES.contains(&values.len()) {
        return None;
    }
    let mut sorted = values.to_vec();
    order::sort(&mut sorted, f64::total_cmp);
    let n = sorted.len();
    let mean = sorted.iter().sum::<f64>() / n as f64;
    let squares: f64 = sorted.iter().map(|value| (value - mean).powi(2)).sum();
    if sorted[n - 1] - sorted[0] <= 0.0 || !squares.is_finite() {
        return None;
    }
    let weighted: f64 = weights(n)?.iter().zip(&sorted).map(|(weight, value)| weight * value).sum();
    let w = (weighted.powi(2) / squares).min(1.0);
    Some(Test { method: Method::ShapiroWilk, statistic: Some(w), freedom: None, p: p(w, n)? })
}

/// The weight of each value in order, smallest first.
fn weights(n: usize) -> Option<Vec<f64>> {
    if n == 3 {
        return Some(vec![-FRAC_1_SQRT_2, 0.0, FRAC_1_SQRT_2]);
    }
    let normal = Normal::standard();
    let scores: Vec<f64> =
        (1..=n).map(|place| normal.inverse_cdf((place as f64 - 0.375) / (n as f64 + 0.25))).collect();
    let squares: f64 = scores.iter().map(|score| score * score).sum();
    let small = 1.0 / (n as f64).sqrt();
    let outer = scores[n - 1] / squares.sqrt() + polynomial(&OUTER, small);
    let mut set = vec![outer];
    if n > 5 {
        set.push(scores[n - 2] / squares.sqrt() + polynomial(&NEXT, small));
    }
    // The inner weights keep the scores' proportions, so that all squares come to 1.
    let twice = |values: &mut dyn Iterator<Item = f64>| 2.0 * values.map(|value| value * value).sum::<f64>();
    let left = squares - twice(&mut (1..=set.len()).map(|back| scores[n - back]));
    let scale = (left / (1.0 - twice(&mut set.iter().copied()))).sqrt();
    let weight = |place: usize| match (set.get(place), set.get(n - 1 - place)) {
        (Some(weight), _) => -weight,
        (_, Some(weight)) => *weight,
        _ => scores[place] / scale,
    };
    Some((0..n).map(weight).collect())
}

fn p(w: f64, n: usize) -> Option<f64> {
    if n == 3 {
        // Exact (Shapiro and Wilk 1965).
        return Some((6.0 / PI * (w.sqrt().asin() - 0.75f64.sqrt().asin())).clamp(0.0, 1.0));
    }
    let (size, log) = (n as f64, (n as f64).ln());
    let y = (1.0 - w).ln();
    let (y, mean, deviation) = if n <= 11 {
        let bend = polynomial(&BEND, size);
        if y >= bend {
            return Some(0.0);
        }
        (-(bend - y).ln(), polynomial(&FEW_MEAN, size), polynomial(&FEW_DEVIATION, size))
    } else {
        (y, polynomial(&MANY_MEAN, log), polynomial(&MANY_DEVIATION, log))
    };
    Some(Normal::new(mean, deviation.exp()).ok()?.sf(y))
}

fn polynomial(coefficients: &[f64], at: f64) -> f64 {
    coefficients.iter().rev().fold(0.0, |sum, coefficient| sum * at + coefficient)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], w: f64, p: f64) {
        let test = shapiro_wilk(values).expect("a test");
        assert!(test.statistic.is_some_and(|found| (found - w).abs() < 2e-6), "{:?} for W = {w}", test.statistic);
        assert!((test.p - p).abs() < 2e-5, "{} for p = {p}", test.p);
    }

    #[test]
    #[allow(clippy::approx_constant)] // a measurement, not π
    fn the_figures_of_other_programmes() {
        // SciPy's own tests (scipy/stats/tests/test_morestats.py, TestShapiro), checked there against R and NAG G01DDC.
        let first = [
            0.11, 7.87, 4.61, 10.14, 7.95, 3.14, 0.46, 4.43, 0.21, 4.75, 0.71, 1.52, 3.24, 0.93, 0.42, 4.97, 9.53,
            4.55, 0.47, 6.66,
        ];
        check(&first, 0.900473, 0.0420897);
        let second = [
            1.36, 1.14, 2.92, 2.55, 1.46, 1.06, 5.27, -1.11, 3.48, 1.10, 0.88, -0.51, 1.46, 0.52, 6.20, 1.69, 0.08,
            3.67, 2.81, 3.49,
        ];
        check(&second, 0.959027, 0.52460);
        // SciPy's manual of `shapiro`: weights of men; eleven values take the other branch.
        check(&[148., 154., 158., 160., 161., 162., 166., 170., 182., 195., 236.], 0.788815, 0.0067038);
    }

    /// So many numbers from 0 to 1, always the same: the ZX81's generator, x' = 75x + 74 modulo 2^16 + 1, from 12345.
    fn numbers(count: usize) -> Vec<f64> {
        let next = |x: &u32| Some((75 * x + 74) % 65_537);
        std::iter::successors(Some(12_345), next)
            .skip(1)
            .take(count)
            .map(|x| f64::from(x % 65_536) / 65_536.0)
            .collect()
    }

    #[test]
    fn every_size_takes_its_own_branch() {
        // W and p as R's shapiro.test prints them for sums of twelve of those numbers less 6, and for their squares.
        for (n, w, p) in [
            (3, 0.888741, 0.350510),
            (4, 0.947672, 0.701604),
            (5, 0.892866, 0.371719),
            (6, 0.937363, 0.638032),
            (11, 0.931709, 0.428397),
            (12, 0.947905, 0.606585),
            (100, 0.991096, 0.752517),
            (5000, 0.999812, 0.961843),
        ] {
            check(&numbers(12 * n).chunks(12).map(|twelve| twelve.iter().sum::<f64>() - 6.0).collect::<Vec<_>>(), w, p);
        }
        for (n, w, p) in [(5, 0.972646, 0.891946), (40, 0.877166, 0.000442), (200, 0.893887, 0.0)] {
            check(&numbers(n).iter().map(|number| number * number).collect::<Vec<_>>(), w, p);
        }
    }

    #[test]
    fn three_values_are_exact() {
        check(&[1.0, 2.0, 3.0], 1.0, 1.0);
        check(&[0.0, 0.0, 1.0], 0.75, 0.0);
    }

    #[test]
    fn what_can_not_be_tested() {
        assert_eq!(shapiro_wilk(&[1.0, 2.0]), None);
        assert_eq!(shapiro_wilk(&[4.0; 9]), None);
        assert_eq!(shapiro_wilk(&[1.0, f64::NAN, 2.0, 3.0]), None);
    }

    #[test]
    fn the_weights_come_to_one() {
        for n in [3, 4, 5, 6, 11, 12, 214, 5000] {
            let weights = weights(n).expect("weights");
            let squares: f64 = weights.iter().map(|weight| weight * weight).sum();
            assert!((squares - 1.0).abs() < 1e-9, "{n}: {squares}");
        }
    }
}
