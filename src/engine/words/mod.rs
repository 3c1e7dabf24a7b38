//! Every string a person reads, in both languages, side by side.
//!
//! One struct per screen, made by [`words!`](crate::words!): a phrase without one of its languages does not
//! compile. This room never decides which language is shown, nor when.

pub mod backup;
pub mod device;
pub mod evaluation;
pub mod event;
pub mod files;
pub mod forms;
pub mod guidance;
pub mod manual;
pub mod overview;
pub mod papers;
pub mod parts;
pub mod people;
pub mod person;
pub mod report;
pub mod screens;
pub mod session;
pub mod share;
pub mod sound;
pub mod start;
pub mod submission;
pub mod tables;
pub mod terms;

#[cfg(test)]
mod lint;

pub use crate::domain::language::{Both, Language};

/// One string in both languages. `{name}` marks a place to [`fill`](Phrase::fill).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// English.
    pub en: &'static str,
    /// Chinese.
    pub zh: &'static str,
}

impl Phrase {
    /// The string in `language`.
    pub const fn get(self, language: Language) -> &'static str {
        match language {
            Language::English => self.en,
            Language::Chinese => self.zh,
        }
    }

    /// The string in `language`, each `{name}` replaced by its value.
    pub fn fill(self, language: Language, values: &[(&str, &str)]) -> String {
        let mut filled = String::new();
        let mut rest = self.get(language);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|at| open + at) else { break };
            filled.push_str(&rest[..open]);
            let name = &rest[open + 1..close];
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, value)) => filled.push_str(value),
                None => filled.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        filled.push_str(rest);
        filled
    }
}

/// Declares a screen's words: `words! { /// doc  Today TODAY { title: "Today" | "今天"; } }`.
///
/// Makes `struct Today { pub title: Phrase, .. }`, `const TODAY: Today`, and `Today::all()` for the lint.
#[macro_export]
macro_rules! words {
    ($(#[$doc:meta])* $kind:ident $name:ident { $($field:ident: $en:literal | $zh:literal;)* }) => {
        $(#[$doc])*
        #[allow(missing_docs)]
        #[derive(Clone, Copy, Debug)]
        pub struct $kind { $(pub $field: $crate::words::Phrase,)* }

        $(#[$doc])*
        pub const $name: $kind = $kind {
            $($field: $crate::words::Phrase { en: $en, zh: $zh },)*
        };

        impl $kind {
            /// Every phrase with its name, for the words lint.
            pub fn all() -> Vec<(&'static str, $crate::words::Phrase)> {
                vec![$((concat!(stringify!($name), ".", stringify!($field)), $name.$field),)*]
            }
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phrase_is_filled_in_both_languages() {
        let phrase = Phrase { en: "{n} people, {who}", zh: "{who}，{n} 人" };
        let check = |language, expect: &str| {
            assert_eq!(phrase.fill(language, &[("n", "3"), ("who", "小林{n}")]), expect);
        };
        check(Language::English, "3 people, 小林{n}");
        check(Language::Chinese, "小林{n}，3 人");
    }

    #[test]
    fn an_unknown_place_stays_as_it_is() {
        let phrase = Phrase { en: "a {b} {c", zh: "" };
        assert_eq!(phrase.fill(Language::English, &[]), "a {b} {c");
    }
}
