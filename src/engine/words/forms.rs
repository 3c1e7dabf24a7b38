//! The words of the four printed forms. Reports and forms use the formal terms.

use crate::words;

words! {
    /// The forms.
    Forms FORMS {
        plan: "Activity Plan Form" | "活动计划表";
        process: "Activity Process Form" | "活动过程记录表";
        participants: "Participant List" | "参加人员名单";
        emergency: "Emergency Event Form" | "突发事件记录表";
        community: "Community" | "社区";
        date: "Date" | "日期";
        start: "Start" | "开始时间";
        end: "End" | "结束时间";
        length: "Length (minutes)" | "时长（分钟）";
        venue: "Venue" | "地点";
        lead: "Lead" | "带领者";
        assistant: "Assistant" | "协助者";
        alone: "Reason for one peer" | "单人带领原因";
        category: "Category" | "类别";
        theme: "Theme" | "主题";
        aim: "Aim" | "目的";
        format: "Format" | "形式";
        part: "Part" | "部分";
        minutes: "Minutes" | "分钟";
        content: "What is done" | "内容";
        leads: "Led by" | "负责人";
        together: "Poem or song" | "诗或歌";
        materials: "Materials" | "材料";
        invited: "Invited" | "邀请人员";
        advice: "Advice of the supervisor" | "督导建议";
        parts_outcome: "How each part went" | "各部分情况";
        happened: "What happened" | "活动过程";
        feedback: "Participants' feedback" | "服务对象反馈";
        nobody: "Nobody said anything" | "无人发言";
        aim_met: "Was the aim met?" | "目的是否达到";
        next_time: "To change next time" | "下次改进";
        worry: "Did anything worry you?" | "有无担心的事";
        events: "Emergency event forms" | "突发事件记录表";
        name: "Name or alias" | "姓名或化名";
        came: "Came" | "到场";
        time: "Time" | "时间";
        seemed: "How they were" | "状态";
        remark: "Remark" | "备注";
        unsigned: "Took part without consent or agreement, because" | "未签同意书或契约而参加的原因";
        count: "Came: {n}" | "到场：{n} 人";
        place: "Place" | "地点";
        who: "Who it was about" | "涉及人员";
        others: "Others present" | "其他在场人员";
        kind: "Kind of event" | "事件类别";
        action: "What was done" | "处理经过";
        called: "Who was called" | "联系了谁";
        outcome: "Outcome" | "结果";
        acknowledged: "Seen by the community doctor (name, date)" | "社区医生签收（姓名、日期）";
        followed: "Follow-up by the community doctor" | "社区医生跟进";
        confirmed: "Confirmed by" | "确认人";
        confirmed_at: "{who}, {when}" | "{who}，{when}";
        confirmed_beside: "{who}, {when}, on {name}'s phone" | "{who}，{when}；在{name}的手机上";
        signature: "Signature and date" | "签名和日期";
        amendment: "Amendment: {about}" | "更正：{about}";
        amendment_by: "{who}, {when}. Reason: {reason}" | "{who}，{when}。原因：{reason}";
        half_filled: "Half filled" | "未填完";
        no_event: "No emergency event was written." | "没有突发事件记录。";
        print: "Print" | "打印";
        copy: "Copy as text" | "复制文字";
        blank: "Blank form" | "空白表";
        filled: "Filled form" | "已填表";
        in_language: "Form in {language}" | "表格语言：{language}";
        which: "Forms" | "表格";
        other_language: "Show in English" | "用英文显示";
    }
}
