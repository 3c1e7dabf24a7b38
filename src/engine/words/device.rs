//! The words of the device's own screens: first run, lock, Me, storage and its troubles.

use crate::words;

words! {
    /// First run.
    Welcome WELCOME {
        name: "Tongban" | "同伴";
        hello: "A companion for your peer support sessions." | "陪你一起做同伴支持活动。";
        language: "Which language?" | "用哪种语言？";
        how: "How would you like to begin?" | "想怎么开始？";
        try_first: "Try it first" | "先试一试";
        try_why: "A practice community with invented people." | "一个练习社区，人物都是虚构的。";
        try_wipe: "One button wipes it." | "一个按钮就能清空。";
        real: "Start our community" | "建立我们的社区";
        real_why: "With your own name, place and people." | "用你们自己的名称、地点和成员。";
        community_title: "Our community" | "我们的社区";
        community: "Name of the community" | "社区名称";
        venue: "Where do you meet?" | "在哪里活动？";
        doctor: "Name of the community doctor" | "社区医生姓名";
        doctor_phone: "The doctor's phone" | "医生电话";
        doctor_help: "The first number to call when help is needed." | "需要帮助时先打这个电话。";
        numbers: "More numbers to call" | "其他求助电话";
        number_name: "Who answers?" | "打给谁？";
        number: "Number" | "号码";
        ambulance: "Ambulance" | "急救";
        police: "Police" | "报警";
        peers: "The two peers" | "两位同伴辅导员";
        me: "My name here" | "我的称呼";
        partner: "My partner's name here" | "搭档的称呼";
        alias_help: "An alias is enough." | "化名就可以。";
        need_name: "Write the name of the community." | "请写社区名称。";
        need_me: "Write your own name or alias." | "请写你的称呼。";
        bad_phone: "This number can't be dialled. Check its digits." | "这个号码打不通。请检查数字。";
        fix: "Please look at these" | "请看看这几项";
        lock_title: "A screen lock?" | "要设屏幕锁吗？";
        lock_why: "Your records are sealed on this phone either way." | "记录在手机里都是加密保存的。";
        lock_honest: "A short passcode stops curious people. It does not stop experts." | "短密码能防好奇的人，防不住专家。";
        lock_forget: "If you forget it, nobody can open the records." | "忘了密码，谁也打不开记录。";
        no_lock: "No lock for now" | "先不设锁";
        with_passcode: "Use a passcode" | "用密码";
        with_words: "Use five words" | "用五个词";
        words_why: "Five words are much harder to guess." | "五个词难猜得多。";
        working: "Setting up" | "正在准备";
        skip: "Skip" | "跳过";
        failed: "Nothing could be stored here. Open Tongban in another browser." | "这里存不了东西。请换个浏览器打开。";
        in_app: "Open this page in your browser first. Records are safer there." | "请先在浏览器里打开，记录更安全。";
        in_app_how: "Tap the dots at the top, then \"Open in browser\"." | "点右上角的三个点，选“在浏览器打开”。";
        in_app_on: "Go on here" | "就在这里继续";
        in_app_title: "Open it in your browser" | "在浏览器里打开";
        in_app_copy: "Copy the address" | "复制网址";
        in_app_copied: "Copied. Paste it in your browser." | "已复制，请粘贴到浏览器。";
        add_number: "Add a number" | "添加号码";
        begin: "Begin" | "开始";
        lock_later: "You can change this later, under Me." | "以后可以在“我的”里改。";
        store_full: "The phone is full. Free some space, then try again." | "手机存满了。清理一些空间再试。";
    }
}

words! {
    /// The lock.
    Lock LOCK {
        title: "Locked" | "已上锁";
        passcode: "Passcode" | "密码";
        words: "Your five words" | "你的五个词";
        open: "Open" | "打开";
        wrong: "That is not right. Please try again." | "不对，请再试一次。";
        wait: "Please wait {n} seconds, then try again." | "请等 {n} 秒再试。";
        never_wiped: "Nothing is ever wiped. Take your time." | "不会清除任何东西，慢慢来。";
        opening: "Opening" | "正在打开";
        lock_now: "Lock now" | "现在上锁";
        on: "The lock is on." | "锁已开启。";
        off: "No lock is set." | "没有设锁。";
        set: "Set the lock" | "设锁";
        remove: "Take the lock off" | "取消锁";
        removed: "The lock is off." | "锁已取消。";
        new_passcode: "New passcode" | "新密码";
        again: "The same again" | "再输一遍";
        differ: "The two are not the same." | "两次输入不一样。";
        short: "Use at least 4 characters." | "至少 4 位。";
        write_down: "Write these five words on paper, in this order." | "把这五个词按顺序写在纸上。";
        type_words: "Type the five words once" | "把五个词输一遍";
        words_differ: "These are not the five words. Look at your paper." | "和那五个词不一样。看看纸上写的。";
        auto: "Lock by itself after" | "自动上锁";
        auto_never: "Never" | "从不";
        auto_minutes: "{n} minutes away" | "离开 {n} 分钟后";
        failed: "The lock could not be set. Nothing changed." | "锁没有设成，什么都没变。";
        either: "Passcode or five words" | "密码或五个词";
        words_hint: "With or without spaces, in the right order." | "按顺序输入，空格可有可无。";
        not_now: "It could not be opened just now. Please try again." | "刚才没能打开，请再试一次。";
        written: "I wrote them down" | "我写好了";
        draw_again: "Give me other words" | "换五个词";
        see_again: "Look at the words again" | "再看看这五个词";
        setting: "Setting the lock" | "正在设锁";
        how: "How shall it open?" | "用什么开锁？";
        unsaved: "Something is not saved yet. The lock waits." | "还有内容没保存，先不上锁。";
        help: "If somebody needs help, call now." | "有人需要帮助，马上打电话。";
    }
}

words! {
    /// Me and its corners.
    Me ME {
        title: "Me" | "我的";
        i_am: "I am" | "我是";
        look: "Language and look" | "语言和外观";
        language: "Language" | "语言";
        theme: "Colours" | "颜色";
        theme_system: "As the device says" | "跟随系统";
        theme_light: "Light" | "浅色";
        theme_dark: "Dark" | "深色";
        theme_calm: "Calm" | "柔和";
        theme_contrast: "High contrast" | "高对比";
        scale: "Text size" | "字号";
        buzz: "One gentle buzz when time is up" | "时间到了轻轻振动一下";
        lock: "Screen lock" | "屏幕锁";
        records: "Where are my records?" | "我的记录在哪里？";
        bin: "Bin" | "回收站";
        wipe: "Wipe everything" | "全部清除";
        community: "Our community" | "我们的社区";
        blank_forms: "Blank forms to print" | "打印空白表格";
        install: "Put Tongban on the home screen" | "把同伴放到桌面";
        install_how: "Open the browser's menu. Choose \"Add to home screen\"." | "打开浏览器菜单，选“添加到主屏幕”。";
        here: "All records are on this phone, sealed." | "所有记录都加密存在这台手机上。";
        here_only: "They are nowhere else yet." | "目前没有存在别处。";
        persisted: "The browser promised to keep them." | "浏览器答应一直保留。";
        not_persisted: "The browser may clear them when space is short." | "空间不足时浏览器可能清除它们。";
        ask_persist: "Ask the browser to keep them" | "请浏览器一直保留";
        persist_no: "The browser said no. Putting Tongban on the home screen helps." | "浏览器没答应。放到桌面会有帮助。";
        space: "Used: {used} of {all}" | "已用 {used}，共 {all}";
        space_unknown: "The browser does not say how much space is used." | "浏览器没有说明用了多少空间。";
        copy_never: "No copy has left this phone yet." | "还没有副本离开过这台手机。";
        copy_days: "The last copy left {n} days ago." | "上次带走副本是 {n} 天前。";
        copy_today: "A copy left today." | "今天带走过副本。";
        copy_now: "Save a readable copy" | "保存一份可读副本";
        copy_warn: "Anyone can read this file. Keep it in a safe place." | "这个文件谁都能读，请放在安全的地方。";
        copy_saved: "The copy was handed to the browser." | "副本已交给浏览器保存。";
        bin_empty: "The bin is empty." | "回收站是空的。";
        bin_why: "Things stay here for 30 days." | "放在这里的东西保留 30 天。";
        bin_days: "{n} days left" | "还剩 {n} 天";
        restore: "Bring back" | "拿回来";
        restored: "Brought back" | "已拿回来";
        wipe_what: "This removes everything from this phone:" | "会从这台手机上清除：";
        wipe_sessions: "{n} sessions with their forms" | "{n} 次活动和它们的表格";
        wipe_people: "{n} people" | "{n} 位成员";
        wipe_settings: "The community, settings and lock" | "社区、设置和锁";
        wipe_no_back: "It can't be undone." | "清除后找不回来。";
        wipe_first: "I want to wipe everything" | "我要全部清除";
        wipe_sure: "Are you sure? This is the second time we ask." | "确定吗？这是第二次问你。";
        wipe_yes: "Yes, wipe everything" | "确定，全部清除";
        wipe_practice: "Wipe the practice and start our community" | "清空练习，建立我们的社区";
        wiping: "Wiping" | "正在清除";
        wipe_blocked: "Close other Tongban tabs first, then try again." | "请先关掉其他同伴页面，再试一次。";
        venues: "Places we meet" | "活动地点";
        new_venue: "Add a place" | "添加地点";
        interval: "Days from one session to the next" | "两次活动间隔几天";
        if_hard: "If it gets hard: our own words" | "如果遇到困难：我们自己的话";
        version: "Version {v}" | "版本 {v}";
        practice_on: "You are in the practice community." | "你现在在练习社区。";
        licence: "Free software: MIT or Apache 2.0." | "自由软件：MIT 或 Apache 2.0。";
        practice_wipe_why: "All of it is invented. It goes at once." | "都是虚构的，会马上清空。";
        who_unset: "Choose who holds this phone." | "请选择谁在用这台手机。";
        who_help: "Your records bear this name." | "你写的记录会用这个名字。";
        install_why: "It opens faster, and the browser keeps it longer." | "打开更快，浏览器也会保留更久。";
        installed: "It is on the home screen." | "已放到桌面。";
        copy_why: "All forms as text, and all data after them." | "先是所有表格，后面是全部数据。";
        copy_working: "Writing the copy" | "正在写副本";
        copy_failed: "No file could be saved here. Copy it as text." | "这里存不了文件，请复制成文字。";
        copy_text: "Copy it as text" | "复制成文字";
        copy_head: "Readable copy of the records, {when}" | "记录的可读副本，{when}";
        copy_data: "All data, to be read back in" | "全部数据，可以再读回来";
        copy_lost: "{n} rows could not be read." | "有 {n} 行读不出来。";
        read_failed: "The records could not be read just now. Try again." | "刚才没读到记录，请再试一次。";
        wipe_copy_first: "A copy? Save one first" | "要副本吗？先存一份";
        wiped: "Everything is wiped." | "已全部清除。";
        wipe_failed: "Nothing was wiped. Please try again." | "什么都没清除，请再试一次。";
        venue_name: "Name of the place" | "地点名称";
        venue_out: "It can't be used now" | "现在不能用";
        venue_why: "Why can't it be used?" | "为什么不能用？";
        venue_remove: "Take this place off the list" | "从列表去掉这个地点";
        number_remove: "Take this number off the list" | "从列表去掉这个号码";
        days: "days" | "天";
        if_hard_empty: "Left empty, the app's own three lines show." | "不填就显示自带的三句话。";
    }
}

words! {
    /// What goes wrong with the store, told truthfully.
    Trouble TROUBLE {
        elsewhere: "Tongban is open in another tab" | "同伴已在另一个页面打开";
        elsewhere_why: "Only one tab writes, so that nothing is lost." | "只让一个页面写，才不会丢东西。";
        take_over: "Use it here" | "在这里用";
        title: "Something is missing" | "少了一些东西";
        partial: "Part of this phone's storage was cleared." | "这台手机的部分存储被清掉了。";
        partial_keys: "The key is gone. The sealed records are still here." | "钥匙不见了，加密的记录还在。";
        partial_rows: "The records are gone. The key is still here." | "记录不见了，钥匙还在。";
        partial_all: "Tongban was used here. Its storage is empty now." | "这里用过同伴，现在存储是空的。";
        partial_do: "Do not wipe anything yet. Ask your coordinator for the last copy." | "先别清除。向协调员要最近的副本。";
        go_on_rest: "Go on with what is here" | "用剩下的继续";
        begin_new: "Begin anew on this phone" | "在这台手机上重新开始";
        no_store: "This browser does not store anything here." | "这个浏览器在这里存不了东西。";
        no_store_do: "Leave private mode, or open another browser." | "退出无痕模式，或换个浏览器。";
        newer: "These records were written by a newer Tongban." | "这些记录是新版同伴写的。";
        newer_do: "Load the page again with a network." | "请联网后重新打开页面。";
        hung: "The phone's storage does not answer." | "手机的存储没有反应。";
        hung_do: "Close other tabs, then load the page again." | "关掉其他页面，再重新打开。";
        reload: "Load again" | "重新打开";
        full: "The phone is full. This is not saved yet." | "手机存满了，这些还没有保存。";
        full_do: "Free some space, then try again. Do not close this page." | "清理一些空间再试，先别关页面。";
        closed: "The storage was closed. This is not saved yet." | "存储被关闭了，这些还没有保存。";
        silent: "The storage does not answer. This is not saved yet." | "存储没有反应，这些还没有保存。";
        other: "This is not saved yet." | "这些还没有保存。";
        other_do: "Try again. Your words stay on the screen." | "请再试一次。你写的都还在。";
        rescue: "Copy what I wrote" | "复制我写的内容";
        partial_marker: "One small mark is gone. The records may still open." | "少了一个标记，记录也许还能打开。";
        partial_lists: "The lists are gone. They can be made again." | "列表不见了，可以重新生成。";
        begin_what: "This wipes what is left here. It can't be undone." | "会清除剩下的内容，找不回来。";
        begin_sure: "Are you sure? This is the second time we ask." | "确定吗？这是第二次问你。";
        begin_yes: "Yes, begin anew" | "确定，重新开始";
        key_other: "The key does not fit these records." | "钥匙和这些记录对不上。";
        replaced: "Another tab of Tongban took over." | "另一个同伴页面接手了。";
        replaced_do: "Load this page again to use it here." | "想在这里用，请重新打开。";
        no_room: "The phone is full. Tongban can't start." | "手机存满了，打不开同伴。";
        no_room_do: "Free some space, then load the page again." | "清理一些空间，再重新打开。";
        rooms: "This part of the app is not here yet" | "这一部分还没下载好";
        rooms_do: "Connect to a network once, then try again. Your records are safe." | "请连上网，再试一次。记录都在，不用担心。";
        taking: "The other tab is saving and letting go." | "另一个页面正在保存并交出。";
    }
}
