//! The words of the evaluation: the questions, the pages of whoever asks, the phone handed over, the sheet for the group.

use super::terms::phrase;
use super::{Language, Phrase};
use crate::domain::evaluation::{Answer, Asked, Open, Wave};
use crate::domain::person::Role;
use crate::words;

words! {
    /// The pages of whoever asks.
    Evaluation EVALUATION {
        title: "What people think" | "听听大家的想法";
        why: "Once a year we ask everybody the same questions." | "每年一次，问大家同样的问题。";
        who: "Best asked by somebody who leads no session." | "最好由不带活动的人来问。";
        not_yours: "An interviewer or the coordinator asks these." | "由访谈员或协调员来问。";
        wave: "Which round?" | "第几轮？";
        before: "Before the service" | "服务开始前";
        year: "Year {n} of the service" | "服务第 {n} 年";
        no_start: "Write first when the service began." | "请先写服务哪天开始的。";
        members: "Group members" | "组员";
        caregivers: "Family members" | "家属";
        peers: "Peers" | "同伴辅导员";
        nobody: "Nobody is here yet." | "还没有人。";
        not_asked: "Not asked yet" | "还没问";
        asked_on: "Asked on {day}" | "{day}问过";
        alone: "Answered alone" | "自己回答的";
        begun: "Begun" | "问了一部分";
        of: "Asked: {n} of {m}" | "已问 {n} 人，共 {m} 人";
        report: "See the results" | "看结果";
        sheet: "A sheet for the group" | "给大家的一页纸";
        ours: "Questions of our own" | "我们自己的问题";
        ours_why: "They are asked after the study's questions." | "排在固定问题之后。";
        own_words: "The question" | "问题";
        own_role: "Who is asked?" | "问谁？";
        own_open: "Answered in own words, not yes or no" | "用自己的话答，不选“是”或“否”";
        own_add: "Add a question" | "加一个问题";
        own_need: "Write the question and choose who is asked." | "请写问题，再选问谁。";
        own_remove: "Ask it no more" | "不再问";
        on: "On which day?" | "哪天问的？";
        by: "Who asks?" | "谁来问？";
        hand_over: "Hand the phone over" | "把手机交给对方";
        hand_why: "The person answers alone, one question a page." | "对方自己答，一页一题。";
        hand_closed: "Nothing else can be opened meanwhile." | "这期间打不开别的内容。";
        hand_lock: "At the end the phone locks. Your code opens it." | "答完后会上锁，用你的密码打开。";
        hand_code: "Choose a code of four digits" | "选一个四位数字";
        hand_code_why: "With it you get the phone back. Keep it in mind." | "拿回手机时要用，请记住。";
        hand_code_again: "Forgotten? The pages end by themselves after 12 hours." | "忘了？12 小时后会自己结束。";
        hand_code_bad: "Write four digits." | "请写四个数字。";
        hand_do: "Start, and hand it over" | "开始，交给对方";
        here: "Or ask and write yourself" | "或者你来问，你来写";
        not_assessed: "Not assessed" | "没有问到";
        for_all_no: "Nothing could be asked this time" | "这次没法问";
        noted: "Noted: not assessed." | "已记下：没有问到。";
        readable: "Everybody in this community can read the answers." | "本社区的人都能看到回答。";
        counted: "Reports count them without names." | "统计里没有名字。";
        none_of_these: "This person is asked nothing here." | "这里没有要问这位的问题。";
    }
}

words! {
    /// The phone in the hands of who answers.
    Handed HANDED {
        title: "Questions for you" | "几个问题，请你回答";
        hello: "Take your time. There is no wrong answer." | "慢慢来，怎么答都可以。";
        skip: "You may leave out any question." | "不想答的可以跳过。";
        who_reads: "Your answers are kept in this community's records." | "回答会存进本社区的记录。";
        counted: "Reports count them without your name." | "统计里没有你的名字。";
        begin: "Begin" | "开始";
        yes: "Yes" | "是";
        no: "No" | "否";
        rather_not: "I leave this out" | "跳过这题";
        words: "In your own words" | "用自己的话写";
        next: "Next" | "下一题";
        back: "One back" | "上一题";
        step: "Question {n} of {all}" | "第 {n} 题，共 {all} 题";
        thanks: "Thank you." | "谢谢你。";
        give_back: "Please give the phone back." | "请把手机交还。";
        stop: "Stop, and give the phone back" | "先到这里，把手机交还";
        go_on: "Go on with the questions" | "继续回答";
        lock: "I give it back" | "交还手机";
        code: "The code, for who handed it over" | "请交手机的人输入密码";
        open: "Open" | "打开";
        wrong: "That is not the code." | "密码不对。";
        wait: "Please wait {n} seconds." | "请等 {n} 秒。";
        unsaved: "The last answer is not saved yet. Try again." | "最后的回答还没保存，请再试。";
        ended: "This round of questions is over." | "这次提问已结束。";
    }
}

words! {
    /// The sheet for the group.
    Sheet SHEET {
        title: "What you told us, and what we will do" | "你们说的话，我们要做的事";
        told: "What you told us" | "你们说的话";
        will_do: "What we will do" | "我们要做的事";
        will_help: "Two or three things, in plain words." | "写两三件事，用平常的话。";
        will_empty: "Not written yet." | "还没有写。";
        answered: "{n} people answered." | "有 {n} 人回答。";
        few: "Fewer than five answered. We print no counts then." | "回答的不到五人，这里不写数。";
        nothing: "Nobody has answered in this round yet." | "这一轮还没有人回答。";
        nearly_all: "Nearly everyone said yes." | "几乎所有人说“是”。";
        most: "Most said yes." | "多数人说“是”。";
        half: "About half said yes." | "大约一半人说“是”。";
        some: "Some said yes, more said no." | "有些人说“是”，更多人说“否”。";
        hardly: "Hardly anybody said yes." | "很少有人说“是”。";
        numbers: "Yes: {n}. No: {m}." | "是：{n} 人。否：{m} 人。";
        thanks: "Thank you for telling us." | "谢谢你们告诉我们。";
        no_names: "No names, and no numbers below five." | "不写名字，也不写五以下的数。";
    }
}

/// The question, as the person is asked.
pub const fn asked(asked: Asked) -> Phrase {
    match asked {
        Asked::MemberSatisfied => phrase("Are you content with the peers?", "你对同伴辅导员满意吗？"),
        Asked::MemberContinue => phrase("Do you wish to go on taking part?", "你愿意继续参加吗？"),
        Asked::MemberSocial | Asked::PeerSocial => {
            phrase("Do you get along with people better now?", "你和人交往比以前好了吗？")
        }
        Asked::MemberMood | Asked::PeerMood => phrase("Is your mood better now?", "你的心情比以前好了吗？"),
        Asked::CaregiverContinue => phrase("Do you want your relative to go on?", "你希望家人继续参加吗？"),
        Asked::CaregiverSocial => {
            phrase("Does your relative get along with people better?", "家人和人交往比以前好了吗？")
        }
        Asked::CaregiverMood => phrase("Is your own mood better now?", "你自己的心情比以前好了吗？"),
        Asked::CaregiverLife => phrase("Is your own daily life better now?", "你自己的生活比以前好了吗？"),
        Asked::PeerSkills => phrase("Are your working skills better now?", "你的工作能力比以前强了吗？"),
    }
}

/// The question's name in the report, as the study has it.
pub const fn formal(asked: Asked) -> Phrase {
    match asked {
        Asked::MemberSatisfied => phrase("Satisfied with the peers", "对同伴辅导员满意"),
        Asked::MemberContinue => phrase("Wish to continue", "愿意继续参加"),
        Asked::MemberSocial | Asked::PeerSocial => phrase("Better social communication", "社会交往改善"),
        Asked::MemberMood | Asked::PeerMood => phrase("Better mood", "心情改善"),
        Asked::CaregiverContinue => phrase("Want the person to continue", "希望家人继续"),
        Asked::CaregiverSocial => phrase("The person's social communication is better", "家人社会交往改善"),
        Asked::CaregiverMood => phrase("Own mood is better", "自己心情改善"),
        Asked::CaregiverLife => phrase("Own quality of life is better", "自己生活质量改善"),
        Asked::PeerSkills => phrase("Better working skills", "工作能力改善"),
    }
}

/// An open question.
pub const fn open(open: Open) -> Phrase {
    match open {
        Open::Hopes => phrase("What do you hope for?", "你希望得到什么？"),
        Open::Helped => phrase("What helped you most?", "什么对你帮助最大？"),
        Open::Different => phrase("What should be different?", "你希望哪里不一样？"),
    }
}

/// An answer.
pub const fn answer(answer: Answer) -> Phrase {
    match answer {
        Answer::Yes => HANDED.yes,
        Answer::No => HANDED.no,
        Answer::NotAssessed => EVALUATION.not_assessed,
    }
}

/// The people of a role.
pub const fn group(role: Role) -> Phrase {
    match role {
        Role::Caregiver => EVALUATION.caregivers,
        Role::Peer => EVALUATION.peers,
        Role::Member | Role::Guest | Role::Professional => EVALUATION.members,
    }
}

/// A wave's name.
pub fn wave(wave: Wave, language: Language) -> String {
    match wave {
        Wave::Before => EVALUATION.before.get(language).to_owned(),
        Wave::Year(year) => EVALUATION.year.fill(language, &[("n", &year.to_string())]),
    }
}
