//! The screens, and how they speak.

mod app;
mod bin;
mod community_page;
mod corner;
mod lock;
mod locked;
mod look;
mod me;
mod records;
mod trouble;
mod welcome;
mod welcome_form;
mod wipe;
mod amend;
mod check_plan;
mod event;
mod form;
mod help;
mod home;
mod ideas;
mod options;
mod people;
mod plan;
mod record;
mod record_check;
mod run;
mod session;
mod sessions;
mod task;
mod task_parts;
mod today;
mod update;
mod wake;
pub mod icon;
pub mod parts;
mod say;
#[cfg(feature = "workshop")]
pub mod workshop;

pub use app::App;
pub use say::{LanguageSwitch, language, say, say_with};
