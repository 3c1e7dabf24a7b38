//! Under which of its cards a device is listened to: it asks the relay under one after the other.

use relay::rules::Refusal;

/// One question, asked under card after card until the relay listens.
#[derive(Debug)]
pub struct Knocks(Refusal);

impl Default for Knocks {
    fn default() -> Knocks {
        Knocks(Refusal::Unsigned)
    }
}

impl Knocks {
    /// Whether this refusal is about the card alone, so that the next one is tried. That one of them is gone or over says more
    /// than that others are unknown.
    pub fn goes_on(&mut self, refused: &Refusal) -> bool {
        match refused {
            Refusal::Unsigned => {}
            Refusal::Gone => self.0 = Refusal::Gone,
            Refusal::Expired => self.0 = Refusal::Expired,
            _ => return false,
        }
        true
    }

    /// What no card opened.
    pub fn refusal(self) -> Refusal {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_of_one_card_hides_no_other() {
        let mut knocks = Knocks::default();
        for about_a_card in [Refusal::Unsigned, Refusal::Expired, Refusal::Unsigned] {
            assert!(knocks.goes_on(&about_a_card));
        }
        for about_all in [Refusal::NotKept, Refusal::Fork { number: 3 }, Refusal::Founding, Refusal::Unseen] {
            assert!(!knocks.goes_on(&about_all), "another card changes nothing of {about_all:?}");
        }
        assert_eq!(knocks.refusal(), Refusal::Expired);
    }
}
