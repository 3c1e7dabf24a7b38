//! The service's own terms in both languages: categories, formats, parts, roles and the answers of the forms.

use super::Phrase;
use crate::domain::emergency::EventKind;
use crate::domain::person::Role;
use crate::domain::plan::{Category, Format, Part, Remark, Task};
use crate::domain::record::{AimMet, FormBox, Lack, Went, Worry};
use crate::domain::run::{Mark, Seemed};
use crate::domain::session::State;

pub(super) const fn phrase(en: &'static str, zh: &'static str) -> Phrase {
    Phrase { en, zh }
}

/// A category's name on the screen.
pub const fn category(category: Category) -> Phrase {
    match category {
        Category::DailyLife => phrase("Daily life skills", "日常生活技能"),
        Category::Social => phrase("Getting along with people", "人际交往"),
        Category::Knowledge => phrase("Understanding mental health", "精神健康知识"),
        Category::Entertainment => phrase("Fun", "休闲娱乐"),
        Category::HandsMovement => phrase("Hands and movement", "动手与锻炼"),
        Category::OneSelf => phrase("Seeing myself", "自我认识与自信"),
        Category::HealthyLiving => phrase("Healthy living", "健康生活"),
        Category::EmotionalSupport => phrase("Emotional support", "情感支持"),
    }
}

/// One of the study's formats; `None` for a community's own.
pub const fn format(format: &Format) -> Option<Phrase> {
    Some(match format {
        Format::GroupDiscussion => phrase("Group discussion", "小组讨论"),
        Format::RolePlay => phrase("Role play", "角色扮演"),
        Format::PersonalSharing => phrase("Personal sharing", "个人分享"),
        Format::Lecture => phrase("Lecture", "小讲座"),
        Format::OutdoorExercise => phrase("Outdoor exercise", "户外活动"),
        Format::Own(_) => return None,
    })
}

/// A part of a session.
pub const fn part(part: Part) -> Phrase {
    match part {
        Part::WarmUp => phrase("Warm-up", "热身"),
        Part::Main => phrase("Main activity", "主要活动"),
        Part::Closing => phrase("Closing", "结束分享"),
    }
}

/// A task of the plan, as the question that it asks.
pub const fn task(task: Task) -> Phrase {
    match task {
        Task::When => phrase("When and where?", "什么时候、在哪里？"),
        Task::Who => phrase("Who leads, who helps?", "谁来带，谁来帮？"),
        Task::What => phrase("What shall we do?", "这次做什么？"),
        Task::Aim => phrase("What do we hope people take home?", "希望大家有什么收获？"),
        Task::Parts => phrase("The three parts", "三个部分"),
        Task::Bring => phrase("What to bring?", "要带什么？"),
        Task::Hard => phrase("If it gets hard", "如果遇到困难"),
    }
}

/// A gentle remark on a plan.
pub const fn remark(remark: Remark) -> Phrase {
    match remark {
        Remark::Short => phrase(
            "Most sessions last 40 minutes or more. Yours may be shorter.",
            "活动一般不少于 40 分钟。短一点也可以。",
        ),
        Remark::Long => {
            phrase("Most sessions last 120 minutes or less. Plan a break.", "活动一般不超过 120 分钟。记得安排休息。")
        }
        Remark::Alone => {
            phrase("Two peers make it easier. Is someone free to help?", "两个人一起带会轻松些。有人能来帮忙吗？")
        }
        Remark::PartsLonger => phrase("The parts take longer than the session.", "三个部分加起来超过了总时间。"),
        Remark::OddDate => {
            phrase("This date is far away. Please check the year.", "这个日期有点远。请看看年份对不对。")
        }
    }
}

/// What a person does here.
pub const fn role(role: Role) -> Phrase {
    match role {
        Role::Peer => phrase("Peer", "同伴辅导员"),
        Role::Member => phrase("Group member", "组员"),
        Role::Guest => phrase("Guest", "客人"),
        Role::Caregiver => phrase("Family member", "家属"),
        Role::Professional => phrase("Professional", "专业人员"),
    }
}

/// A mark on the participant list.
pub const fn mark(mark: Mark) -> Phrase {
    match mark {
        Mark::Came => phrase("Here", "来了"),
        Mark::DidNotCome => phrase("Not here", "没来"),
        Mark::NotNoted => phrase("Not noted", "没记"),
    }
}

/// How a person seemed.
pub const fn seemed(seemed: Seemed) -> Phrase {
    match seemed {
        Seemed::Lively => phrase("Lively", "有精神"),
        Seemed::AtEase => phrase("At ease", "自在"),
        Seemed::Quiet => phrase("Quiet", "话不多"),
        Seemed::Tired => phrase("Tired", "有点累"),
        Seemed::Low => phrase("Low", "情绪低"),
        Seemed::Uneasy => phrase("Uneasy", "不安"),
    }
}

/// How a part went.
pub const fn went(went: Went) -> Phrase {
    match went {
        Went::AsPlanned => phrase("As planned", "和计划一样"),
        Went::Different => phrase("A bit different", "有点不一样"),
        Went::NotDone => phrase("Not done", "没做"),
    }
}

/// Was the aim met?
pub const fn aim_met(met: AimMet) -> Phrase {
    match met {
        AimMet::Yes => phrase("Yes", "达到了"),
        AimMet::Partly => phrase("Partly", "部分达到"),
        AimMet::No => phrase("Not this time", "这次还没有"),
        AimMet::NotSure => phrase("Not sure", "说不准"),
    }
}

/// Did anything worry you?
pub const fn worry(worry: Worry) -> Phrase {
    match worry {
        Worry::No => phrase("No", "没有"),
        Worry::Yes => phrase("Yes", "有"),
        Worry::NotSure => phrase("Not sure", "不确定"),
    }
}

/// A kind of emergency event.
pub const fn event_kind(kind: EventKind) -> Phrase {
    match kind {
        EventKind::PoorlyControlled => phrase("Behaviour hard to control", "行为难以控制"),
        EventKind::NeedsAttention => phrase("Needed attention at once", "需要马上关注"),
        EventKind::Injury => phrase("Injury", "受伤"),
        EventKind::SelfHarm => phrase("Self-harm", "自伤"),
        EventKind::Violence => phrase("Violence", "暴力"),
        EventKind::Illness => phrase("Illness", "身体不适"),
        EventKind::Other => phrase("Something else", "其他"),
    }
}

/// Where a session stands.
pub const fn state(state: State) -> Phrase {
    match state {
        State::Planning => phrase("Being planned", "计划中"),
        State::Ready => phrase("Ready", "准备好了"),
        State::Running => phrase("Under way", "进行中"),
        State::ToRecord => phrase("To be written", "待记录"),
        State::ToConfirm => phrase("To be confirmed", "待确认"),
        State::Closed => phrase("Closed", "已完成"),
        State::Cancelled => phrase("Did not take place", "没有举行"),
    }
}

/// What a record still lacks.
pub const fn lack(lack: Lack) -> Phrase {
    match lack {
        Lack::Times => phrase("The date, start or end is not written yet.", "日期、开始或结束时间还没写。"),
        Lack::EndBeforeStart => {
            phrase("The end is before the start. Please check the times.", "结束时间早于开始时间。请检查一下。")
        }
        Lack::Theme => phrase("The theme is not written yet.", "主题还没写。"),
        Lack::Worry => phrase("Did anything worry you? Please choose an answer.", "有没有让你担心的事？请选一个。"),
        Lack::Event => phrase(
            "Something worried you. Please begin the emergency event form.",
            "有让你担心的事。请先填突发事件记录表。",
        ),
        Lack::Unsigned => phrase(
            "Somebody came without consent or agreement. Please write why.",
            "有人还没签同意书或契约。请写明原因。",
        ),
    }
}

/// A box of the closed form.
pub const fn form_box(about: FormBox) -> Phrase {
    match about {
        FormBox::Times => phrase("Date and times", "日期和时间"),
        FormBox::Theme => phrase("Theme and format", "主题和形式"),
        FormBox::Aim => phrase("Was the aim met?", "目的达到了吗？"),
        FormBox::Happened => phrase("What happened", "活动过程"),
        FormBox::Feedback => phrase("What people said", "大家的反馈"),
        FormBox::NextTime => phrase("Next time", "下次改进"),
        FormBox::Participants => phrase("Who came", "参加人员"),
        FormBox::Other => phrase("Something else", "其他"),
    }
}
