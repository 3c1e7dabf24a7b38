//! The local half: what belongs to this device and is never shared.

use relay::Role;
use serde::{Deserialize, Serialize};

use crate::domain::{Id, Millis};
use crate::merge::Clock;
use crate::words::Language;

/// How the screens look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    /// As the device says.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
    /// Calm: less light, less contrast between surfaces.
    Calm,
    /// High contrast.
    Contrast,
}

impl Theme {
    /// All, in the order in which they are offered.
    pub const ALL: [Theme; 5] = [Theme::System, Theme::Light, Theme::Dark, Theme::Calm, Theme::Contrast];

    /// The value of `data-theme`.
    pub fn slug(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Calm => "calm",
            Theme::Contrast => "contrast",
        }
    }
}

/// The text sizes, in percent.
pub const SCALES: [u16; 5] = [100, 125, 150, 175, 200];

/// The device's own row. Every field has a default: an older row still opens.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Local {
    /// The hybrid clock; it names the device.
    pub clock: Clock,
    /// The person who holds the device.
    #[serde(default)]
    pub me: Option<Id>,
    /// The community that is open.
    #[serde(default)]
    pub community: Option<Id>,
    /// The language of the screen.
    #[serde(default)]
    pub language: Language,
    /// The theme.
    #[serde(default)]
    pub theme: Theme,
    /// Text size in percent, one of [`SCALES`].
    #[serde(default = "full")]
    pub scale: u16,
    /// One gentle buzz when a part's time is up.
    #[serde(default = "yes")]
    pub buzz: bool,
    /// Minutes away after which the lock closes; 0 for never.
    #[serde(default = "five")]
    pub auto_lock_minutes: u16,
    /// The screen where it was left.
    #[serde(default)]
    pub place: String,
    /// When this device's storage began.
    #[serde(default)]
    pub since: Millis,
    /// When a copy of the records last left the phone.
    #[serde(default)]
    pub last_copy: Option<Millis>,
    /// The records here are shared with other phones: what is written is to be sent.
    #[serde(default)]
    pub shared: bool,
    /// This device's role in the shared community; none where nothing is shared: everything may be written then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// The person under whose name this device came into the shared community, whoever holds it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<Id>,
    /// The latest time seen, to notice a clock that was set back.
    #[serde(default)]
    pub seen: Millis,
}

fn full() -> u16 {
    100
}
fn yes() -> bool {
    true
}
fn five() -> u16 {
    5
}

impl Local {
    /// A new device.
    pub fn new(device: &str, language: Language, now: Millis) -> Local {
        Local {
            clock: Clock::new(device),
            me: None,
            community: None,
            language,
            theme: Theme::System,
            scale: full(),
            buzz: yes(),
            auto_lock_minutes: five(),
            place: String::new(),
            since: now,
            last_copy: None,
            shared: false,
            role: None,
            owner: None,
            seen: now,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_row_still_opens() {
        let json = r#"{"clock":{"wall":5,"count":0,"device":"d"}}"#;
        let local: Local = serde_json::from_str(json).expect("it opens");
        assert_eq!((local.scale, local.buzz, local.auto_lock_minutes), (100, true, 5));
    }
}
