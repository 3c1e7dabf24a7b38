//! The words of handing the forms over.

use crate::words;

words! {
    /// The page on which forms are handed over and received.
    Submission SUBMISSION {
        title: "Forms for the coordinator" | "交给协调员的表";
        ready_one: "The forms of one session are ready." | "有 1 次活动的表可以交了。";
        ready: "The forms of {n} sessions are ready." | "有 {n} 次活动的表可以交了。";
        not_written_one: "Those of one are not written yet. They can follow later." | "还有 1 次没写完，可以以后再交。";
        not_written: "Those of {n} are not written yet. They can follow later." | "还有 {n} 次没写完，可以以后再交。";
        asked_one: "One question waits for an answer, see below." | "有 1 个问题等着回答，见下面。";
        asked: "{n} questions wait for an answer, see below." | "有 {n} 个问题等着回答，见下面。";
        none_ready: "Nothing waits to be handed over." | "现在没有要交的表。";
        hand_over: "Hand them over" | "交表";
        today_asks_one: "The coordinator asks about a form" | "协调员想问一张表";
        today_asks: "The coordinator asks about {n} forms" | "协调员想问 {n} 张表";
        storing: "Being stored on this phone" | "正在存到这台手机";
        not_stored: "It is not stored yet. So nothing is handed over." | "还没存上，所以还没交。";
        refused: "Nothing was changed. Your role does not do this." | "没有改动。你的身份不能做这一步。";
        receipt_one: "Receipt: the forms of one session, {time}." | "回执：1 次活动的表，{time}。";
        receipt: "Receipt: the forms of {n} sessions, {time}." | "回执：{n} 次活动的表，{time}。";
        noted_here: "It is noted on this phone. Nothing is shared yet." | "已记在这台手机上，还没有多机共享。";
        by_file: "The coordinator gets them as one file." | "可以存成一个文件交给协调员。";
        to_file: "Forms of a period" | "一期的表";
        pass_on: "There is no relay. It goes along with the next file." | "没有中转站，下次传文件时带过去。";
        by_hand: "There is no relay. Forms and receipts travel in a file." | "没有中转站，表和签收都用文件传。";
        to_hand: "Make or take in a file" | "生成或收进文件";
        is_by_hand: "Handed over, {time}; goes with the next file" | "已交，{time}，下次传文件带过去";
        on_its_way: "On its way. It goes as soon as there is a network." | "在路上，有网就会发出去。";
        has_left: "It has left this phone." | "已经发出去了。";
        ends: "This period ends on {day}." | "本期到 {day} 结束。";
        no_start: "When did the service begin here?" | "这里的服务从哪天开始？";
        receive: "I have received all of them" | "我都收到了";
        receive_period: "I have received period {n}" | "第 {n} 期我收到了";
        how_many: "Handed over: {came}. Received: {received}. Still to come: {missing}." | "已交 {came} 次；已签收 {received} 次；还没交 {missing} 次。";
        received: "Noted as received." | "已记为签收。";
        waits_one: "The forms of one session were handed over." | "有 1 次活动的表交上来了。";
        waits: "The forms of {n} sessions were handed over." | "有 {n} 次活动的表交上来了。";
        period: "Period {n}: {from} to {to}" | "第 {n} 期：{from} 至 {to}";
        called_off: "Called off" | "已取消";
        called_off_why: "Called off: {why}" | "已取消：{why}";
        not_held: "Not held yet" | "还没开展";
        unwritten: "Not written yet" | "还没写完";
        here: "On this phone, not handed over" | "在这台手机上，还没交";
        here_since: "On this phone since {time}, not handed over" | "在这台手机上，{time} 写完，还没交";
        is_handed: "Handed over, {time}" | "已交，{time}";
        is_going: "Handed over, {time}; waits to be sent" | "已交，{time}，等待发出";
        is_received: "Received, {time}" | "已签收，{time}";
        is_back: "Sent back with a question, {time}" | "退回，有问题要问，{time}";
        late: "came late, in period {n}" | "迟交，第 {n} 期才交";
        no_session: "No session." | "没有活动。";
        gap_pause: "Pause: {why}" | "暂停：{why}";
        gap_pause_bare: "A pause, without a reason." | "暂停，没有写原因。";
        gap_venue: "Venue out of use, {name}: {why}" | "场地不能用，{name}：{why}";
        gap_leave_one: "A peer was on leave." | "有 1 位同伴辅导员请假。";
        gap_leave: "{n} peers were on leave." | "有 {n} 位同伴辅导员请假。";
        gap_called_off: "All were called off." | "都取消了。";
        gap_unknown: "Nobody has said why yet." | "还没有写原因。";
        gap_rest: "This does not explain all of it." | "这还不能说明整段时间。";
        ask: "Send back with a question" | "退回并提问";
        question: "What do you want to know?" | "想问什么？";
        send_back: "Send it back" | "退回";
        sent_back: "Sent back." | "已退回。";
        question_at: "Asked, {time}" | "提问，{time}";
        answer_at: "Answered, {time}" | "回答，{time}";
        answered_again: "Handed over again." | "又交了一次。";
        answer: "Your answer" | "你的回答";
        answer_hint: "If the form is wrong, write an amendment first." | "表里有错，请先写补充说明。";
        answer_do: "Answer, and hand over again" | "回答并再交一次";
        answered: "Answered, and handed over again." | "已回答，又交了一次。";
        days: "Days of a period" | "每期天数";
        days_from: "New days hold from {day} on. Periods before stay as they are." | "新的天数从 {day} 起算，之前的各期不变。";
        days_all: "Nothing was handed over yet. It holds from the beginning." | "还没有交过表，从头开始算。";
        days_do: "Change it" | "改成这个天数";
        days_unit: "days" | "天";
        empty: "No period has begun yet." | "还没有开始的时段。";
    }
}
