//! The words of recording a supervision.

use crate::words;

words! {
    /// Recording.
    SoundWords SOUND {
        title: "Recording" | "录音";
        why: "Only if all who are heard agree. Never required." | "在场的人都同意才录，不录也行。";
        agrees: "Who agrees to be recorded?" | "谁同意录音？";
        agrees_help: "Ask each one. They may say no." | "一个一个问，可以不同意。";
        noted: "Asked and noted: {who}" | "询问和记录：{who}";
        nobody: "First choose above who came." | "请先在上面选谁参加了。";
        not_all: "Not asked yet, or says no: {names}" | "还没问到，或不同意：{names}";
        no_button: "Nothing is recorded until all agree." | "都同意了才能录。";
        unwanted: "Somebody does not agree to this recording." | "有人不同意这段录音。";
        unwanted_do: "Please remove it." | "请把它删掉。";
        limit: "Up to {n} minutes, about {size}." | "最多 {n} 分钟，大约 {size}。";
        start: "Start recording" | "开始录音";
        go_on: "Record some more" | "接着录";
        stop: "Stop recording" | "停止录音";
        asking: "The phone asks for the microphone. Say yes." | "手机会问能不能用麦克风，请选允许。";
        running: "Recording: {time}" | "正在录音：{time}";
        stored: "Stored until {time}" | "已存到 {time}";
        stay: "Stay on this page. Leaving it stops the recording." | "请留在这一页，离开就停止录音。";
        storing: "Storing the end" | "正在存最后一段";
        total: "{time}, {size}" | "{time}，{size}";
        part: "Part {n}: {time}, {who}, {when}" | "第 {n} 段：{time}，{who}，{when}";
        cut: "Part {n} stopped by itself after {time}." | "第 {n} 段录到 {time} 时自己停了。";
        elsewhere: "Part {n} is on the phone that {who} used." | "第 {n} 段在{who}当时用的手机上。";
        going: "Part {n} is not finished yet on {who}'s phone." | "第 {n} 段在{who}的手机上还没录完。";
        where_it_is: "It stays on this phone, sealed, and in its backup." | "录音加密存在这部手机和它的备份里。";
        not_sent: "It is not sent to other phones." | "不会传到别的手机。";
        play: "Play" | "播放";
        pause: "Pause" | "暂停";
        back_15: "Back 15 s" | "退 15 秒";
        on_60: "On 1 min" | "进 1 分钟";
        at: "{now} of {all}" | "{now}，共 {all}";
        reading: "Reading the recording" | "正在读取录音";
        as_file: "Save part {n} as a file" | "把第 {n} 段存成文件";
        open_file: "The file is not sealed. Whoever has it can listen." | "文件没有加密，拿到的人都能听。";
        remove: "Remove the recording" | "删掉录音";
        remove_sure: "Remove the recording for good?" | "真的要删掉录音吗？";
        remove_what: "It cannot be brought back from this phone." | "删了以后，这部手机上找不回来。";
        remove_backups: "Older backups still hold it." | "以前的备份里还有。";
        remove_others: "Other phones remove theirs when they open Supervision." | "别的手机打开“督导”时会删掉。";
        remove_yes: "Yes, remove it" | "是，删掉";
        removed: "The recording is removed." | "录音已删掉。";
        not_removed: "It could not be removed just now. Try again." | "刚才没删掉，请再试一次。";
        full: "This record holds as much sound as it can." | "这份记录的录音已到上限。";
        full_do: "Begin another record to go on." | "要接着录，请另写一份记录。";
        phone_full: "This phone holds as much sound as it can." | "这部手机的录音已到上限。";
        phone_full_do: "Save an old one as a file, then remove it." | "把旧的存成文件，再删掉。";
        no_recorder: "This browser cannot record." | "这个浏览器不能录音。";
        no_recorder_do: "Use another browser, or write only." | "请换一个浏览器，或只写文字。";
        denied: "The microphone is not allowed here." | "没有允许使用麦克风。";
        denied_do: "Allow it in the browser's settings, then try again." | "请在浏览器设置里允许，再试一次。";
        no_microphone: "No microphone was found." | "没找到麦克风。";
        no_microphone_do: "Plug one in, or use another phone." | "请接上麦克风，或换一部手机。";
        busy: "Another app is using the microphone." | "麦克风正被别的应用使用。";
        busy_do: "Close that app or end the call, then try again." | "请关掉那个应用或挂断电话，再试。";
        no_room: "There is no room left on this phone." | "手机没有空间了。";
        no_room_do: "Free some space. What was stored is kept." | "请清理空间，已存的还在。";
        not_stored: "The recording could not be stored any further." | "录音没能继续存下去。";
        not_stored_do: "What was stored is kept. Try again." | "已存的还在，请再试一次。";
        taken: "The microphone was taken away." | "麦克风被断开了。";
        taken_do: "What was stored is kept. You can record some more." | "已存的还在，可以接着录。";
        unread: "The recording could not be read whole." | "没能完整读出录音。";
        unread_do: "Bring back a backup that holds it." | "可以从备份里找回。";
        cannot_play: "This browser cannot play it." | "这个浏览器放不了这段录音。";
        cannot_play_do: "Save it as a file and open that." | "存成文件再打开听。";
        restored: "{n} recordings that are not here" | "{n} 段这里没有的录音";
        in_backup: "sounds: recordings of supervision, to listen to" | "sounds：督导录音，可以直接听";
    }
}
