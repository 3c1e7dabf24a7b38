//! The words of enrolment, and of coming and going.

use super::Phrase;
use super::terms::phrase;
use crate::domain::enrolment::{Criterion, Verdict};
use crate::domain::presence::TurnKind;
use crate::words;

words! {
    /// Enrolment: what is asked before somebody takes part.
    Enrol ENROL {
        title: "Enrolment" | "加入前的了解";
        intro: "These are asked before somebody takes part. Any order." | "加入之前，先了解这些。顺序随意。";
        all_met: "Everything that was asked fits." | "问过的各项都符合。";
        open_one: "One thing is still to be asked." | "还有一项要问。";
        open: "{n} things are still to be asked." | "还有 {n} 项要问。";
        unmet: "Not fitting yet: {what}." | "还不符合的：{what}。";
        enrolled: "Takes part since {date}." | "从{date}开始参加。";
        enrolled_by: "Decided by {who}." | "由{who}决定。";
        enrolled_why: "Reason: {reason}" | "理由：{reason}";
        enrol: "Takes part from today" | "今天起参加";
        take_back: "Take the decision back" | "收回这个决定";
        decide: "The decision" | "决定";
        decide_by: "Who decides?" | "谁来决定？";
        reason: "Why all the same?" | "为什么还是同意？";
        reason_help: "Something is not known or does not fit. A coordinator may still decide, with a reason." | "有的还没问清，有的不符合。协调员写明理由，仍可以同意。";
        need_reason: "Write the reason, then decide." | "请先写理由，再决定。";
        need_by: "Write who decides." | "请写由谁决定。";
        answer: "What is known?" | "了解到的情况";
        from_figures: "The figure says: {what}." | "按数字看：{what}。";
        by: "Who assessed it?" | "谁评估的？";
        by_help: "A name or a role, such as: community doctor." | "写名字或身份，例如：社区医生。";
        on: "When?" | "什么时候？";
        note: "A note" | "备注";
        note_help: "Only what is needed. It stays on this page." | "只写必要的。只在这一页能看到。";
        birth_year: "Year of birth, or age" | "出生年份或年龄";
        age_given: "{n} years old, as told on {date}." | "{date}说是 {n} 岁。";
        bad_year: "Write a year such as 1980, or an age such as 46." | "请写年份或年龄，例如 1980 或 46。";
        months: "Months without a crisis" | "病情平稳几个月了";
        bad_months: "Write a number of months, such as 6." | "请写月数，例如 6。";
        psp: "PSP score" | "PSP 分数";
        psp_help: "The personal and social performance scale goes from 0 to 100. Above 50 fits." | "个人和社会功能量表，0 到 100 分。50 分以上符合。";
        bad_psp: "Write a number from 0 to 100." | "请写 0 到 100 的数字。";
        private: "Only this page shows the answers, never a list." | "答案只在这里显示，不进任何名单。";
    }
}

words! {
    /// Coming and going.
    Turns TURNS {
        title: "Coming and going" | "参加情况";
        here: "Takes part." | "正在参加。";
        since: "{what} since {date}." | "{date}：{what}。";
        why: "Reason: {reason}" | "原因：{reason}";
        on_leave: "Goes on leave" | "要暂时离开";
        back: "Comes back" | "回来了";
        left: "Leaves the service" | "要退出";
        day: "From which day?" | "从哪天起？";
        reason: "Why? You may leave this empty." | "什么原因？可以不填。";
        quick_1: "Cares for family" | "照顾家人";
        quick_2: "Needs a rest" | "需要休息";
        quick_3: "Has a job now" | "找到工作了";
        quick_4: "Moved away" | "搬家了";
        quick_5: "In hospital" | "在住院";
        note: "Note it" | "记下";
        take_back: "Noted by mistake" | "记错了，撤掉";
        kept: "Past records stay as they are." | "以往的记录不会变。";
    }
}

/// What changed, as a state.
pub const fn turn(kind: TurnKind) -> Phrase {
    match kind {
        TurnKind::Joined => phrase("Joined", "加入"),
        TurnKind::OnLeave => phrase("On leave", "暂时离开"),
        TurnKind::Back => phrase("Back", "回来"),
        TurnKind::Left => phrase("Left", "退出"),
    }
}

/// What is asked.
pub const fn criterion(criterion: Criterion) -> Phrase {
    match criterion {
        Criterion::Recommended => phrase("Recommended by a community doctor", "社区医生推荐"),
        Criterion::Referred => phrase("Came by a poster or a community doctor", "看海报来的，或社区医生介绍"),
        Criterion::Evaluated => phrase("Seen by a psychiatrist", "精神科医生看过"),
        Criterion::Diagnosis => {
            phrase("Schizophrenia or bipolar disorder in the record", "病历上是精神分裂症或双相情感障碍")
        }
        Criterion::Age => phrase("Between 18 and 60 years old", "年龄 18 到 60 岁"),
        Criterion::Stable => phrase("Stable for some months", "病情平稳有几个月"),
        Criterion::Medication => phrase("Takes medication as agreed", "按约定服药"),
        Criterion::Insight => phrase("Understands the own condition", "了解自己的情况（自知力）"),
        Criterion::NoAbuse => phrase("No abuse of drugs or alcohol", "没有药物或酒精滥用"),
        Criterion::NoSevereIllness => phrase("No severe physical illness", "没有严重的身体疾病"),
        Criterion::Functioning => phrase("PSP score above 50", "PSP 分数在 50 以上"),
        Criterion::Compassion => phrase("Kind and willing to help", "有爱心，愿意帮人"),
        Criterion::Skills => phrase("Practical skills, if any", "有一技之长更好"),
        Criterion::Willing => phrase("Agrees to be contacted", "愿意和我们联系"),
    }
}

/// How it can be found out.
pub const fn criterion_help(criterion: Criterion) -> Phrase {
    match criterion {
        Criterion::Recommended => phrase("Ask the community doctor.", "问问社区医生。"),
        Criterion::Referred => phrase("Ask how the person heard of us.", "问问是怎么知道我们的。"),
        Criterion::Evaluated | Criterion::Insight => {
            phrase("The psychiatrist says so after an interview.", "由精神科医生面谈后说明。")
        }
        Criterion::Diagnosis => phrase("It stands in the medical record.", "看病历上的诊断。"),
        Criterion::Age => phrase("The year of birth or the age is enough.", "知道出生年份或年龄就够了。"),
        Criterion::Stable => {
            phrase("A peer needs 6 months, a group member 3.", "同伴辅导员要满 6 个月，组员满 3 个月。")
        }
        Criterion::Medication => {
            phrase("Ask the person and the family. Changes are for the doctor.", "问本人和家属。调药的事由医生定。")
        }
        Criterion::NoAbuse => phrase("Ask the person and the doctor.", "问本人，也问医生。"),
        Criterion::NoSevereIllness => phrase("Ask the doctor.", "问问医生。"),
        Criterion::Functioning => phrase("Somebody trained in the scale gives the score.", "由受过培训的人打分。"),
        Criterion::Compassion => phrase("Those who know the person can tell.", "熟悉的人最清楚。"),
        Criterion::Skills => {
            phrase("Cooking, drawing, music. Welcome, not required.", "做饭、画画、音乐都好，没有也行。")
        }
        Criterion::Willing => phrase("A spoken yes is enough. Note who heard it.", "口头同意就可以，记下谁听到的。"),
    }
}

/// What is known of it.
pub const fn verdict(verdict: Verdict) -> Phrase {
    match verdict {
        Verdict::Met => phrase("Fits", "符合"),
        Verdict::NotMet => phrase("Does not fit", "不符合"),
        Verdict::NotKnown => phrase("Not known", "还不知道"),
    }
}
