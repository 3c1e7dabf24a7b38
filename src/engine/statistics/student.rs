//! Student's t test of two independent groups, from raw values or from the figures that a paper prints.

use statrs::distribution::{ContinuousCDF, StudentsT};

use super::describe::{Spread, spread};
use super::{Method, Test};

/// What a paper prints of a group.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// How many.
    pub n: usize,
    /// The mean.
    pub mean: f64,
    /// The standard deviation.
    pub sd: f64,
}

impl Group {
    /// The figures of raw values; `None` with fewer than two.
    pub fn of(values: &[f64]) -> Option<Group> {
        let Spread { n, mean, sd, .. } = spread(values)?;
        Some(Group { n, mean, sd: sd? })
    }
}

/// The t test from raw values; `None` where a group has fewer than two, or nothing varies.
pub fn from_raw(a: &[f64], b: &[f64]) -> Option<Test> {
    from_summary(Group::of(a)?, Group::of(b)?)
}

/// The t test from means and standard deviations, variances pooled.
pub fn from_summary(a: Group, b: Group) -> Option<Test> {
    if a.n < 2 || b.n < 2 {
        return None;
    }
    let freedom = a.n + b.n - 2;
    let of = |group: Group| (group.n - 1) as f64 * group.sd.powi(2);
    let pooled = (of(a) + of(b)) / freedom as f64;
    if pooled <= 0.0 {
        return None;
    }
    let t = (a.mean - b.mean) / (pooled * (1.0 / a.n as f64 + 1.0 / b.n as f64)).sqrt();
    let p = 2.0 * StudentsT::new(0.0, 1.0, freedom as f64).ok()?.sf(t.abs());
    Some(Test { method: Method::PooledT, statistic: Some(t), freedom: Some(freedom as u32), p: p.clamp(0.0, 1.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn student_s_own_sleep() {
        // Student 1908, hours of sleep gained by two drugs; R: t.test(extra ~ group, var.equal = TRUE)
        // gives t = -1.8608, df = 18, p-value = 0.07919.
        let first = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
        let second = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
        let test = from_raw(&first, &second).expect("a test");
        assert_eq!(test.freedom, Some(18));
        assert!(test.statistic.is_some_and(|t| (t + 1.8608).abs() < 5e-5));
        assert!((test.p - 0.07919).abs() < 5e-6, "{}", test.p);
    }

    #[test]
    fn nothing_to_compare_is_no_test() {
        assert_eq!(from_raw(&[1.0], &[1.0, 2.0]), None);
        assert_eq!(from_raw(&[3.0, 3.0], &[3.0, 3.0]), None);
    }
}
