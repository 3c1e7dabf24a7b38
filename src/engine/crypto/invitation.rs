//! Invitations: a code that passes from hand to hand, as a link, a picture or typed.
//!
//! 58 bytes: version 1, community (32), secret (16), role (1), until in minutes since 1970 (4, big endian), the first 4
//! bytes of a SHA-256 over all of it; 93 letters.

use relay::{Hash, Role};
use thiserror::Error;

use super::keys::Keys;
use super::letters::{self, Unread};

const VERSION: u8 = 1;
const BYTES: usize = 58;
/// What stands before the code in a link.
pub const PREFIX: &str = "i1.";
/// How long an invitation is valid: 72 hours, in milliseconds.
pub const VALID_FOR: i64 = 72 * 3_600_000;
const MINUTE: i64 = 60_000;

/// An invitation as it passes from hand to hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invitation {
    /// The community.
    pub community: Hash,
    /// The secret from which its keys follow.
    pub secret: [u8; 16],
    /// For what.
    pub role: Role,
    /// Until when, in milliseconds since 1970, to the minute.
    pub until: i64,
}

/// Why a code is no invitation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NoInvitation {
    /// Letters are missing at the end.
    #[error("the code is cut off: {0} letters are missing")]
    CutOff(usize),
    /// A letter is wrong.
    #[error("the code is mistyped")]
    Mistyped,
    /// Made by a newer Tongban.
    #[error("the code was made by a newer Tongban")]
    Newer,
    /// There is no code.
    #[error("there is no code in it")]
    None,
}

impl From<Unread> for NoInvitation {
    fn from(why: Unread) -> NoInvitation {
        match why {
            Unread::None => NoInvitation::None,
            Unread::CutOff(missing) => NoInvitation::CutOff(missing),
            Unread::Mistyped => NoInvitation::Mistyped,
        }
    }
}

impl Invitation {
    /// Its keys.
    pub fn keys(&self) -> Keys {
        invitation_keys(self.community, &self.secret)
    }

    /// The code, 93 letters.
    pub fn code(&self) -> String {
        let minutes = u32::try_from(self.until / MINUTE).unwrap_or(0);
        let mut bytes = vec![VERSION];
        bytes.extend_from_slice(&self.community.0);
        bytes.extend_from_slice(&self.secret);
        bytes.push(self.role.code());
        bytes.extend_from_slice(&minutes.to_be_bytes());
        letters::write(bytes)
    }

    /// The part of a link after `#`.
    pub fn fragment(&self) -> String {
        format!("{PREFIX}{}", self.code())
    }

    /// Reads a code, alone or anywhere in a link or a message.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(text: &str) -> Result<Invitation, NoInvitation> {
        let bytes = letters::read(text, PREFIX, BYTES)?;
        let told = bytes.as_slice();
        if told[0] != VERSION {
            return Err(NoInvitation::Newer);
        }
        let role = Role::of_code(told[49]).ok_or(NoInvitation::Newer)?;
        let minutes = u32::from_be_bytes(std::array::from_fn(|at| told[50 + at]));
        Ok(Invitation {
            community: Hash(std::array::from_fn(|at| told[1 + at])),
            secret: std::array::from_fn(|at| told[33 + at]),
            role,
            until: i64::from(minutes) * MINUTE,
        })
    }
}

/// The keys that follow from an invitation's secret.
pub fn invitation_keys(community: Hash, secret: &[u8; 16]) -> Keys {
    Keys::of(&[community.0.as_slice(), secret].concat(), "invitation")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn invitation() -> Invitation {
        Invitation { community: Hash([0xa5; 32]), secret: [0x3c; 16], role: Role::Peer, until: 29_900_000 * MINUTE }
    }

    #[test]
    fn a_code_reads_back_however_it_comes() {
        let code = invitation().code();
        assert_eq!(code.len(), 93);
        let check = |text: &str| assert_eq!(Invitation::read(text), Ok(invitation()), "{text}");
        check(&code);
        check(&code.to_lowercase());
        check(&code.replace('0', "O").replace('1', "l"));
        check(&format!("https://host/#{}", invitation().fragment()));
        check(&format!("https://host/#{}?from=timeline", invitation().fragment()));
        check(&format!("你好 https://host/#i1.{code} 复制打开"));
        let grouped: Vec<String> =
            code.as_bytes().chunks(5).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
        check(&grouped.join("-"));
        check(&grouped.join(" "));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let code = invitation().code();
        for length in 1..code.len() {
            assert_eq!(Invitation::read(&code[..length]), Err(NoInvitation::CutOff(code.len() - length)));
        }
        for (at, _) in code.char_indices() {
            for other in ['7', 'X'] {
                let mut changed: Vec<char> = code.chars().collect();
                if changed[at] != other {
                    changed[at] = other;
                    let changed: String = changed.into_iter().collect();
                    assert!(matches!(Invitation::read(&changed), Err(NoInvitation::Mistyped)), "letter {at}");
                }
            }
        }
        assert_eq!(Invitation::read("https://host/#/people"), Err(NoInvitation::Mistyped));
        assert_eq!(Invitation::read(""), Err(NoInvitation::None));
        assert_eq!(Invitation::read("！"), Err(NoInvitation::None));
    }

    /// Saved sample: codes are for good.
    #[test]
    fn the_saved_code_is_the_same() {
        assert_eq!(invitation().code(), SAVED);
    }

    const SAVED: &str = "06JTB9D5MPJTB9D5MPJTB9D5MPJTB9D5MPJTB9D5MPJTB9D5MPJTAF1W7GY3RF1W7GY3RF1W7GY3RF010743SR2RXHJ9A";
}
