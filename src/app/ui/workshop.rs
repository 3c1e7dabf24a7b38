//! The workshop: every part in every state, in both languages, four themes and five sizes. Development builds only.

use chrono::{NaiveDate, NaiveTime};
use engine::domain::plan::Category;
use engine::sync::{Fault, SaveState};
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use super::icon::Glyph;
use super::parts::*;
use super::{LanguageSwitch, say};
use crate::browser;

const fn both(en: &'static str, zh: &'static str) -> Phrase {
    Phrase { en, zh }
}

const HELP: FieldHelp = FieldHelp::new(both("So that the doctor finds it.", "方便医生找到。"))
    .how(both("A few words are enough.", "几个字就可以。"))
    .example(both("We made dumplings.", "一起包饺子。"));

/// The whole page.
#[component]
pub fn Workshop() -> impl IntoView {
    if use_context::<LanguageSwitch>().is_none() {
        let language = RwSignal::new(Language::Chinese);
        provide_context(language);
        let switch = move |to: Language| {
            browser::set_root("lang", to.tag());
            language.set(to);
        };
        provide_context(LanguageSwitch(Callback::new(switch)));
    }
    let look = |name: &'static str, values: &'static [&'static str]| {
        let one = move |value: &'static str| {
            view! { <Button label=value on_press=move || browser::set_root(name, value) small=true/> }
        };
        view! { <div class="cluster">{values.iter().copied().map(one).collect_view()}</div> }
    };
    view! {
        <Banner text=both("No network. Everything works.", "没有网络。一切照常。")/>
        <Page
            title=both("Workshop", "样板间")
            back=Back::to("#/", both("Back", "返回"))
            place=Tab::Sessions
            save=Signal::stored(SaveState::Saved(1_795_500_000_000))
        >
            {look("data-theme", &["light", "dark", "calm", "contrast", "system"])}
            {look("data-scale", &["100", "125", "150", "175", "200"])}
            <Buttons/>
            <Words/>
            <Fields/>
            <Choosing/>
            <Lists/>
            <Status/>
            <Paper/>
            <Storage/>
            <Section title="Icons">
                <div class="cluster">{Icon::ALL.iter().map(|icon| view! { <Glyph icon=*icon/> }).collect_view()}</div>
            </Section>
        </Page>
    }
}

/// For the tests: the storage contract, where the workshop stands alone; many sessions, where a community is open.
#[component]
fn Storage() -> impl IntoView {
    use crate::shell::Shell;
    let result = RwSignal::new(String::new());
    let Some(shell) = use_context::<Shell>() else {
        leptos::task::spawn_local(async move { result.set(disk::contract::contract_in_browser().await) });
        return view! {
            <Section title=both("Storage contract", "存储约定")><pre id="contract-result" class="lines">{result}</pre></Section>
        }
        .into_any();
    };
    let all = RwSignal::new(0);
    let make = move |()| {
        leptos::task::spawn_local(async move {
            let made = make_sessions(shell, 1000).await;
            all.update(|all| *all += made);
            result.set(all.get_untracked().to_string());
        })
    };
    view! {
        <Section title=both("Many sessions", "很多活动")>
            <div id="make-sessions"><Button label=both("Make 1,000 sessions", "新建 1000 次活动") on_press=make/></div>
            <p id="sessions-made">{result}</p>
        </Section>
    }
    .into_any()
}

/// Makes past sessions by the machine's own way, every other week back from today; returns how many.
async fn make_sessions(shell: crate::shell::Shell, wanted: usize) -> usize {
    use engine::domain::Kind as Document;
    use engine::sync::acts::practice;
    let (ideas, begun) = (crate::library::ideas().await, browser::now());
    let mut count = 0;
    while count < wanted {
        let back = (count as i64) * 2 * 24 * 3_600_000;
        let then = engine::domain::Now { ms: begun.ms - back, ..begun };
        let before = count;
        for document in practice::make(Language::Chinese, &ideas, &then).documents {
            match document.id.kind() {
                Document::Session if count < wanted => {
                    shell.edit(&shell.new_id(Document::Session), document.edits, None);
                    count += 1;
                }
                Document::Person if before == 0 => shell.edit(&document.id, document.edits, None),
                _ => {}
            }
        }
        if count == before {
            break;
        }
        crate::boot::leave::pause(0).await;
    }
    count
}

#[component]
fn Buttons() -> impl IntoView {
    let pressed = RwSignal::new(true);
    view! {
        <Section title=both("Buttons", "按钮")>
            <Actions>
                <Button label=both("Next part", "下一部分") on_press=|| () kind=Kind::Primary icon=Icon::Next/>
                <Button label=both("Five more minutes", "再来 5 分钟") on_press=|| () describe=both("The next part moves too.", "下一部分也往后挪。")/>
                <LinkButton label=both("Call the doctor", "打给医生") href="tel:120" kind=Kind::Help icon=Icon::Phone/>
                <Button label=both("Write later", "晚点写") on_press=|| () kind=Kind::Quiet/>
                <Button label=both("Pressed", "按下") on_press=move || pressed.update(|on| *on = !*on) pressed=pressed/>
            </Actions>
        </Section>
    }
}

#[component]
fn Words() -> impl IntoView {
    view! {
        <Section title=both("Words", "文字")>
            <p class="lead">{say(both("Well done today, thank you both.", "今天辛苦了，谢谢你们俩。"))}</p>
            <p class="quiet">{say(both("Only people who hold this phone can see this.", "只有拿着这台手机的人能看到。"))}</p>
            <Note>{say(both("Two are not written yet. You can submit the rest.", "有两次还没写。可以先提交其余的。"))}</Note>
            <Note tone=Tone::Ok>{say(both("Both confirmed.", "两人都已确认。"))}</Note>
            <Note tone=Tone::Care>{say(both("This date is far away. Please check the year.", "这个日期有点远。请看看年份。"))}</Note>
            <Quote text="我今天第一次开口唱歌。" who=both("Somebody", "一位组员")/>
            <Help why=both("So that nothing is lost.", "这样不会丢。") example=both("At half past two.", "两点半。")/>
            <ReadAloud text=both("Welcome, everyone.", "欢迎大家。")/>
        </Section>
    }
}

#[component]
fn Fields() -> impl IntoView {
    let text = RwSignal::new("包饺子".to_owned());
    let long = RwSignal::new(String::new());
    let code = RwSignal::new("1234".to_owned());
    let date = RwSignal::new(NaiveDate::from_ymd_opt(2026, 11, 24));
    let time = RwSignal::new(NaiveTime::from_hms_opt(14, 0, 0));
    let minutes = RwSignal::new(35_u32);
    let problem = Signal::stored(Some("主题还没写。".to_owned()));
    let problems =
        Signal::stored(vec![Problem::new("主题还没写。", "shop-theme"), Problem::new("请选一个。", "shop-choice")]);
    let phrases =
        Signal::stored(vec!["大家都笑了".to_owned(), "有人主动帮忙".to_owned(), "We sang together".to_owned()]);
    view! {
        <Section title=both("Fields", "填写")>
            <ErrorSummary problems/>
            <SearchField label=both("Search ideas", "搜索点子") value=text on_change=move |to| text.set(to)/>
            <TextField label=both("Theme", "主题") value=text on_change=move |to| text.set(to) help=HELP id="shop-theme"/>
            <TextField label=both("Theme", "主题") value="" on_change=|_| () problem=problem hint=both("A few words", "几个字")/>
            <TextField
                label=both("What happened?", "活动过程")
                value=long
                on_change=move |to| long.set(to)
                lines=true
                limit=60
                quick=phrases
            />
            <p>{both("Stored: ", "已存：").en}{long}</p>
            <PasscodeField label=both("Passcode", "密码") value=code/>
            <DateField label=both("Date", "日期") value=date on_change=move |to| date.set(Some(to))/>
            <TimeField label=both("Start", "开始") value=time on_change=move |to| time.set(Some(to))/>
            <Stepper label=both("Main activity", "主要活动") value=minutes on_change=move |to| minutes.set(to) unit=both("minutes", "分钟")/>
        </Section>
    }
}

#[component]
fn Choosing() -> impl IntoView {
    let one = RwSignal::new(None::<String>);
    let some = RwSignal::new(vec!["b".to_owned()]);
    let tick = RwSignal::new(true);
    let mark = RwSignal::new(Some("came".to_owned()));
    let current = super::say::language_signal();
    let options = move || {
        let of = |value, phrase: Phrase| ChoiceOption::new(value, phrase.get(current.get()));
        vec![
            of("a", both("No", "没有")),
            of("b", both("Yes", "有")),
            of("c", both("Not sure", "不确定"))
                .hint(both("That is a fine answer.", "这也是好答案。").get(current.get())),
        ]
    };
    let marks = move || {
        let of = |value, phrase: Phrase| ChoiceOption::new(value, phrase.get(current.get()));
        vec![of("came", both("Here", "来了")), of("not", both("Not here", "没来"))]
    };
    view! {
        <Section title=both("Choosing", "选择")>
            <Choice
                label=both("Did anything worry you?", "有没有让你担心的事？")
                options=options
                value=one
                on_change=move |to| one.set(Some(to))
                id="shop-choice"
                help=HELP
            />
            <Choice label=both("Side by side", "并排") options=marks value=one on_change=move |to| one.set(Some(to)) inline=true/>
            <Choices label=both("Formats", "形式") options=options value=some on_change=move |to| some.set(to)/>
            <Tick
                label=both("We talked about it", "我们谈过了")
                value=tick
                on_change=move |to| tick.set(to)
                hint=both("If it gets hard.", "如果遇到困难。")
            />
            <PersonList>
                <PersonRow name="小林" state=both("Not noted", "没记")>
                    <MarkButtons label="小林" options=marks value=mark on_change=move |to| mark.set(Some(to))/>
                </PersonRow>
                <PersonRow name="M07" href="#/workshop" state=both("Group member", "组员")/>
            </PersonList>
        </Section>
    }
}

#[component]
fn Lists() -> impl IntoView {
    let card = |category: Category| {
        let chosen = category == Category::Social;
        view! { <CategoryCard category on_press=|| () chosen=chosen/> }
    };
    let date = NaiveDate::from_ymd_opt(2026, 11, 24);
    view! {
        <Section title=both("Lists", "列表")>
            <Card title=both("Your session is today", "今天有活动") tint=true>
                <p>{say(both("Making dumplings, 14:00", "一起包饺子，14:00"))}</p>
                <LinkButton label=both("Start the session", "开始活动") href="#/workshop" kind=Kind::Primary/>
            </Card>
            <CardLink href="#/workshop" title=both("Blank forms", "空白表格") text=both("To print", "可以打印") icon=Icon::Print/>
            <TaskList>
                <TaskRow href="#/workshop" label=both("When and where?", "什么时候、在哪里？") written=true/>
                <TaskRow href="#/workshop" label=both("What do we hope people take home?", "希望大家有什么收获？") written=false hint=both("You may leave this empty.", "可以不填。")/>
            </TaskList>
            <CheckList>
                <CheckRow label=both("Theme", "主题") value="一起包饺子" href="#/workshop"/>
                <CheckRow label=both("What to bring", "要带什么") value="" href="#/workshop"/>
            </CheckList>
            <SessionList>
                <SessionRow
                    href="#/workshop"
                    date=date
                    time="14:00"
                    theme="一起包饺子"
                    category=Some(Category::DailyLife)
                    state=both("To be written", "待记录")
                    strong=true
                />
                <SessionRow href="#/workshop" date=None theme="" state=both("Being planned", "计划中")/>
            </SessionList>
            <CategoryGrid>{Category::ALL.into_iter().map(card).collect_view()}</CategoryGrid>
            <StateChip label=both("Ready", "准备好了") tone=Tone::Ok/>
            <EmptyState sentence=both("No sessions yet.", "还没有活动。") action=both("Plan a session", "计划活动") href="#/workshop"/>
        </Section>
    }
}

#[component]
fn Status() -> impl IntoView {
    let total = Signal::stored(35 * 60_000_i64);
    view! {
        <Section title=both("Time and status", "时间和状态")>
            <RingTimer remaining_ms=12 * 60_000 total_ms=total/>
            <RingTimer remaining_ms=30_000 total_ms=total paused=true/>
            <RingTimer remaining_ms=-60_000 total_ms=total/>
            <SaveChip state=SaveState::Nothing/>
            <SaveChip state=SaveState::Saving/>
            <SaveChip state=SaveState::NotSaved(Fault::Full)/>
            <Banner text=both("A new version is here.", "有新版本。") action=both("Use it now", "现在更新") on_action=|| () tone=Tone::Ok/>
            <Banner text=both("The phone's clock was changed.", "手机时间被改动了。") tone=Tone::Care/>
            <UndoBar label=Some("已删除一步".to_owned()) on_undo=|| ()/>
            <Loading/>
        </Section>
    }
}

#[component]
fn Paper() -> impl IntoView {
    let head = Signal::stored(vec!["序号".to_owned(), "姓名".to_owned(), "状态".to_owned()]);
    let rows = Signal::stored(vec![vec!["1".to_owned(), "小林".to_owned(), "自在".to_owned()]]);
    let boxes = Signal::stored(vec![("小组讨论".to_owned(), true), ("角色扮演".to_owned(), false)]);
    let signers = Signal::stored(vec!["带领者".to_owned(), "协助者".to_owned()]);
    view! {
        <Section title=both("Paper", "纸质表格")>
            <PrintBar/>
            <FormSheet title=both("Activity Plan Form", "活动计划表") community="">
                <FormRow label=both("Theme", "主题") value="一起包饺子"/>
                <FormRow label=both("Aim", "目的") lines=3/>
                <FormBoxes label=both("Format", "形式") options=boxes/>
                <FormSection title=both("Participants", "参加人员")>
                    <FormTable head rows blank=2 caption=both("Participants", "参加人员")/>
                </FormSection>
                <Signatures labels=signers/>
            </FormSheet>
        </Section>
    }
}
