//! The words of the everyday screens: Today, sessions, people, ideas and what they share.

use crate::words;

words! {
    /// What many screens share.
    Common COMMON {
        back: "Back" | "返回";
        next: "Next" | "下一步";
        done: "Done" | "好了";
        change: "Change" | "修改";
        add: "Add" | "添加";
        remove: "Remove" | "删除";
        cancel: "Leave it" | "算了";
        none: "None" | "无";
        not_written: "Not written" | "没有写";
        not_chosen: "Not chosen" | "还没选";
        optional: "You may leave this empty." | "可以不填。";
        minutes: "{n} minutes" | "{n} 分钟";
        step_of: "Step {n} of {all}" | "第 {n} 步，共 {all} 步";
        just_a_moment: "Just a moment" | "请稍等";
        changed: "Changed" | "已修改";
        removed: "Moved to the bin" | "已放进回收站";
        marked: "Noted" | "已记下";
        removed_line: "Taken back" | "已撤掉";
        who_sees: "Only people who hold this phone can see this." | "只有拿着这台手机的人能看到。";
        practice: "Practice: everything here is invented." | "练习：这里的内容都是虚构的。";
        set_aside: "Some records could not be read. They are kept. Tell your coordinator." | "有些记录读不出来，但还保留着。请告诉协调员。";
        not_yours: "Your role reads this. Ask a peer or a coordinator." | "你的角色只能看，请同伴辅导员或协调员来改。";
        form_closed: "This form is closed. You can add an amendment." | "这份表已经完成。可以补充更正。";
        clock_jumped: "The phone's clock was changed. The timer went on as before." | "手机时间被改动了。计时不受影响。";
        offline: "No network. Everything works and is saved here." | "没有网络。一切照常，都存在手机里。";
        update: "A new version is here." | "有新版本。";
        update_now: "Use it now" | "现在更新";
        retry: "Try again" | "再试一次";
        copied: "Copied." | "已复制。";
        copy_by_hand: "Press and hold the text to copy it." | "长按文字就可以复制。";
    }
}

words! {
    /// Today.
    Today TODAY {
        title: "Today" | "今天";
        go_on: "Your session is under way" | "活动正在进行";
        go_on_do: "Go on" | "继续";
        write: "Write the record" | "写活动记录";
        write_why: "Nearly all of it is filled in." | "大部分已经帮你填好了。";
        write_do: "Write it now" | "现在写";
        confirm: "One of you still has to confirm" | "还差一位确认";
        confirm_do: "Look and confirm" | "看一看，确认";
        start: "Your session is today" | "今天有活动";
        start_do: "Start the session" | "开始活动";
        plan: "Go on with the plan" | "继续做计划";
        plan_do: "Go on planning" | "继续计划";
        forward: "Your next session is ready" | "下次活动准备好了";
        forward_do: "Look at the plan" | "看看计划";
        new: "Plan a session" | "计划一次活动";
        new_why: "Choose an idea. The rest fills itself." | "选一个点子，其余的会帮你填好。";
        new_do: "Plan a session" | "计划活动";
        also: "Plan another session" | "再计划一次";
        event: "An emergency event is open" | "有突发事件还没处理完";
        event_do: "Look at it" | "去看看";
        numbers: "Please try the numbers to call" | "请试一下紧急电话";
        backup: "It is time for a backup" | "该备份了";
    }
}

words! {
    /// The list of sessions and a session's own page.
    Sessions SESSIONS {
        title: "Sessions" | "活动";
        this: "Session" | "本次活动";
        search: "Search sessions" | "搜索活动";
        new: "Plan a session" | "计划活动";
        coming: "Coming" | "将要举行";
        past: "Past" | "以往";
        all: "All" | "全部";
        filter: "Show" | "显示";
        any_category: "Any category" | "所有类别";
        empty: "No sessions yet. The first one starts with an idea." | "还没有活动。从选一个点子开始。";
        nothing_found: "Nothing found. Try other words." | "没有找到。换个词试试。";
        more: "Show more" | "显示更多";
        count: "{n} sessions" | "{n} 次活动";
        no_theme: "No theme yet" | "还没有主题";
        no_date: "No date yet" | "还没有日期";
        plan: "Plan" | "计划";
        run: "Start the session" | "开始活动";
        go_on: "Go on" | "继续";
        record: "Record" | "记录";
        amend: "Amend" | "更正";
        forms: "Forms" | "表格";
        event: "Write an emergency event" | "写突发事件记录";
        events: "Emergency events" | "突发事件";
        half_filled: "Half filled" | "填了一部分";
        written: "Written" | "写好了";
        cancel: "It does not take place" | "活动不举行了";
        cancel_why: "Why does it not take place?" | "为什么不举行？";
        cancel_asks: "A few words help the coordinator. Or press again without." | "写几个字，协调员就明白了。不写就再按一次。";
        cancel_do: "Note that it does not take place" | "记下不举行";
        uncancel: "It takes place after all" | "还是要举行";
        bin: "Move to the bin" | "放进回收站";
        bin_undo: "Moved to the bin" | "已放进回收站";
        where_now: "On this phone. It has not been handed over yet." | "存在这台手机上，还没有提交。";
        closed_by: "Confirmed by {who}, {when}." | "{who} 已确认，{when}。";
        with: "Lead: {lead}. Assistant: {assistant}." | "带领：{lead}。协助：{assistant}。";
        alone: "Lead: {lead}." | "带领：{lead}。";
        came: "{n} came" | "来了 {n} 人";
    }
}

words! {
    /// People.
    People PEOPLE {
        title: "People" | "成员";
        add: "Add a person" | "添加成员";
        one: "Person" | "个人页";
        search: "Search people" | "搜索成员";
        empty: "Nobody is here yet. Add the people of your group." | "还没有人。先添加小组的成员。";
        peers: "Peers" | "同伴辅导员";
        members: "Group members" | "组员";
        caregivers: "Family members" | "家属";
        professionals: "Professionals" | "专业人员";
        guests: "Guests" | "客人";
        alias: "Name to use here" | "在这里用的名字";
        alias_help: "An alias or a code is enough. A real name is not needed." | "化名或代号就可以，不用真名。";
        role: "What do they do here?" | "在这里做什么？";
        note: "A line to remember them by" | "一句话备注";
        note_help: "Nothing about illness. For example: likes to sing." | "不写病情。例如：喜欢唱歌。";
        left: "No longer comes" | "不再来了";
        left_since: "No longer comes since" | "从哪天起不再来";
        back_again: "Comes again" | "又来了";
        same: "{name} is already here. Is it the same person?" | "已经有 {name} 了。是同一个人吗？";
        need_alias: "Write a name, an alias or a code." | "请写一个名字、化名或代号。";
        sessions: "Sessions together" | "参加过的活动";
        came: "Came to {n}." | "来过 {n} 次。";
        led: "Led {led}, helped with {helped}." | "带领 {led} 次，协助 {helped} 次。";
        show: "Show them" | "看看是哪几次";
        remove: "Move to the bin" | "放进回收站";
        removed_note: "The name stays in the records of past sessions." | "以往的活动记录里仍保留名字。";
        new_name: "New person" | "新成员";
        me: "That is me" | "这是我";
    }
}

words! {
    /// Ideas.
    Ideas IDEAS {
        title: "Ideas" | "点子";
        search: "Search ideas" | "搜索点子";
        choose: "Choose an idea" | "选一个点子";
        familiar: "Familiar to most" | "大家熟悉的";
        used: "Used here {n} times, last in {month}" | "这里用过 {n} 次，上次是{month}";
        used_once: "Used here once, in {month}" | "这里用过一次，在{month}";
        narrow: "Look for something special" | "细一点找";
        only: "Only these" | "只看这些";
        new_here: "Not done here yet" | "这里没做过的";
        asked_for: "Asked for by people here" | "这里有人想要的";
        favourites: "Our favourites" | "我们喜欢的";
        little: "Little to bring" | "要带的东西少";
        length: "How long at most?" | "最长多久？";
        any_length: "Any length" | "多久都行";
        ours: "Our own" | "我们自己的";
        like: "A favourite of ours" | "我们喜欢这个";
        write_own: "Write an idea of our own" | "写一个我们自己的点子";
        new_own: "Our own idea" | "我们自己的点子";
        name: "Its name" | "名字";
        keep: "Keep this session as an idea" | "把这次活动存成点子";
        kept: "Kept among the ideas" | "已存进点子";
        edit: "Change this idea" | "修改这个点子";
        remove: "Take it off the list" | "从列表里拿掉";
        share: "Pass it on as a file" | "存成文件给别人";
        open: "Open an idea's file" | "打开点子文件";
        not_idea: "This file holds no idea. Choose another one." | "这个文件里没有点子。请换一个。";
        newer: "This file is newer than the app. Update first." | "这个文件比应用新。请先更新应用。";
        minutes_of: "Minutes" | "分钟";
        part_name: "What is this part called?" | "这部分叫什么？";
        part_steps: "What is done, one step a line" | "怎么做，一行一步";
        part_say: "What you may say, one sentence a line" | "可以这样说，一行一句";
        part_together: "Poem or song: the title, then its lines" | "诗或歌：先写名字，再写诗句";
        bring_lines: "What to bring, one thing a line" | "要带什么，一行一样";
        take: "Plan with this idea" | "用这个点子";
        taken: "Idea taken over" | "已用上这个点子";
        own: "Our own idea" | "自己想";
        own_why: "You name the theme. We set up the three parts." | "你来定主题，三个部分帮你准备好。";
        same: "Same as last time" | "和上次一样";
        why: "Why it helps" | "为什么有帮助";
        aim: "What people may take home" | "大家的收获";
        suits: "Who it suits" | "适合谁";
        bring: "What to bring" | "要带什么";
        say: "You may say" | "可以这样说";
        easier: "To make it easier" | "想简单一点";
        livelier: "To make it livelier" | "想热闹一点";
        watch: "Watch for" | "留意";
        ask: "Ask at the end" | "最后可以问";
        together: "Together at the end" | "最后一起";
        review: "A local professional should review health content." | "健康内容请当地专业人员看过再用。";
        nothing_found: "Nothing found. Try other words." | "没有找到。换个词试试。";
        gone: "This idea is not here any more." | "这个点子不在了。";
        loading: "Opening the ideas" | "正在打开点子";
        unavailable: "The ideas can't be opened now. You can plan your own." | "现在打不开点子。可以自己想一个。";
    }
}
