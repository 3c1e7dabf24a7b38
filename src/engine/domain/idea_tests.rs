use super::*;
use crate::domain::own_idea::OwnIdea;

fn own(short: &str, name: &str, category: Category, bring: &str, minutes: u32) -> Idea {
    let mut own = OwnIdea { name: name.into(), category: Some(category), bring: bring.into(), ..OwnIdea::begin() };
    own.parts[1].minutes = minutes;
    Idea { id: format!("x.{short}"), ..own.idea(short) }
}

fn ids(ideas: &[Idea], wish: &Wish) -> Vec<String> {
    let here = Here {
        used: &|id| usize::from(id == "x.film") * 3,
        asked: &|category| if category == Category::DailyLife { 2 } else { 0 },
        favourite: &|id| id == "x.walk",
    };
    offered(ideas, wish, &here).into_iter().map(|idea| idea.id.replace("x.", "")).collect()
}

#[test]
fn each_wish_narrows_the_ideas() {
    let mut ideas = vec![
        own("walk", "A walk", Category::HealthyLiving, "Shoes", 35),
        own("film", "Film", Category::Entertainment, "A film\nTea\nChairs", 65),
        own("soup", "Soup", Category::DailyLife, "A pot\nSalt", 35),
        own("bread", "Bread", Category::DailyLife, "Flour\nSalt\nA bowl", 20),
    ];
    ideas[1].familiar = true;
    ideas[2].familiar = true;
    let check = |wish: Wish, expect: &[&str]| assert_eq!(ids(&ideas, &wish), expect, "{wish:?}");
    let any = Wish::default;
    check(any(), &["soup", "film"]);
    check(Wish { category: Some(Category::DailyLife), ..any() }, &["soup", "bread"]);
    check(Wish { new_here: true, ..any() }, &["soup", "walk", "bread"]);
    check(Wish { asked_for: true, ..any() }, &["soup", "bread"]);
    check(Wish { favourite: true, ..any() }, &["walk"]);
    check(Wish { little: true, ..any() }, &["soup", "walk"]);
    check(Wish { minutes: Some(45), ..any() }, &["bread"]);
    check(Wish { words: "SALT bowl".into(), ..any() }, &["bread"]);
}
