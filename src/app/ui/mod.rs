//! The screens, and how they speak.

pub mod icon;
pub mod parts;
mod say;
#[cfg(feature = "workshop")]
pub mod workshop;

pub use say::{LanguageSwitch, language, say, say_with};
