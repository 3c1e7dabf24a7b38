//! The words of the day on which the service began.

use crate::words;

words! {
    /// Setting that day, correcting it, and what follows.
    Start START {
        day: "The service began here on" | "这里的服务开始于";
        hint: "Periods, guidance and reports are counted from it." | "每期的表、督导和报告都从这天算起。";
        since: "The service began here on {day}." | "这里的服务从 {day} 开始。";
        unknown: "Nobody has written when the service began." | "还没写服务从哪天开始。";
        ask: "Please ask your coordinator to write it." | "请协调员填一下。";
        anew: "The periods are counted anew from this day." | "各期从这一天重新算。";
        stay: "Forms were handed over. So the periods stay as they are." | "已经交过表，各期保持不变。";
        first: "Sessions before {day} stand in the first period." | "{day} 以前的活动算在第一期。";
        rest: "Guidance, yearly questions and reports follow the new day." | "督导、每年的提问和报告按新的日期算。";
        unlikely: "Please check the year." | "请看看年份对不对。";
        change: "Use this day" | "就用这一天";
        begins: "The service begins on {day}, which is still to come." | "服务从 {day} 开始，这一天还没到。";
        until_then: "Forms can be handed over from then on." | "到那天才能交表。";
        phone_says: "This phone says that today is {day}." | "这台手机显示今天是 {day}。";
        wrong_phone: "If that is wrong, set the date of the phone." | "如果不对，先把手机日期调好。";
        wrong_start: "If the start is wrong, correct it here." | "如果开始日期不对，在这里改。";
        wrong_start_ask: "If the start is wrong, ask your coordinator to correct it." | "如果开始日期不对，请协调员改。";
    }
}
