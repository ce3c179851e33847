//! The small picture of a page beside a list: what is wanted, what came, a few kept. Pictures come from a worker; the
//! last one wanted wins, and one that is wanted while the pointer still moves is not even decoded.

use std::collections::VecDeque;

use crate::app::context::Context;
use crate::app::effect::Effect;
use crate::app::job::{Job, JobDone, JobEvent, JobFault};
use crate::app::msg::{Msg, Ticket};
use crate::domain::ids::FileHash;
use crate::domain::look::text;
pub use crate::domain::look::{Leaf, NoLook, PageLook};

/// Columns from which a pane stands beside the list.
pub const BESIDE: u16 = 120;
/// Pictures kept for coming back to a page; each has some 60 KB.
const KEPT: usize = 24;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sight {
    file: FileHash,
    leaf: u32,
}

impl Sight {
    fn of(leaf: &Leaf) -> Self {
        Self {
            file: leaf.sha256,
            leaf: leaf.leaf,
        }
    }
}

/// What the pane beside a list holds.
#[derive(Debug, Default)]
pub struct Beside<'a> {
    /// Which page, and what is known of it.
    pub facts: Vec<String>,
    /// The picture and the officer's turns; none where there is none, or where it cannot be drawn.
    pub page: Option<(&'a PageLook, u8)>,
    /// Below the picture, or in its place.
    pub words: Vec<String>,
}

/// The picture, or why there is none.
pub type Seen = Result<Box<PageLook>, NoLook>;

/// What a screen keeps of the pages it showed.
#[derive(Debug, Default)]
pub struct Preview {
    kept: VecDeque<(Sight, Seen)>,
    asked: Option<(Ticket, Sight)>,
}

impl Preview {
    /// The pane beside a list follows the pointer: this page is wanted, once the pointer rests. Without a pane, because
    /// the window is too narrow for it, nothing is asked for.
    pub fn follow(&mut self, leaf: Option<Leaf>, cx: &mut Context) -> Vec<Effect> {
        if cx.size.0 < BESIDE {
            return vec![];
        }
        self.want(leaf.as_ref().map(Sight::of), (true, cx))
    }

    /// Wants this page now.
    pub fn now(&mut self, leaf: Option<Leaf>, cx: &mut Context) -> Vec<Effect> {
        self.want(leaf.as_ref().map(Sight::of), (false, cx))
    }

    fn want(&mut self, sight: Option<Sight>, (at_rest, cx): (bool, &mut Context)) -> Vec<Effect> {
        let Some(sight) = sight.filter(|it| self.of(*it).is_none()) else {
            return vec![];
        };
        if self.asked.is_some_and(|(_, asked)| asked == sight) {
            return vec![];
        }
        let ticket = cx.ticket();
        self.asked = Some((ticket, sight));
        let Sight { file, leaf } = sight;
        vec![Effect::Start(ticket, Job::Look { file, leaf, at_rest })]
    }

    /// Takes the picture out of a message; `true` = the message was for it.
    pub fn hears(&mut self, msg: &Msg) -> bool {
        let (Msg::Job(ticket, JobEvent::Ended(ended)), Some((asked, sight))) = (msg, self.asked) else {
            return false;
        };
        if *ticket != asked {
            return false;
        }
        self.asked = None;
        let seen = match ended {
            Ok(JobDone::Looked(seen)) => seen.clone(),
            // Another page was wanted meanwhile, by another screen: this one is wanted again when it is looked at.
            Err(JobFault::Cancelled) => return true,
            // A picture that cannot be had is said in its place; the screen works on.
            Ok(_) | Err(_) => Err(NoLook::NotMade),
        };
        self.kept.push_front((sight, seen));
        self.kept.truncate(KEPT);
        true
    }

    /// What the pane says and shows of this page; `can_show` = the terminal has half blocks.
    pub fn beside(&self, leaf: Option<&Leaf>, can_show: bool) -> Beside<'_> {
        let Some(leaf) = leaf else {
            return Beside {
                words: vec![text::NOTHING.to_owned()],
                ..Beside::default()
            };
        };
        let seen = self.of(Sight::of(leaf));
        let page = seen.and_then(|seen| seen.as_ref().ok()).filter(|_| can_show);
        Beside {
            facts: text::facts(leaf).to_vec(),
            page: page.map(|page| (&**page, leaf.turns)),
            words: text::words(seen, can_show),
        }
    }

    fn of(&self, sight: Sight) -> Option<&Seen> {
        self.kept
            .iter()
            .find(|(it, _)| *it == sight)
            .map(|(_, seen)| seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::testing::context;
    use crate::domain::pages::DpiKnown;
    use crate::domain::refusal::Refusal;

    fn leaf(number: u8) -> Leaf {
        Leaf {
            sha256: FileHash([number; 32]),
            leaf: 1,
            turns: 0,
            name: "a.jpg".to_owned(),
            size: 1,
            pixels: (0, 0),
            dpi: (0, DpiKnown::Unknown),
        }
    }

    fn wide() -> (Preview, Context) {
        let mut cx = context();
        cx.size = (120, 40);
        (Preview::default(), cx)
    }

    fn came(ticket: Ticket) -> Msg {
        Msg::Job(
            ticket,
            JobEvent::Ended(Ok(JobDone::Looked(Err(NoLook::TooLarge)))),
        )
    }

    fn here(preview: &Preview, number: u8) -> Option<&Seen> {
        preview.of(Sight::of(&leaf(number)))
    }

    #[test]
    fn the_last_page_wanted_wins_and_one_that_is_here_is_not_asked_again() {
        let (mut preview, mut cx) = wide();
        assert_eq!(preview.follow(None, &mut cx), []);
        let first = preview.follow(Some(leaf(1)), &mut cx);
        assert!(matches!(
            first.as_slice(),
            [Effect::Start(Ticket(1), Job::Look { at_rest: true, .. })]
        ));
        assert_eq!(preview.follow(Some(leaf(1)), &mut cx), [], "it is on its way");
        assert_eq!(preview.follow(Some(leaf(2)), &mut cx).len(), 1);
        assert!(!preview.hears(&came(Ticket(1))), "nobody waits for it any more");
        assert!(preview.hears(&came(Ticket(2))));
        assert_eq!(here(&preview, 2), Some(&Err(NoLook::TooLarge)));
        assert_eq!(preview.follow(Some(leaf(2)), &mut cx), []);
        assert_eq!(preview.follow(Some(leaf(1)), &mut cx).len(), 1);
    }

    #[test]
    fn a_window_without_a_pane_asks_for_nothing() {
        let (mut preview, mut cx) = wide();
        cx.size = (119, 40);
        assert_eq!(preview.follow(Some(leaf(1)), &mut cx), []);
        assert_eq!(preview.now(Some(leaf(1)), &mut cx).len(), 1);
    }

    #[test]
    fn a_job_that_breaks_is_said_in_place_of_the_picture() {
        let (mut preview, mut cx) = wide();
        preview.now(Some(leaf(1)), &mut cx);
        let broken = JobEvent::Ended(Err(JobFault::Refused(Refusal::Fault { code: "job" })));
        assert!(preview.hears(&Msg::Job(Ticket(1), broken)));
        assert_eq!(
            here(&preview, 1),
            Some(&Err(NoLook::NotMade)),
            "the page may be sound"
        );
        let beside = preview.beside(Some(&leaf(1)), true);
        assert!(beside.page.is_none() && !beside.words.is_empty());
    }

    #[test]
    fn a_picture_that_had_to_wait_for_another_screen_is_asked_for_again() {
        let (mut preview, mut cx) = wide();
        preview.follow(Some(leaf(1)), &mut cx);
        let passed = JobEvent::Ended(Err(JobFault::Cancelled));
        assert!(preview.hears(&Msg::Job(Ticket(1), passed)));
        assert_eq!(here(&preview, 1), None);
        assert_eq!(preview.follow(Some(leaf(1)), &mut cx).len(), 1);
    }

    #[test]
    fn only_a_few_are_kept() {
        let (mut preview, mut cx) = wide();
        for number in 0..30 {
            preview.now(Some(leaf(number)), &mut cx);
            let ticket = Ticket(cx.last_ticket);
            preview.hears(&came(ticket));
        }
        assert_eq!(preview.kept.len(), KEPT);
        assert!(here(&preview, 29).is_some() && here(&preview, 0).is_none());
    }
}
