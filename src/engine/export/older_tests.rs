//! Tables of older sessions: what is read, what is named, and that the same table never comes in twice.

use chrono::NaiveTime;

use super::*;
use crate::domain::Now;
use crate::domain::plan::Category;
use crate::domain::record::Worry;
use crate::domain::session::State;
use crate::merge::{Clock, Document, Edit, read as fold};
use crate::sync::acts::older::bring_in;

const NOW: Now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };

fn community() -> Community {
    let mut community = fold::community(&Document::new(Id::new(Kind::Community, &[1; 10]), 1));
    let venue = crate::domain::community::Venue { name: "康复站".into(), ..Default::default() };
    community.venues.insert("v1".into(), venue);
    community
}

fn people() -> Vec<Person> {
    let person = |number: u8, role, alias: &str| Person::new(Id::new(Kind::Person, &[number; 10]), role, alias);
    vec![person(1, Role::Peer, "小林"), person(2, Role::Member, "阿梅")]
}

fn look(table: &str, sessions: &[SessionSummary], adds: bool) -> Older {
    let (community, people) = (community(), people());
    let known = |id: &Id| people.iter().any(|one| one.id == *id) || sessions.iter().any(|one| one.id == *id);
    let here = Here { community: &community, people: &people, sessions, known: &known, adds, today: NOW.today() };
    read(table, &here).expect("a table")
}

/// The sessions that a table becomes.
fn brought(older: &Older) -> Vec<crate::domain::session::Session> {
    let (community, people) = (community(), people());
    let all = older.good.documents();
    let part = |part| bring_in(&older.good, part, &community.id, Some(&people[0].id), &NOW);
    let changes = part(0..all);
    assert_eq!((changes.len(), part(all..all + 9).len()), (all, 0));
    assert_eq!([part(0..1), part(1..all)].concat(), changes);
    // They are handed over as values.
    assert!(changes.iter().flat_map(|(_, edits)| edits).all(|edit| matches!(edit, Edit::Set(..))));
    let sessions = changes.into_iter().filter(|(id, _)| id.kind() == Kind::Session).map(|(id, edits)| {
        let (mut document, mut clock) = (Document::new(id, 1), Clock::new("d"));
        edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, NOW.ms, None)));
        fold::session(&document, &NOW)
    });
    sessions.collect()
}

const TABLE: &str = "\u{feff}日期,开始时间,时长（分钟）,类别,主题,地点,形式,带领者,协助者,到场人数,到场的人,有没有让人担心的事,备注\r\n\
    2013-07-05,14:00,60,日常生活技能,包饺子,康 复站,小组讨论、角色扮演,小林,老陈,12,阿梅、大刘,没有,大家都笑了\r\n\
    2013/7/19,下午2点,90分钟,4,看电影,文化宫,看片会,老陈,,,,,\r\n\
    昨天,14:00,60,,唱歌,,,,,,,,\r\n\
    2013-08-02,25:00,60,,唱歌,,,,,,,,\r\n\
    2013-08-02,23:30,60,,唱歌,,,,,,,,\r\n\
    2013-08-02,14:00,很久,,唱歌,,,,,,,,\r\n\
    2013-08-02,,,打球,唱歌,,,,,,,,\r\n\
    2013-08-02,,,,,,,,,,,,\r\n\
    2013-08-02,,,,唱歌,,,,,1,阿梅、大刘,,\r\n\
    2013-08-02,,,,唱歌,,,小林,小 林,,,,\r\n\
    2013-07-05,14:00,60,,包 饺子,,,,,,,,\r\n\
    2033-01-01,14:00,60,,唱歌,,,,,,,,\r\n\
    2013-08-02,,,,唱歌,,,,,,,也许,\r\n\
    ,,,,,,,,,,,,\r\n\
    2013-08-16,,45,,散步,,,,,8,,,\r\n";

#[test]
fn good_rows_become_closed_records_and_bad_rows_are_named() {
    let older = look(TABLE, &[], true);
    let expect = [
        (4, Fault::Day("昨天".into())),
        (5, Fault::Time("25:00".into())),
        (6, Fault::Midnight),
        (7, Fault::Number(OLDER_COLUMNS.minutes, "很久".into())),
        (8, Fault::Value(OLDER_COLUMNS.category, "打球".into())),
        (9, Fault::NoTheme),
        (10, Fault::Fewer(2, 1)),
        (11, Fault::OneTwice("小林".into())),
        (12, Fault::Twice(2)),
        (13, Fault::ToCome("2033-01-01".into())),
        (14, Fault::Value(OLDER_COLUMNS.worry, "也许".into())),
    ];
    assert_eq!(older.bad, expect);
    let new: Vec<_> = older.good.people.iter().map(|(named, role)| (named.alias.as_str(), *role)).collect();
    assert_eq!(new, [("老陈", Role::Peer), ("大刘", Role::Member)]);
    assert_eq!(older.good.venues.values().collect::<Vec<_>>(), ["文化宫"], "康复站 is on the list");
    assert_eq!(older.good.formats.values().collect::<Vec<_>>(), ["看片会"]);

    let sessions = brought(&older);
    let [first, second, third] = sessions.as_slice() else { panic!("{} sessions", sessions.len()) };
    let line = first.summary();
    assert_eq!((line.state, line.minutes, line.theme.as_str()), (State::Closed, Some(60), "包饺子"));
    assert!(line.is_held() && line.is_brought());
    assert_eq!((line.venue.as_str(), line.category), ("康复站", Some(Category::DailyLife)));
    assert_eq!((line.came.len(), line.came_count()), (2, Some(12)));
    assert_eq!(line.lead, Some(people()[0].id.clone()));
    let figures = line.figures.expect("figures");
    assert_eq!(figures.formats, [Format::GroupDiscussion, Format::RolePlay]);
    assert_eq!((figures.worry, figures.closed), (Some(Worry::No), None), "nobody knows when it was written");
    assert_eq!(first.record.form.happened, "大家都笑了");
    assert_eq!(first.record.brought.as_ref().map(|brought| brought.at), Some(NOW.ms));

    let line = second.summary();
    assert_eq!((line.start, line.minutes), (NaiveTime::from_hms_opt(14, 0, 0), Some(90)));
    assert_eq!(line.came_count(), None, "nothing is said of who came");
    assert_eq!(
        (third.summary().minutes, third.summary().came_count()),
        (Some(45), Some(8)),
        "it began at an unknown time"
    );
}

#[test]
fn the_same_table_again_changes_nothing() {
    let first = look(TABLE, &[], true);
    let lines: Vec<SessionSummary> = brought(&first).iter().map(|session| session.summary()).collect();
    let again = look(TABLE, &lines, true);
    assert_eq!((again.good, again.here), (Bringing::default(), 3));
    // On another phone the same table makes the same documents.
    let other = look(TABLE, &[], true);
    assert_eq!(other.good, first.good);
    assert_eq!(brought(&other), brought(&first));
    // A session that was run with the app is not brought in beside itself.
    let mut run = lines[0].clone();
    run.id = Id::new(Kind::Session, &[9; 10]);
    assert_eq!(look(TABLE, &[run], true).here, 1);
}

#[test]
fn two_sessions_of_one_day_without_theme_and_time_are_two() {
    let table = "日期,类别,地点,带领者\r\n\
        2013-08-02,4,,\r\n\
        2013-08-02,5,,\r\n\
        2013-08-02,5,文化宫,小林\r\n\
        2013-08-02,5,文 化宫,小 林\r\n";
    let first = look(table, &[], true);
    assert_eq!((first.good.sessions.len(), first.bad.as_slice()), (3, [(5, Fault::Twice(4))].as_slice()));
    let lines: Vec<SessionSummary> = brought(&first).iter().map(|session| session.summary()).collect();
    let again = look(table, &lines, true);
    assert_eq!((again.good.sessions.len(), again.here), (0, 3), "the same table again adds nothing");
    // What came in under the name that went by day alone is known still, also where its venue was mended since.
    let mut old = lines[0].clone();
    let before = [NaiveDate::from_ymd_opt(2013, 8, 2).expect("a day").to_string(), String::new(), String::new()];
    old.id = id_of(Kind::Session, &community().id, &before.each_ref().map(String::as_str));
    old.venue = "康复站".into();
    let again = look(table, &[old], true);
    assert_eq!((again.good.sessions.len(), again.here), (2, 1), "and the others come in now");
}

#[test]
fn whoever_is_not_known_is_added_or_their_rows_are_left_out() {
    let older = look(TABLE, &[], false);
    assert!(older.good.people.is_empty());
    assert_eq!(older.good.sessions.len(), 1, "only the walk names nobody");
    assert!(older.bad.contains(&(2, Fault::Unknown("老陈".into()))));
}

#[test]
fn the_empty_table_and_the_tables_for_evaluation_read_back() {
    for language in Language::ALL {
        assert_eq!(look(&template(language), &[], true), Older::default());
        let row = format!("{}2013-07-05,,,,Cooking,,,,,,,,\r\n", template(language));
        assert_eq!(look(&row, &[], true).good.sessions.len(), 1);
    }
    // What leaves as CSV comes back: field names, stored names, and the mark before what looks like a formula.
    let table = "session,date,start,minutes,category,formats,theme,lead,worry,lead_alias\r\n\
        S0001,2013-07-05,14:00,60,self,role_play; lecture,'=1+1,P001,not_sure,小林\r\n";
    let older = look(table, &[], true);
    assert_eq!(older.bad, []);
    let session = &older.good.sessions[0];
    assert_eq!((session.theme.as_str(), session.category), ("=1+1", Some(Category::OneSelf)));
    assert_eq!(session.formats, [Format::RolePlay, Format::Lecture]);
    assert_eq!(session.worry, Some(Worry::NotSure));
    assert_eq!(session.lead.as_ref().map(|lead| lead.id.clone()), Some(people()[0].id.clone()));
    for sign in ['=', '+', '-', '@', '＝', '＋', '－', '＠'] {
        let older = look(&table.replace("'=1+1", &format!("'{sign}1+1")), &[], true);
        assert_eq!(older.good.sessions[0].theme, format!("{sign}1+1"));
    }
    let quoted = look(&table.replace("'=1+1", "'Own' words"), &[], true);
    assert_eq!(quoted.good.sessions[0].theme, "'Own' words", "a mark of their own stays");
}

#[test]
fn what_is_no_table_of_sessions_is_said() {
    let (community, people) = (community(), people());
    let here = Here {
        community: &community,
        people: &people,
        sessions: &[],
        known: &|_| false,
        adds: true,
        today: NOW.today(),
    };
    assert_eq!(read("Name,Role\nMei,Peer", &here), Err(NotATable::NoDayColumn));
    assert_eq!(read("PK\u{3}\u{4}", &here), Err(NotATable::Unreadable));
    assert_eq!(read("", &here), Err(NotATable::Unreadable));
    let long = format!("Date;Theme\n2013-07-05;{}\n", "长".repeat(201));
    assert_eq!(read(&long, &here).expect("a table").bad, [(2, Fault::Long(OLDER_COLUMNS.theme))]);
}

#[test]
fn a_thousand_rows_are_read_at_once() {
    let mut table = template(Language::English);
    for number in 0..1000 {
        let day = NaiveDate::from_ymd_opt(2013, 7, 1).expect("a day") + chrono::Duration::days(number);
        table += &format!(
            "{day},14:00,60,{},Theme {number},Hall,Lecture,Lin,Chen,12,M{:02};M{:02},No,\r\n",
            number % 8 + 1,
            number % 50,
            (number + 7) % 50
        );
    }
    let older = look(&table, &[], true);
    assert_eq!((older.good.sessions.len(), older.bad.len(), older.good.people.len()), (1000, 0, 52));
}
