//! The words of guidance, supervision, questions, and of how a peer is.

use crate::domain::feeling::{Felt, Shown, Strength};
use crate::domain::guidance::{Phase, Verdict};
use crate::domain::supervision::{Issue, Mode};
use crate::words;
use crate::words::Phrase;

words! {
    /// Guidance on a plan or a record.
    Guide GUIDE {
        title: "Guidance" | "督导意见";
        shown: "The doctor and the psychologist can see it." | "医生和心理师可以看到了。";
        here: "Show it to the doctor or the psychologist." | "给医生或心理师看看。";
        here_how: "To write here, they choose their name under Me." | "要在这里写，先在“我的”里选自己的名字。";
        asked: "Asked for guidance, {when}." | "{when} 请督导看看。";
        no_answer: "No answer yet. You need not wait." | "还没有回复，不用等，照常进行。";
        ask: "Ask for guidance" | "请督导看看";
        ask_done: "Asked" | "已请督导看看";
        ask_no_more: "We do not need it any more" | "先不用看了，谢谢";
        say: "Say something about it" | "说说你的看法";
        part: "About which part?" | "关于哪一部分？";
        whole: "All of it" | "整体";
        words: "Your words" | "想说的话";
        verdict: "In short" | "总的来看";
        send: "Send" | "发出";
        sent: "Sent" | "已发出";
        need: "Choose one of the two, or write something." | "请选一个，或者写几句。";
        by: "{who}, {when}" | "{who}，{when}";
        take_back: "Take it back" | "撤回";
        taken_back: "Taken back" | "已撤回";
        sees: "Whoever has a phone in this community can read it." | "本社区用这个应用的人都能看到。";
        rests: "{who} needs a break just now." | "{who}现在想歇一歇。";
        step_in: "Who can step in: {who}" | "可以替一下的人：{who}";
        nobody: "Nobody else is free. Talk with the doctor." | "暂时没人能替，和医生商量一下吧。";
        alone_who: "{who} planned the last {n} without help." | "{who}最近 {n} 次，都是自己计划的。";
        alone_5: "You planned the last {n} on your own." | "最近 {n} 次，都是你们自己计划的。";
    }
}

words! {
    /// Today, while somebody needs a break.
    Resting RESTING {
        you: "You said that you need a break." | "你说过想歇一歇。";
        you_ok: "Take your time. Nobody asks why." | "慢慢来，没人会问为什么。";
        talk: "No hurry. Talk it over together." | "不着急，你们俩商量一下。";
        thank: "A short word from you helps." | "问候一句，就是帮忙。";
        session: "Your next session: {what}" | "接下来的活动：{what}";
        theirs: "Their next session: {what}" | "TA 接下来的活动：{what}";
        choose: "Who leads, who helps?" | "看看由谁来带";
    }
}

words! {
    /// Whose words these are, on a phone that two share.
    FromWords FROM {
        is: "This is from: {who}" | "署名：{who}";
        who: "Who says this?" | "这是谁说的？";
        why: "For two who use one phone." | "两个人合用一部手机时选。";
        on_phone: "{who}, on {by}'s phone" | "{who}（用{by}的手机）";
    }
}

words! {
    /// How close guidance is.
    Phases PHASES {
        title: "How close is guidance?" | "督导方式";
        close_why: "Before and after every session." | "每次活动前后都看一看。";
        as_needed_why: "When you ask, and every six weeks in the group." | "你们需要时，还有每六周一次小组督导。";
        by_date: "It follows the start of the service." | "按服务开始的日期来定。";
        until: "Until {day}, then as needed." | "到 {day} 为止，之后按需要。";
        no_start: "The day of the start is not known." | "还不知道服务开始的日期。";
        set: "Set by {who}, {when}: {why}" | "{who} 在 {when} 设定：{why}";
        change: "Set it by hand" | "手动设定";
        which: "Which way from now on?" | "以后用哪种方式？";
        why: "Why?" | "为什么？";
        do_set: "Set it" | "设定";
        need: "Choose one and write the reason." | "请选一个，并写上原因。";
        follow: "Follow the start again" | "改回按开始日期";
    }
}

words! {
    /// A supervisor's day.
    Waiting WAITING {
        title: "What waits for you" | "等你回复的事";
        go: "Look at it" | "去看看";
        nothing: "Nothing waits for an answer." | "现在没有等你回复的。";
        emergency: "Emergency event" | "突发事件";
        question: "Question" | "问题";
        plan: "Plan" | "计划";
        record: "Record" | "记录";
        since: "since {when}" | "{when} 起";
        own_words: "How the peers are" | "同伴们怎么样";
        own_words_why: "Shared by choice. Thank them." | "这是他们愿意分享的，谢谢他们。";
        no_words: "Nobody shared anything lately." | "最近没有人分享。";
        rests: "Needs a break" | "想歇一歇";
        looking: "Looking through the records" | "正在查看记录";
    }
}

words! {
    /// Questions to the group.
    Questions QUESTIONS {
        title: "Questions" | "提问";
        this: "Question" | "问题";
        intro: "Ask the group. Peers and professionals answer." | "向大家提问，同伴和专业人员来回答。";
        no_names: "Write without names, or with the names used here." | "不写真名，用这里的称呼就好。";
        ask: "What would you like to ask?" | "想问什么？";
        send: "Ask the group" | "问大家";
        sent: "Asked" | "已提问";
        need: "Write your question first." | "请先写问题。";
        about: "Is it about something here?" | "和这里的什么有关吗？";
        nothing: "None of these" | "都不是";
        session: "A session" | "一次活动";
        person: "A person" | "一个人";
        idea: "An idea" | "一个点子";
        about_what: "Which one?" | "哪一个？";
        is_about: "About: {what}" | "有关：{what}";
        waits: "No answer yet" | "还没有回答";
        waits_for_you: "Perhaps you know something." | "也许你能答上几句。";
        wait_n: "Without an answer: {n}" | "还没有回答的：{n} 个";
        answers_one: "1 answer" | "1 个回答";
        answers: "{n} answers" | "{n} 个回答";
        empty: "Nobody has asked anything yet." | "还没有人提问。";
        your_answer: "Your answer" | "你的回答";
        answer: "Answer" | "回答";
        answered: "Answered" | "已回答";
        need_answer: "Write your answer first." | "请先写回答。";
        bin: "Move the question to the bin" | "把问题放进回收站";
        gone: "This question is not here any more." | "这个问题不在了。";
    }
}

words! {
    /// Supervision records.
    SupervisionWords SUPERVISION {
        title: "Supervision" | "督导";
        record: "Supervision record" | "督导记录";
        next: "Next group supervision" | "下次小组督导";
        next_why: "Every six weeks, all peers together." | "每六周一次，同伴们一起。";
        begin: "Begin this record" | "开始写这次记录";
        in_calendar: "Put the day into the calendar" | "把日子放进日历";
        go_on: "Go on with this record" | "继续写这次记录";
        other: "Record another talk" | "记录其他督导";
        open: "Still to be done" | "还没做完的事";
        none_open: "Everything is done." | "都做完了。";
        by_day: "by {day}" | "{day} 之前";
        from: "from {day}" | "{day} 定的";
        records: "Records" | "以往记录";
        empty: "No record yet." | "还没有记录。";
        date: "Which day?" | "哪一天？";
        mode: "What kind of talk?" | "哪种督导？";
        session: "About which session?" | "和哪次活动有关？";
        no_session: "None in particular" | "没有特定的";
        came: "Who came?" | "谁参加了？";
        came_n: "{n} came" | "{n} 人参加";
        issues: "What was it about?" | "谈了哪些方面？";
        issues_words: "In words" | "具体说说";
        issues_help: "What was hard, what went well. No names of members." | "难处和做得好的地方，不写组员名字。";
        advice: "What was advised?" | "有什么建议？";
        actions: "What will be done?" | "接下来做什么？";
        action: "What" | "做什么";
        who: "Who" | "谁来做";
        nobody: "Not said yet" | "还没定";
        by: "By which day" | "哪天之前";
        done: "Done" | "做完了";
        add: "Add something to do" | "加一件事";
        remove: "Take this away" | "去掉这一件";
        carried: "Carried over from before" | "上次留下的事";
        carried_why: "It stays until somebody ticks it." | "没打勾的会一直留着。";
        transcript: "Transcript" | "文字稿";
        transcript_help: "Only if all agreed. It is never required." | "大家都同意才写，不写也行。";
        bin: "Move to the bin" | "放进回收站";
        gone: "This record is not here any more." | "这份记录不在了。";
    }
}

words! {
    /// How am I?
    HowAmI HOW_AM_I {
        title: "How am I?" | "我还好吗";
        intro: "For you alone. Every part may stay empty." | "只给自己看，都可以不填。";
        here: "It stays on this phone, and in no record." | "只留在这部手机，不进任何记录。";
        felt: "How did it feel?" | "感觉怎么样？";
        strength: "How much strength is left?" | "还剩多少精力？";
        felt_says: "It felt: {what}" | "感觉：{what}";
        strength_says: "Strength: {what}" | "精力：{what}";
        words: "A line for yourself" | "给自己写一句";
        kept: "Kept on this phone" | "已存在手机里";
        not_kept: "It could not be kept just now. Try again." | "刚才没存上，请再试一次。";
        unread: "Your note could not be read. It stays as it is." | "没读到你写的，先不改动它。";
        damaged: "What you wrote here cannot be read any more." | "这里写过的，已经读不出来了。";
        anew: "Write it anew" | "重新写";
        anew_why: "Everything else on this phone is as it was." | "手机里别的内容都没有变。";
        who: "Who may see it?" | "给谁看？";
        who_why: "Only if you like. It goes to the phones here." | "愿意才给，会传到社区的手机上。";
        nobody: "Only me" | "只给自己";
        shared: "They can see it." | "他们可以看到了。";
        share_new: "Show them the new words" | "把新的也给他们看";
        unshared: "No longer shown" | "不再显示";
        partner: "Your partner shows you this" | "搭档愿意给你看的";
        rest_title: "Do you need a break?" | "想歇一歇吗？";
        rest: "I need a break" | "我想歇一歇";
        rest_why: "Your supervisor and your partner will see it." | "督导和搭档会看到。";
        rest_noted: "Noted. They see it once their phones get it." | "记下了。传到他们手机上就能看到。";
        rest_over: "I am back" | "我回来了";
        back: "Welcome back" | "欢迎回来";
        need_me: "First say under Me who holds this phone." | "请先在“我的”里选好你是谁。";
    }
}

const fn phrase(en: &'static str, zh: &'static str) -> Phrase {
    Phrase { en, zh }
}

/// A phase of guidance.
pub const fn phase(phase_of: Phase) -> Phrase {
    match phase_of {
        Phase::Close => phrase("Close guidance", "密切督导"),
        Phase::AsNeeded => phrase("Guidance as needed", "按需督导"),
    }
}

/// What a professional says in short.
pub const fn verdict(verdict: Verdict) -> Phrase {
    match verdict {
        Verdict::LooksReady => phrase("Looks ready", "看起来可以"),
        Verdict::LetUsTalk => phrase("Let us talk", "我们聊聊"),
    }
}

/// A way of supervision.
pub const fn mode(mode: Mode) -> Phrase {
    match mode {
        Mode::Before => phrase("Before a session", "活动前督导"),
        Mode::After => phrase("After a session", "活动后督导"),
        Mode::AsNeeded => phrase("As needed", "按需督导"),
        Mode::Group => phrase("Group supervision", "小组督导"),
        Mode::Online => phrase("Online", "线上督导"),
    }
}

/// What was talked about.
pub const fn issue(issue: Issue) -> Phrase {
    match issue {
        Issue::ChoosingTopics => phrase("Choosing topics", "选主题"),
        Issue::Preparing => phrase("Preparing", "做准备"),
        Issue::Participants => phrase("People bored or not listening", "有人没兴趣或不听"),
        Issue::OwnFeelings => phrase("Own feelings and confidence", "自己的情绪和信心"),
        Issue::Disclosure => phrase("Telling one's own story", "讲自己的经历"),
        Issue::Boundaries => phrase("Boundaries", "界限"),
        Issue::Emergencies => phrase("Emergencies", "突发情况"),
        Issue::Venue => phrase("Venue", "场地"),
        Issue::Other => phrase("Something else", "其他"),
    }
}

/// How a session felt.
pub const fn felt(felt: Felt) -> Phrase {
    match felt {
        Felt::Good => phrase("Good", "挺好"),
        Felt::Mixed => phrase("So-so", "一般"),
        Felt::Hard => phrase("Hard", "有点难"),
    }
}

/// Who is shown how somebody is.
pub const fn shown(shown: Shown) -> Phrase {
    match shown {
        Shown::Supervisors => phrase("Supervisors", "督导"),
        Shown::Partner => phrase("My partner", "搭档"),
        Shown::Both => phrase("Both", "两边都给"),
    }
}

/// How much strength is left.
pub const fn strength(strength: Strength) -> Phrase {
    match strength {
        Strength::Enough => phrase("Enough", "还够"),
        Strength::Tired => phrase("Tired", "有点累"),
        Strength::UsedUp => phrase("Used up", "没力气了"),
    }
}
