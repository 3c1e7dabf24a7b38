//! The rules, the informed consent and the service and group activity agreement, as they come with the app, and the words of agreeing.
//! A community may write its own versions; an ethics board or a lawyer should look at them first.

use super::Phrase;
use super::terms::phrase;
use crate::domain::consent::Paper;
use crate::domain::language::{Both, Language};
use crate::words;

words! {
    /// Rules, consent and agreement.
    Papers PAPERS {
        title: "Consent and agreement" | "同意与契约";
        intro: "Explain each text before the first session. Take time." | "第一次活动前，逐份讲清楚。不着急。";
        all_here: "Everything is agreed to." | "都同意了。";
        missing: "Still to be agreed to: {what}." | "还没同意的：{what}。";
        agreed_on: "Agreed on {date}" | "{date}同意";
        withdrawn_on: "Withdrawn on {date}" | "{date}收回";
        not_yet: "Not agreed to yet" | "还没同意";
        explain_only: "To explain. Nobody has to sign it." | "讲清楚就可以，不用签。";
        version: "Version {n}" | "第 {n} 版";
        newer: "There is a newer version. Go through it together some time." | "文本有了新版本，找时间一起看看。";
        how: "How do you agree?" | "用什么方式表示同意？";
        how_name: "With my name" | "写名字";
        how_mark: "With a mark" | "画个记号";
        how_paper: "Signed on paper" | "已在纸上签字";
        how_spoken: "Said yes" | "口头同意";
        name: "Name or alias" | "名字或化名";
        mark: "Draw a mark with your finger" | "用手指画个记号";
        mark_clear: "Draw it again" | "重新画";
        mark_label: "The mark" | "记号";
        on: "On which day?" | "哪天？";
        witness: "Who was there?" | "谁在场？";
        witness_help: "A peer, a family member or a doctor who heard it." | "在场听到的同伴、家属或医生。";
        agree: "I agree" | "我同意";
        need_how: "Choose how to agree." | "请选一种方式。";
        need_name: "Write the name or alias." | "请写名字或化名。";
        need_mark: "Draw the mark, or choose another way." | "请画个记号，或换一种方式。";
        need_witness: "Write who was there." | "请写谁在场。";
        free: "Nobody has to agree. Saying no changes nothing in treatment." | "不同意也可以，看病治疗都不受影响。";
        withdraw: "Withdraw" | "收回同意";
        withdraw_what: "From this day no new record names this person. Past records stay, under the alias." | "从这天起，新的记录不再写这个人。以往的记录留着，只有化名。";
        withdraw_help: "A person may come back at any time. To have more removed, ask the coordinator." | "随时可以再回来。想删掉更多，请告诉协调员。";
        withdraw_why: "Why? Nobody has to say." | "为什么？可以不说。";
        withdraw_do: "Withdraw from this day" | "从这天起收回";
        by_mistake: "Noted by mistake" | "记错了，撤掉";
        again: "Agree again" | "重新同意";
        with_name: "By name: {name}" | "写了名字：{name}";
        with_mark: "By a mark" | "画了记号";
        with_paper: "Signed on paper" | "纸上签字";
        with_spoken: "Said yes" | "口头同意";
        with_witness: "Present: {who}" | "在场：{who}";
        edit: "Write our own version" | "写我们自己的版本";
        edit_title: "Our own text" | "我们自己的文本";
        edit_intro: "Each line is a paragraph. Both languages are needed." | "一行一段。两种语言都要写。";
        edit_note: "Earlier versions are kept. Who agreed, agreed to theirs." | "旧版本都留着。同意过的仍按当时的版本。";
        edit_en: "English" | "英文";
        edit_zh: "Chinese" | "中文";
        edit_save: "Use this version from now on" | "从现在起用这一版";
        edit_lack: "Write the text in both languages." | "请把两种语言都写上。";
        edit_same: "Nothing was changed." | "没有改动。";
        community: "Rules, consent and agreement" | "守则、同意书和契约";
        not_here: "Not agreed yet: {names}." | "还没签同意书或契约：{names}。";
        not_here_why: "Why do they take part all the same?" | "为什么还是参加了？";
        not_here_help: "Explain the texts first if you can. The reason goes onto the list." | "能先讲清楚最好。理由会写在名单上。";
        not_here_1: "Signs today" | "今天活动后补签";
        not_here_2: "Came to have a look" | "先来看看";
        not_here_3: "Signed on paper" | "纸质的已在中心签好";
        go_through: "Go through it with {name}" | "和{name}一起看";
    }
}

/// A paper's name.
pub const fn paper(paper: Paper) -> Phrase {
    match paper {
        Paper::Rules => phrase("Rules of the group", "小组守则"),
        Paper::Consent => phrase("Informed consent", "知情同意书"),
        Paper::Agreement => phrase("Service and group activity agreement", "服务与团体活动契约"),
    }
}

/// The paragraphs of a paper, as they come with the app.
pub const fn paragraphs(paper: Paper) -> &'static [Phrase] {
    match paper {
        Paper::Rules => &RULES,
        Paper::Consent => &CONSENT,
        Paper::Agreement => &AGREEMENT,
    }
}

/// The text of a paper that comes with the app, one paragraph a line.
pub fn text(paper: Paper) -> Both {
    let lines = |language: Language| {
        let lines: Vec<&str> = paragraphs(paper).iter().map(|paragraph| paragraph.get(language)).collect();
        lines.join("\n")
    };
    Both { en: lines(Language::English), zh: lines(Language::Chinese) }
}

const RULES: [Phrase; 9] = [
    phrase("These rules keep the group safe for all of us.", "有了这些约定，大家在小组里都安心。"),
    phrase("What is said here stays here.", "在这里说的话，不往外传。"),
    phrase("One person speaks at a time. The others listen.", "一个人说，其他人听。"),
    phrase("Nobody has to speak. You may always say: I pass.", "不想说就不说。随时可以说：我先听听。"),
    phrase("We do not laugh at anybody and do not judge.", "不笑话人，也不评判人。"),
    phrase("We speak about ourselves, not about people who are not here.", "多说自己的事，不议论不在场的人。"),
    phrase("No photos and no recordings unless everybody agrees.", "没有大家同意，不拍照，不录音。"),
    phrase("You may go out for a rest and come back.", "累了可以出去歇歇，再回来。"),
    phrase(
        "Questions about medicine go to the doctor. In danger we call for help at once.",
        "吃药的事问医生。遇到危险，马上叫人帮忙。",
    ),
];

const CONSENT: [Phrase; 12] = [
    phrase("What this is about.", "这是做什么的。"),
    phrase(
        "People who have lived with illness lead small group sessions. They are called peers.",
        "有过亲身经历的人，带大家做小组活动。他们叫同伴辅导员。",
    ),
    phrase(
        "A session has a warm-up, a main activity and a closing. It takes about an hour.",
        "每次有热身、主要活动和结束分享。大约一个小时。",
    ),
    phrase("It does not replace your doctor or your medicine.", "它代替不了看医生，也代替不了吃药。"),
    phrase("What may be good or hard.", "会有什么好处，什么难处。"),
    phrase(
        "You may meet friends and learn something useful. Some talks may touch you. You may rest or stop.",
        "可能交到朋友，学点有用的。有的话题可能让你难受。随时可以歇，可以停。",
    ),
    phrase("What is written down.", "会写下什么。"),
    phrase(
        "After each session the peers note who came and what was done. An alias is enough.",
        "活动后，同伴会记下谁来了、做了什么。用化名就行。",
    ),
    phrase(
        "The supervising doctors and the coordinator may read these forms. Others may not.",
        "督导的医生和协调员可以看这些表。别人不能看。",
    ),
    phrase("If somebody is in danger, the peers tell a doctor at once.", "有人遇到危险时，同伴会马上告诉医生。"),
    phrase("It is your choice.", "由你自己决定。"),
    phrase(
        "You may say no, or stop at any day, without a reason. Your treatment stays the same.",
        "可以不参加，也可以哪天不来了，不用说理由。看病治疗不受影响。",
    ),
];

const AGREEMENT: [Phrase; 10] = [
    phrase("What we, the peers, promise.", "我们同伴的承诺。"),
    phrase("Two of us prepare and hold each session.", "每次活动都由两个人准备、带领。"),
    phrase("We begin and end on time. We tell you early if it changes.", "按时开始，按时结束。有变动会早点告诉你。"),
    phrase("We keep what you tell us to ourselves.", "你告诉我们的事，我们不外传。"),
    phrase("We do not lend money, sell things or give medical advice.", "我们不借钱，不卖东西，不指导吃药。"),
    phrase("What you, who take part, agree to.", "参加的人的约定。"),
    phrase("I come when I can. I tell the peers if I can't.", "能来就来。来不了，和同伴说一声。"),
    phrase("I keep the rules of the group.", "我会遵守小组守则。"),
    phrase("I keep what others say to myself.", "别人说的事，我不外传。"),
    phrase(
        "If I feel unwell, I tell a peer. They may call my family or doctor.",
        "不舒服时，我会告诉同伴。他们可以联系我的家人或医生。",
    ),
];
