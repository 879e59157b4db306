//! Ends of chains as laptops show them to each other, on the LAN and by codes on their screens.

use app::workspace::SeenEnd;
use app::{Now, Workspace};
use ledger::Seq;
use protocol::vouch::{End, Nonce, Shown};

/// What a witness is shown, and through where he would vouch; `None` as long as nothing is signed here.
pub(crate) fn own(workspace: &Workspace, now: &Now, nonce: Nonce) -> Option<(Shown, Seq)> {
    let end = workspace.own_end().ok()??;
    let shown = End {
        company: workspace.book().id,
        log: end.head.log,
        through: end.head.seq,
        head: end.head.last?,
        news: end.news,
        boot: now.stamp.boot,
        mono_ms: now.stamp.mono_ms,
        nonce,
    };
    Some((shown.show(workspace.signer()), end.news))
}

/// What a witness has seen, once the signature is checked.
pub(crate) fn seen(end: &End) -> SeenEnd {
    let End { log, through, head, news, boot, mono_ms, .. } = *end;
    SeenEnd { log, through, head, news, boot, mono_ms }
}
