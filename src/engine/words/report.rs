//! The words of the reports. They use the formal terms of the forms.

use crate::words;

words! {
    /// The names of the tests, each with its variant.
    Tests TESTS {
        even: "Chi-square test against an even split" | "卡方检验（与平均分布比较）";
        pearson: "Pearson chi-square test, no correction" | "皮尔逊卡方检验（未校正）";
        fisher: "Fisher's exact test, two-sided" | "费希尔精确检验（双侧）";
        binomial: "Exact binomial test, two-sided" | "精确二项检验（双侧）";
        pooled_t: "Independent t test, equal variances, two-sided" | "独立样本 t 检验（等方差，双侧）";
        shapiro_wilk: "Shapiro-Wilk test of normality" | "夏皮罗-威尔克正态性检验";
        line: "{name}: {figures}" | "{name}：{figures}";
        few: "Expected counts under 5: {n} of {of}; the smallest: {least}." | "{of} 格中有 {n} 格期望数小于 5；最小为 {least}。";
    }
}

words! {
    /// The reports' titles.
    Titles TITLES {
        people: "People by community and year" | "各社区历年人数";
        demographics: "Who takes part: peers and group members" | "同伴辅导员和服务对象基本情况";
        sessions: "Sessions by community and half-year" | "各社区每半年活动次数";
        contents: "Share of each category" | "各类活动所占比例";
        length: "Length of sessions in minutes" | "活动时长（分钟）";
        frequency: "How often sessions are held" | "活动频率";
        formats: "Formats of sessions" | "活动形式";
        venues: "Venues of sessions" | "活动地点";
        attendance: "People at each session" | "每次活动到场人数";
        participation: "Sessions that each group member came to" | "服务对象参加次数";
        pairs: "Sessions with two peers" | "双人带领的活动";
        records: "From session to closed record" | "从活动到记录完成";
        events: "Adverse events" | "不良事件";
        submissions: "Forms handed over" | "表格提交情况";
        training: "Training before the service" | "服务前培训";
        supervision: "Supervision" | "督导";
        evaluation: "Satisfaction and benefit" | "满意度和受益情况";
    }
}

words! {
    /// Heads of columns, and names of rows.
    Heads HEADS {
        community: "Community" | "社区";
        communities: "{n} communities" | "{n} 个社区";
        span: "{from} to {to}" | "{from} 至 {to}";
        total: "Total" | "合计";
        peers: "Peers" | "同伴辅导员";
        members: "Group members" | "服务对象";
        others: "Others" | "其他人员";
        characteristic: "Characteristic" | "特征";
        peers_n: "Peers (N)" | "同伴辅导员（人数）";
        members_n: "Group members (N)" | "服务对象（人数）";
        peers_of: "Peers: {what}" | "同伴辅导员：{what}";
        members_of: "Group members: {what}" | "服务对象：{what}";
        of_known: "% of those known" | "占已知者 %";
        of_all: "% of all" | "占全部 %";
        test: "Test" | "检验";
        age: "Age on joining (mean ± SD)" | "加入时年龄（均数 ± 标准差）";
        age_peers: "Age of the peers" | "同伴辅导员年龄";
        age_members: "Age of the group members" | "服务对象年龄";
        sex: "Sex" | "性别";
        education: "Education" | "文化程度";
        marital: "Marital status" | "婚姻状况";
        working: "Working, part-time too" | "有工作（含兼职）";
        diagnosis: "Diagnosis" | "诊断";
        unknown: "Not known" | "不清楚";
        first_half: "{year}, first half" | "{year}年上半年";
        second_half: "{year}, second half" | "{year}年下半年";
        sessions: "Sessions" | "活动次数";
        category: "Category" | "类别";
        shortest: "Shortest" | "最短";
        longest: "Longest" | "最长";
        fewest: "Fewest" | "最少";
        most: "Most" | "最多";
        mean: "Mean" | "均数";
        sd: "SD" | "标准差";
        lengths: "Length" | "时长";
        format: "Format" | "形式";
        own_format: "A format of our own" | "自定形式";
        venue: "Venue" | "地点";
        no_session: "none" | "无";
        came_to: "Came to" | "参加次数";
        times: "{from}-{to} sessions" | "{from}-{to} 次";
        times_none: "No session" | "0 次";
        times_more: "{from} sessions or more" | "{from} 次及以上";
        two_peers: "Two peers" | "两位同伴辅导员";
        one_peer: "One peer" | "一位同伴辅导员";
        no_peer: "No peer named" | "未写明";
        plan_ready: "Plan ready" | "计划已完成";
        closed: "Record closed" | "记录已完成";
        mean_days: "Days to the closed record (mean)" | "到记录完成的天数（均数）";
        median_days: "Days (median)" | "天数（中位数）";
        longest_days: "Days (longest)" | "天数（最长）";
        figure: "Figure" | "项目";
        number: "Number" | "数量";
        none_said: "Said: nothing happened" | "明确记录“没有”";
        with_event: "With an event" | "有事件";
        worried: "Worried or not sure, no event written" | "有担心或不确定，没写事件";
        no_answer: "No answer yet" | "还没有回答";
        events: "Events" | "事件数";
        kinds: "Kinds of event" | "事件类别";
        written: "Form written" | "记录表已写完";
        acknowledged: "Seen by the community doctor" | "社区医生已签收";
        not_acknowledged: "Not seen yet" | "还没看过";
        seen_median: "Hours until seen (median)" | "到签收的小时数（中位数）";
        seen_longest: "Hours until seen (longest)" | "到签收的小时数（最长）";
        whole_span: "Whole time" | "全部时间";
        goal: "Goal" | "目标";
        a_month: "Sessions a month" | "每月活动次数";
        a_week: "Sessions a week" | "每周活动次数";
        handed: "Forms handed over" | "已交";
        received: "Received" | "已签收";
        in_time: "In their own period" | "按期交的";
        late: "In a later period" | "迟交的";
        not_handed: "Closed, not handed over" | "写完还没交";
        not_closed: "Not written yet" | "还没写完";
        wait_days: "Days to receipt (mean)" | "到签收的天数（均数）";
        event_closed: "Closed after follow-up" | "跟进后已结束";
        complete: "Training complete" | "培训完成";
        begun: "Training begun" | "培训进行中";
        untrained: "No workshop yet" | "还没参加";
        talks: "Supervision records" | "督导记录";
        issues: "What it was about" | "涉及的方面";
        actions: "Things to do" | "要做的事";
        done: "Done" | "已完成";
        to_do: "Still to be done" | "还没完成";
        question: "Question" | "问题";
        all_n: "All (N)" | "全部（人数）";
        assessed: "Assessed" | "评估人数";
        yes: "Yes" | "是";
        no: "No" | "否";
        of_assessed: "Yes, % of assessed" | "“是”占评估者 %";
        yes_of_all: "Yes, % of all" | "“是”占全部 %";
        wave_group: "{wave}: {group}" | "{wave}：{group}";
        at_place: "{community}, {wave}: {group}" | "{community}，{wave}：{group}";
        caregivers: "Family members" | "家属";
    }
}

words! {
    /// What stands below a report.
    Notes NOTES {
        nothing: "Nothing is recorded yet for this choice." | "这个范围内还没有记录。";
        small: "Cells for fewer than five people: {n}." | "有 {n} 格不到五个人。";
        small_why: "Somebody may be recognised. Think before it leaves the community." | "可能认出是谁。带出社区前请想一想。";
        old_lines: "Records that are not counted yet: {n}. Open them once." | "有 {n} 条记录还没计入。打开一次即可。";
        without_day: "Sessions without a day, not counted: {n}." | "有 {n} 次活动没有日期，没有计入。";
        no_day: "People without a known day of joining: {n}." | "有 {n} 人不知道加入日期。";
        no_day_how: "They are counted from the beginning." | "从服务开始时算起。";
        year_end: "Counted on the last day of each year, or of the span." | "按每年或该时段最后一天计算。";
        not_begun: "A dash: the service had not begun there." | "短横表示当地还没开始服务。";
        dash_in_test: "Only inside the test a dash counts as 0." | "只在检验中把短横算作 0。";
        association: "The test asks whether communities differ over the years." | "检验的是各社区历年分布是否不同。";
        not_growth: "It does not test growth: people are counted again each year." | "不是检验增长：同一人每年都计数。";
        ever: "Peers who ever took part: {n}." | "先后共有 {n} 位同伴辅导员。";
        workshops_now: "Workshops as noted by now." | "培训场数按目前的记录算。";
        on_last_day: "Who belonged to the service on {day}." | "截至 {day} 在服务中的人员。";
        association_halves: "The test asks whether communities differ over the half-years." | "检验的是各社区各时段是否不同。";
        gap: "{community}, {period}: no session." | "{community}，{period}：没有活动。";
        gap_pause: "Reason: {why}." | "原因：{why}。";
        gap_venue: "Venue out of use: {why}." | "场地不能用：{why}。";
        gap_left: "Peers who left in this time: {n}." | "这段时间有 {n} 位同伴辅导员离开。";
        gap_leave: "Peers on leave: {n}." | "有 {n} 位同伴辅导员请假。";
        gap_unknown: "The reason is not written down." | "没有写明原因。";
        without_category: "Sessions without a category: {n}." | "有 {n} 次活动没有类别。";
        several_formats: "A session may have several formats." | "一次活动可以有几种形式。";
        without_format: "Sessions without a format: {n}." | "有 {n} 次活动没写形式。";
        without_venue: "Sessions without a venue: {n}." | "有 {n} 次活动没写地点。";
        without_length: "Sessions of unknown length: {n}." | "有 {n} 次活动不知道时长。";
        outside_usual: "Shorter than 40 or longer than 120 minutes: {n}." | "有 {n} 次活动短于 40 或长于 120 分钟。";
        frequency: "Days of service divided by sessions." | "服务天数除以活动次数。";
        goal: "The goal is the community's own interval between sessions." | "目标是社区自己定的活动间隔。";
        from_opened: "Hours are counted from opening the form." | "小时数从开始填表算起。";
        empty_periods: "Periods without a session: {n}." | "没有活动的有 {n} 期。";
        with_reason: "With a reason: {n}." | "其中写明原因的 {n} 期。";
        late_means: "Late: in a later period than that of the session." | "迟交指晚于活动所在的那一期。";
        came_all: "All who were marked as having come are counted." | "凡记为到场的都计入。";
        older_left_out: "Older records are not counted here: {n}." | "补录的旧记录不计入：{n} 次。";
        from_end: "Counted from the end of the session." | "从活动结束时算起。";
        no_event: "No adverse event in {n} sessions." | "{n} 次活动，没有不良事件。";
        no_event_one: "No adverse event in the one session." | "1 次活动，没有不良事件。";
        no_event_open: "No adverse event is written. Sessions without an answer: {m} of {n}." | "没有不良事件的记录。{n} 次活动中 {m} 次还没回答。";
        worried: "Worried or not sure, and no event is written: {m} of {n}." | "有担心或不确定，没写事件：{n} 次中 {m} 次。";
        both_shares: "Of those assessed, and of all: both are shown." | "两种百分比都列出：占评估者，占全部。";
        not_assessed: "Who was not assessed is no \"no\"." | "没有评估到的，不算作“否”。";
        all_on_day: "All: who belonged to the service on the last day of asking." | "全部：最后一次询问当天在服务中的人。";
        own_words_apart: "Answers in own words are not counted." | "用自己的话回答的不计入。";
        several_kinds: "An event may be of several kinds." | "一个事件可以属于几类。";
        several_issues: "One talk may be about several things." | "一次督导可以涉及几个方面。";
        without_talk_day: "Records without a day, not counted: {n}." | "有 {n} 份督导记录没有日期，没有计入。";
        not_by_category: "The chosen category does not bear on this." | "所选类别与此无关。";
    }
}

words! {
    /// The pages of the reports.
    Reports REPORTS {
        title: "How the service is going" | "服务开展情况";
        at_a_glance: "At a glance" | "一眼看到";
        held: "Sessions held: {n}" | "已开展活动：{n} 次";
        last: "The last one: {day}" | "最近一次：{day}";
        people: "Group members: {n}. Peers: {m}." | "服务对象 {n} 人，同伴辅导员 {m} 人。";
        open: "Records not closed yet: {n}" | "还没完成的记录：{n} 份";
        events: "Adverse events: {n}" | "不良事件：{n} 起";
        all: "Reports" | "报表";
        choose: "What is counted" | "统计范围";
        communities: "Communities" | "社区";
        communities_hint: "None ticked: all of them." | "一个都不选，就是全部。";
        from: "From" | "从";
        to: "To" | "到";
        category: "Category" | "类别";
        every: "All categories" | "全部类别";
        whole: "Show everything again" | "恢复显示全部";
        which: "Whose records?" | "看谁的记录？";
        ours: "Our own records" | "我们自己的记录";
        sample: "A sample programme" | "示例项目";
        sample_why: "Four communities, 214 sessions. Every person is invented." | "四个社区、214 次活动，人物都是虚构的。";
        see_sample: "Reports of a whole programme" | "看一个完整项目的报告";
        sample_on: "These are invented figures, not yours." | "这些是示例数字，不是你们的。";
        making: "Counting" | "正在统计";
        picture: "As a picture" | "图";
        table: "As a table" | "表";
        tests: "Tests" | "检验";
        notes: "To know beside it" | "说明";
        says: "{label}: {value}" | "{label}：{value}";
        save: "Save as a table (CSV)" | "存成表格（CSV）";
        save_picture: "Save the picture" | "存图片";
        few: "Some cells stand for fewer than five people." | "有些格不到五个人。";
        few_why: "Whoever gets the file may recognise somebody." | "拿到文件的人可能认出是谁。";
        few_yes: "Save it all the same" | "仍然保存";
        few_no: "Do not save" | "不保存";
        unknown: "There is no such report." | "没有这个报表。";
    }
}
