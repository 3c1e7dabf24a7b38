//! Every test that the study prints, from its counts (Fan et al. 2018; the table in the service model). Where the study has a
//! slip, what stands here is what its counts say.

use super::even::even;
use super::student::{Group, from_summary};
use super::table::pearson;
use super::{Compared, Method};

fn check(what: &str, compared: Option<Compared>, expect: &[(Method, &str)]) {
    let compared = compared.unwrap_or_else(|| panic!("{what}: no test"));
    let found: Vec<(Method, String)> = compared.tests.iter().map(|test| (test.method, test.figures())).collect();
    let found: Vec<(Method, &str)> = found.iter().map(|(method, figures)| (*method, figures.as_str())).collect();
    assert_eq!(found, expect, "{what}");
}

#[test]
fn satisfaction_and_benefit_against_an_even_split() {
    let one = |what, yes, no, expect| check(what, even(&[yes, no]), &[(Method::Even, expect)]);
    one("17 of 21 wish to continue", 17, 4, "χ²(1) = 8.05, p = 0.005");
    one("14 of 15 caregivers", 14, 1, "χ²(1) = 11.27, p = 0.001");
    one("10 of 21, social communication", 10, 11, "χ²(1) = 0.05, p = 0.827");
    one("5 of 15 caregivers, mood", 5, 10, "χ²(1) = 1.67, p = 0.197");
    // The study prints 12.76.
    one("19 of 21 satisfied", 19, 2, "χ²(1) = 13.76, p < 0.001");
    // The study repeats the row above it: 1.67, p = 0.197.
    one("6 of 15 caregivers, communication", 6, 9, "χ²(1) = 0.60, p = 0.439");
}

#[test]
fn seven_peers_get_an_exact_p_beside_it() {
    let seven = |what, yes, no, chi, exact| {
        check(what, even(&[yes, no]), &[(Method::Even, chi), (Method::Binomial, exact)]);
    };
    seven("6 of 7 peers, working skills", 6, 1, "χ²(1) = 3.57, p = 0.059", "p = 0.125");
    seven("4 of 7 peers, communication", 4, 3, "χ²(1) = 0.14, p = 0.705", "p = 1.000");
}

#[test]
fn demographics_of_peers_and_members() {
    let two = |what, peers: &[u64], members: &[u64], expect: &[(Method, &str)]| {
        check(what, pearson(&[peers.to_vec(), members.to_vec()]), expect);
    };
    two("sex", &[8, 4], &[21, 29], &[(Method::Pearson, "χ²(1) = 2.37, p = 0.124")]);
    let education = "χ²(5) = 2.93, p = 0.711";
    two("education", &[0, 1, 8, 1, 2, 0], &[2, 10, 22, 8, 7, 1], &[(Method::Pearson, education)]);
    // The study prints 1.32; its counts give 1.3146.
    two("marital", &[7, 4, 1, 0], &[29, 11, 9, 1], &[(Method::Pearson, "χ²(3) = 1.31, p = 0.726")]);
    // The study prints the statistic of one test with the p of the other: here each has its own.
    let (pearson, fisher) = ((Method::Pearson, "χ²(1) = 5.53, p = 0.019"), (Method::Fisher, "p = 0.039"));
    two("working", &[4, 8], &[4, 46], &[pearson, fisher]);
    let (pearson, fisher) = ((Method::Pearson, "χ²(1) = 10.61, p = 0.001"), (Method::Fisher, "p = 0.004"));
    two("diagnosis", &[6, 6], &[45, 5], &[pearson, fisher]);
}

#[test]
fn people_by_community_and_year() {
    let peers = [vec![5, 5, 4, 4], vec![2, 2, 2, 2], vec![0, 0, 4, 4], vec![0, 0, 2, 2]];
    check("peers", pearson(&peers), &[(Method::Pearson, "χ²(9) = 10.30, p = 0.326")]);
    let members = [vec![10, 11, 14, 14], vec![13, 13, 14, 15], vec![0, 0, 10, 11], vec![0, 0, 10, 10]];
    check("members", pearson(&members), &[(Method::Pearson, "χ²(9) = 27.73, p = 0.001")]);
}

#[test]
fn age_from_the_printed_figures() {
    let peers = Group { n: 12, mean: 40.2, sd: 8.9 };
    let members = Group { n: 50, mean: 48.3, sd: 8.2 };
    let test = from_summary(peers, members).expect("a test");
    // The study prints -2.99 from its raw data; these are its rounded figures.
    assert_eq!(test.figures(), "t(60) = -3.02, p = 0.004");
}
