//! Addresses of cells in a sheet.

/// The address of a cell by its row and column, both from 0, such as `C12`.
pub fn cell_address(row: u32, column: u32) -> String {
    format!("{}{}", column_name(column), row + 1)
}

/// The name of a column, from 0: `A` to `Z`, `AA`, and so on.
pub fn column_name(column: u32) -> String {
    let mut name = String::new();
    let mut left = column + 1;
    while left > 0 {
        left -= 1;
        name.insert(0, char::from(b'A' + (left % 26) as u8));
        left /= 26;
    }
    name
}

/// The row and column of an address such as `C12`, both from 0; none where it is none.
pub fn cell_place(address: &str) -> Option<(u32, u32)> {
    let digits = address.find(|c: char| c.is_ascii_digit())?;
    let (letters, row) = address.split_at(digits);
    let column = letters.bytes().try_fold(0_u32, |column, letter| {
        let letter = letter.is_ascii_uppercase().then(|| u32::from(letter - b'A') + 1)?;
        column.checked_mul(26)?.checked_add(letter)
    })?;
    Some((row.parse::<u32>().ok()?.checked_sub(1)?, column.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::{cell_address, cell_place};

    #[test]
    fn columns_beyond_z() {
        for (place, address) in [
            ((0, 0), "A1"),
            ((11, 2), "C12"),
            ((0, 25), "Z1"),
            ((0, 26), "AA1"),
            ((0, 701), "ZZ1"),
            ((1_048_575, 16_383), "XFD1048576"),
            ((0, 65_536), "CRXQ1"),
        ] {
            assert_eq!(cell_address(place.0, place.1), address);
            assert_eq!(cell_place(address), Some(place));
        }
        for none in ["", "C", "12", "c12", "C0", "C1x", "中1"] {
            assert_eq!(cell_place(none), None, "{none}");
        }
    }
}
