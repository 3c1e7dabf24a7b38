//! Who belongs: people with their phones, open invitations, those who were removed; and removing somebody.

use engine::domain::Id;
use engine::words::share::SHARE;
use leptos::prelude::*;
use relay::access::Of;
use relay::{CardId, Role};

use super::parts::*;
use super::share::role_words;
use super::{language, live, say, say_with};
use crate::browser;
use crate::sharing::told::Relay;
use crate::sharing::{self, deeds};
use crate::shell::{Shell, shell};

/// A line of the list.
#[derive(Clone, Debug, PartialEq)]
struct Line {
    card: CardId,
    of: Of,
    person: Option<Id>,
    /// The person's so-manieth phone, where there are more.
    nth: usize,
    role: Role,
    until: Option<i64>,
    gone: bool,
    mine: bool,
    /// A copied phone left it.
    left: bool,
    late: bool,
}

fn lines() -> Vec<Line> {
    sharing::with(|courier| {
        let share = courier.share();
        let here = share.here();
        let mut lines: Vec<Line> = Vec::new();
        for (card, held) in share.access().held() {
            let invited = held.of == Of::Invitation;
            let over = held.until.is_some_and(|until| until < browser::now().ms);
            if held.of == Of::Recovery || (invited && (held.gone || over)) {
                continue;
            }
            let person = held.person.as_deref().and_then(Id::parse);
            let left = share.was_left(card) && card != share.me();
            let same = |line: &&Line| line.of == Of::Device && line.person == person && !line.gone && !line.left;
            let nth = if left { 1 } else { lines.iter().filter(same).count() + 1 };
            let late = held.gone && here.get(&card).is_some_and(|number| !share.counts(card, *number));
            let mine = card == share.me();
            let (role, until, gone) = (held.role, held.until, held.gone);
            lines.push(Line { card, of: held.of, person, nth, role, until, gone, mine, left, late });
        }
        engine::domain::order::sort(&mut lines, |a, b| {
            let place = |line: &Line| (line.gone, line.left, line.of == Of::Invitation, line.role, line.nth);
            place(a).cmp(&place(b))
        });
        lines
    })
    .unwrap_or_default()
}

impl Line {
    fn name(&self, shell: Shell) -> String {
        let person = self.person.as_ref().map(|id| shell.alias(id)).filter(|alias| !alias.is_empty());
        if self.of == Of::Invitation {
            return SHARE.open_invitation.get(language()).to_owned();
        }
        let name = person.unwrap_or_else(|| SHARE.unknown.get(language()).to_owned());
        match self.nth {
            1 => name,
            nth => format!("{name} · {}", SHARE.second.fill(language(), &[("n", &nth.to_string())])),
        }
    }

    fn state(&self) -> String {
        let role = role_words(self.role).get(language()).to_owned();
        let more = match self {
            Line { gone: true, .. } => Some(SHARE.left.get(language()).to_owned()),
            Line { left: true, .. } => Some(SHARE.before_copy.get(language()).to_owned()),
            Line { mine: true, .. } => Some(SHARE.this_phone.get(language()).to_owned()),
            Line { person: Some(person), of: Of::Device, .. } if here_now(person) => {
                Some(SHARE.here_now.get(language()).to_owned())
            }
            Line { until: Some(until), of: Of::Invitation, .. } => {
                Some(SHARE.until.fill(language(), &[("time", &day_and_time(*until))]))
            }
            _ => None,
        };
        [Some(role), more].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}

/// Whether somebody is at one of their phones just now.
fn here_now(person: &Id) -> bool {
    shell().present.with(|present| present.iter().any(|(other, _)| other == person))
}

/// A coordinator may remove anybody; everybody their own phones and the invitations they made.
fn may_remove(line: &Line) -> bool {
    sharing::with(|courier| {
        let access = courier.share().access();
        let Some(mine) = access.of(courier.share().me()).filter(|mine| !mine.gone) else { return false };
        let own = line.person.is_some() && line.person.as_ref().map(Id::as_str) == mine.person.as_deref();
        let made =
            access.of(line.card).is_some_and(|held| held.of == Of::Invitation && held.by == courier.share().me());
        mine.role == Role::Coordinator || own || made
    })
    .unwrap_or_default()
}

/// How many other phones belong.
fn others_belong(lines: &[Line]) -> usize {
    lines.iter().filter(|line| line.of == Of::Device && !line.gone && !line.mine).count()
}

/// Every phone of that person which belongs here, this card's first.
fn all_phones(line: &Line) -> Vec<CardId> {
    let others = sharing::with(|courier| {
        let access = courier.share().access();
        let same = |held: &relay::access::Held| held.person.as_deref() == line.person.as_ref().map(Id::as_str);
        let counts = |card: CardId| card != line.card && !courier.share().was_left(card);
        let present = access.present().filter(|(card, held)| held.of == Of::Device && same(held) && counts(*card));
        present.map(|(card, _)| card).collect::<Vec<_>>()
    });
    // All of one's own goes by leaving, from this phone's own line.
    let other = |cards: &Vec<CardId>| line.mine || !cards.iter().any(|card| is_me(*card));
    let known = line.of == Of::Device && line.person.is_some();
    let others = others.filter(|cards| known && other(cards)).unwrap_or_default();
    [line.card].into_iter().chain(others).collect()
}

fn is_me(card: CardId) -> bool {
    sharing::with(|courier| courier.share().me() == card) == Some(true)
}

/// Whether nobody else who belongs here is a coordinator once these are gone.
fn leaves_nobody_to_lead(gone: &[CardId]) -> bool {
    let stay = sharing::with(|courier| {
        let access = courier.share().access();
        let leads = |held: &relay::access::Held| held.of == Of::Device && held.role == Role::Coordinator;
        access.present().any(|(card, held)| leads(held) && !gone.contains(&card))
    });
    stay == Some(false)
}

/// A day and a time in words.
pub fn day_and_time(ms: i64) -> String {
    let at = browser::now().local(ms);
    format!("{} {}", browser::short_date(language(), at.date()), browser::time(at.time()))
}

/// The list.
#[component]
pub fn Belongs() -> impl IntoView {
    let shell = shell();
    let lines = Memo::new(move |_| {
        shell.sharing.track();
        shell.heard.track();
        lines()
    });
    let asked = RwSignal::new(None::<Line>);
    let said = RwSignal::new(None::<engine::words::Phrase>);
    let remove = move |line: &Line, cards: Vec<CardId>| {
        let done_words = match line {
            Line { mine: true, .. } => SHARE.left_now,
            Line { of: Of::Invitation, .. } => SHARE.taken_back,
            _ => SHARE.removed,
        };
        leptos::task::spawn_local(async move {
            let done = deeds::remove(shell, cards).await;
            said.try_set(Some(if done { done_words } else { SHARE.remove_failed }));
            asked.try_set(None);
        });
    };
    let accept = move |card: CardId| {
        leptos::task::spawn_local(async move {
            let done = deeds::accept(shell, card).await;
            said.try_set(Some(if done { SHARE.accepted } else { SHARE.remove_failed }));
        });
    };
    let row = move |line: Line| {
        let (of_name, of_state) = (line.clone(), line.clone());
        let ask = line.clone();
        let gone = matches!(shell.sharing.get_untracked().relay, Relay::Gone | Relay::TooLate);
        // Who is here alone leaves nobody.
        let alone = line.mine && lines.with_untracked(|lines| others_belong(lines) == 0);
        let removable = !line.gone && !gone && !alone && may_remove(&line);
        let label = match &line {
            Line { mine: true, .. } => SHARE.leave,
            Line { of: Of::Invitation, .. } => SHARE.take_back,
            _ => SHARE.remove,
        };
        let (late, card) = (line.late, line.card);
        view! {
            <PersonRow name=move || of_name.name(shell) state=move || of_state.state()>
                {removable.then(|| view! {
                    <Button label=label on_press=move |()| asked.set(Some(ask.clone())) small=true/>
                })}
                // Below the button that was tapped: on a small screen it would not be seen elsewhere.
                {live(move || asked.get().filter(|line| line.card == card).map(|line| view! {
                    <Sure line=line.clone() on_no=move |()| asked.set(None) on_yes=move |cards| remove(&line, cards)/>
                }))}
                {late.then(|| view! {
                    <p class="quiet">{say(SHARE.late)}</p>
                    <Button label=SHARE.accept on_press=move |()| accept(card) small=true/>
                })}
            </PersonRow>
        }
    };
    view! {
        <Section title=SHARE.devices>
            <div role="status">{live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}</div>
            <PersonList>
                {move || lines.get().into_iter().map(row).collect_view()}
            </PersonList>
        </Section>
    }
}

/// What it means to remove somebody, or to leave; one phone, or all of that person's.
#[component]
fn Sure(line: Line, #[prop(into)] on_no: Callback<()>, #[prop(into)] on_yes: Callback<Vec<CardId>>) -> impl IntoView {
    let (name, card, mine) = (line.name(shell()), line.card, line.mine);
    let person = line.person.as_ref().map(|id| shell().alias(id)).unwrap_or_default();
    let (title, no, lines) = match &line {
        Line { mine: true, .. } => {
            (SHARE.leave_sure, SHARE.leave_no, vec![SHARE.leave_stays, SHARE.leave_nothing, SHARE.leave_back])
        }
        Line { of: Of::Invitation, .. } => (SHARE.take_back_sure, SHARE.take_back_no, vec![SHARE.take_back_what]),
        _ => (SHARE.remove_sure, SHARE.remove_no, vec![SHARE.remove_opens, SHARE.remove_seen]),
    };
    let title = say_with(title, move || vec![("name", name.clone())]);
    let all = all_phones(&line);
    let twins = sharing::with(|courier| courier.share().and_twins(&[card]).len() > 1) == Some(true);
    let nobody_leads = line.of == Of::Device && leaves_nobody_to_lead(&all);
    let many = all.len();
    let of_all = say_with(if mine { SHARE.leave_all } else { SHARE.remove_all }, move || {
        vec![("name", person.clone()), ("n", many.to_string())]
    });
    let yes = match (&line, many > 1) {
        (Line { mine: true, .. }, true) => SHARE.leave_one,
        (Line { mine: true, .. }, false) => SHARE.leave_yes,
        (Line { of: Of::Invitation, .. }, _) => SHARE.take_back_yes,
        (_, true) => SHARE.remove_one,
        (_, false) => SHARE.remove_yes,
    };
    view! {
        <Card title=title>
            {lines.into_iter().map(|line| view! { <p>{say(line)}</p> }).collect_view()}
            {twins.then(|| view! { <p>{say(SHARE.remove_twin)}</p> })}
            {nobody_leads.then(|| view! { <Note tone=Tone::Care><p>{say(SHARE.nobody_leads)}</p></Note> })}
            <Actions>
                <Button label=no on_press=move |()| on_no.run(()) kind=Kind::Primary/>
                <Button label=yes on_press=move |()| on_yes.run(vec![card]) icon=Icon::Trash/>
                {(many > 1).then(|| view! { <Button label=of_all on_press=move |()| on_yes.run(all.clone()) icon=Icon::Trash/> })}
            </Actions>
        </Card>
    }
}
