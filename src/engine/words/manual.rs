//! The words around the manual and the training.

use super::Phrase;
use super::terms::phrase;
use crate::domain::training::Way;
use crate::words;

words! {
    /// The manual.
    Manual MANUAL {
        title: "Manual" | "手册";
        intro: "Short pages for peers. Read what you need today." | "给同伴的短文。今天用到哪页看哪页。";
        search: "Search the manual" | "搜索手册";
        nothing: "Nothing found. Try other words." | "没有找到。换个词试试。";
        loading: "Opening the manual" | "正在打开手册";
        unavailable: "The manual can't be opened now. Go online once." | "现在打不开手册。请先联网打开一次。";
        booklet: "Print as a booklet" | "打印成小册子";
        booklet_title: "Manual for peers" | "同伴辅导员手册";
        see: "Goes with it" | "相关的页";
        in_manual: "Read about it in the manual" | "手册里有说明";
        review: "Written by no authority. Read it with your doctor first." | "内容仅供参考，请先和医生一起看过。";
    }
}

words! {
    /// The training.
    Training TRAINING {
        title: "Training" | "培训";
        intro: "Six workshops over five half days, before the first session." | "第一次带活动前，五个半天，六次工作坊。";
        half_day: "Half day {n}" | "第 {n} 个半天";
        minutes: "{n} minutes" | "{n} 分钟";
        progress: "{n} of 6 workshops attended" | "6 次中参加了 {n} 次";
        whole: "The training is complete." | "培训已完成。";
        attended_on: "Attended on {date}" | "{date}参加";
        not_attended: "Not attended yet" | "还没参加";
        aim: "What to take home" | "收获";
        agenda: "Agenda" | "安排";
        trainer: "Trainer" | "培训老师";
        trainee: "Trainees" | "学员";
        trainer_brings: "The trainer brings" | "老师要准备";
        trainee_gets: "Trainees get" | "学员拿到";
        role_plays: "Role plays" | "角色扮演";
        scene: "The scene" | "情景";
        parts: "Who plays what" | "谁演谁";
        talk: "Talk about it afterwards" | "演完聊一聊";
        check: "Check what you understood" | "看看记住了多少";
        check_intro: "As often as you like. Nobody marks it." | "想做几次都行，没人打分。";
        check_do: "Look at the answers" | "看答案";
        check_again: "Once more" | "再做一次";
        check_result: "{n} of {all} fit" | "{all} 题中对了 {n} 题";
        check_right: "That fits." | "对的。";
        check_other: "Better: {answer}" | "更好的是：{answer}";
        check_last: "Last time: {n} of {all}" | "上次：{all} 题对 {n} 题";
        take_home: "To try at home" | "回家试试";
        who_came: "Who attended?" | "谁参加了？";
        when: "On which day?" | "哪天？";
        by: "Who trained?" | "谁来培训？";
        no_peers: "There are no peers here yet." | "这里还没有同伴辅导员。";
        untrained: "{name} has not finished the training yet." | "{name}还没完成培训。";
        beside: "Who will be beside them?" | "谁会在旁边陪着？";
        beside_help: "An experienced peer or a doctor. Nobody has to lead alone." | "有经验的同伴或医生。不用一个人带。";
        loading: "Opening the training" | "正在打开培训内容";
        certificate: "Certificate" | "培训证书";
        certificate_words: "attended all workshops of the training for peer support." | "参加了同伴支持培训的全部工作坊。";
        certificate_name: "Where a real name is known, it is printed." | "填过真名的，证书上写真名。";
        certificate_not_yet: "It can be printed when all six are attended." | "六次都参加后就可以打印。";
        workshop: "Workshop" | "工作坊";
        day: "Day" | "日期";
        given_to: "This certificate is given to" | "兹证明";
        signed_trainer: "Trainer" | "培训老师";
        signed_doctor: "Community doctor" | "社区医生";
    }
}

/// How a piece of a workshop is held.
pub const fn way(way: Way) -> Phrase {
    match way {
        Way::Coursework => phrase("Coursework", "讲课"),
        Way::GroupSharing => phrase("Group sharing", "小组分享"),
        Way::RolePlay => phrase("Role play", "角色扮演"),
        Way::Storytelling => phrase("Storytelling", "讲故事"),
        Way::Break => phrase("Break", "休息"),
    }
}
