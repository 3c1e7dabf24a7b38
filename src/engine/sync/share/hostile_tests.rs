//! A relay, a network or a member that means harm, against two real phones. Each attack is refused or shown, and harms
//! nothing: what was there stays, and with an honest relay the community goes on.

use relay::wire::{About, Page};
use relay::{CardId, Item};

use super::courier::tests::{AT, Phone, Relay, pair};
use super::{Altered, NotTaken};
use super::{hostile_guidance, hostile_items, hostile_log, hostile_members, hostile_roles};
use crate::domain::fields::planning;
use crate::merge::Edit;

/// What both phones hold before an attack.
pub const BEFORE: &str = "一起包饺子";

/// Two phones that hold the same, and an honest relay.
pub struct World {
    pub one: Phone,
    pub two: Phone,
    pub relay: Relay,
    /// The attack has the second phone removed in an honest way.
    pub two_is_gone: bool,
}

/// An attack, by its name.
pub type Attack = (&'static str, fn(&mut World));

impl World {
    fn new() -> World {
        let (mut one, mut two, mut relay) = pair();
        two.sync(&mut relay);
        one.sync(&mut relay);
        two.sync(&mut relay);
        World { one, two, relay, two_is_gone: false }
    }

    /// The first phone writes so many items, and the honest relay has them; the second phone does not yet.
    pub fn news(&mut self, words: &[&str]) -> Vec<Item> {
        let before = self.relay.log.len();
        for words in words {
            self.one.edit(Edit::write(planning::theme(), *words));
            self.one.sync(&mut self.relay);
        }
        self.relay.log[before..].to_vec()
    }

    /// A page for the second phone with these items, put together as a relay would that means harm.
    pub fn page(&mut self, items: Vec<Item>) -> Page {
        let at = self.two.courier().relay().clone();
        let about = About {
            log: at.log,
            after: at.after,
            last: at.after + items.len() as u64,
            rolling: items.iter().fold(at.rolling, |rolling, item| rolling.then(item.hash())),
            ticket: at.ticket,
            received: vec![AT; items.len()],
        };
        Page { about, items }
    }

    /// The second phone is told a page; what it refused of it.
    pub fn tells(&mut self, page: Page) -> Result<Vec<NotTaken>, Altered> {
        // On the wire, as it would come.
        let page = Page::parse(&page.bytes()).expect("a page");
        let came = self.two.courier().pulled(page, AT)?;
        let refused = came.refused.clone();
        self.two.lets_in(came);
        Ok(refused)
    }

    /// The second phone is told these items, in a page that looks as it should.
    pub fn tells_items(&mut self, items: &[Item]) -> Vec<NotTaken> {
        let page = self.page(items.to_vec());
        self.tells(page).expect("the page looks as it should")
    }

    pub fn first(&mut self) -> CardId {
        self.one.courier().share().me()
    }

    pub fn second(&mut self) -> CardId {
        self.two.courier().share().me()
    }

    /// How many items wait on the second phone.
    pub fn waits(&mut self) -> usize {
        self.two.courier().share().waiting()
    }
}

/// Other bytes than before, as an item where they are one.
pub fn changed(item: &Item, change: impl FnOnce(&mut Vec<u8>)) -> Item {
    let mut bytes = item.bytes();
    change(&mut bytes);
    Item::parse(&bytes).expect("it still has the form of an item")
}

fn plays(name: &str, attack: fn(&mut World)) {
    let mut world = World::new();
    let (one, two) = (world.one.items.clone(), world.two.items.clone());
    attack(&mut world);
    for (phone, earlier) in [(&world.one, &one), (&world.two, &two)] {
        assert!(earlier.iter().all(|(key, row)| phone.items.get(key) == Some(row)), "{name}: what was there stays");
    }
    // From now on the relay is honest again.
    world.one.edit(Edit::write(planning::theme(), "做汤圆"));
    world.one.sync(&mut world.relay);
    if !world.two_is_gone {
        world.two.sync(&mut world.relay);
        assert!(world.two.theme().starts_with("做汤圆"), "{name}: what the first writes arrives");
        world.two.edit(Edit::write(planning::theme(), "我们做汤圆"));
        world.two.sync(&mut world.relay);
        world.one.sync(&mut world.relay);
        assert_eq!(world.one.theme(), "我们做汤圆", "{name}: what the second writes arrives");
        assert_eq!(world.two.theme(), "我们做汤圆", "{name}");
        assert_eq!(world.two.courier().waits_to_send(), 0, "{name}");
        assert_eq!(world.one.courier().share().access(), world.two.courier().share().access(), "{name}");
    }
    assert!(world.one.theme().ends_with("做汤圆"), "{name}");
    assert_eq!(world.one.courier().waits_to_send(), 0, "{name}");
}

fn all(attacks: &[Attack]) {
    let harms = |(name, attack): &&Attack| std::panic::catch_unwind(|| plays(name, *attack)).is_err();
    let harmful: Vec<&str> = attacks.iter().filter(harms).map(|(name, _)| *name).collect();
    assert!(harmful.is_empty(), "{harmful:#?}");
}

#[test]
fn attacks_on_the_log_are_refused_or_shown() {
    all(&hostile_log::ATTACKS);
}

#[test]
fn attacks_with_single_items_are_refused_or_shown() {
    all(&hostile_items::ATTACKS);
}

#[test]
fn attacks_by_members_are_refused_or_shown() {
    all(&hostile_members::ATTACKS);
}

#[test]
fn attacks_on_guidance_are_refused_or_shown() {
    all(&hostile_guidance::ATTACKS);
}

#[test]
fn what_a_role_may_not_write_is_set_aside() {
    all(&hostile_roles::ATTACKS);
}

#[test]
fn there_are_many_of_them_and_each_has_its_own_name() {
    let all = hostile_log::ATTACKS.iter().chain(&hostile_items::ATTACKS).chain(&hostile_members::ATTACKS);
    let all = all.chain(&hostile_guidance::ATTACKS);
    let names: std::collections::BTreeSet<&str> = all.map(|(name, _)| *name).collect();
    let many = hostile_log::ATTACKS.len() + hostile_items::ATTACKS.len() + hostile_members::ATTACKS.len();
    let many = many + hostile_guidance::ATTACKS.len();
    assert_eq!(names.len(), many);
    assert!(many >= 25, "{many}");
}
