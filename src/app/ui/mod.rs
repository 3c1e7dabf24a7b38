//! The screens, and how they speak.

mod amend;
mod app;
mod bin;
mod check_plan;
mod community_page;
mod corner;
mod criterion;
mod enrol;
mod event;
mod form;
mod help;
mod home;
pub mod icon;
mod ideas;
mod live;
mod lock;
mod locked;
mod look;
mod me;
mod options;
pub mod parts;
mod people;
mod plan;
mod record;
mod record_check;
mod records;
mod rooms;
mod run;
mod say;
mod session;
mod sessions;
mod task;
mod task_parts;
mod today;
mod trouble;
mod update;
mod wake;
mod welcome;
mod welcome_end;
mod welcome_form;
mod wipe;
#[cfg(feature = "workshop")]
pub mod workshop;

pub use app::App;
pub use live::live;
pub use say::{LanguageSwitch, language, say, say_with};
