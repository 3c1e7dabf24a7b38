//! The words of the overview: several communities on one phone, one line each.

use crate::words;

words! {
    /// The page.
    Overview OVERVIEW {
        title: "All communities" | "各社区总览";
        hint: "How each one is going, and what waits" | "各社区的进展和要办的事";
        alone: "Only this community is on this phone." | "这部手机上只有这一个社区。";
        add: "Add another community" | "再加一个社区";
        reading: "Reading" | "正在读取";
        all: "Communities: {n}. Sessions held: {s}." | "社区 {n} 个，已开展活动 {s} 次。";
        all_calm: "Nothing waits anywhere." | "各社区都没有要办的事。";
        counted: "Reports and files count these together." | "报表和文件把它们合在一起统计。";
        glance: "This period: {p}. In all: {n}." | "本期 {p} 次，共 {n} 次";
        glance_2: "Last: {day}. Waiting: {n}." | "最近 {day}，要办 {n} 件";
        glance_calm: "Last: {day}. Nothing waits." | "最近 {day}，没有要办的事";
        is_open: "{name} (open now)" | "{name}（正在用）";
        tap: "A tap switches to it." | "点一下就切换过去。";
        see_reports: "See the reports" | "看报表";
        open_now: "Open now" | "正在用";
        practice: "Invented, for practice" | "练习用，都是虚构的";
        in_period: "This period, until {day}: {n}" | "本期（到 {day}）：{n} 次";
        held: "Sessions held: {n}" | "已开展活动：{n} 次";
        held_since: "Sessions held since {day}: {n}" | "{day} 起已开展活动：{n} 次";
        last: "The last one: {day}" | "最近一次：{day}";
        none_yet: "No session was held yet." | "还没有开展过活动。";
        calm: "Nothing waits." | "没有要办的事。";
        paused: "It pauses since {day}. {why}" | "从 {day} 起暂停。{why}";
        paused_until: "It pauses from {day} until {until}. {why}" | "{day} 至 {until} 暂停。{why}";
        unwritten: "Not written yet: {n}, since {day}" | "还没写完：{n} 份，最早 {day}";
        unseen: "Events the doctor has not seen: {n}, since {day}" | "医生还没看过的事件：{n} 起，最早 {day}";
        ready: "Ready, not handed over: {n}, since {day}" | "写完还没交：{n} 份，最早 {day}";
        handed: "Handed over, not received: {n}, since {day}" | "已交还没签收：{n} 份，最早 {day}";
        back: "Sent back with a question: {n}, since {day}" | "退回有问题的：{n} 份，最早 {day}";
        due: "Missing from earlier periods: {n}, since {day}" | "以前各期还缺：{n} 份，从 {day} 起";
        received: "Received: {n}" | "已签收：{n} 份";
        forms: "Forms, period by period" | "各期表格";
        gap: "No session from {from} to {to}. {why}" | "{from} 至 {to} 没有活动。{why}";
        gaps_more: "Earlier periods without a session: {n}." | "更早没有活动的还有 {n} 期。";
        see_forms: "See the forms" | "看表格";
        from_here: "Switch there to read the forms and to receive them." | "要看表、签收，请切换过去。";
    }
}

words! {
    /// Showing another profile's community here too.
    Neighbours NEIGHBOURS {
        title: "Others on this phone" | "这部手机上的其他社区";
        show: "Show {name} here too" | "在这里也显示{name}";
        means: "Whoever opens this profile can then read that community too." | "之后能打开这里的人，也能看到那个社区。";
        one_way: "There nobody sees this one. Nothing there is changed." | "那边看不到这里，内容也不会被改动。";
        until: "It stays so until you end it here. A new passcode changes nothing." | "直到在这里取消为止，改密码也一样。";
        ask_owner: "Is it somebody else's? Ask them first." | "如果是别人的，请先问过本人。";
        no_lock: "This profile has no lock. Better set one first." | "这里还没有设锁，最好先设一个。";
        yes: "Show it here" | "在这里显示";
        no: "Not now" | "先不用";
        opening: "Opening" | "正在打开";
        linked: "It is shown here now." | "已在这里显示。";
        stop: "Stop showing {name} here" | "不再显示{name}";
        stopped: "It is not shown here any more." | "已不再显示。";
        nothing: "Nothing is there yet." | "那里还没有内容。";
        wiped: "It is not on this phone any more." | "它已不在这部手机上。";
        other_key: "Other records are in its place now." | "现在那里是别的记录了。";
        unread: "It can't be read just now. Open it once." | "现在读不出来，请先打开一次。";
        same: "The same community as above. It counts once." | "和上面是同一个社区，只算一次。";
        apart: "It is not counted with the others." | "不和其他社区合在一起统计。";
        not_saved: "It was not saved. Please try again." | "没有存好，请再试一次。";
    }
}
