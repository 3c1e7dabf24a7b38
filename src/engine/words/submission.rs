//! The words of handing the forms over.

use crate::words;

words! {
    /// The page on which forms are handed over and received.
    Submission SUBMISSION {
        title: "Forms for the coordinator" | "交给协调员的表";
        ready_one: "One form is ready." | "有 1 份表可以交了。";
        ready: "{n} forms are ready." | "有 {n} 份表可以交了。";
        not_written_one: "One is not written yet. It can follow later." | "还有 1 份没写完，可以以后再交。";
        not_written: "{n} are not written yet. They can follow later." | "还有 {n} 份没写完，可以以后再交。";
        none_ready: "Nothing waits to be handed over." | "现在没有要交的表。";
        hand_over: "Hand them over" | "交表";
        handed: "Handed over. This is your receipt: {n} forms, {time}." | "已交。回执：{n} 份，{time}。";
        ends: "This period ends on {day}." | "本期到 {day} 结束。";
        no_start: "When did the service begin here?" | "这里的服务从哪天开始？";
        receive: "I have received all of them" | "我都收到了";
        received: "Received. The peers see it." | "已签收，同伴们看得到。";
        waits_one: "One form was handed over." | "有 1 份表交上来了。";
        waits: "{n} forms were handed over." | "有 {n} 份表交上来了。";
        period: "Period {n}: {from} to {to}" | "第 {n} 期：{from} 至 {to}";
        called_off: "Called off" | "已取消";
        not_held: "Not held yet" | "还没开展";
        unwritten: "Not written yet" | "还没写完";
        here: "Ready, not handed over" | "已写完，还没交";
        is_handed: "Handed over, {time}" | "已交，{time}";
        is_received: "Received, {time}" | "已签收，{time}";
        is_back: "Sent back with a question" | "退回，有问题要问";
        late: "came late, in period {n}" | "迟交，第 {n} 期才交";
        gap_pause: "No session. The reason: {why}" | "没有活动。原因：{why}";
        gap_called_off: "No session. All were called off." | "没有活动，都取消了。";
        gap_unknown: "No session. Nobody has said why yet." | "没有活动，还没有写原因。";
        ask: "Send back with a question" | "退回并提问";
        question: "What do you want to know?" | "想问什么？";
        send_back: "Send it back" | "退回";
        sent_back: "Sent back." | "已退回。";
        look: "Look at the form" | "看这份表";
        answer: "Answer with an amendment, then hand it over again." | "写一条补充说明，再交一次。";
        days: "Days of a period" | "每期天数";
        days_unit: "days" | "天";
        empty: "No period has begun yet." | "还没有开始的时段。";
    }
}
