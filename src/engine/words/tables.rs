//! The words of the tables for evaluation: what each field means, and the page on which they are saved.

use super::Phrase;
use crate::words;

words! {
    /// What the fields mean. Their names are the same in every language, so that files of several years fit together.
    Fields FIELDS {
        community: "Community; a code in a file without names" | "社区；去掉姓名的文件里是代号";
        session: "Code of the session within this file" | "活动代号，只在本文件内有效";
        person: "Code of the person within this file" | "人员代号，只在本文件内有效";
        alias: "Alias as it is used here" | "这里使用的称呼";
        date: "Day of the session" | "活动日期";
        start: "Local time of the start" | "开始时间（当地）";
        minutes: "Length in minutes" | "时长（分钟）";
        state: "Where the session stands" | "活动进展";
        category: "One of the eight categories" | "八类活动之一";
        formats: "Formats, one or several" | "活动形式，可有几种";
        theme: "Theme" | "主题";
        venue: "Venue" | "地点";
        lead: "Code of the peer who leads" | "主持人代号";
        assistant: "Code of the peer who assists" | "协助者代号";
        came: "How many came, all roles" | "到场人数（所有人）";
        members_came: "How many group members came" | "到场服务对象人数";
        worry: "Did anything worry you? Empty: not answered" | "有没有让人担心的事；空白为未答";
        events: "Number of emergency events" | "突发事件数";
        plan_ready: "When the plan was ready (UTC)" | "计划完成时间（UTC）";
        ended: "When the session ended (UTC)" | "活动结束时间（UTC）";
        closed: "When the record was closed (UTC)" | "记录完成时间（UTC）";
        source: "Written with the app, or an older record" | "用同伴记的，还是旧记录";
        role: "Role in the service" | "在服务中的身份";
        joined: "Day of joining" | "加入日期";
        left: "Day of leaving; empty: still here" | "离开日期；空白为仍在";
        birth_year: "Year of birth, where it is known" | "出生年份（已知时）";
        age_given: "Age in years as given" | "自报年龄（岁）";
        age_on: "Day on which that age was given" | "自报年龄的日期";
        sex: "Sex" | "性别";
        education: "Highest school finished" | "文化程度";
        marital: "Marital status" | "婚姻状况";
        working: "Working, part-time too" | "有工作（含兼职）";
        diagnosis: "Diagnosis" | "诊断";
        workshops: "Workshops of the training attended" | "参加过的培训场数";
        kinds: "Kinds of event" | "事件类别";
        opened: "When the form was opened (UTC)" | "开始填表时间（UTC）";
        written: "When the form was written (UTC)" | "填完时间（UTC）";
        acknowledged: "When the community doctor had seen it (UTC)" | "社区医生签收时间（UTC）";
        wave: "Before the service, or which year of it" | "哪一次访谈：服务开始前，或第几年";
        asked_on: "Day on which the person was asked" | "访谈日期";
        answered_alone: "Answered alone, on the phone handed over" | "是否自己在手机上作答";
        question: "Name of the question" | "问题代号";
        question_source: "Asked in the study, or the community's own" | "研究里的问题，还是社区自己的";
        answer: "The answer; in_words: answered in words" | "回答；in_words 为用文字作答";
        answer_words: "The answer in own words" | "回答的原话";
        interviewer: "Who asked" | "访谈人";
        question_community: "Community that asks it; empty: all" | "哪个社区的问题；空白为都问";
        question_role: "Who is asked; empty: everybody" | "问哪些人；空白为都问";
        question_kind: "Answered with yes or no, or in words" | "用是或否回答，还是用文字";
        question_text: "The question; own ones only with words" | "问题原文；社区自己的只在带原话的文件里";
        talk: "Code of the supervision record within this file" | "督导记录代号，只在本文件内有效";
        talk_date: "Day of the supervision" | "督导日期";
        talk_mode: "How it was held" | "督导方式";
        talk_session: "Code of the session meant, where it is in this file" | "所指活动的代号（本文件内有时）";
        talk_issues: "What it was about, one or several" | "涉及的方面，可有几种";
        talk_done: "Things to do that are done" | "已完成的事项数";
        talk_open: "Things still to be done" | "还没完成的事项数";
        talk_words: "What it was about, in words" | "谈到的问题（文字）";
        talk_advice: "What was advised" | "督导建议";
        table: "Table" | "表";
        field: "Field" | "字段";
        meaning: "What it means" | "含义";
    }
}

words! {
    /// The page of the files.
    Files FILES {
        title: "Files for evaluation" | "评估用的文件";
        lead: "Tables for a spreadsheet or a statistics program." | "可以用表格或统计软件打开的数据表。";
        which: "With which names?" | "用什么名字？";
        codes: "Codes in place of names" | "用代号代替姓名";
        words: "Codes, with words as written" | "代号，加上大家写的原话";
        names: "Aliases as they are used here" | "用这里的称呼";
        codes_hold: "Nobody is named. Nothing that anybody wrote is in it." | "没有姓名，也没有任何人写的原话。";
        codes_still: "Diagnosis, year of birth and answers are in it. Take care." | "里面有诊断、出生年份和回答，请小心保管。";
        words_hold: "Nobody is named. Themes, venues and answers are as written." | "没有姓名，主题、地点和回答都是原话。";
        words_still: "A name may stand in them. Read them first." | "里面可能写了名字，请先看一遍。";
        names_hold: "Aliases and everybody's own words are in it. Keep it safe." | "里面有称呼和大家写的原话，请妥善保管。";
        holds: "Sessions: {s}. Events: {e}. People: {p}." | "活动 {s} 次，事件 {e} 起。人员 {p} 名。";
        workbook: "Save as a workbook (XLSX)" | "存成工作簿（XLSX）";
        one_table: "Only one table (CSV)" | "只要一张表（CSV）";
        table: "Which table?" | "要哪张表？";
        table_rows: "{table} ({n})" | "{table}（{n}）";
        sessions: "Sessions" | "活动";
        participants: "Who came" | "到场人员";
        people: "People" | "人员";
        events: "Emergency events" | "突发事件";
        supervision: "Supervision" | "督导";
        answers: "Answers" | "访谈回答";
        questions: "Questions" | "访谈问题";
        dictionary: "Meaning of fields" | "字段说明";
        csv: "Save this table" | "存这张表";
        json: "Save as JSON" | "存成 JSON";
        schema: "What the JSON looks like (schema)" | "JSON 的格式说明（schema）";
        schema_why: "For programmers. It says what each field may hold." | "给写程序的人看，说明每个字段可以填什么。";
        making: "Making the file" | "正在做文件";
        nothing: "Nothing is recorded yet for this choice." | "这个范围内还没有记录。";
        inside: "What is in it" | "里面有什么";
        rows: "{table}: {n} rows" | "{table}：{n} 行";
        few: "Fewer than five people are alike in it." | "里面有不到五个人的小组。";
        few_people: "{n} people could be recognised, even by a code." | "有 {n} 人即使用代号也可能被认出。";
        few_sessions: "To {n} sessions fewer than five people came." | "有 {n} 次活动到场不足五人。";
        few_events: "Events of a kind with fewer than five: {n}." | "有 {n} 起事件，同类的不足五起。";
        few_talks: "Supervisions with fewer than five people: {n}." | "有 {n} 次督导参加的不足五人。";
        few_told: "{n} people were asked in groups of fewer than five." | "有 {n} 人所在的访谈组不足五人。";
        few_who: "Give it only to those who may know." | "只交给有权知道的人。";
    }
}

/// The tables, and what each is called on the screen.
pub const TITLES: [(&str, Phrase); 8] = [
    ("sessions", FILES.sessions),
    ("participants", FILES.participants),
    ("people", FILES.people),
    ("events", FILES.events),
    ("supervision", FILES.supervision),
    ("answers", FILES.answers),
    ("questions", FILES.questions),
    ("dictionary", FILES.dictionary),
];
