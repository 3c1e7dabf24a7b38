//! The words of one session's way: plan, run, record, emergency.

use crate::words;

words! {
    /// Planning.
    Plan PLAN {
        title: "Plan" | "计划";
        intro: "Any order. Everything is saved as you go." | "先写哪个都行，边写边保存。";
        check: "Check answers" | "检查一遍";
        check_title: "Is this right?" | "这样对吗？";
        ready: "Ready" | "准备好了";
        ready_done: "Ready. Show it to your partner." | "准备好了。给搭档看看吧。";
        ready_since: "Ready since {when}" | "{when} 准备好的";
        not_ready: "Change it back to planning" | "改回计划中";
        missing: "Before it is ready, please write:" | "还需要写好：";
        skip: "Leave this empty" | "这项不填";
        skipped: "Left empty on purpose" | "特意不填";
        date: "Which day?" | "哪一天？";
        date_help: "The usual rhythm is proposed. Change it freely." | "按平常的间隔建议，可以改。";
        start: "Starts at" | "几点开始";
        minutes: "How long, in minutes?" | "多长时间（分钟）？";
        ends: "Ends at {time}" | "{time} 结束";
        venue: "Where?" | "在哪里？";
        venue_help: "A place everyone can reach." | "大家都方便到的地方。";
        lead: "Who leads?" | "谁带领？";
        assistant: "Who helps?" | "谁协助？";
        assistant_none: "Nobody this time" | "这次没有";
        alone_reason: "Why is there only one peer?" | "为什么只有一个人带？";
        alone_help: "For example: my partner is ill." | "例如：搭档病了。";
        me_too: "Add a peer" | "添加同伴辅导员";
        category: "Which kind?" | "哪一类？";
        theme: "Theme" | "主题";
        theme_help: "A few words. For example: making dumplings." | "几个字就好。例如：一起包饺子。";
        formats: "How will you do it?" | "用什么形式？";
        choose_idea: "Choose an idea" | "选一个点子";
        change_idea: "Choose another idea" | "换一个点子";
        aim: "What do we hope people take home?" | "希望大家有什么收获？";
        aim_help: "One small thing is enough. For example: one new dish." | "一件小事就好。例如：学会一道菜。";
        part_title: "Short name" | "小标题";
        part_words: "What we do" | "怎么做";
        part_say: "Words to say aloud" | "可以说的话";
        part_say_help: "One sentence a line. They show during the session." | "一行一句，活动时会显示。";
        part_minutes: "Minutes" | "分钟";
        step_leader: "Who leads this?" | "谁来带这一步？";
        step_lead_same: "The lead" | "带领者";
        add_step: "Add a step" | "加一步";
        step_up: "Move up" | "往前移";
        step_down: "Move down" | "往后移";
        step_remove: "Remove this step" | "删掉这一步";
        step_removed: "Step removed" | "已删掉一步";
        step_kept: "Removed by one, changed by the other. It was kept." | "一人删了，一人改了。这一步保留着。";
        set_up_parts: "Set up the three parts" | "准备三个部分";
        together: "Poem or song at the end" | "最后的诗或歌";
        bring: "What to bring?" | "要带什么？";
        bring_help: "One thing a line." | "一行写一样。";
        hard_1: "Stay calm. Keep everyone safe first." | "先别慌，保证大家安全。";
        hard_2: "One stays with the group. One stays with the person." | "一人陪大家，一人陪当事人。";
        hard_3: "Call the doctor. You are not alone." | "打电话给医生。你们不是孤单的。";
        hard_tick: "We talked about it" | "我们谈过了";
        doctor: "Doctor: {name}, {phone}" | "医生：{name}，{phone}";
        invited: "Who is invited?" | "邀请谁？";
        advice: "What did a supervisor advise?" | "督导有什么建议？";
        advice_help: "A line is enough. You may leave it empty." | "写一句就好，也可以不填。";
        share: "Copy the plan as text" | "复制计划文字";
        undone: "Plan changed" | "计划已修改";
        apart: "You two chose apart." | "你们各选了一个。";
        apart_now: "Now" | "现在是";
        apart_other: "{name} chose" | "{name}选的是";
        apart_somebody: "The other phone" | "另一部手机";
        apart_none: "Nothing" | "空着";
        swap: "Take this one" | "换成这个";
        keep: "Keep it as it is" | "就用现在的";
        wordings: "Earlier wordings" | "以前写过的";
        wordings_why: "Earlier words of theme, aim, things to bring and the parts. Of an open record, what happened, feedback and next time too." | "主题、目标、要带的和三个部分以前的写法。记录没确认前，还有经过、反馈和下次。";
        wordings_none: "Nothing was written differently yet." | "还没有改过。";
        bring_back: "Bring this back" | "换回这个";
        brought_back: "Brought back" | "已换回";
        all_parts: "All parts: {n} minutes" | "三个部分共 {n} 分钟";
    }
}

words! {
    /// Running.
    Run RUN {
        title: "Session" | "活动";
        here_title: "Who is here?" | "今天谁来了？";
        here_intro: "Tap a name. Untouched means not noted." | "点名字就行。没点的就是没记。";
        guest: "Add a guest by nickname" | "用昵称添加客人";
        guest_name: "Nickname" | "昵称";
        everyone: "{n} noted as here" | "已记 {n} 人来了";
        begin: "Begin the session" | "开始活动";
        say: "You may say" | "可以这样说";
        do_now: "What we do" | "怎么做";
        next_part: "Next part" | "下一部分";
        last_part: "Part before" | "上一部分";
        five_more: "Five more minutes" | "再来 5 分钟";
        pause: "Pause" | "暂停";
        resume: "Go on" | "继续";
        note: "Note something" | "记一句";
        note_words: "What was said or seen?" | "说了什么，看到什么？";
        note_quote: "Somebody said it" | "是有人说的";
        note_save: "Keep it" | "记下";
        noted: "Noted" | "已记下";
        who: "Who is here?" | "谁来了";
        end: "End the session" | "结束活动";
        end_title: "End the session?" | "结束活动吗？";
        end_yes: "Yes, end it" | "结束";
        end_no: "Not yet" | "还没有";
        ended_title: "Well done today" | "今天辛苦了";
        ended: "Well done today, thank you both." | "今天辛苦了，谢谢你们俩。";
        write_now: "Write now" | "现在写";
        write_later: "Write later" | "晚点写";
        notes: "Noted so far" | "已经记下的";
        led_by: "{who} leads this" | "{who} 来带";
        quick_1: "I feel better." | "我感觉好多了。";
        quick_2: "I liked this." | "我喜欢这个。";
        quick_3: "It was hard for me." | "对我有点难。";
        started: "Started" | "已开始";
        moved: "Moved to another part" | "换了一个部分";
    }
}

words! {
    /// Recording.
    Record RECORD {
        title: "Record" | "记录";
        times: "Are the times right?" | "时间对吗？";
        date: "Day" | "日期";
        start: "Start" | "开始";
        end: "End" | "结束";
        lasted: "It lasted {n} minutes." | "一共 {n} 分钟。";
        times_yes: "The times are right" | "时间没错";
        content: "Theme and format" | "主题和形式";
        theme: "Theme" | "主题";
        formats: "Format" | "形式";
        parts: "How did each part go?" | "每个部分怎么样？";
        part_note: "A line on it" | "补充一句";
        happened: "What happened?" | "活动过程怎么样？";
        happened_help: "A few lines, as you would tell a friend." | "像跟朋友讲一样，写几句。";
        people: "Who came, and how were they?" | "谁来了，状态怎么样？";
        seemed: "How did {name} seem?" | "{name} 状态怎么样？";
        people_none: "Nobody is noted as here." | "还没有记谁来了。";
        people_change: "Change who came" | "修改参加人员";
        feedback: "What did people say?" | "大家说了什么？";
        feedback_help: "Their own words, one a line. No names needed." | "用他们的原话，一行一句，不用写名字。";
        nobody: "Nobody said anything" | "没有人说什么";
        aim: "We hoped for:" | "我们希望的收获：";
        aim_met: "Was the aim met?" | "目的达到了吗？";
        worry: "Did anything worry you?" | "有没有让你担心的事？";
        worry_help: "There is no wrong answer. An honest answer helps." | "怎么答都可以，照实说就好。";
        worry_form: "Please write down what happened." | "请把经过写下来。";
        us: "For us two" | "我们俩";
        us_private: "Only you two see this, unless you share it." | "只有你们俩能看到，除非你们愿意分享。";
        went_well: "What went well?" | "哪里做得好？";
        next_time: "What will we try next time?" | "下次想试试什么？";
        next_time_form: "This line goes into the form." | "这一句会写进表里。";
        supervision: "What to take to supervision?" | "想和督导谈什么？";
        share: "Share this with our supervisor" | "愿意给督导看";
        check: "Check answers" | "检查一遍";
        confirm_there: "{who} confirms on their own phone." | "{who}在自己的手机上确认。";
        confirm_away: "Their phone can't be reached?" | "对方的手机联系不上？";
        confirm_away_why: "Then sit together. {who} reads it here and confirms." | "那就一起在这里确认，请{who}先看一遍。";
        confirm_away_kept: "The record says that it was on this phone." | "记录里会写明，是在这部手机上确认的。";
        confirmed_beside: "{who} confirmed on {name}'s phone, {when}" | "{who}已在{name}的手机上确认：{when}";
        confirm_intro: "Both of you read it and confirm." | "两个人都看一遍，再确认。";
        confirm: "{who}: I confirm" | "{who}：我确认";
        confirmed: "{who} confirmed, {when}" | "{who} 已确认，{when}";
        confirm_again: "The words changed. {who} is asked again." | "内容改过了，请 {who} 再确认。";
        confirm_label: "Confirmed" | "已确认";
        partner: "Hand the phone to {who} to confirm." | "把手机给 {who}，请 TA 确认。";
        nobody_to_confirm: "No lead is named. Please say who led." | "还没写谁带领。请先补上。";
        closed: "The form is closed." | "这份表已经完成。";
        where_now: "It is on this phone. The coordinator gets it with the next submission." | "存在这台手机上。下次提交时交给协调员。";
        lacking: "Please complete first:" | "请先补上：";
        amend: "Amend the record" | "更正记录";
        amend_intro: "The old text stays. Your change stands beside it." | "原文会保留，更正写在旁边。";
        amend_about: "What is it about?" | "更正哪一项？";
        amend_old: "It says now" | "原来写的";
        amend_text: "It should say" | "应该是";
        amend_reason: "Why?" | "为什么更正？";
        amend_do: "Add the amendment" | "加上更正";
        amend_need: "Write both the new text and the reason." | "新内容和原因都要写。";
        amend_by: "{who}, {when}. Reason: {reason}" | "{who}，{when}。原因：{reason}";
        amended: "Amended" | "更正";
        save_exit: "Come back later" | "以后再写";
    }
}

words! {
    /// Need help, and the Emergency Event.
    Help HELP {
        title: "Need help" | "需要帮助";
        safe: "Keep everyone safe." | "先保证大家安全。";
        safe_more: "Stay calm. Move away from danger. Do not stay alone." | "别慌，离开危险。不要一个人面对。";
        call: "Call now" | "马上打电话";
        call_name: "Call {name}: {phone}" | "打给{name}：{phone}";
        no_numbers: "No numbers are set here. Dial 120 or 110." | "这里还没有号码。请拨 120 或 110。";
        write: "Write it down later" | "之后再写下来";
        write_do: "Open the emergency event form" | "打开突发事件记录表";
        write_why: "Half filled is fine. You can go on later." | "填一半也行，以后再补。";
        write_which: "For which session?" | "是哪次活动？";
        no_session: "The form belongs to a session. Plan one first." | "记录表属于一次活动。请先建一次活动。";
        form_title: "Emergency event" | "突发事件";
        date: "Day" | "日期";
        time: "Time" | "时间";
        place: "Where?" | "在哪里？";
        who: "Who was it about?" | "是关于谁的？";
        others: "Who else was there?" | "还有谁在场？";
        kinds: "What kind of event?" | "是哪一类事件？";
        happened: "What happened?" | "发生了什么？";
        happened_help: "What you saw and heard, in order." | "按先后写你看到、听到的。";
        action: "What did you do?" | "当时怎么处理的？";
        called: "Who was called?" | "给谁打了电话？";
        outcome: "How did it end?" | "结果怎么样？";
        finish: "It is written" | "写好了";
        later: "Go on later" | "以后再补";
        written: "Written. Please tell the doctor about it." | "写好了。请告诉医生。";
        need: "Please add the kind and what happened." | "请补上类别和经过。";
        opened: "Form opened" | "已打开记录表";
        remove: "Remove this form" | "删掉这份表";
        share: "Copy as text for the doctor" | "复制文字发给医生";
    }
}
