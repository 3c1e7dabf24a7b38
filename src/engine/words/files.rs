//! The words of what comes in and goes out as files: handing out, older records, a calendar, forms of a period.

use crate::words;

words! {
    /// A file that leaves the app, in any browser.
    HandOut HAND_OUT {
        saved: "The file is in the downloads." | "文件在“下载”里。";
        shared: "It was passed on." | "已经发出去了。";
        waits: "The file is ready. It has not been sent yet." | "文件准备好了，还没发出去。";
        text: "This browser saves no files. Here is the text to copy." | "这个浏览器存不了文件，可以复制下面的文字。";
        picture: "Press and hold the picture to save it." | "长按图片就可以保存。";
        neither: "This browser saves no files. Try another way." | "这个浏览器存不了文件，请用别的办法。";
        send: "Send it to somebody" | "发给别人";
        show: "No file came? Show what is in it" | "没看到文件？显示内容";
        copy: "Copy the text" | "复制文字";
    }
}

words! {
    /// The columns of the table of older sessions.
    OlderColumns OLDER_COLUMNS {
        date: "Date" | "日期";
        start: "Start" | "开始时间";
        minutes: "Length (minutes)" | "时长（分钟）";
        category: "Category" | "类别";
        theme: "Theme" | "主题";
        venue: "Venue" | "地点";
        formats: "Formats" | "形式";
        lead: "Lead" | "带领者";
        assistant: "Assistant" | "协助者";
        came: "How many came" | "到场人数";
        who: "Who came" | "到场的人";
        worry: "Did anything worry you?" | "有没有让人担心的事";
        note: "Note" | "备注";
    }
}

words! {
    /// Bringing in sessions from before the app.
    Older OLDER {
        title: "Bring in older records" | "导入以前的活动";
        intro: "Sessions from before the app, one a row, saved as CSV." | "以前办过的活动，一行一次，存成 CSV。";
        how: "The day first: 2013-07-05. Several names: with a comma between." | "日期写成 2013-07-05。几个名字用顿号隔开。";
        needed: "Only the day and a theme or a category are needed." | "必填的只有日期，和主题或类别。";
        closed: "They come in as closed records, marked as older ones." | "导入后是已完成的记录，并注明是旧记录。";
        not_read: "This file could not be read as a table." | "这个文件读不成表格。";
        no_day_column: "It has no column for the day." | "没有日期这一列。";
        found_one: "1 session can be brought in." | "可以导入 1 次活动。";
        found: "{n} sessions can be brought in." | "可以导入 {n} 次活动。";
        here_one: "1 session is here already. It stays as it is." | "有 1 次活动已经在这里，不会改动。";
        here: "{n} sessions are here already. They stay as they are." | "有 {n} 次活动已经在这里，不会改动。";
        bad_one: "1 row needs a look:" | "有 1 行需要看看：";
        bad: "{n} rows need a look:" | "有 {n} 行需要看看：";
        row: "Row {n}: {why}" | "第 {n} 行：{why}";
        more_rows: "And {n} more." | "还有 {n} 行。";
        rows_stay: "Correct them and choose the file again, or leave them out." | "改好后再选一次文件，或者先不导入它们。";
        take: "Bring in {n} sessions" | "导入这 {n} 次活动";
        take_good: "Leave those rows out, bring in {n} sessions" | "不要那几行，导入 {n} 次活动";
        reading: "Reading the table" | "正在读表格";
        stopped: "Stopped. The rest can be brought in with the same file: nothing comes twice." | "已停下。其余的用同一个文件再导入就行，不会重复。";
        taken_one: "1 session was brought in." | "已导入 1 次活动。";
        taken: "{n} sessions were brought in." | "已导入 {n} 次活动。";
        new_people: "People who are not known here: {n}" | "这里还没有的人：{n} 位";
        adds: "What about them?" | "这些人怎么办？";
        adds_yes: "Add them" | "添加他们";
        adds_no: "Leave their rows out" | "不导入他们的行";
        new_venues: "New places: {names}" | "新的地点：{names}";
        new_formats: "New formats: {names}" | "新的形式：{names}";
        sessions: "The sessions" | "这些活动";
        nothing: "There is nothing new in this file." | "这个文件里没有新的活动。";
        no_day: "the day is empty" | "日期是空的";
        day: "\"{what}\" is no day. Write it as 2013-07-05" | "“{what}”不是日期。请写成 2013-07-05";
        to_come: "\"{what}\" is still to come" | "“{what}”还没有到";
        time: "\"{what}\" is no time. Write it as 14:00" | "“{what}”不是时间。请写成 14:00";
        number: "\"{what}\" is no number for \"{column}\"" | "“{column}”：“{what}”不是数字";
        midnight: "it would end on the next day. Check start and length" | "会到第二天才结束，请检查时间和时长";
        no_theme: "there is neither a theme nor a category" | "主题和类别都是空的";
        value: "\"{what}\" is not an answer for \"{column}\"" | "“{column}”：不能写“{what}”";
        long: "\"{column}\" is too long. Shorten it" | "“{column}”太长，请缩短";
        fewer: "{n} names, but only {came} came. Check both" | "写了 {n} 个名字，但只到 {came} 人";
        one_twice: "{what} cannot lead and assist at once" | "{what} 不能既带领又协助";
        twice: "the same session stands in row {what}" | "和第 {what} 行是同一次活动";
        unknown: "{what} is not known here" | "这里没有 {what}";
        from_older: "From older records" | "来自旧记录";
        brought_by: "Brought in by {who}, {when}" | "由 {who} 导入，{when}";
        brought: "Brought in {when}" | "{when} 导入";
        came: "Came, as the table says: {n}" | "表格所记到场：{n} 人";
    }
}

words! {
    /// Sessions in a calendar.
    Calendar CALENDAR {
        one: "Put it in a calendar" | "放进日历";
        next: "Put the next sessions in a calendar" | "把后面的活动放进日历";
        why: "The calendar shows the theme, time and place only." | "日历里只有主题、时间和地点。";
        event: "Session: {theme}" | "活动：{theme}";
        event_plain: "Session" | "活动";
    }
}

words! {
    /// The forms of a period, in one piece.
    Bundle BUNDLE {
        title: "Print the forms of a period" | "打印一段时间的表格";
        lead: "All forms of the chosen days, with a cover." | "把所选日期的表格连同封面一起打印。";
        which: "Which days?" | "哪些日期？";
        of_period: "Period {n}: {from} to {to}" | "第 {n} 期：{from}至{to}";
        other: "Other days" | "其他日期";
        from: "From" | "从";
        to: "To" | "到";
        choose_days: "Choose the first and the last day." | "请选开始和结束的日期。";
        kinds: "Which forms?" | "哪些表格？";
        sessions: "Choose sessions: {n} of {all}" | "选择活动：共 {all} 次，选了 {n} 次";
        ticked: "Only these sessions" | "只要这些活动";
        all: "Tick all" | "全选";
        no_one: "Tick none" | "全不选";
        none: "There are no sessions on these days." | "这些日期没有活动。";
        none_of: "There are none of this category." | "没有这一类的活动。";
        none_ticked: "No session is ticked." | "还没有选活动。";
        not_read: "could not be read" | "读不出来";
        partly: "a part could not be read" | "有一部分读不出来";
        one_partly: "{session}: a part could not be read. A backup may hold it." | "{session}：有一部分读不出来。备份里可能有。";
        one_not_read: "{session}: could not be read. A backup may hold it." | "{session}：读不出来。备份里可能有。";
        left_out: "Sessions left out" | "未选入的活动";
        unread: "Sessions that could not be read" | "读不出来的活动";
        reading: "Laying out the forms" | "正在排表格";
        stopped: "Stopped. The forms are not laid out." | "已停下，表格没有排出来。";
        broke: "The forms could not be laid out. Nothing is lost." | "表格没能排出来。记录都还在。";
        too_many: "These are too many to show here. Save them as a page and print that, or choose fewer days." | "表格太多，这里放不下。请存成网页再打印，或者少选几天。";
        too_long: "To choose single sessions, choose fewer days." | "要逐次挑选活动，请少选几天。";
        count: "Sessions: {s}. Forms: {n}." | "活动 {s} 次，表格 {n} 份。";
        save: "Save as a page (HTML)" | "存成网页（HTML）";
        cover: "Forms of a period" | "活动表格汇总";
        period: "Days" | "日期范围";
        span: "{from} to {to}" | "{from}至{to}";
        held: "Sessions held" | "已开展活动";
        forms: "Forms in it" | "表格份数";
        pause: "Time without sessions" | "停办原因";
        state: "State" | "进展";
        names: "The forms name people. Keep the paper safe." | "表格里有称呼，打印后请收好。";
    }
}

words! {
    /// Times without sessions.
    Pauses PAUSES {
        title: "Times without sessions" | "没有活动的时间";
        why: "A gap with a reason is seen and understood in the reports." | "写明原因，报告里的空档就一看就懂。";
        none: "None is noted." | "还没有记录。";
        add: "Note a time without sessions" | "记一段没有活动的时间";
        from: "From which day?" | "从哪天起？";
        until: "To which day?" | "到哪天为止？";
        open: "Leave it empty while it lasts." | "还没结束可以不填。";
        reason: "Why are there no sessions?" | "为什么没有活动？";
        bare: "Without a reason it explains no gap." | "不写原因，就说明不了为什么没有活动。";
        example: "For example: the room is being repaired." | "例如：活动室在装修。";
        backwards: "The last day is before the first one." | "结束日期早于开始日期。";
        mistake: "Noted by mistake" | "记错了，撤掉";
        venue_since: "Since which day?" | "从哪天起不能用？";
    }
}
