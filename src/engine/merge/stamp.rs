//! Stamps: a hybrid logical clock (Kulkarni et al. 2014). It never runs backwards, whatever the phone's clock does.

use serde::{Deserialize, Serialize};

use crate::domain::Millis;

/// The place of an op in the order that every replica agrees on. Stored as `[wall, count, "device"]`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp(Millis, u32, String);

impl Stamp {
    /// A stamp from its parts: milliseconds, a counter within them, the author device.
    pub fn new(wall: Millis, count: u32, device: &str) -> Stamp {
        Stamp(wall, count, device.to_owned())
    }

    /// Milliseconds by the author's hybrid clock: never before what the author had seen.
    pub fn wall(&self) -> Millis {
        self.0
    }

    /// Its place among the same author's stamps.
    pub fn place(&self) -> (Millis, u32) {
        (self.0, self.1)
    }

    /// The author device.
    pub fn device(&self) -> &str {
        &self.2
    }
}

/// A device's hybrid clock.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    wall: Millis,
    count: u32,
    device: String,
}

impl Clock {
    /// A clock that has seen nothing yet.
    pub fn new(device: &str) -> Clock {
        Clock { wall: 0, count: 0, device: device.to_owned() }
    }

    /// From now on the device has this id.
    pub fn rename(&mut self, device: &str) {
        device.clone_into(&mut self.device);
    }

    /// The device's id.
    pub fn device(&self) -> &str {
        &self.device
    }

    /// The highest wall time seen.
    pub fn wall(&self) -> Millis {
        self.wall
    }

    /// A new stamp, later than every stamp given or seen before.
    pub fn tick(&mut self, now: Millis) -> Stamp {
        if now > self.wall {
            self.wall = now;
            self.count = 0;
        } else {
            // A counter that is used up moves the wall: the order stays strict.
            match self.count.checked_add(1) {
                Some(count) => self.count = count,
                None => {
                    self.wall += 1;
                    self.count = 0;
                }
            }
        }
        Stamp(self.wall, self.count, self.device.clone())
    }

    /// Takes note of somebody else's stamp.
    pub fn saw(&mut self, stamp: &Stamp) {
        if (stamp.0, stamp.1) > (self.wall, self.count) {
            self.wall = stamp.0;
            self.count = stamp.1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stamps_rise_whatever_the_clock_does() {
        let mut clock = Clock::new("a");
        let stamps: Vec<Stamp> = [5, 5, 9, 3, -7, 10].into_iter().map(|now| clock.tick(now)).collect();
        assert!(stamps.windows(2).all(|pair| pair[0] < pair[1]), "{stamps:?}");
    }

    #[test]
    fn what_was_seen_comes_before_what_is_written_next() {
        let mut behind = Clock::new("a");
        let mut ahead = Clock::new("b");
        let seen = ahead.tick(1_000_000);
        behind.saw(&seen);
        assert!(behind.tick(10) > seen);
    }

    #[test]
    fn a_full_counter_moves_on() {
        let mut clock = Clock::new("a");
        clock.saw(&Stamp::new(50, u32::MAX, "b"));
        assert_eq!(clock.tick(1), Stamp::new(51, 0, "a"));
    }
}
