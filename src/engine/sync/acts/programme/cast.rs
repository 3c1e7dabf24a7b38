//! Names and words of the sample programme. The communities are the study's; everybody and everything else is invented.

use crate::words::Language;

/// Names and words in one language.
pub(super) struct Cast {
    pub communities: [&'static str; 4],
    /// The rehabilitation centre, the health care centre.
    pub venues: [&'static str; 2],
    pub doctor: &'static str,
    pub trainer: &'static str,
    pub ambulance: &'static str,
    pub police: &'static str,
    pub venue_gone: &'static str,
    pub pause: &'static str,
    pub left: &'static str,
    pub leave: &'static str,
    pub alone: &'static str,
    pub happened: [&'static str; 3],
    pub said: [&'static str; 4],
    pub next_time: &'static str,
    pub interviewer: &'static str,
    pub told: [&'static str; 3],
    family: &'static str,
    first: [&'static str; 3],
    second: [&'static str; 21],
}

const CHINESE: Cast = Cast {
    communities: ["团结湖", "麦子店", "香河园", "劲松"],
    venues: ["社区康复站", "社区卫生服务中心"],
    doctor: "周医生（虚构）",
    trainer: "韩医生（虚构）",
    ambulance: "急救",
    police: "报警",
    venue_gone: "房屋收回，不能再用",
    pause: "原来的场地不能用，一时没找到新的",
    left: "觉得压力太大",
    leave: "回家照顾母亲",
    alone: "另一位同伴请假",
    happened: ["开始有点安静，后来大家都参加了。", "两位组员主动帮忙。", "大家聊得很开心，最后一起唱了歌。"],
    said: ["好久没这么开心了。", "原来我也能做好。", "下次我还来。", "有人听我说话，真好。"],
    next_time: "多留一点时间聊天。",
    interviewer: "小顾（虚构）",
    told: ["有人听我说话。", "一起做饭。", "希望活动再多一点。"],
    family: "{name}的家人",
    first: ["小", "阿", "老"],
    second: [
        "林", "陈", "宋", "刘", "吴", "何", "梅", "明", "娟", "秋", "芳", "强", "杰", "兰", "军", "敏", "涛", "霞",
        "波", "静", "平",
    ],
};

const ENGLISH: Cast = Cast {
    communities: ["Tuanjiehu", "Maizidian", "Xiangheyuan", "Jinsong"],
    venues: ["Community rehabilitation centre", "Community health care centre"],
    doctor: "Dr Zhou (invented)",
    trainer: "Dr Han (invented)",
    ambulance: "Ambulance",
    police: "Police",
    venue_gone: "the house was taken back",
    pause: "the old venue could not be used, no other was found",
    left: "Too much pressure",
    leave: "Looking after his mother",
    alone: "The other peer is on leave",
    happened: [
        "It was quiet at first. Then everyone joined in.",
        "Two people helped without being asked.",
        "We talked a lot and sang a song at the end.",
    ],
    said: [
        "I have not laughed like this for long.",
        "I can do it after all.",
        "I will come again.",
        "It is good to be heard.",
    ],
    next_time: "Leave more time to talk.",
    interviewer: "Gu (invented)",
    told: ["Being heard.", "Cooking together.", "More sessions, please."],
    family: "Family of {name}",
    first: ["Xiao ", "A ", "Lao "],
    second: [
        "Lin", "Chen", "Song", "Liu", "Wu", "He", "Mei", "Ming", "Juan", "Qiu", "Fang", "Qiang", "Jie", "Lan", "Jun",
        "Min", "Tao", "Xia", "Bo", "Jing", "Ping",
    ],
};

/// The cast in a language.
pub(super) fn of(language: Language) -> &'static Cast {
    match language {
        Language::Chinese => &CHINESE,
        Language::English => &ENGLISH,
    }
}

impl Cast {
    /// What a family member is called.
    pub(super) fn family(&self, of: &str) -> String {
        self.family.replace("{name}", of)
    }

    /// The name of the person of that number, 0 to 62; no two are called the same.
    pub(super) fn name(&self, number: usize) -> String {
        let (first, second) = (self.first[number % 3], self.second[number / 3 % 21]);
        format!("{first}{second}")
    }
}
