//! Administrative units in both sets, and the file formats they are imported from.
//!
//! A code alone names nothing: a commune of 2025 often has the code of a former one with another name and extent.
//! Reads text only.

use crate::domain::dossier::PlaceSet;
use crate::domain::viet::tidy;
use crate::domain::words::worded;

worded! {
    /// What kind of unit it is; the words of the import format.
    PlaceKind {
        /// Tỉnh.
        Province = "province",
        /// Thành phố trực thuộc trung ương.
        CentralCity = "central_city",
        /// Huyện.
        District = "district",
        /// Quận.
        UrbanDistrict = "urban_district",
        /// Thị xã.
        Town = "town",
        /// Thành phố thuộc tỉnh.
        City = "city",
        /// Xã.
        Commune = "commune",
        /// Phường.
        Ward = "ward",
        /// Thị trấn.
        Township = "township",
        /// Đặc khu.
        SpecialZone = "special_zone",
    }
}

worded! {
    /// How much of a former unit went into one of 2025.
    Extent {
        /// All of it.
        Whole = "whole",
        /// A part; the rest went elsewhere.
        Partial = "partial",
    }
}

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The set it belongs to.
    pub set: PlaceSet,
    /// 2 digits (province), 3 (district) or 5 (commune).
    pub code: String,
    /// Its kind.
    pub kind: PlaceKind,
    /// Code of the unit above it in the same set; `None` for provinces.
    pub parent: Option<String>,
    /// Name with its kind: `Xã An Toàn`.
    pub name: String,
}

/// Where a former unit went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlaceMove {
    /// Code in the former set: a commune, or a district that had none.
    pub old: String,
    /// Code in the 2025 set.
    pub new: String,
    /// All of it or a part.
    pub extent: Extent,
}

/// What a file of places holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlaceFile {
    /// Units, provinces before what lies in them or not.
    Places(Vec<Place>),
    /// Where former units went.
    Moves(Vec<PlaceMove>),
}

/// Why a file of places cannot be read. Lines count from 1, the header included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PlaceError {
    /// Neither `code,name,kind,parent_code` nor `old_code,new_code,…,extent`.
    #[error("not a list of places")]
    Header,
    /// Too few columns.
    #[error("line {0}: columns are missing")]
    Columns(usize),
    /// Not 2, 3 or 5 digits.
    #[error("line {0}: not a code")]
    Code(usize),
    /// An unknown kind, extent or set.
    #[error("line {0}: unknown word")]
    Word(usize),
    /// A unit lies in one that neither the file nor the desk knows.
    #[error("a unit's parent is unknown")]
    Parent,
    /// No name, or a unit below a province without a parent.
    #[error("line {0}: name or parent is missing")]
    Empty(usize),
}

/// Codes other lists give to a unit, and the code it has here. Ba Chẽ: the decree's table as quoted by some says 06978.
const ALIASES: [(PlaceSet, &str, &str); 1] = [(PlaceSet::Y2025, "06978", "06970")];

/// The code a unit has here, where another list gives it another one.
pub fn usual_code(set: PlaceSet, code: &str) -> &str {
    let known = ALIASES.iter().find(|(of, other, _)| *of == set && *other == code);
    known.map_or(code, |(_, _, usual)| usual)
}

/// Reads a CSV file with a header: `code,name,kind,parent_code` with an optional column `set`, or
/// `old_code,new_code,…,extent`. Without `set`, a file with districts is the former set.
pub fn read_csv(text: &str) -> Result<PlaceFile, PlaceError> {
    let mut lines = (1..).zip(text.trim_start_matches('\u{feff}').lines());
    let header = lines.next().map(|(_, line)| columns(line)).unwrap_or_default();
    let column = |name: &str| header.iter().position(|found| found == name);
    let rows: Vec<Row> = lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, line)| Row {
            at,
            columns: columns(line),
        })
        .collect();
    if let (Some(old), Some(new), Some(extent)) = (column("old_code"), column("new_code"), column("extent")) {
        let moves = rows.iter().map(|row| row.place_move([old, new, extent]));
        return moves.collect::<Result<_, _>>().map(PlaceFile::Moves);
    }
    let needed = ["code", "name", "kind", "parent_code"].map(column);
    let [Some(code), Some(name), Some(kind), Some(parent)] = needed else {
        return Err(PlaceError::Header);
    };
    let districts = rows
        .iter()
        .any(|row| row.columns.get(code).is_some_and(|code| code.len() == 3));
    let usual = if districts {
        PlaceSet::Legacy
    } else {
        PlaceSet::Y2025
    };
    let set = column("set");
    let places = rows
        .iter()
        .map(|row| row.place(usual, set, [code, kind, parent, name]));
    places.collect::<Result<_, _>>().map(PlaceFile::Places)
}

/// Reads the shipped table: set, code, kind, parent and name, separated by tabs, without a header.
pub fn read_shipped(text: &str) -> Result<Vec<Place>, PlaceError> {
    (1..)
        .zip(text.lines())
        .map(|(at, line)| tabbed(at, line).place(PlaceSet::Y2025, Some(0), [1, 2, 3, 4]))
        .collect()
}

/// Reads the shipped table: former code, code of 2025 and extent, separated by tabs, without a header.
pub fn read_shipped_moves(text: &str) -> Result<Vec<PlaceMove>, PlaceError> {
    (1..)
        .zip(text.lines())
        .map(|(at, line)| tabbed(at, line).place_move([0, 1, 2]))
        .collect()
}

struct Row {
    at: usize,
    columns: Vec<String>,
}

fn tabbed(at: usize, line: &str) -> Row {
    let columns = line.split('\t').map(ToOwned::to_owned).collect();
    Row { at, columns }
}

impl Row {
    fn column(&self, at: usize) -> Result<&str, PlaceError> {
        self.columns
            .get(at)
            .map(String::as_str)
            .ok_or(PlaceError::Columns(self.at))
    }

    fn code(&self, at: usize) -> Result<&str, PlaceError> {
        let code = self.column(at)?;
        let digits = matches!(code.len(), 2 | 3 | 5) && code.bytes().all(|byte| byte.is_ascii_digit());
        if digits {
            Ok(code)
        } else {
            Err(PlaceError::Code(self.at))
        }
    }

    fn place(
        &self,
        usual: PlaceSet,
        set: Option<usize>,
        [code, kind, parent, name]: [usize; 4],
    ) -> Result<Place, PlaceError> {
        let set = match set {
            Some(at) => PlaceSet::from_word(self.column(at)?).ok_or(PlaceError::Word(self.at))?,
            None => usual,
        };
        let code = usual_code(set, self.code(code)?).to_owned();
        let kind = PlaceKind::from_word(self.column(kind)?).ok_or(PlaceError::Word(self.at))?;
        let parent = Some(self.column(parent)?)
            .filter(|parent| !parent.is_empty())
            .map(ToOwned::to_owned);
        let name = tidy(self.column(name)?);
        if name.is_empty() || parent.is_none() != (code.len() == 2) {
            return Err(PlaceError::Empty(self.at));
        }
        Ok(Place {
            set,
            code,
            kind,
            parent,
            name,
        })
    }

    fn place_move(&self, [old, new, extent]: [usize; 3]) -> Result<PlaceMove, PlaceError> {
        let extent = Extent::from_word(self.column(extent)?).ok_or(PlaceError::Word(self.at))?;
        let new = usual_code(PlaceSet::Y2025, self.code(new)?).to_owned();
        Ok(PlaceMove {
            old: self.code(old)?.to_owned(),
            new,
            extent,
        })
    }
}

/// The fields of one CSV line; a quoted field may hold commas and doubled quotes.
fn columns(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut quoted = false;
    let mut letters = line.trim_end_matches('\r').chars().peekable();
    while let Some(letter) = letters.next() {
        let Some(field) = fields.last_mut() else { break };
        match letter {
            '"' if quoted && letters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => quoted = !quoted,
            ',' if !quoted => fields.push(String::new()),
            letter => field.push(letter),
        }
    }
    fields.iter().map(|field| field.trim().to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_places_says_which_set_it_is() {
        let set = |text: &str| match read_csv(text).unwrap() {
            PlaceFile::Places(places) => places[0].set,
            PlaceFile::Moves(_) => unreachable!(),
        };
        let head = "code,name,kind,parent_code\n52,Tỉnh Gia Lai,province,\n";
        assert_eq!(set(head), PlaceSet::Y2025);
        assert_eq!(
            set(&format!("{head}540,Thành phố Quy Nhơn,city,52\n")),
            PlaceSet::Legacy
        );
        assert_eq!(
            set("set,code,name,kind,parent_code\nlegacy,52,Tỉnh Bình Định,province,\n"),
            PlaceSet::Legacy
        );
    }

    #[test]
    fn quotes_marks_and_aliases_are_read() {
        let text = "code,name,kind,parent_code\r\n06978,\"Xã  Ba Che\u{303}, \"\"x\"\"\",commune,22\r\n";
        let PlaceFile::Places(places) = read_csv(text).unwrap() else {
            unreachable!()
        };
        assert_eq!(
            (places[0].code.as_str(), places[0].name.as_str()),
            ("06970", "Xã Ba Chẽ, \"x\"")
        );
    }

    #[test]
    fn a_broken_list_names_its_line() {
        let read = |line: &str| read_csv(&format!("code,name,kind,parent_code\n{line}\n")).unwrap_err();
        assert_eq!(read("52,Tỉnh Gia Lai"), PlaceError::Columns(2));
        assert_eq!(read("5x,Tỉnh Gia Lai,province,"), PlaceError::Code(2));
        assert_eq!(read("52,Tỉnh Gia Lai,state,"), PlaceError::Word(2));
        assert_eq!(read("21583,Phường Quy Nhơn,ward,"), PlaceError::Empty(2));
        assert_eq!(read("52,,province,"), PlaceError::Empty(2));
        assert_eq!(read_csv("a,b\n"), Err(PlaceError::Header));
        assert_eq!(read_csv(""), Err(PlaceError::Header));
    }

    #[test]
    fn a_list_of_moves_is_read() {
        let text = "old_code,new_code,old_province,new_province,extent\n00007,00008,01,01,partial\n";
        let moved = PlaceMove {
            old: "00007".into(),
            new: "00008".into(),
            extent: Extent::Partial,
        };
        assert_eq!(read_csv(text), Ok(PlaceFile::Moves(vec![moved])));
    }
}
