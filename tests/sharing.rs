//! What somebody does so that several phones work together.

use engine::crypto::Invitation;
use engine::words::screens::TODAY;
use engine::words::share::{INVITE, JOIN, SHARE};
use engine::words::{Language, Phrase};

use crate::hand::Hand;
use crate::peer::Peer;

impl Peer<'_> {
    /// Sets sharing up, and checks two words from the paper. Returns the twelve words.
    pub fn sets_up_sharing(&self) -> Vec<String> {
        self.sets_up(SHARE.here)
    }

    /// The same where there is no relay.
    pub fn sets_up_sharing_without_a_relay(&self) -> Vec<String> {
        self.sets_up(SHARE.none)
    }

    fn sets_up(&self, stands: Phrase) -> Vec<String> {
        let hand = &self.hand;
        self.sees_the_words();
        let words = self.words_on_the_screen();
        hand.tap(hand.say(SHARE.written));
        for number in [3, 9] {
            hand.write(&SHARE.check_word.fill(hand.language, &[("n", &number.to_string())]), &words[number - 1]);
        }
        hand.tap(hand.say(SHARE.finish));
        hand.sees(hand.say(SHARE.devices));
        hand.sees(hand.say(stands));
        words
    }

    /// The twelve words, as they are shown.
    pub fn words_on_the_screen(&self) -> Vec<String> {
        let list = "return [...document.querySelectorAll('ol li')].map((word) => word.innerText.trim())";
        let words = self.hand.browser.script(list, vec![]);
        serde_json::from_value(words).expect("the words are on the screen")
    }

    /// Begins to set sharing up: twelve words to write on paper.
    pub fn sees_the_words(&self) {
        let hand = &self.hand;
        self.open("#/me/share");
        hand.tap(hand.say(SHARE.set_up));
        hand.sees(hand.say(SHARE.words_why));
    }

    /// Switches to this person's language, on a phone that nobody has set up yet.
    pub fn in_their_language(&self) {
        self.hand.until("see either language", || {
            let text = self.hand.text()?;
            let shown = Language::ALL.into_iter().any(|language| text.contains(language.own_name()));
            if shown { Ok(()) } else { Err(text) }
        });
        // The header offers the other one.
        if self.hand.offers(self.hand.language.own_name()) {
            self.hand.tap(self.hand.language.own_name());
        }
    }

    /// Invites a peer. Returns the part of the link after `#`.
    pub fn invites(&self) -> String {
        self.invites_as(INVITE.peer)
    }

    /// Invites somebody under a role. Returns the part of the link after `#`.
    pub fn invites_as(&self, role: Phrase) -> String {
        let hand = &self.hand;
        self.open("#/me/share");
        hand.tap(hand.say(SHARE.invite));
        hand.choose(hand.say(INVITE.role), hand.say(role));
        hand.tap(hand.say(INVITE.make));
        hand.sees(hand.say(INVITE.ready));
        self.code_on_the_screen()
    }

    /// The invitation on the screen, as the part of a link after `#`.
    fn code_on_the_screen(&self) -> String {
        let code = "return [...document.querySelectorAll('p[translate=no]')].map((code) => code.innerText)[0]";
        let code = self.hand.browser.script(code, vec![]);
        Invitation::read(code.as_str().unwrap_or_default()).expect("the code on the screen reads").fragment()
    }

    /// Invites a peer where there is no relay. Returns the part of the link after `#`, and the file with its name.
    pub fn invites_by_file(&self) -> (String, String, Vec<u8>) {
        let hand = &self.hand;
        self.open("#/me/share");
        hand.tap(hand.say(SHARE.invite));
        hand.choose(hand.say(INVITE.role), hand.say(INVITE.peer));
        hand.tap(hand.say(INVITE.make));
        hand.sees(hand.say(INVITE.by_file));
        let code = self.code_on_the_screen();
        let (name, file) = hand.downloads_bytes(|| hand.tap(hand.say(SHARE.save_file)));
        (code, name, file)
    }

    /// Comes in by a code and a file on an empty phone, as the partner of the same cast; ends on Today.
    pub fn comes_in_by_file(&self, address: &str, code: &str, (name, file): (&str, &[u8])) {
        let hand = &self.hand;
        hand.visit(address);
        self.in_their_language();
        hand.visit("about:blank");
        hand.visit(&format!("{address}#{code}"));
        hand.sees(hand.say(JOIN.no_relay));
        hand.give_file(hand.say(JOIN.with_file), name, file);
        hand.sees(&JOIN.into.fill(hand.language, &[("name", self.cast.community)]));
        hand.choose(hand.say(JOIN.who), self.cast.partner);
        hand.tap(hand.say(JOIN.come_in));
        self.at_heading(hand.say(TODAY.title));
        hand.saved();
    }

    /// Comes in by a link on an empty phone, as the partner of the same cast; ends on Today.
    pub fn comes_in(&self, link: &str) {
        self.comes_in_as(link, |hand| hand.choose(hand.say(JOIN.who), self.cast.partner));
    }

    /// Comes in by a link on an empty phone under a name that nobody here has yet; ends on Today.
    pub fn comes_in_new(&self, link: &str, name: &str) {
        self.comes_in_as(link, |hand| {
            hand.choose(hand.say(JOIN.who), hand.say(JOIN.new_one));
            hand.write(hand.say(JOIN.name), name);
        });
    }

    fn comes_in_as(&self, link: &str, says_who: impl Fn(&Hand<'_>)) {
        let hand = &self.hand;
        let language = hand.language;
        hand.visit(link);
        let title = |language| JOIN.title.get(language);
        hand.until("see the invitation's page", || match self.heading() {
            heading if Language::ALL.into_iter().any(|language| heading == title(language)) => Ok(()),
            heading => Err(heading),
        });
        // A browser that asks for the other language: the header has the switch.
        if self.heading() != title(language) {
            hand.tap(language.own_name());
        }
        hand.sees(&JOIN.into.fill(language, &[("name", self.cast.community)]));
        says_who(hand);
        hand.tap(hand.say(JOIN.come_in));
        self.at_heading(hand.say(TODAY.title));
        hand.saved();
    }
}
