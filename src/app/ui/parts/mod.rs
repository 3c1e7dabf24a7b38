//! The parts that all screens are built from, each written once. A part knows nothing of sessions, stores or addresses:
//! values come in as signals, events go out as callbacks.
#![cfg_attr(not(feature = "workshop"), allow(dead_code, unused_imports))] // some parts wait for their screen; the workshop shows all

pub mod press;

mod aloud;
mod button;
mod category;
mod choice;
mod dates;
mod draft;
mod editable;
mod field;
mod file;
mod frame;
mod hand_out;
mod lists;
mod mark;
mod paper;
mod paste;
mod quick;
mod search;
mod status;
mod stepper;
mod text;
mod timer;
mod words;

pub use crate::ui::icon::Icon;
pub use aloud::ReadAloud;
pub use button::{Actions, Button, Kind, LinkButton};
pub use category::{CategoryCard, CategoryChip, CategoryGrid};
pub use choice::{Choice, ChoiceOption, Choices, MarkButtons, Tick};
pub use dates::{DateField, TimeField};
pub use field::FieldHelp;
pub use file::FileField;
pub use frame::{Back, LanguageButton, Loading, Page, Section, Tab, focus_heading};
pub use hand_out::{HandOut, HandedOut, Parcel, saves_files, share_link, shares_links};
pub use lists::{
    Card, CardLink, CheckList, CheckRow, EmptyState, PersonList, PersonRow, SessionList, SessionRow, StateChip,
    TaskList, TaskRow,
};
pub use mark::{Mark, MarkPad};
pub use paper::{FormBoxes, FormRow, FormSection, FormSheet, FormTable, PrintBar, Signatures};
pub use paste::{PasteBox, PasteField};
pub use search::{PasscodeField, SearchField};
pub use status::{Banner, SaveChip, UndoBar};
pub use stepper::Stepper;
pub use text::TextField;
pub use timer::RingTimer;
pub use words::{ErrorSummary, Help, Note, Problem, Quote, Tone, focus_field};

/// An id that nothing else on the page has.
pub fn fresh_id(kind: &str) -> String {
    format!("{kind}-{}", press::fresh_number())
}
