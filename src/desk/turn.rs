//! The loop: block until something happens, take everything that waits, draw once.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

/// What woke the loop.
pub(super) enum Woken<M> {
    /// Messages came; all that waited, in order.
    Messages(Vec<M>),
    /// Nothing came for the whole wait.
    Idle,
    /// Nobody can send any more.
    Closed,
}

/// Waits at most `wait` for a message and takes all others that wait behind it: a burst costs one frame.
pub(super) fn wait<M>(inbox: &Receiver<M>, wait: Duration) -> Woken<M> {
    match inbox.recv_timeout(wait) {
        Ok(first) => Woken::Messages(std::iter::once(first).chain(inbox.try_iter()).collect()),
        Err(RecvTimeoutError::Timeout) => Woken::Idle,
        Err(RecvTimeoutError::Disconnected) => Woken::Closed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_burst_is_one_waking() {
        let (send, inbox) = std::sync::mpsc::channel();
        for number in 0..5 {
            send.send(number).unwrap();
        }
        assert!(matches!(wait(&inbox, Duration::ZERO), Woken::Messages(all) if all == [0, 1, 2, 3, 4]));
        assert!(matches!(wait(&inbox, Duration::ZERO), Woken::Idle));
        drop(send);
        assert!(matches!(wait(&inbox, Duration::ZERO), Woken::Closed));
    }
}
