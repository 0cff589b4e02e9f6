//! Takes files of customary indicators, the names of projects and their forms; gives the
//! indicators that fit a project, each with the place that its form has for it.
//!
//! The program's own are in `templates/indicators`. They are named by the 二级指标 of one
//! form; `二级指标.yaml` there says what the same is called in others.

mod kinds;
mod places;
mod query;
mod read;
mod suggest;
mod usual;
pub(crate) mod words;

use std::sync::{Arc, OnceLock};

use rust_decimal::Decimal;

pub use query::Query;
pub(crate) use suggest::framework;
pub use suggest::{Known, Origin, Suggestion, suggest};
pub(crate) use usual::Usual;

use crate::diag::Diagnostics;
use crate::source::Source;
use crate::value::{Operator, Quantity, Target};

/// The indicators that are part of the program.
const BUILT_IN: &[(&str, &str)] = &[
    ("templates/indicators/采购和信息化.yaml", include_str!("../../templates/indicators/采购和信息化.yaml")),
    ("templates/indicators/培训会议和活动.yaml", include_str!("../../templates/indicators/培训会议和活动.yaml")),
    ("templates/indicators/研究和出版.yaml", include_str!("../../templates/indicators/研究和出版.yaml")),
    ("templates/indicators/工程和维护.yaml", include_str!("../../templates/indicators/工程和维护.yaml")),
    ("templates/indicators/民生和监管.yaml", include_str!("../../templates/indicators/民生和监管.yaml")),
    ("templates/indicators/通用.yaml", include_str!("../../templates/indicators/通用.yaml")),
];

/// What fits a project of any kind.
pub(crate) const ANY: &str = "通用";

/// Kinds of projects with their customary indicators.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// Those added later come first; two may have one name.
    kinds: Vec<ProjectKind>,
}

/// A kind of projects.
#[derive(Clone, Debug)]
pub struct ProjectKind {
    /// 培训, 信息化运维
    pub name: String,
    /// What belongs to it, in a few words.
    pub about: String,
    /// The words by which a project's name tells it.
    words: Vec<String>,
    /// In the order in which they are thought of.
    indicators: Vec<Customary>,
    /// The file that it is from; none where it is part of the program.
    file: Option<String>,
}

/// An indicator that projects of a kind usually have.
#[derive(Clone, Debug)]
struct Customary {
    subcategory: String,
    name: String,
    wanted: Wanted,
    /// 佐证: by what it is proved that it was reached.
    proof: String,
}

/// What the target of an indicator looks like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A number.
    Quantity {
        /// How it compares.
        operator: Operator,
        /// Its unit.
        unit: String,
        /// The least and the greatest number that is usual.
        usual: Option<(Decimal, Decimal)>,
    },
    /// A target as others have written it.
    Written(String),
}

impl Wanted {
    /// The target with a gap for its number: `≥…场`; or as others have written it.
    pub fn pattern(&self) -> String {
        match self {
            Self::Quantity { operator, unit, usual } => match usual {
                Some((least, most)) if least == most => format!("{}{least}{unit}", operator.symbol()),
                _ => format!("{}…{unit}", operator.symbol()),
            },
            Self::Written(text) => text.clone(),
        }
    }

    /// The range of numbers that are usual: `4～12`; empty where there is none or one only.
    pub fn range(&self) -> String {
        match self {
            Self::Quantity { usual: Some((least, most)), .. } if least != most => format!("{least}～{most}"),
            _ => String::new(),
        }
    }

    /// Targets as somebody would write them, with the least and the greatest usual number,
    /// or with this one where none is usual.
    pub fn examples(&self, otherwise: Decimal) -> Vec<Target> {
        match self {
            Self::Quantity { operator, unit, usual } => {
                let (least, most) = usual.unwrap_or((otherwise, otherwise));
                let target = |number| Quantity { operator: Some(*operator), number, unit: unit.clone() };
                [least, most].map(|number| Target::from_quantity(target(number))).into()
            }
            Self::Written(text) => vec![Target::parse(text)],
        }
    }
}

impl Library {
    /// The indicators that are part of the program. That they have no mistakes is for a test
    /// to say.
    pub fn built_in() -> &'static Self {
        static BUILT_IN_LIBRARY: OnceLock<Library> = OnceLock::new();
        BUILT_IN_LIBRARY.get_or_init(|| {
            let mut mistakes = Diagnostics::new();
            let sources = BUILT_IN.iter().map(|(path, text)| Source::new(path, text));
            Self { kinds: sources.flat_map(|source| read::read(&source, None, &mut mistakes)).collect() }
        })
    }

    /// The same, and before them those of a file. What is wrong with that is left out and
    /// told.
    #[must_use]
    pub fn with(&self, source: &Arc<Source>, mistakes: &mut Diagnostics) -> Self {
        let name = source.file.path().display().to_string();
        let own = read::read(source, Some(&name), mistakes);
        Self { kinds: own.into_iter().chain(self.kinds.iter().cloned()).collect() }
    }

    /// The kinds, each name once; what fits any project comes last.
    pub fn kinds(&self) -> Vec<&ProjectKind> {
        let mut kinds: Vec<&ProjectKind> = Vec::new();
        for kind in &self.kinds {
            if !kinds.iter().any(|known| known.name == kind.name) {
                kinds.push(kind);
            }
        }
        kinds.sort_by_key(|kind| kind.name == ANY);
        kinds
    }
}
