//! The words of the parts that all screens are built from.

use crate::words;

words! {
    /// The frame around each screen.
    Frame FRAME {
        name: "Tongban" | "同伴";
        skip: "Go to the content" | "跳到正文";
        help: "Need help" | "需要帮助";
        help_short: "Help" | "帮助";
        places: "Places" | "主要位置";
        today: "Today" | "今天";
        sessions: "Sessions" | "活动";
        people: "People" | "成员";
        ideas: "Ideas" | "点子";
        me: "Me" | "我的";
        moment: "Just a moment" | "请稍等";
        undo: "Undo" | "撤销";
    }
}

words! {
    /// Fields and choices.
    Fields FIELDS {
        about: "What is this?" | "这是什么？";
        why: "Why we ask" | "为什么问";
        how: "How to write it" | "怎么写";
        example: "For example" | "例如";
        left: "{n} characters left" | "还可以写 {n} 个字";
        too_long: "Only the first {n} characters are kept. Please make it shorter." | "只会保留前 {n} 个字。请写短一些。";
        search: "Search" | "搜索";
        clear: "Clear" | "清空";
        show: "Show" | "显示";
        hide: "Hide" | "隐藏";
        shown: "The passcode is shown." | "密码正在显示。";
        hidden: "The passcode is hidden." | "密码已隐藏。";
        less: "{n} less: {label}" | "{label}：减 {n}";
        more: "{n} more: {label}" | "{label}：加 {n}";
        least: "{n} is the least." | "最少是 {n}。";
        most: "{n} is the most." | "最多是 {n}。";
        quick: "Quick phrases" | "常用语";
        problem: "Please look:" | "请看：";
        summary: "Please look at these" | "请看看这几项";
        read_aloud: "Read aloud" | "读出来";
        read_stop: "Stop reading" | "停止朗读";
    }
}

words! {
    /// Lists and states.
    Lists LISTS {
        written: "Written" | "写好了";
        not_written: "Not written yet" | "还没写";
        change: "Change" | "修改";
        change_what: "Change: {label}" | "修改：{label}";
        no_date: "No date yet" | "还没有日期";
        no_theme: "No theme yet" | "还没有主题";
        chosen: "Chosen" | "已选";
    }
}

words! {
    /// Time and saving.
    Status STATUS {
        minutes_left: "About {n} minutes left" | "还有大约 {n} 分钟";
        minute_left: "About 1 minute left" | "还有大约 1 分钟";
        minutes: "minutes" | "分钟";
        minute: "minute" | "分钟";
        nearly: "Less than a minute left" | "还有不到 1 分钟";
        time_up: "Time is up, no hurry" | "时间到了，不着急";
        paused: "Paused" | "暂停中";
        saving: "Saving" | "正在保存";
        saved: "Saved {time}" | "已保存 {time}";
        not_saved: "Not saved yet" | "还没有保存";
    }
}

words! {
    /// Forms on paper.
    Paper PAPER {
        print: "Print" | "打印";
        print_how: "You can choose \"Save as PDF\" there." | "也可以在里面选“另存为 PDF”。";
        community: "Community" | "社区";
        signature: "Signature" | "签名";
        date: "Date" | "日期";
    }
}
