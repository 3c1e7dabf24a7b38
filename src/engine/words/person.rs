//! The words of a person's own pages: about them, the interview, entries made twice, the import of a list.

use super::Phrase;
use super::terms::phrase;
use crate::domain::about::{Diagnosis, Education, Marital, Sex, Working};
use crate::domain::interview::Question;
use crate::words;

words! {
    /// About a person.
    AboutWords ABOUT {
        title: "About the person" | "个人情况";
        intro: "All of it may stay empty. It is counted without names." | "都可以不填。统计时不带名字。";
        known: "{n} of 6 are known." | "6 项中已知 {n} 项。";
        real_name: "Real name" | "真名";
        real_name_help: "Most never need it. It shows on this page only." | "一般用不着。只在这一页显示。";
        sex: "Sex" | "性别";
        education: "Education" | "文化程度";
        marital: "Marital status" | "婚姻状况";
        working: "Working, part-time too?" | "有工作吗（兼职也算）？";
        diagnosis: "Diagnosis in the medical record" | "病历上的诊断";
        diagnosis_help: "Only for enrolment and the report. Never on a list." | "只用于加入和统计，不进任何名单。";
        skills: "What they are good at" | "会些什么";
        skills_help: "Cooking, drawing, music. It may become an activity." | "做饭、画画、乐器，都能变成活动。";
        unknown: "Not known" | "不清楚";
    }
}

words! {
    /// The interview before the service begins.
    InterviewWords INTERVIEW {
        title: "Interview beforehand" | "服务前访谈";
        intro: "A talk about needs and wishes. Skip what does not fit." | "聊聊需要和愿望。不合适的可以跳过。";
        on: "On which day?" | "哪天聊的？";
        by: "Who asked?" | "谁来访谈？";
        wants: "What does this person ask for?" | "想要哪方面的活动？";
        wants_help: "Choose what fits the answers. It shows when you plan." | "按回答来选。做计划时会显示人数。";
        asked_one: "1 here asked for this" | "这里有 1 人想要";
        asked: "{n} here asked for this" | "这里有 {n} 人想要";
        begun: "There are notes of a talk." | "已有访谈记录。";
        not_begun: "No talk noted yet." | "还没有访谈记录。";
    }
}

words! {
    /// Entries made twice, and removal on request.
    Twice TWICE {
        title: "The same person twice?" | "同一个人写了两次？";
        intro: "Choose the other entry. Everything comes together here." | "选另一条。两条会合到这里。";
        which: "Which entry is the same person?" | "哪一条是同一个人？";
        none: "There is no other entry of this kind." | "没有同类的其他条目。";
        join: "Bring {name} into this one" | "把{name}合到这里";
        joined: "Brought together" | "已合并";
        is: "This entry belongs to {name}." | "这一条已合到{name}。";
        apart: "They are two people after all" | "其实是两个人，分开";
        open: "Open {name}" | "打开{name}";
        what: "Sessions, answers and agreements of both count as one." | "两条的活动、回答和同意都算在一起。";
        nameless: "Past records say: a group member" | "以往记录里只写“一位组员”";
        nameless_help: "For somebody who asks not to be named at all." | "本人不希望出现名字时用。";
        a_member: "A group member" | "一位组员";
        similar: "{name} sounds much the same. Is it the same person?" | "和 {name} 很像。是同一个人吗？";
    }
}

words! {
    /// Bringing in a list.
    Import IMPORT {
        title: "Bring in a list" | "导入名单";
        intro: "A table saved as CSV: one person a row." | "把表格存成 CSV，一行一个人。";
        excel: "In Excel or WPS: Save as, then CSV." | "在 Excel 或 WPS 里：另存为 CSV。";
        template: "Download an empty table" | "下载空白表格";
        choose: "Choose the file" | "选择文件";
        found_one: "1 person can be taken in." | "可以导入 1 人。";
        found: "{n} people can be taken in." | "可以导入 {n} 人。";
        bad_one: "1 row needs a look:" | "有 1 行需要看看：";
        bad: "{n} rows need a look:" | "有 {n} 行需要看看：";
        row: "Row {n}: {why}" | "第 {n} 行：{why}";
        take: "Take in {n} people" | "导入这 {n} 人";
        taken: "{n} people were taken in." | "已导入 {n} 人。";
        nothing_yet: "Nothing is taken in before you say so." | "点导入之前，什么都不会存。";
        rows_stay: "The other rows are left out. Correct them and choose the file again." | "其余各行不导入。改好后再选一次文件。";
        not_read: "This file could not be read as a table." | "这个文件读不成表格。";
        not_read_do: "Save it as CSV and choose it again." | "请存成 CSV，再选一次。";
        no_alias: "there is no column for the name" | "没有名字这一列";
        empty_alias: "the name is empty" | "名字是空的";
        long_alias: "the name is longer than 60 characters" | "名字超过 60 个字";
        here: "{what} is already here" | "已经有 {what} 了";
        twice: "{what} stands in the file twice" | "{what} 在表里写了两次";
        value: "\"{what}\" is not an answer for \"{column}\"" | "“{column}”：不能写“{what}”";
        age: "\"{what}\" is no year of birth and no age" | "“{what}”不是出生年份，也不是年龄";
    }
}

/// A question of the interview.
pub const fn question(question: Question) -> Phrase {
    match question {
        Question::Likes => phrase("What do you like to do?", "平时喜欢做什么？"),
        Question::Hard => phrase("What is hard in daily life?", "日常生活里什么事觉得难？"),
        Question::Learn => phrase("What would you like to learn?", "想学点什么？"),
        Question::Helps => phrase("What would make it easier to come?", "怎样才更方便来参加？"),
        Question::Worries => phrase("Is there anything that worries you?", "有没有什么担心的？"),
        Question::Gives => phrase("What can you show to others?", "有什么可以教给别人的？"),
        Question::FamilySees => phrase("What would help your relative most?", "觉得家人最需要哪方面的帮助？"),
        Question::FamilyHopes => phrase("What do you hope for?", "有什么期望？"),
    }
}

/// Sex.
pub const fn sex(sex: Sex) -> Phrase {
    match sex {
        Sex::Male => phrase("Male", "男"),
        Sex::Female => phrase("Female", "女"),
    }
}

/// Education.
pub const fn education(education: Education) -> Phrase {
    match education {
        Education::Primary => phrase("Primary school", "小学"),
        Education::JuniorHigh => phrase("Junior high school", "初中"),
        Education::SeniorHigh => phrase("Senior high school", "高中"),
        Education::JuniorCollege => phrase("Junior college", "大专"),
        Education::Undergraduate => phrase("Undergraduate", "本科"),
        Education::Postgraduate => phrase("Postgraduate", "研究生"),
    }
}

/// Marital status.
pub const fn marital(marital: Marital) -> Phrase {
    match marital {
        Marital::Single => phrase("Single", "未婚"),
        Marital::Married => phrase("Married", "已婚"),
        Marital::Divorced => phrase("Divorced", "离异"),
        Marital::Widowed => phrase("Widowed", "丧偶"),
    }
}

/// Working.
pub const fn working(working: Working) -> Phrase {
    match working {
        Working::Yes => phrase("Yes", "有"),
        Working::No => phrase("No", "没有"),
    }
}

/// Diagnosis.
pub const fn diagnosis(diagnosis: Diagnosis) -> Phrase {
    match diagnosis {
        Diagnosis::Schizophrenia => phrase("Schizophrenia", "精神分裂症"),
        Diagnosis::Bipolar => phrase("Bipolar disorder", "双相情感障碍"),
    }
}
