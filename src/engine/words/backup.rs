//! The words of backups: making one, bringing one back, and what is written inside.

use crate::words;

words! {
    /// Making a backup.
    Backup BACKUP {
        title: "Backup" | "备份";
        lead: "Everything in one sealed file." | "全部记录，装进一个加密文件。";
        keep: "Keep it outside this phone: on a computer, or a second phone." | "请放在别处：电脑，或另一部手机。";
        who: "Who can open it" | "谁能打开";
        who_words: "Whoever has the twelve recovery words." | "有十二个恢复词的人。";
        who_phones: "These coordinators' phones: {names}" | "这些协调员的手机：{names}";
        who_six: "Whoever has the six words that you write down." | "有六个词的人，词由你写在纸上。";
        who_nobody: "Nobody else. Without the words it stays shut." | "别人打不开，没有词谁也打不开。";
        draw: "Show me six words" | "给我六个词";
        write_down: "Write these six words on paper, in this order." | "把这六个词按顺序写在纸上。";
        not_kept: "They are not shown again. Later backups use them too." | "以后不再显示，下次备份还用它们。";
        apart: "Keep the paper and the file apart." | "纸和文件请分开放。";
        written: "I wrote them down" | "我写好了";
        type_once: "Type the six words once" | "把六个词输一遍";
        differ: "These are not the six words. Look at your paper." | "和那六个词不一样。看看纸上写的。";
        see_again: "Look at the words again" | "再看看这六个词";
        same_words: "It opens with the six words from {day}." | "用 {day} 写下的六个词打开。";
        new_words: "The paper is gone: give me new words" | "纸不见了，换六个词";
        old_still: "Older backups still open with the old words." | "以前的备份仍用旧词打开。";
        make: "Save a backup" | "保存备份";
        making: "Making the backup" | "正在备份";
        stop: "Stop" | "停下";
        stopped: "Stopped. No file was made." | "已停下，没有做出文件。";
        ready: "The backup is ready: {size}" | "备份好了：{size}";
        saved: "It was handed to the browser as {name}." | "已交给浏览器保存：{name}";
        find: "Look for it among the downloads, and move it away." | "请在下载里找到它，再转存到别处。";
        again: "Save the file again" | "再保存一次";
        pass: "Pass the file on" | "发送文件";
        passed: "It was passed on." | "已发送。";
        not_passed: "It was not passed on. Try another way." | "没有发出去，请换个方法。";
        no_files: "This browser saves no files." | "这个浏览器存不了文件。";
        no_files_do: "Copy it as text, and paste it into a note or mail." | "可以复制成文字，贴到备忘录或邮件。";
        other_browser: "Or open Tongban in the phone's own browser." | "或者在手机自带的浏览器里打开同伴。";
        relay_too: "The relay keeps sealed copies of it as well." | "中转站也存着加密的一份。";
        as_text: "Copy it as text" | "复制成文字";
        nothing: "The records could not be read just now. Try again." | "刚才没读到记录，请再试一次。";
        left: "Backups that left this phone" | "已离开手机的备份";
        none_left: "None yet." | "还没有。";
        one: "{when}: {size}, {n} sessions; mark {mark}" | "{when}：{size}，{n} 次活动；标记 {mark}";
        cannot_see: "Tongban cannot see whether the files are still there." | "应用看不到文件还在不在。";
        keep_two: "Keep the two latest. Older ones may go." | "留最近的两份，更早的可以删。";
        due: "It is time for a backup." | "该备份了。";
        due_why: "{n} sessions since the last copy." | "上次带走副本后，又有 {n} 次活动。";
        due_days: "No copy has left for {n} days." | "已经 {n} 天没有带走副本了。";
        due_never: "No copy has left this phone yet." | "还没有副本离开过这台手机。";
        left_out: "{n} rows could not be read. They are not in it." | "{n} 条没读到，不在备份里。";
        without_app: "Opening it without Tongban" | "不用这个应用怎么打开";
        with_age: "The free tool age opens it, then any zip program." | "先用免费工具 age 打开，再解压缩。";
        with_words: "Type the words as they stand, one space between." | "按原样输入，英文词之间空一格。";
        chinese_words: "Chinese words have no space between." | "中文词之间不空格。";
        with_key: "It asks for a key. Bring a backup back shows it." | "它要一把钥匙，在“找回备份”里看。";
    }
}

words! {
    /// One backup for all communities of this phone.
    All ALL {
        which: "What goes in" | "备份哪些";
        this: "This community" | "这个社区";
        all: "All communities of this phone" | "这部手机上的全部社区";
        all_hint: "One file. Each stays sealed for its own people." | "合成一个文件，各社区仍各自加密。";
        by_words: "{name}: opens with its own six words" | "{name}：用它自己的六个词打开";
        by_keepers: "{name}: opens with its recovery words, or on its coordinators' phones" | "{name}：用它的恢复词或协调员手机打开";
        by_these: "{name}: has no words yet, opens with those of here" | "{name}：还没有词，用这里的词打开";
        no_words: "{name}: is not in it. Draw six words there first." | "{name}：不在里面，先去那边抽六个词";
        unread: "{name}: is not in it. It does not read now." | "{name}：不在里面，现在读不到";
        shut: "{name}: is not in it. It was never opened from here." | "{name}：不在里面，没在这里打开过";
        to_open: "Open it once under All communities." | "请先在“各社区总览”里打开一次。";
        names: "Anyone can read the communities' names in it." | "社区的名字谁都看得到。";
        unpack: "Without Tongban: unpack it first. A text in it says the rest." | "不用应用时：先解压，里面有说明。";
        lost: "{name}: could not be read. It is not in the file." | "{name}：没读到，不在文件里";
        no_text: "As text it goes one community at a time." | "要复制成文字，请一个社区一个社区地来。";
        inside: "This file holds {n} backups. Choose one." | "文件里有 {n} 份备份，请选一份。";
        one_by_one: "Bring back one after another, each in its own place." | "一份一份找回，各放各的位置。";
        bad: "{name}: damaged or cut off" | "{name}：坏了，或者不完整";
        strange: "{name}: no backup of Tongban" | "{name}：不是同伴的备份";
    }
}

words! {
    /// What the relay has, beside what is on this phone.
    FromRelay FROM_RELAY {
        title: "With what the relay has" | "和中转站核对";
        lead: "Reads all that the relay keeps, and compares it with this phone." | "重新读取中转站的内容，和这部手机对一对。";
        read: "Check with the relay" | "核对一下";
        reading: "Reading from the relay" | "正在读取和核对";
        same: "The relay and this phone have the same." | "中转站和这部手机的内容一样。";
        here: "Only on this phone" | "只在这部手机上";
        here_do: "It goes there by itself, as soon as the relay takes it." | "中转站一收，就会自动发过去。";
        there: "Only at the relay" | "只在中转站";
        there_do: "A backup from both, below, holds it too." | "下面两边合起来的备份里也会有。";
        sessions: "{n} sessions" | "{n} 次活动";
        people: "{n} people" | "{n} 个人";
        make: "Save a backup from both" | "两边合起来备份";
        silent: "The relay does not answer just now." | "中转站现在没有回应。";
        nothing: "The relay keeps nothing of this community now." | "中转站现在没有这个社区的内容。";
        refused: "The relay hands nothing over to this phone just now." | "中转站现在不给这部手机内容。";
        from_here: "A backup from this phone works all the same." | "用这部手机照样可以备份。";
        stopped: "Stopped. Nothing has changed." | "已停下，什么都没变。";
    }
}

words! {
    /// What is written beside several backups, for whoever has no app.
    Together TOGETHER {
        what: "Backups made by Tongban, one file for each community." | "同伴做的备份，每个社区一个文件。";
        each: "Each is sealed for its own people." | "每个文件各自加密。";
        app: "In Tongban, under Bring a backup back, choose the whole file." | "在应用的“找回备份”里，直接选整个文件。";
        tool: "Without it, the free tool age opens each, then any zip program." | "没有应用时用免费工具 age 打开，再解压缩。";
        tool_words: "It asks for the six words:" | "它会问你要六个词：";
        tool_key: "Or with the recovery words' key, saved as key.txt:" | "或者用恢复词的钥匙，存成 key.txt：";
    }
}

words! {
    /// Bringing a backup back.
    Restore RESTORE {
        button: "I have a backup" | "我有备份";
        button_why: "A sealed file, and the words that open it." | "一个加密文件，和打开它的词。";
        title: "Bring a backup back" | "找回备份";
        lead: "What is in the file is added to what is here." | "文件里的内容会加到现有记录里。";
        never_over: "Nothing here is overwritten." | "这里的内容不会被覆盖。";
        choose: "Choose the backup file" | "选择备份文件";
        other_file: "Choose another file" | "换一个文件";
        by_text: "I have it as text" | "我拿到的是一段文字";
        paste: "Paste the text" | "把文字粘贴到这里";
        paste_hint: "All of it, from BEGIN to END." | "要完整，从 BEGIN 到 END。";
        take_text: "Use this text" | "用这段文字";
        text: "Pasted text" | "粘贴的文字";
        no_text: "There is no backup in this text." | "这段文字里没有备份。";
        text_cut: "The text is cut off." | "这段文字不完整。";
        text_do: "Copy all of it, from the line with BEGIN to END." | "请重新复制，从 BEGIN 那行到 END 那行。";
        chosen: "{name}, {size}" | "{name}，{size}";
        six: "The six words" | "六个词";
        twelve: "The twelve recovery words" | "十二个恢复词";
        in_order: "From the paper, in their order." | "按纸上的顺序写。";
        look: "Look inside" | "看看里面";
        opening: "Opening the file" | "正在打开文件";
        found: "{name}, saved {when}." | "{name}，保存于 {when}。";
        holds: "It holds {s} sessions and {p} people." | "里面有 {s} 次活动、{p} 个人。";
        brings: "What it would bring" | "会带来什么";
        new_sessions: "{n} sessions that are not here" | "{n} 次这里没有的活动";
        more_sessions: "More in {n} sessions" | "{n} 次活动有补充";
        new_people: "{n} people who are not here" | "{n} 个这里没有的人";
        more_people: "More about {n} people" | "{n} 个人有补充";
        more_supervision: "Supervision and questions: {n}" | "督导记录和提问：{n} 条";
        more_community: "More about the community" | "社区信息有补充";
        nothing_new: "All of it is here already. Nothing would change." | "里面的内容这里都有，不会改变什么。";
        unread: "{n} entries are of a newer version. They are left out." | "{n} 条是新版写的，先不带入。";
        kept: "{n} entries in it were never sent. They come in your name." | "{n} 条还没传出去过，算你写的带回。";
        take: "Bring it to this phone" | "放到这部手机上";
        copy_first: "Save a copy of now, then bring it in" | "先存一份现在的，再带入";
        copy_why: "The copy opens with the same words as this file." | "这份备份用同样的词打开。";
        copy_phones: "The copy opens with the recovery words." | "这份备份用恢复词打开。";
        copying: "Saving a copy of what is here" | "正在备份现在的内容";
        no_copy: "No copy could be saved here. Nothing has changed." | "没能保存备份，什么都没变。";
        take_without: "Bring it in without a copy" | "不存了，直接带入";
        taking: "Bringing the records in" | "正在带入记录";
        half: "Stopped. What was brought in by then stays." | "已停下。停下之前带入的都留着。";
        half_do: "For the rest, bring in the same backup again." | "要带入其余的，请再带入一次这份备份。";
        no_stop: "It cannot be stopped now." | "现在停不下来，请等一等。";
        stopped: "You stopped it." | "已停下。";
        broke: "This phone could not do it." | "这部手机没能做完。";
        done: "It is here now." | "已经带入。";
        partly: "Some of it could not be brought in." | "有一部分没能带入。";
        partly_do: "Keep the file. Ask who looks after the app here." | "请留好文件，问问负责应用的人。";
        see: "See the sessions" | "看活动";
        not_one: "This file is no backup of Tongban." | "这不是同伴的备份文件。";
        not_one_do: "Choose the file that ends in .age or .zip." | "请选 .age 或 .zip 结尾的文件。";
        wrong: "The words do not open this file." | "这些词打不开这个文件。";
        wrong_do: "Look at the paper. Is it the right file?" | "请看看纸上的词，文件对吗？";
        damaged: "The file is damaged or cut off." | "文件坏了，或者不完整。";
        damaged_do: "Get it once more, or take the one before." | "请再取一次，或用前一份。";
        newer: "A newer Tongban made this file." | "这是新版同伴做的备份。";
        newer_do: "Load this page again, then try." | "请刷新页面再试。";
        large: "This file is too large to be one of ours." | "文件太大，不像同伴的备份。";
        other: "It belongs to another community: {n}" | "这是另一个社区的备份：{n}";
        other_do: "Open it beside this one, under Who uses this phone." | "请在“谁在用这部手机”里另外打开。";
        before: "It was saved before this community was shared." | "这是和别人共享之前的备份。";
        before_do: "What is missing here was removed since. Nothing changed." | "缺的是后来移走的，什么都没变。";
        store: "The records here could not be read. Nothing changed." | "没读到这里的记录，什么都没变。";
        store_do: "Load the page again, then try." | "请重新打开页面再试。";
        not_saved: "It could not be saved here." | "没能存到这里。";
        not_saved_do: "Free some space, then try again." | "请清理一些空间再试。";
        refused: "{n} parcels in it were not right. They were left out." | "有 {n} 份内容不对，没有带入。";
        unchanged: "Nothing here has changed." | "这里什么都没变。";
        show_key: "Show the key for the tool age" | "显示 age 工具用的钥匙";
        key_careful: "Whoever sees this key can open every backup." | "看到这把钥匙的人能打开所有备份。";
        key_how: "Save it as key.txt, then type this on a computer." | "存成 key.txt，再在电脑上输入这行。";
    }
}

words! {
    /// What is written inside a backup, for whoever has no app.
    Inside INSIDE {
        title: "{name}, backup of {day}" | "{name}，{day} 备份";
        what: "This is a backup made by Tongban." | "这是同伴的备份。";
        forms: "forms.html: all forms, to read in a browser" | "forms.html：全部表格，用浏览器看";
        tables: "tables: for a spreadsheet" | "tables：可用表格软件打开";
        records: "records.ndjson: all data, one JSON line for each stored row" | "records.ndjson：全部数据，每行一条";
        items: "items.tongban: the same as phones pass it on, sealed" | "items.tongban：手机间传的加密内容";
        manifest: "manifest.json: what is in here, with hashes" | "manifest.json：内容清单和校验值";
        restore: "Tongban reads the sealed file back, not these parts." | "要找回，请用应用打开加密文件。";
        safe: "These parts are not sealed. Anyone can read them." | "这里的文件没有加密，谁都能看。";
    }
}
