//! Which stop of a form has the focus: Enter goes where work is, Tab visits everything. Knows nothing of the values.

use crate::app::key::{Key, KeyCode};

/// What a stop needs from the officer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StopState {
    /// Required and still empty.
    EmptyRequired,
    /// `!`: F2 refuses it.
    Wrong,
    /// `?`: filled, to be looked at.
    Check,
    /// Nothing.
    Ok,
    /// The line `Tiếp tục` or the list of ways on: where Enter goes when nothing is left.
    Onward,
}

/// One stop with what it needs now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop<F> {
    /// The screen's own name for it.
    pub field: F,
    /// What it needs.
    pub state: StopState,
}

/// What a key did to the focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<F> {
    /// Not a key of forms.
    Pass,
    /// The focus was on this stop and left it (or stayed, if there is nowhere to go).
    Left(F),
    /// Enter on the line `Tiếp tục`.
    Onward,
}

/// The focus of a form whose stops are named by `F`.
///
/// A screen keeps its own list of stops, in drawn order, and builds it anew for each key, *after* checking the field
/// that is about to be left (checks run on leaving, §2.3 rule 4).
///
/// ```
/// use motcua::app::input::form::{Form, Step, Stop, StopState};
/// use motcua::app::key::{Key, KeyCode};
/// #[derive(Debug, Clone, Copy, PartialEq, Eq)]
/// enum Field { Name, Phone, Go }
/// let stops = [
///     Stop { field: Field::Name, state: StopState::Ok },
///     Stop { field: Field::Phone, state: StopState::EmptyRequired },
///     Stop { field: Field::Go, state: StopState::Onward },
/// ];
/// let mut form = Form::start(&stops, Field::Name);
/// assert_eq!(form.focus(), Field::Phone);
/// assert_eq!(form.key(Key::plain(KeyCode::Tab), &stops), Step::Left(Field::Phone));
/// assert_eq!(form.key(Key::plain(KeyCode::Enter), &stops), Step::Onward);
/// assert_eq!(form.refuse(&stops), Some(0)); // F2: back to Phone, no further faults
/// assert_eq!(form.focus(), Field::Phone);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Form<F> {
    focus: F,
}

impl<F: Copy + PartialEq> Form<F> {
    /// The focus on entering: first empty required stop, else first `!` or `?`, else the way on, else `main` (§2.3 rule 1).
    pub fn start(stops: &[Stop<F>], main: F) -> Self {
        let first = |wanted: &dyn Fn(StopState) -> bool| stops.iter().find(|stop| wanted(stop.state));
        let stop = first(&|state| state == StopState::EmptyRequired)
            .or_else(|| first(&needs_officer))
            .or_else(|| first(&|state| state == StopState::Onward));
        Self {
            focus: stop.map_or(main, |stop| stop.field),
        }
    }

    /// The focus on this stop.
    pub fn at(focus: F) -> Self {
        Self { focus }
    }

    /// The stop with the focus.
    pub fn focus(&self) -> F {
        self.focus
    }

    /// Puts the focus there (only for what the officer did: nothing else may move it, §2.3 rule 5).
    pub fn go(&mut self, focus: F) {
        self.focus = focus;
    }

    /// Enter: next stop that needs the officer, else the way on. Tab, ↓ and Shift+Tab, ↑: neighbours, round at the ends.
    pub fn key(&mut self, key: Key, stops: &[Stop<F>]) -> Step<F> {
        if key.ctrl || key.alt || stops.is_empty() {
            return Step::Pass;
        }
        let here = stops.iter().position(|stop| stop.field == self.focus);
        let here = here.unwrap_or(0);
        match key.code {
            KeyCode::Enter if stops[here].state == StopState::Onward => Step::Onward,
            KeyCode::Enter => self.leave(next_work(stops, here), stops),
            KeyCode::Tab => self.leave((here + 1) % stops.len(), stops),
            KeyCode::BackTab => self.leave((here + stops.len() - 1) % stops.len(), stops),
            KeyCode::Down => self.leave((here + 1).min(stops.len() - 1), stops),
            KeyCode::Up => self.leave(here.saturating_sub(1), stops),
            KeyCode::F(_)
            | KeyCode::Esc
            | KeyCode::Backspace
            | KeyCode::Delete
            | KeyCode::Left
            | KeyCode::Right
            | KeyCode::Home
            | KeyCode::End
            | KeyCode::PageUp
            | KeyCode::PageDown
            | KeyCode::Char(_) => Step::Pass,
        }
    }

    fn leave(&mut self, to: usize, stops: &[Stop<F>]) -> Step<F> {
        let left = self.focus;
        if let Some(stop) = stops.get(to) {
            self.focus = stop.field;
        }
        Step::Left(left)
    }

    /// F2 pressed: if a stop is empty or wrong the focus goes to the first one, and the number of *further* ones comes
    /// back (for `(còn 2 mục nữa)`). `None` = nothing in the way, commit.
    pub fn refuse(&mut self, stops: &[Stop<F>]) -> Option<usize> {
        let mut faults = stops
            .iter()
            .filter(|stop| matches!(stop.state, StopState::EmptyRequired | StopState::Wrong));
        self.focus = faults.next()?.field;
        Some(faults.count())
    }
}

fn needs_officer(state: StopState) -> bool {
    match state {
        StopState::EmptyRequired | StopState::Wrong | StopState::Check => true,
        StopState::Ok | StopState::Onward => false,
    }
}

/// After `here`, then from the top, then `here` itself; if nothing needs the officer the way on, or the next stop.
fn next_work<F>(stops: &[Stop<F>], here: usize) -> usize {
    let order = (here + 1..stops.len()).chain(0..=here);
    let work = order.clone().find(|at| needs_officer(stops[*at].state));
    let onward = || order.clone().find(|at| stops[*at].state == StopState::Onward);
    work.or_else(onward).unwrap_or((here + 1).min(stops.len() - 1))
}

#[cfg(test)]
mod tests {
    use super::StopState::{Check, EmptyRequired, Ok, Onward, Wrong};
    use super::*;
    use crate::app::key::parse_keys;
    use proptest::prelude::*;

    fn stops(states: &[StopState]) -> Vec<Stop<usize>> {
        let named = states.iter().enumerate();
        named
            .map(|(field, state)| Stop { field, state: *state })
            .collect()
    }

    fn focus_after(states: &[StopState], from: usize, keys: &str) -> usize {
        let mut form = Form::at(from);
        for key in parse_keys(keys).unwrap() {
            form.key(key, &stops(states));
        }
        form.focus()
    }

    #[test]
    fn a_form_opens_where_the_officer_is_needed() {
        let start = |states: &[StopState]| Form::start(&stops(states), 0).focus();
        assert_eq!(start(&[Ok, Check, EmptyRequired, Onward]), 2);
        assert_eq!(start(&[Ok, Check, Ok, Onward]), 1);
        assert_eq!(start(&[Ok, Ok, Ok, Onward]), 3);
        assert_eq!(start(&[Ok, Ok]), 0);
    }

    #[test]
    fn enter_goes_where_work_is_and_tab_visits_everything() {
        let states = [Check, Ok, EmptyRequired, Ok, Wrong, Ok, Onward];
        assert_eq!(focus_after(&states, 1, "<enter>"), 2);
        assert_eq!(focus_after(&states, 1, "<enter><enter>"), 4);
        assert_eq!(focus_after(&states, 1, "<enter><enter><enter>"), 0);
        assert_eq!(focus_after(&states, 1, "<tab><tab><tab>"), 4);
        assert_eq!(focus_after(&states, 0, "<backtab>"), 6);
        assert_eq!(focus_after(&states, 6, "<down>"), 6);
        assert_eq!(focus_after(&[Ok, Ok, Onward], 0, "<enter>"), 2);
        assert_eq!(focus_after(&[Ok, Wrong, Onward], 1, "<enter>"), 1);
    }

    #[test]
    fn a_refused_commit_goes_to_the_first_fault_and_counts_the_rest() {
        let mut form = Form::at(5);
        assert_eq!(
            form.refuse(&stops(&[Ok, Check, Wrong, EmptyRequired, Wrong, Onward])),
            Some(2)
        );
        assert_eq!(form.focus(), 2);
        assert_eq!(form.refuse(&stops(&[Ok, Check, Onward])), None);
    }

    proptest! {
        #[test]
        fn the_focus_is_always_one_of_the_stops(
            states in proptest::collection::vec(prop_oneof![Just(EmptyRequired), Just(Wrong), Just(Check), Just(Ok), Just(Onward)], 1..9),
            keys in "(<enter>|<tab>|<backtab>|<up>|<down>|x|<f2>){0,20}",
        ) {
            prop_assert!(focus_after(&states, 0, &keys) < states.len());
        }
    }
}
