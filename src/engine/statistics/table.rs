//! Pearson's chi-square for tables: does one thing go with the other? Without correction, as the study's figures are.

use super::{Compared, Method, Test, chi_square_tail, exact, few};

/// Tests a table of counts, row by row. Rows and columns in which nobody stands are left out; `None` if less than 2 by 2
/// are left. A 2 by 2 table with a small expected count gets Fisher's exact test beside it.
pub fn pearson(rows: &[Vec<u64>]) -> Option<Compared> {
    let rows = used(rows);
    let width = rows.first()?.len();
    if rows.len() < 2 || width < 2 {
        return None;
    }
    let of_row: Vec<u64> = rows.iter().map(|row| row.iter().sum()).collect();
    let of_column: Vec<u64> = (0..width).map(|column| rows.iter().map(|row| row[column]).sum()).collect();
    let all: u64 = of_row.iter().sum();
    let (mut statistic, mut expected) = (0.0, Vec::new());
    for (row, in_row) in rows.iter().zip(&of_row) {
        for (count, in_column) in row.iter().zip(&of_column) {
            let wanted = *in_row as f64 * *in_column as f64 / all as f64;
            statistic += (*count as f64 - wanted).powi(2) / wanted;
            expected.push(wanted);
        }
    }
    let freedom = ((rows.len() - 1) * (width - 1)) as u32;
    let p = chi_square_tail(statistic, freedom)?;
    let few = few(&expected);
    let mut tests = vec![Test { method: Method::Pearson, statistic: Some(statistic), freedom: Some(freedom), p }];
    if let (Some(_), [[a, b], [c, d]]) = (few, [0, 1].map(|row| [0, 1].map(|column| rows[row][column])))
        && (rows.len(), width) == (2, 2)
    {
        tests.push(exact::fisher([[a, b], [c, d]]));
    }
    Some(Compared { tests, few })
}

/// The rows and columns in which somebody stands.
fn used(rows: &[Vec<u64>]) -> Vec<Vec<u64>> {
    let width = rows.iter().map(Vec::len).max().unwrap_or_default();
    let at = |row: &Vec<u64>, column: usize| row.get(column).copied().unwrap_or_default();
    let columns: Vec<usize> = (0..width).filter(|column| rows.iter().any(|row| at(row, *column) > 0)).collect();
    let rows = rows.iter().filter(|row| row.iter().any(|count| *count > 0));
    rows.map(|row| columns.iter().map(|column| at(row, *column)).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_rows_and_columns_are_left_out() {
        let full = pearson(&[vec![10, 20], vec![30, 5]]);
        let with_empty = pearson(&[vec![10, 0, 20], vec![0, 0, 0], vec![30, 0, 5]]);
        assert_eq!(full, with_empty);
        assert_eq!(full.expect("a test").tests[0].freedom, Some(1));
        assert_eq!(pearson(&[vec![1, 2], vec![0, 0]]), None);
        assert_eq!(pearson(&[vec![1, 0], vec![2, 0]]), None);
        assert_eq!(pearson(&[]), None);
    }

    #[test]
    fn fisher_stands_beside_it_only_where_it_is_called_for() {
        let check = |rows: &[Vec<u64>], tests: usize, cells: usize| {
            let compared = pearson(rows).expect("a test");
            assert_eq!((compared.tests.len(), compared.few.map_or(0, |few| few.cells)), (tests, cells), "{rows:?}");
        };
        check(&[vec![8, 4], vec![21, 29]], 1, 0);
        check(&[vec![4, 8], vec![4, 46]], 2, 1);
        // Larger than 2 by 2: pointed out, and no more.
        check(&[vec![0, 1, 8], vec![2, 10, 22]], 1, 3);
    }
}
