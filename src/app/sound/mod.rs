//! Recorded sound on this phone. `keep`: where it lies. `recorder`: how it comes there, piece by piece.
//!
//! What a record says of sound is the engine's (`domain::sound`); the page is `ui::recording`.

pub mod keep;
pub mod recorder;
