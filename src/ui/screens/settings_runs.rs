//! The part of the settings that says where runs are looked for. Looks for none itself.

use std::path::PathBuf;

use egui::{IdSalt, Ui};

use crate::domain::settings::RunFolders;
use crate::model::{Action, Model, Setting};
use crate::ui::theme::{self, Weight, size};
use crate::ui::widgets::button::{self, Rank};
use crate::ui::widgets::field::{Field, Gives, Look};
use crate::ui::widgets::{add_line, card, switch, text};

/// A row of one more folder.
const ROW: f32 = 48.0;
/// The longest path that can be typed.
const LONGEST_PATH: usize = 1000;

/// How high the part is.
pub(super) fn height(model: &Model) -> f32 {
    132.0 + ROW * model.settings().run_folders.others.len() as f32
}

/// Draws the part.
pub(super) fn show(ui: &mut Ui, model: &Model, actions: &mut Vec<Action>) {
    let palette = theme::palette(ui.ctx());
    let folders = &model.settings().run_folders;
    let mut set = |folders: RunFolders| actions.push(Action::Set(Setting::RunFolders(folders)));
    let strong = text::style(Weight::Semi, size::BODY, palette.text);
    let small = text::style(Weight::Regular, size::SMALL, palette.muted);
    ui.horizontal(|ui| {
        let on = folders.usual;
        if switch::show(ui, on, "Look for runs in Downloads and on a watch").clicked() {
            set(RunFolders { usual: !on, ..folders.clone() });
        }
        ui.vertical(|ui| {
            card::words(ui, "Look in Downloads and on a watch", &strong);
            card::words(ui, "The newest run of today is offered by itself: GPX, TCX or FIT", &small);
        });
    });
    for (i, folder) in folders.others.iter().enumerate() {
        ui.horizontal(|ui| {
            let path = folder.display().to_string();
            if button::said(ui, "Remove", &format!("Remove {path}"), Rank::Plain, true).clicked() {
                let mut others = folders.others.clone();
                others.remove(i);
                set(RunFolders { others, ..folders.clone() });
            }
            card::line(ui, &path, &strong);
        });
    }
    let field = Field {
        of: IdSalt::new("run folder"),
        name: "One more folder",
        hint: "One more folder, such as ~/Runs or /home/you/Runs",
        look: Look::Line,
        gives: Gives::WhenDone,
        most: LONGEST_PATH,
        width: ui.available_width().min(460.0),
        ink: None,
    };
    let read = |typed: &str| {
        let path = PathBuf::from(typed);
        match () {
            () if folders.others.contains(&path) => {
                Err("Afterrun looks there already; write another folder".to_owned())
            }
            () if path.is_absolute() || path.starts_with("~") => Ok(path),
            () => Err("Write the whole path, such as ~/Runs or /home/you/Runs".to_owned()),
        }
    };
    if let Some(path) = add_line::show(ui, field, read) {
        set(RunFolders { others: [folders.others.clone(), vec![path]].concat(), ..folders.clone() });
    }
}
