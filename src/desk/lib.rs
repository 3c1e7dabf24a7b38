//! What weighs too much for the other rooms. Tables as a workbook (XLSX): one sheet a table, days as days, numbers as numbers,
//! words never as formulas; and, in `backup`, a community as one sealed file, and back.

pub mod backup;

use engine::report::tables::{Table, Value};
use rust_xlsxwriter::{Color, Format, Workbook, XlsxError};

/// Letters of a cell that a spreadsheet takes.
const LONGEST: usize = 32_767;
/// A sheet's columns are no wider than this, in letters.
const WIDEST: usize = 40;

/// The tables as the bytes of a workbook, a sheet for each; the heads stay in sight, and each can be filtered.
///
/// # Errors
/// A table has more rows than a sheet (1,048,576), or a name that no sheet may have.
pub fn workbook(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let head = Format::new().set_bold().set_background_color(Color::RGB(0xE7_F0_EE));
    let (day, moment) =
        (Format::new().set_num_format("yyyy-mm-dd"), Format::new().set_num_format("yyyy-mm-dd hh:mm:ss"));
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(table.name)?;
        sheet.set_freeze_panes(1, 0)?;
        let heads = table.heads();
        for (at, column) in (0_u16..).zip(heads.iter().copied()) {
            sheet.write_string_with_format(0, at, column, &head)?;
            let widths = table.rows.iter().filter_map(|row| row.get(usize::from(at))).map(width);
            let widest = widths.chain([column.len() + 2]).max().unwrap_or_default();
            sheet.set_column_width(at, widest.min(WIDEST) as f64)?;
        }
        for (row, values) in (1_u32..).zip(&table.rows) {
            for (at, value) in (0_u16..).zip(values) {
                match value {
                    Value::Empty => continue,
                    Value::Number(number) => sheet.write_number(row, at, *number)?,
                    Value::Date(date) => sheet.write_datetime_with_format(row, at, date, &day)?,
                    Value::Moment(time) => sheet.write_datetime_with_format(row, at, time, &moment)?,
                    Value::Text(text) if text.chars().count() <= LONGEST => sheet.write_string(row, at, text)?,
                    Value::Text(text) => sheet.write_string(row, at, text.chars().take(LONGEST).collect::<String>())?,
                };
            }
        }
        if let (Ok(rows @ 1..), Ok(columns @ 1..)) = (u32::try_from(table.rows.len()), u16::try_from(heads.len())) {
            sheet.autofilter(0, 0, rows, columns - 1)?;
        }
    }
    book.save_to_buffer()
}

/// How wide a value is, in letters; a Chinese one counts as two.
fn width(value: &Value) -> usize {
    match value {
        Value::Moment(_) => 19,
        other => other.text().chars().map(|letter| if letter.is_ascii() { 1 } else { 2 }).sum::<usize>() + 1,
    }
}

#[cfg(test)]
mod tests;
