//! What a person is writing, kept apart from what is stored, so that no change from outside ever takes words away.

use std::collections::VecDeque;

/// A field's own text, and how it relates to the stored value.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The stored value that the text grew from.
    base: String,
    text: String,
    /// Values handed over that have not come back yet.
    sent: VecDeque<String>,
    limit: usize,
}

/// What the field shall show: the text and both ends of the selection, in UTF-16 units as browsers count.
pub type Shown = (String, (usize, usize));

impl Draft {
    /// A draft of a stored value.
    pub fn new(value: String, limit: usize) -> Draft {
        Draft { text: value.clone(), base: value, sent: VecDeque::new(), limit }
    }

    /// The text as it stands in the field.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The field now holds this text.
    pub fn typed(&mut self, text: String) {
        self.text = text;
    }

    /// Characters that may still be written; negative beyond the limit.
    pub fn room(&self) -> i64 {
        self.limit as i64 - self.text.chars().count() as i64
    }

    /// What has to be handed over, if anything; cut at the limit.
    pub fn leave(&mut self) -> Option<String> {
        let kept: String = self.text.chars().take(self.limit).collect();
        if kept == self.base {
            return None;
        }
        self.base.clone_from(&kept);
        self.sent.push_back(kept.clone());
        if self.sent.len() > 20 {
            self.sent.pop_front();
        }
        Some(kept)
    }

    /// The stored value came, perhaps changed by somebody else: merges it under the draft.
    /// Returns what the field shall show, where that differs from what it shows.
    pub fn arrive(&mut self, value: String, selection: (usize, usize)) -> Option<Shown> {
        if let Some(at) = self.sent.iter().position(|sent| *sent == value) {
            self.sent.drain(..=at);
            return None;
        }
        if value == self.base {
            return None;
        }
        let merged = if self.text == self.base { value.clone() } else { under(&self.base, &self.text, &value) };
        self.base = value;
        if merged == self.text {
            return None;
        }
        let moved = (moved(&self.text, &merged, selection.0), moved(&self.text, &merged, selection.1));
        self.text.clone_from(&merged);
        Some((merged, moved))
    }
}

/// One change of a text: characters `start..end` became `new`.
struct Splice {
    start: usize,
    end: usize,
    new: Vec<char>,
}

fn splice(before: &[char], after: &[char]) -> Splice {
    let start = before.iter().zip(after).take_while(|(old, new)| old == new).count();
    let most = before.len().min(after.len()) - start;
    let same = before.iter().rev().zip(after.iter().rev()).take(most).take_while(|(old, new)| old == new).count();
    Splice { start, end: before.len() - same, new: after[start..after.len() - same].to_vec() }
}

/// Applies the change `base -> theirs` to `mine`. Where both changed the same place, both wordings stay.
fn under(base: &str, mine: &str, theirs: &str) -> String {
    let [base, mine, theirs] = [base, mine, theirs].map(|text| text.chars().collect::<Vec<char>>());
    let (own, other) = (splice(&base, &mine), splice(&base, &theirs));
    let parts = if mine == theirs {
        [&mine[..], &[], &[], &[], &[]]
    } else if own.end <= other.start {
        [&base[..own.start], &own.new, &base[own.end..other.start], &other.new, &base[other.end..]]
    } else if other.end <= own.start {
        [&base[..other.start], &other.new, &base[other.end..own.start], &own.new, &base[own.end..]]
    } else {
        let (start, end) = (own.start.min(other.start), own.end.max(other.end));
        let own = &mine[start..end + mine.len() - base.len()];
        let other = &theirs[start..end + theirs.len() - base.len()];
        [&base[..start], own, other, &[], &base[end..]]
    };
    parts.concat().into_iter().collect()
}

/// Where a caret at `caret` (UTF-16) stands after the text became another.
fn moved(before: &str, after: &str, caret: usize) -> usize {
    let [old, new] = [before, after].map(|text| text.chars().collect::<Vec<char>>());
    let change = splice(&old, &new);
    let mut units = 0;
    let at = old.iter().take_while(|letter| {
        units += letter.len_utf16();
        units <= caret
    });
    let at = at.count();
    let at = if at <= change.start {
        at
    } else if at >= change.end {
        at - change.end + change.start + change.new.len()
    } else {
        change.start + change.new.len()
    };
    new[..at.min(new.len())].iter().map(|letter| letter.len_utf16()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(base: &str, text: &str) -> Draft {
        let mut draft = Draft::new(base.into(), 100);
        draft.typed(text.into());
        draft
    }

    #[test]
    fn what_comes_from_outside_goes_under_what_is_being_written() {
        let check = |base, mine, theirs: &str, expect| {
            let mut draft = draft(base, mine);
            draft.arrive(theirs.into(), (0, 0));
            assert_eq!(draft.text(), expect);
        };
        check("包饺子", "包饺子吧", "一起包饺子", "一起包饺子吧");
        check("包饺子", "包饺子", "做汤圆", "做汤圆");
        check("", "我写的", "她写的", "我写的她写的");
        check("a b c", "a B c", "a c", "a B c");
        check("very good", "very bad", "so fine", "very badso fine");
        check("good", "fine", "fine", "fine");
        check("one two", "one 2 two", "one two three", "one 2 two three");
        check("😀😁", "😀!😁", "😀😂", "😀!😂");
    }

    #[test]
    fn the_echo_of_ones_own_words_changes_nothing() {
        let mut draft = draft("", "ab");
        assert_eq!(draft.leave(), Some("ab".into()));
        draft.typed("abc".into());
        assert_eq!(draft.leave(), Some("abc".into()));
        draft.typed("abcd".into());
        assert_eq!(draft.arrive("ab".into(), (4, 4)), None);
        assert_eq!(draft.arrive("abc".into(), (4, 4)), None);
        assert_eq!(draft.text(), "abcd");
        assert_eq!(draft.leave(), Some("abcd".into()));
        assert_eq!(draft.leave(), None);
    }

    #[test]
    fn the_caret_stays_by_its_words() {
        let check = |before, after, caret, expect| assert_eq!(moved(before, after, caret), expect, "{before} {after}");
        check("abc", "xxabc", 3, 5);
        check("abc", "abcxx", 2, 2);
        check("😀b", "x😀b", 2, 3);
        check("abc", "", 2, 0);
        check("abcd", "aXd", 2, 2);
    }

    #[test]
    fn beyond_the_limit_the_first_part_is_kept_and_all_stays_on_the_screen() {
        let mut draft = Draft::new(String::new(), 3);
        draft.typed("abcde".into());
        assert_eq!(draft.room(), -2);
        assert_eq!(draft.leave(), Some("abc".into()));
        assert_eq!(draft.arrive("abc".into(), (5, 5)), None);
        assert_eq!(draft.leave(), None);
        assert_eq!(draft.text(), "abcde");
    }
}
