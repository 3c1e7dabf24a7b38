//! The words of sharing: several phones, invitations, coming in, removal, who can see what.

use crate::words;

words! {
    /// Several phones, one community.
    Share SHARE {
        title: "Several phones" | "多部手机一起用";
        why: "Two phones can plan and run a session together." | "两部手机可以一起准备、一起带活动。";
        sealed: "What passes between them is sealed. Only your phones can read it." | "传递的内容都是加密的，只有你们的手机能看。";
        practice: "The practice community stays on this phone." | "练习社区只留在这部手机上。";
        need_me: "First say under Me who holds this phone." | "请先在“我的”里选好你是谁。";
        set_up: "Set it up" | "开始设置";
        words_title: "Twelve recovery words" | "十二个恢复词";
        words_why: "If every phone is lost, these words bring all of it back." | "手机全丢了，凭这些词能找回一切。";
        words_paper: "Write them on paper, in this order. Keep two copies apart." | "按顺序写在纸上，抄两份，分开保管。";
        words_secret: "Whoever has the words can read everything." | "谁有这些词，谁就能看到全部记录。";
        written: "I wrote them down" | "我写好了";
        check: "Let us check your paper" | "看看纸上写得对不对";
        check_word: "Word number {n}" | "第 {n} 个词";
        check_wrong: "That is not the word. Look at your paper." | "不是这个词，请看看纸上写的。";
        sheet_scan: "Scan the printed sheet instead" | "或者扫一扫打印的纸";
        sheet_how: "Scan its picture with the camera or WeChat. Copy the link." | "用相机或微信扫纸上的二维码，复制链接。";
        sheet_link: "The link from the sheet" | "扫出来的链接";
        sheet_check: "Check the sheet" | "核对这张纸";
        sheet_wrong: "This is not the sheet of these words." | "这张纸和这些词对不上。";
        see_again: "Look at the words again" | "再看看这些词";
        finish: "Finish" | "完成";
        working: "Sealing the records" | "正在加密记录";
        failed: "It could not be set up. Nothing changed. Please try again." | "没有设好，什么都没变。请再试一次。";
        broken: "Sharing could not be opened. Your records are safe here." | "共享没能打开。记录还在，是安全的。";
        done: "Done. Now you can invite somebody." | "设好了。现在可以邀请别人。";
        print: "Print" | "打印";

        here: "All that was written here is handed over. What came is here." | "这部手机写的都送出去了，送来的也收到了。";
        here_more: "Another phone gets it when it next connects." | "其他手机下次联网就会收到。";
        sending: "Handing over what was written here" | "正在送出这部手机写的内容";
        asking: "Looking for the other phones" | "正在联系其他手机";
        silent: "No connection just now. You can go on; it is sent later." | "现在连不上，可以继续用，以后再发。";
        none: "No relay here. Pass a file from hand to hand." | "这里没有中转站，可以用文件互相传。";
        altered: "The relay has told two stories. Everything is compared again." | "中转站前后说法不一，全部内容会重新核对。";
        altered_safe: "Nothing on this phone is lost. Tell whoever runs the relay." | "手机上的内容没有丢，请告诉管理中转站的人。";
        refuses: "The relay takes nothing just now. It is tried again by itself." | "中转站暂时不收，会自动再试。";
        refuses_do: "If it stays so, tell whoever runs the relay." | "一直这样的话，请告诉管理中转站的人。";
        full: "The relay keeps {n} MB for a community. All of it is used." | "中转站给每个社区 {n} MB，已经用满了。";
        full_do: "Pass files by hand. Tell whoever runs the relay." | "请用文件互相传，并告诉管理中转站的人。";
        full_phones: "The relay takes {n} phones. So many belong already." | "中转站最多接 {n} 部手机，已经满了。";
        full_phones_do: "Let a coordinator remove one that nobody uses." | "请协调员移出没人用的手机。";
        gone: "This phone does not belong to the community any more." | "这部手机不再属于这个社区。";
        gone_more: "What is on it stays readable. New things no longer arrive." | "已有的内容还能看，新的不会再来。";
        too_late: "Somebody else used the invitation, or it was too old." | "邀请被别人用了，或者过期了。";
        too_late_more: "Give a file to somebody of the community. It lets you in." | "把文件交给社区里的人，你就能进来。";
        too_late_words: "What you wrote here comes in with it." | "你在这里写的也会一起进来。";
        too_late_else: "Another way" | "别的办法";
        too_late_new: "Ask for a new invitation. It opens beside this one." | "请对方再发一个邀请，可以另外打开。";
        too_late_apart: "What you wrote here then stays here." | "这样的话，写过的只留在这里。";
        too_late_wipe: "Wipe this at the very end, and keep a copy." | "最后才清空这里，先留一份副本。";
        copied: "This phone's data had been copied. It counts as a phone of its own now." | "这部手机的数据被复制过。现在算作单独的一部。";
        copied_do: "If the other one is not yours, remove it below." | "另一部如果不是你的，请在下面移出。";
        waits_one: "One piece waits to be sent." | "有 1 份内容等待发送。";
        waits: "{n} pieces wait to be sent." | "有 {n} 份内容等待发送。";
        heard: "Last contact {time}" | "上次联系：{time}";
        word: "The relay's founding word" | "中转站的开通口令";
        word_why: "The relay takes a new community only with its word." | "中转站凭口令才接收新的社区。";
        word_hint: "Ask whoever runs the relay." | "请问管理中转站的人。";
        word_send: "Send the word" | "提交口令";

        devices: "Who belongs" | "有哪些人和手机";
        this_phone: "this phone" | "这部手机";
        unknown: "Somebody new" | "新来的人";
        second: "Phone {n}" | "第 {n} 部手机";
        also_here: "{name} is looking at this too." | "{name}也在看这里。";
        between_names: ", " | "、";
        here_now: "here now" | "现在在线";
        open_invitation: "Open invitation" | "还没用的邀请";
        until: "until {time}" | "有效期到 {time}";
        left: "Removed" | "已移出";
        before_copy: "before the copy" | "复制之前的";
        late: "Some late work of theirs waits." | "有一些后来写的内容在等待。";
        accept: "Accept late work" | "接受这些内容";
        accepted: "Accepted." | "已接受。";
        remove: "Remove" | "移出";
        remove_sure: "Remove {name}?" | "要移出{name}吗？";
        remove_opens: "This phone will open nothing that comes later." | "那部手机打不开以后的任何内容。";
        remove_twin: "Its data were copied. What still uses the old copy goes too." | "它的数据被复制过。没更新的那部会一起移出。";
        remove_seen: "It can still read what it has already." | "已经有的内容，它仍然能看到。";
        remove_yes: "Yes, remove" | "确定移出";
        remove_no: "No, keep" | "不移出";
        remove_one: "Yes, this phone only" | "确定，只移出这一部";
        remove_all: "Yes, {name} with all {n} phones" | "确定，移出{name}的全部 {n} 部手机";
        removed: "Removed. A new key is in use." | "已移出，换了新的钥匙。";
        nobody_leads: "If the last coordinator goes, nobody can remove others later." | "最后一位协调员走了，以后就没人能移出别人。";
        leave: "Leave" | "退出";
        leave_sure: "Leave this community?" | "要退出这个社区吗？";
        leave_stays: "What is on this phone stays here and can be read." | "这部手机上已有的内容还在，还能看。";
        leave_nothing: "Nothing new comes to it. Nothing goes out from it." | "不会再收到新的，也不会再送出去。";
        leave_back: "To come back it takes a new invitation." | "想回来，要有新的邀请。";
        leave_no: "No, stay" | "不退出";
        leave_yes: "Yes, leave" | "确定退出";
        leave_one: "Yes, with this phone only" | "确定，只退出这部手机";
        leave_all: "Yes, with all my {n} phones" | "确定，我的 {n} 部手机都退出";
        left_now: "This phone has left the community." | "这部手机已退出社区。";
        take_back: "Take back" | "收回";
        take_back_sure: "Take this invitation back?" | "要收回这个邀请吗？";
        take_back_what: "Nobody comes in by it any more." | "别人再也不能用它加入。";
        take_back_no: "No, keep it" | "不收回";
        take_back_yes: "Yes, take it back" | "确定收回";
        taken_back: "Taken back." | "已收回。";
        remove_failed: "Only a coordinator can do that." | "只有协调员可以这样做。";
        invite: "Invite somebody" | "邀请别人";
        my_second: "Add my second phone" | "添加我的另一部手机";

        by_hand: "Without a network" | "没有网络时";
        by_hand_why: "A file carries what a network would." | "用文件也能传。";
        by_hand_how: "Send it by WeChat or USB. The other phone takes it in." | "用微信或U盘发过去，对方收进来就行。";
        save_file: "Make the file" | "生成文件";
        take_file: "Take in a file" | "收进一个文件";
        file_saved: "The file is in the downloads." | "文件在“下载”里。";
        brought: "{n} new things came in." | "收进了 {n} 处新内容。";
        brought_nothing: "Everything in it was here already." | "里面的内容这里都有了。";
        taking: "Taking the file in" | "正在收进文件";
        brought_half: "Stopped. For the rest, choose the same file again." | "已停下。要收进其余的，请再选一次这个文件。";
        brought_refused: "{n} things were not in order and stay out." | "有 {n} 处不对，没有收进来。";
        file_wrong: "This is not a Tongban file, or it is damaged." | "这不是同伴的文件，或者文件坏了。";
        file_wrong_do: "Ask for the file once more. Nothing here changed." | "请对方再发一次。这里什么都没变。";
    }
}

words! {
    /// An invitation.
    Invite INVITE {
        title: "Invite somebody" | "邀请别人";
        second_title: "My second phone" | "我的另一部手机";
        role: "What will they do here?" | "对方在这里做什么？";
        peer: "Peer" | "同伴辅导员";
        peer_why: "Sessions and people." | "活动和成员。";
        coordinator: "Coordinator" | "协调员";
        coordinator_why: "Everything, also who belongs." | "全部内容，也管谁能加入。";
        supervisor: "Doctor or psychologist" | "医生或心理师";
        supervisor_why: "Guidance and emergencies." | "督导和紧急情况。";
        interviewer: "Interviewer" | "访谈员";
        interviewer_why: "Interviews." | "做访谈。";
        make: "Make the invitation" | "生成邀请";
        failed: "It could not be made." | "没能生成邀请。";
        failed_do: "Too many are open, or your role does not allow it." | "未用的邀请太多，或你的角色不能邀请。";
        show: "Let them scan this, or send the link." | "让对方扫一扫，或者把链接发过去。";
        once: "It works once, until {time}." | "只能用一次，有效期到 {time}。";
        who: "Give it only to the person you mean." | "只发给你要邀请的人。";
        picture: "The invitation as a picture to scan" | "可以扫的邀请二维码";
        copy_link: "Copy the link" | "复制链接";
        copy_code: "Copy the code" | "复制邀请码";
        code: "The code" | "邀请码";
        ready: "It can be opened now. This phone may go offline." | "现在就能打开，你的手机可以断网。";
        not_ready: "It is not at the relay yet. Stay connected for a moment." | "还没送到中转站，请保持联网一会儿。";
        by_file: "Without a relay, send this file along with the code." | "没有中转站，就把这个文件和邀请码一起发。";
        another: "Make another" | "再生成一个";
    }
}

words! {
    /// Coming in.
    Join JOIN {
        button: "I was invited" | "我收到了邀请";
        button_why: "You have a link, a picture or a code." | "你有链接、二维码或邀请码。";
        title: "You were invited" | "你收到了邀请";
        paste: "Paste the link or the code" | "粘贴链接或邀请码";
        paste_hint: "All of it. Spaces do not matter." | "要完整的，空格没关系。";
        open: "Open the invitation" | "打开邀请";
        with_file: "I have a file too" | "我还有一个文件";
        opening: "Opening" | "正在打开";
        into: "{name} invites you." | "{name}邀请你加入。";
        as_role: "As: {role}" | "身份：{role}";
        who: "Who are you?" | "你是谁？";
        new_one: "I am not on the list" | "名单里没有我";
        name: "My name here" | "我的称呼";
        come_in: "Come in" | "加入";
        coming: "Bringing the records here" | "正在把记录搬过来";
        need_who: "Say who you are." | "请选一下你是谁。";
        none: "There is no code in it." | "里面没有邀请码。";
        cut_off: "The code is cut off. {n} letters are missing." | "邀请码不完整，少了 {n} 个字符。";
        mistyped: "A letter in the code is wrong." | "邀请码里有个字符不对。";
        copy_again: "Copy all of it once more." | "请再完整复制一次。";
        newer: "It was made by a newer Tongban." | "这是新版同伴生成的邀请。";
        newer_do: "Load this page again, then try." | "请刷新页面再试。";
        expired: "The invitation is older than 72 hours." | "邀请已经超过 72 小时。";
        used: "The invitation was used already, or taken back." | "邀请已经用过，或被收回了。";
        ask_new: "Ask for a new one." | "请对方再发一个。";
        not_yet: "The invitation has not arrived at the relay yet." | "邀请还没送到中转站。";
        not_yet_do: "Ask them to open Tongban with a network. Then try again." | "请对方联网打开同伴，然后再试。";
        other: "The file belongs to another community." | "这个文件是别的社区的。";
        damaged: "The file is damaged." | "文件坏了。";
        file_again: "Ask for the file once more." | "请对方再发一次文件。";
        silent: "Nothing answers just now." | "现在连不上。";
        silent_do: "Check the network, then try again." | "请检查网络，再试一次。";
        no_relay: "There is no relay at this address." | "这个网址没有中转站。";
        no_relay_do: "Ask for the file that belongs to the code." | "请对方把配套的文件也发来。";
        refused: "The relay does not let us in just now." | "中转站现在不让进。";
        refused_do: "Wait a minute, then try again." | "请等一分钟再试。";
    }
}

words! {
    /// Everything back by the recovery words.
    Recover RECOVER {
        button: "I have recovery words" | "我有恢复词";
        button_why: "The phones are lost, and the paper is here." | "手机都丢了，那张纸还在。";
        title: "Bring everything back" | "把记录找回来";
        words: "The twelve words" | "十二个恢复词";
        hint: "From the paper, in their order. Its code works too." | "按纸上的顺序写，纸上的码也行。";
        open: "Look for the records" | "找记录";
        opening: "Looking for the records" | "正在找记录";
        found: "{name} is found." | "找到了{name}。";
        coordinator: "You come back as a coordinator." | "你以协调员的身份回来。";
        come: "Bring it to this phone" | "放到这部手机上";
        lost: "Afterwards remove the lost phones, under Several phones." | "之后请在“多部手机一起用”里移出旧手机。";
        count: "It takes twelve words, and there are {n}." | "要十二个词，现在有 {n} 个。";
        unknown: "This word is on no list: {n}" | "词表里没有这个词：{n}";
        mistaken: "The words do not fit together." | "这些词对不上。";
        look: "Look at the paper again, at the order too." | "请再看看纸上的词和顺序。";
        other: "The file belongs to another community than the words." | "文件和恢复词不是同一个社区的。";
        other_do: "Look for the right file. Nothing here changed." | "请找对应的文件。这里什么都没变。";
        replaced: "Newer words took the place of these." | "这些词已经换成新的了。";
        replaced_do: "Look for the newer paper." | "请找新的那张纸。";
        not_kept: "The relay keeps nothing for these words." | "中转站没有这些词的记录。";
        not_kept_do: "Open the address on the paper, or choose a file." | "请打开纸上的网址，或者选一个文件。";
        sheet: "Recovery sheet" | "恢复词";
        scan: "Or scan this with a phone's camera." | "也可以用手机相机扫一扫。";
        right: "The sheet is right. Put it back in its safe place." | "这张纸是对的，请收好。";
        not_ours: "This sheet does not open this community." | "这张纸打不开这个社区。";
    }
}

words! {
    /// Several communities, or several people, on one phone.
    Profiles PROFILES {
        title: "Who uses this phone" | "谁在用这部手机";
        why: "Each has its own records, keys and lock." | "每一个都有自己的记录、钥匙和锁。";
        here: "Open now" | "正在用";
        switch_to: "Switch to {name}" | "切换到{name}";
        unnamed: "number {n}" | "第 {n} 个";
        add: "Add another" | "再加一个";
        add_why: "For another community, or for who shares this phone." | "另一个社区，或者合用手机的人。";
        name: "Name on this phone" | "在这部手机上的名字";
        name_hint: "Everybody sees it, also without unlocking." | "不解锁也看得到，请别写不想让人知道的。";
        locked: "It is locked." | "已上锁。";
        unknown: "Nothing to show yet." | "还没有内容。";
        as_left: "As it was when it was last open here." | "这是上次打开时的情况。";
        others: "Somebody else" | "换一个人";
        unsaved: "Something is not saved yet. Please wait, then try again." | "还有内容没存好，请稍等再试。";
        invited: "You were invited. This phone keeps a community already." | "你收到了邀请，这部手机上已有一个社区。";
        beside: "Open it beside this one" | "另外打开";
        not_now: "Not now" | "先不用";
        others_stay: "The others on this phone stay as they are." | "这部手机上的其他人不受影响。";
    }
}

words! {
    /// Who can see what.
    Sees SEES {
        title: "Who can see what" | "谁能看到什么";
        phone: "On this phone" | "在这部手机上";
        phone_all: "Without a lock, whoever opens this phone sees all of it." | "没设锁时，能打开这部手机的人都看得到。";
        beside: "Other communities on this phone" | "这部手机上的其他社区";
        beside_shut: "Each has its own records. Only a lock shuts them." | "各有各的记录。设了锁，别人才打不开。";
        beside_shown: "Whoever can open both may show one beside the other." | "两边都能打开的人，可以让一边也显示另一边。";
        phones: "On the community's phones" | "在社区的各部手机上";
        phones_all: "Every phone that belongs can read all records." | "加入的手机都能看到全部记录。";
        phones_role: "The role decides who writes what, and who invites." | "角色决定谁能写什么、谁能邀请别人。";
        invited: "Whoever has an open invitation" | "拿到邀请的人";
        invited_all: "Whoever has the link can read everything while it is open." | "邀请还有效时，有链接的人能看到全部。";
        invited_back: "Take back one that nobody needs, under Several phones." | "不用的邀请，请在“多部手机一起用”里收回。";
        own_stays: "It stays on this phone. No other phone gets it." | "只留在这部手机上，别的手机都没有。";
        own_shared: "Others see only what you choose to show." | "你愿意给别人看的，别人才看得到。";
        own_profile: "Whoever opens your records here can see it too." | "能在这里打开你的记录的人也看得到。";
        relay: "At the relay" | "在中转站";
        relay_sealed: "It keeps sealed parcels. It cannot read one word." | "它只存加密的包裹，一个字也看不到。";
        relay_knows: "It knows when, how much, and from which phone." | "它知道时间、大小、来自哪部手机。";
        relay_no: "It knows no name, no plan and no key." | "它不知道姓名、计划和钥匙。";
        gone: "Somebody who was removed" | "被移出的人";
        gone_seen: "They keep what they had. They open nothing new." | "已有的还能看，新的打不开。";
        words: "The recovery words" | "恢复词";
        words_all: "Whoever has the paper can read everything." | "谁拿到那张纸，谁就能看到全部。";
        file: "A file passed by hand" | "手传的文件";
        file_sealed: "It is sealed like the rest." | "和其他内容一样是加密的。";
    }
}
