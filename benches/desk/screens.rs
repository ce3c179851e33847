//! Update and view of every screen at 120×40: each key of plays that go everywhere is timed where it is pressed.

use std::collections::{BTreeMap, VecDeque};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use motcua::app::effect::Effect;
use motcua::app::key::{Key, parse_keys};
use motcua::app::keymap::Keymap;
use motcua::app::model::{Layer, Model};
use motcua::app::msg::Msg;
use motcua::app::update::{Start, update};
use motcua::desk::clock::Clock;
use motcua::desk::hands::Hands;
use motcua::desk::machine::Machine;
use motcua::desk::random::SystemIds;
use motcua::desk::{context, draw};
use motcua::store::{Opened, Store};
use motcua::ui::Look;

use crate::figures::{Budget, line, middle, wall};

/// From Home; between two of them Esc leads back to it.
const PLAYS: [&str; 23] = [
    "<down><down><up>dinh thi",
    "8<enter><down><down><down>",
    "dinh<enter><down>",
    "8<enter><enter><down><down>",
    "1<enter><enter><f9><down>",
    "1<enter><enter><f7>",
    "1<enter><enter><f8>",
    "1<enter><enter><f10>cap nhat<enter><down>",
    "1<enter><enter><f10>yeu cau bo sung<enter><down>",
    "1<enter><enter><f10>rut ho so<enter>",
    "1<enter><enter><f10>huy ho so<enter>",
    "2<enter><enter><f10>cap nhat ket qua<enter><down>",
    "4<enter><enter><f10>tra ket qua<enter><down>",
    "1<enter><enter><f10>quy trinh<enter>",
    "<f10>kho giay<enter>052192004567<enter>",
    "<f10>quan tri<enter>1<down><esc>2<down><esc>3<down>",
    "<f10>quan tri<enter><enter><esc><down><enter><esc><down><enter>",
    "<f1><pagedown>",
    "<f10>tiep",
    "<ctrl-l>",
    "<f2>052192004567<enter>1khai sinh<enter><up><down>",
    "<f10>nhap bu<enter>",
    "<f10>bo ban nhap<enter>",
];
/// A reception from its first key, and what its fields hold.
const RECEPTION: &str =
    "<f2>052192004568<enter>1khai sinh<enter>Dinh Thi Ha<enter>0905123456<enter>Thon 2<enter><enter>";
/// Then the list of papers, the review and what stands when it is done.
const RECEIVED: &str = "<ctrl-a><down><up><f2><down><up><f2>";

type Times = BTreeMap<&'static str, Vec<Duration>>;

/// Prints the worst screen and the middle of all.
pub(crate) fn measure(home: &Path) {
    let mut machine = machine(home);
    let mut times = Times::new();
    play(&mut machine, "1234<enter>", &mut times);
    for keys in PLAYS {
        play(&mut machine, keys, &mut times);
        go_home(&mut machine, &mut times);
    }
    play(&mut machine, RECEPTION, &mut times);
    play(&mut machine, RECEIVED, &mut times);
    let mut middles: Vec<(Duration, &str)> = times
        .iter_mut()
        .map(|(name, times)| (middle(times), *name))
        .collect();
    middles.sort_unstable();
    let budget = Budget::Time(Duration::from_millis(1));
    let seen = middles.len();
    if let (Some(worst), Some(usual)) = (middles.last(), middles.get(seen / 2)) {
        line(
            &format!("update + view, worst: {}", worst.1),
            wall(worst.0),
            budget,
            None,
        );
        line(
            &format!("update + view, middle of {seen}"),
            wall(usual.0),
            budget,
            None,
        );
    }
    let names: Vec<&str> = middles.iter().map(|it| it.1).collect();
    println!("  quickest first: {}", names.join(" "));
}

fn machine(home: &Path) -> Machine {
    let clock = Clock::Machine;
    let store = match Store::open(home, clock.now(), Box::new(SystemIds)) {
        Ok(Opened::Writer(store)) => Some(store),
        Ok(Opened::ReadOnly { .. }) | Err(_) => None,
    };
    let hands = Arc::new(Hands::new(home.to_path_buf(), store, clock));
    let model = Model::new(context(clock, true), Keymap::default());
    Machine::boot(model, hands, Start::Desk)
}

fn play(machine: &mut Machine, keys: &str, times: &mut Times) {
    for key in parse_keys(keys).unwrap() {
        press(machine, key, times);
    }
}

fn go_home(machine: &mut Machine, times: &mut Times) {
    for _ in 0..12 {
        match machine.model.top().map(Layer::name) {
            Some("home") => return,
            Some("curtain") => play(machine, "1234<enter>", times),
            _ => play(machine, "<esc>", times),
        }
    }
}

/// The update as it is, the view as the quickest of a few, since other work may come between; what the update asks for
/// is done untimed, as by the threads.
fn press(machine: &mut Machine, key: Key, times: &mut Times) {
    let start = Instant::now();
    let effects = update(&mut machine.model, Msg::Key(key, None));
    let updated = start.elapsed();
    settle(machine, effects);
    let look = Look::default();
    let mut terminal = ratatui::Terminal::new(ratatui::backend::TestBackend::new(120, 40)).unwrap();
    let views = (0..5)
        .map(|_| {
            let start = Instant::now();
            terminal.draw(|frame| draw(&machine.model, &look, frame)).unwrap();
            start.elapsed()
        })
        .min();
    let name = machine.model.top().map_or("", Layer::name);
    times
        .entry(name)
        .or_default()
        .push(updated + views.unwrap_or_default());
}

fn settle(machine: &mut Machine, effects: Vec<Effect>) {
    let mut waiting = VecDeque::from(effects);
    while let Some(effect) = waiting.pop_front() {
        if let Some(msg) = machine.hands.perform(effect, &mut |_| ControlFlow::Continue(())) {
            waiting.extend(update(&mut machine.model, msg));
        }
    }
}
