//! About a person: what Table 2 of the study counts (Fan et al. 2018), and what they bring along. All of it may stay unknown.

use serde::{Deserialize, Serialize};

use super::age::Age;
use super::person::Role;

/// An answer of a fixed set: its name in fields and files, and all of the set in the order of Table 2.
pub trait Answers: Sized + Copy + PartialEq + 'static {
    /// The whole set.
    const ALL: &'static [Self];
    /// The name in fields, addresses and files.
    fn slug(self) -> &'static str;
    /// The answer of a name.
    fn parse(slug: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|answer| answer.slug() == slug)
    }
}

macro_rules! answers {
    ($(#[$doc:meta])* $kind:ident { $($name:ident = $slug:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[allow(missing_docs)]
        pub enum $kind { $(#[serde(rename = $slug)] $name,)* }

        impl Answers for $kind {
            const ALL: &'static [$kind] = &[$($kind::$name,)*];
            fn slug(self) -> &'static str {
                match self { $($kind::$name => $slug,)* }
            }
        }
    };
}

answers! {
    /// Sex.
    Sex { Male = "male", Female = "female", }
}

answers! {
    /// The highest school that was finished.
    Education {
        Primary = "primary",
        JuniorHigh = "junior_high",
        SeniorHigh = "senior_high",
        JuniorCollege = "junior_college",
        Undergraduate = "undergraduate",
        Postgraduate = "postgraduate",
    }
}

answers! {
    /// Marital status.
    Marital { Single = "single", Married = "married", Divorced = "divorced", Widowed = "widowed", }
}

answers! {
    /// Whether somebody works, part-time counted as yes.
    Working { Yes = "yes", No = "no", }
}

answers! {
    /// The diagnosis in the medical record.
    Diagnosis { Schizophrenia = "schizophrenia", Bipolar = "bipolar", }
}

/// What is known about a person.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The real name, if anybody needs it; most never do.
    pub real_name: String,
    /// The age, by year of birth or as given.
    pub age: Option<Age>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Education.
    pub education: Option<Education>,
    /// Marital status.
    pub marital: Option<Marital>,
    /// Working.
    pub working: Option<Working>,
    /// Diagnosis. It never shows on a list.
    pub diagnosis: Option<Diagnosis>,
    /// Skills that may become an activity: cooking, drawing.
    pub skills: String,
}

impl About {
    /// How many of the six figures of Table 2 are known.
    pub fn known(&self) -> usize {
        let known = [
            self.age.is_some(),
            self.sex.is_some(),
            self.education.is_some(),
            self.marital.is_some(),
            self.working.is_some(),
            self.diagnosis.is_some(),
        ];
        known.into_iter().filter(|known| *known).count()
    }
}

/// Somebody of a list that is brought in.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Alias, code or name.
    pub alias: String,
    /// The role; a group member where nothing is said.
    pub role: Role,
    /// The age, by year of birth or as given.
    pub age: Option<Age>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Education.
    pub education: Option<Education>,
    /// Marital status.
    pub marital: Option<Marital>,
    /// Working.
    pub working: Option<Working>,
    /// Skills.
    pub skills: String,
    /// A line to remember them by.
    pub note: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_found_by_its_name() {
        fn check<T: Answers + Serialize + std::fmt::Debug>() {
            for answer in T::ALL {
                assert_eq!(T::parse(answer.slug()), Some(*answer));
                assert_eq!(serde_json::to_value(answer).expect("json"), answer.slug());
            }
        }
        check::<Sex>();
        check::<Education>();
        check::<Marital>();
        check::<Working>();
        check::<Diagnosis>();
    }
}
