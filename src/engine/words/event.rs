//! The words of what follows an emergency event, and of trying the numbers to call.

use crate::words;

words! {
    /// An emergency event on its way: to the doctor, seen, asked about, followed up, closed.
    Event EVENT {
        title: "Emergency events" | "突发事件";
        where_now: "Where it is now" | "现在到哪一步了";
        here: "On this phone only." | "只在这台手机上。";
        here_do: "Call the doctor, or send the text." | "请打给医生，或发文字。";
        not_shared: "This phone shares with nobody." | "记录没有和别的手机共享。";
        waits: "It goes by itself once there is a network." | "有网络时会自动发出。";
        sent: "Sent {time}. It is not on the doctor's phone yet." | "{time} 已发出，还没到医生手机上。";
        reached: "On the phone of {who} since {time}." | "{time} 到了{who}的手机上。";
        reached_more: "Nobody has said so far that it was read." | "还没有人说看过。";
        seen: "Read by {who}, {time}." | "{who} 已看过，{time}。";
        closed_by: "Closed by {who}, {time}." | "{who} 已结束跟进，{time}。";
        a_doctor: "a doctor" | "医生";
        opened_by: "Written by {who}, {time}" | "{who} 写的，{time}";
        call: "Call {name}" | "打给{name}";
        send: "Send it as a text" | "用文字发给医生";
        send_why: "When there is no network, or nobody answers." | "没有网络，或没人回应时用。";
        send_names: "The list of people is left out. Look for names first." | "不带人员名单，发前看看有没有名字。";
        send_care: "It leaves the app as plain words." | "发出去没有加密，收到的人都能看。";
        by_sms: "By SMS to {name}" | "发短信给{name}";
        by_sms_any: "By SMS" | "发短信";
        copy: "Copy it, for WeChat" | "复制，用微信发";
        share: "Send it with another app" | "用其他应用发送";
        message_line: "{what}: {words}" | "{what}：{words}";
        message_end: "Please call back. {who}" | "请回电。{who}";
        from_pair: "The pair" | "带领的两位";
        questions: "Questions about it" | "关于这件事的提问";
        asks: "{who} asks, {time}" | "{who} 问，{time}";
        answers: "{who} answers, {time}" | "{who} 答，{time}";
        answer: "Your answer" | "你的回答";
        answer_do: "Send the answer" | "发出回答";
        answered: "Your answer is written." | "回答已写下。";
        for_doctor: "For the doctor" | "由医生处理";
        acknowledge: "I have read it" | "我看过了";
        acknowledge_for: "The doctor has read it" | "医生看过了";
        acknowledge_who: "Who has read it?" | "谁看过了？";
        acknowledge_help: "The doctor's name, as they told you." | "写医生的名字，照医生说的写。";
        ask: "What do you want to know?" | "想问什么？";
        ask_do: "Ask the pair" | "问带领的两位";
        asked: "Your question is written." | "问题已写下。";
        follow_up: "Follow-up" | "跟进";
        follow_up_help: "What you did, advised or arranged." | "做了什么、建议了什么、安排了什么。";
        close: "Nothing more is to be done" | "处理完了，结束";
        closed: "It is closed." | "已结束。";
        open_again: "It is not over yet" | "还没有完";
        not_yours: "A doctor or the coordinator closes it." | "由医生或协调员来结束。";
        open_ones: "Open" | "还没处理完";
        closed_ones: "Closed" | "已结束";
        none: "No emergency event is open." | "没有要处理的突发事件。";
        unanswered_one: "One question waits for an answer." | "有 1 个问题还没回答。";
        unanswered: "{n} questions wait for an answer." | "有 {n} 个问题还没回答。";
        who_sees: "Everybody in this community can read this." | "本社区的人都能看到。";
    }
}

words! {
    /// Trying the numbers to call: at the beginning and every six months.
    Numbers NUMBERS {
        title: "Try the numbers" | "试打电话";
        why: "In an emergency the number must be right." | "紧急时，号码一定要对。";
        how: "Call once now. Say that you are only trying." | "现在打一次，说明只是试一试。";
        try_call: "Try {name}: {phone}" | "试打{name}：{phone}";
        rang: "Did it ring?" | "打通了吗？";
        yes: "Yes, it rang" | "打通了";
        no: "No" | "没打通";
        no_do: "Ask for the right number. Change it under Our community." | "请问清号码，到“我们的社区”里改。";
        public: "{name}: {phone}" | "{name}：{phone}";
        public_why: "Do not try this one. Only look whether it is right." | "这个不要试打，看看对不对就好。";
        public_yes: "It is right" | "号码没错";
        tried: "Tried on {day}: it rang." | "{day}试过，打通了。";
        looked: "Looked at on {day}." | "{day}看过，没错。";
        did_not: "Tried on {day}: it did not ring." | "{day}试过，没打通。";
        not_yet: "Not tried yet." | "还没试过。";
        changed: "The number was changed since." | "之后改过号码。";
        all_done: "All numbers are checked. We ask again in six months." | "都查过了。半年后再请你们查。";
        none: "No numbers are set yet." | "还没有填号码。";
        due: "Please try the numbers to call" | "请试一下紧急电话";
        due_why: "Once at the beginning, then every six months." | "开始时试一次，以后每半年一次。";
        change: "Change the numbers" | "修改号码";
    }
}
