//! A list to pick from, with a field to find things in it by a few letters. Says what was picked, or what is to be made.

use egui::{Align2, Id, Popup, Rect, Response, Role, Sense, StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo, vec2};

use crate::domain::check::LONGEST_NAME;
use crate::domain::search;
use crate::domain::shown;
use crate::ui::keys::press::{self, Press};
use crate::ui::theme::{self, Weight, control, gap, size};

use super::{card, scroll, text};

/// One thing to pick.
#[derive(Clone, Debug)]
pub struct Item<T> {
    /// What is given when it is picked.
    pub id: T,
    /// What it is called.
    pub title: String,
    /// What else is shown of it; may be empty.
    pub detail: String,
    /// What else it is found by.
    pub words: String,
}

/// What was picked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picked<T> {
    /// One of the items.
    One(T),
    /// Something new of this name.
    Make(String),
}

/// A list to pick from.
#[derive(Clone, Copy, Debug)]
pub struct Picker<'a, T> {
    /// What is picked, for a screen reader.
    pub name: &'a str,
    /// What stands in the field while it is empty.
    pub hint: &'a str,
    /// What there is.
    pub items: &'a [Item<T>],
    /// Whether something new may be made of what was typed.
    pub may_make: bool,
}

/// What is looked for and which row is lit, while the list is open.
#[derive(Clone, Debug, Default)]
struct Look {
    query: String,
    lit: usize,
}

/// Opens the list of a button, as a click on it does.
pub fn open(ui: &Ui, opener: &Response) {
    Popup::open_id(ui.ctx(), opener.id.with("picker"));
}

impl<T: Clone> Picker<'_, T> {
    /// Opens under a button when it is clicked; gives what was picked.
    #[must_use]
    pub fn show(self, ui: &Ui, opener: &Response) -> Option<Picked<T>> {
        let id = opener.id.with("picker");
        if opener.clicked() {
            Popup::toggle_id(ui.ctx(), id);
        }
        if !Popup::is_id_open(ui.ctx(), id) {
            // The next time it begins anew.
            ui.data_mut(|data| data.remove::<Look>(id));
            return None;
        }
        let typing = ui.memory(|memory| memory.has_focus(id.with("find")));
        let presses = if typing { press::take(ui, &KEYS) } else { Vec::new() };
        let shown = Popup::from_response(opener)
            .id(id)
            .open_memory(None)
            .gap(gap::HAIR)
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
            .width(control::PICKER.x)
            .frame(theme::palette(ui.ctx()).popup())
            .show(|ui| {
                ui.set_width(control::PICKER.x);
                self.fill(ui, id, &presses)
            });
        let picked = shown.and_then(|shown| shown.inner);
        if picked.is_some() || presses.iter().any(|press| matches!(press, Press::Cancel | Press::Leave)) {
            Popup::close_id(ui.ctx(), id);
            if !ui.input(|input| input.pointer.any_click()) {
                opener.request_focus();
            }
        }
        picked
    }

    fn fill(&self, ui: &mut Ui, id: Id, presses: &[Press]) -> Option<Picked<T>> {
        let mut look: Look = ui.data(|data| data.get_temp(id)).unwrap_or_default();
        if self.find_field(ui, id.with("find"), &mut look.query) {
            look.lit = 0;
        }
        let query = look.query.trim();
        let found = search::ranked(self.items, query, |item| (item.title.clone(), item.words.clone()));
        let known = found.iter().any(|item| item.title.to_lowercase() == query.to_lowercase());
        let makes = self.may_make && !query.is_empty() && !known;
        let rows = found.len() + usize::from(makes);
        for press in presses {
            look.lit = match press {
                Press::Up => look.lit.saturating_sub(1),
                Press::Down => look.lit + 1,
                Press::PageUp => look.lit.saturating_sub(PAGE),
                Press::PageDown => look.lit + PAGE,
                _ => look.lit,
            };
        }
        look.lit = look.lit.min(rows.saturating_sub(1));
        let builder = UiBuilder::new().accessibility_role(Role::ListBox).accessibility_label(self.name);
        let moved = !presses.is_empty();
        let clicked = ui.scope_builder(builder, |ui| {
            let shown = egui::ScrollArea::vertical().max_height(control::PICKER.y).auto_shrink(false).show(ui, |ui| {
                ui.spacing_mut().item_spacing = vec2(0.0, 0.0);
                if found.is_empty() {
                    let style = text::style(Weight::Regular, size::BODY, theme::palette(ui.ctx()).muted);
                    let nothing = if self.items.is_empty() { "There is nothing yet" } else { "Nothing is called that" };
                    ui.add_space(gap::SMALL);
                    card::words(ui, nothing, &style);
                    ui.add_space(gap::SMALL);
                }
                let mut clicked = None;
                let make = makes.then(|| (format!("Make \"{query}\"…"), ""));
                let titles = found.iter().map(|item| (item.title.clone(), item.detail.as_str())).chain(make);
                for (at, (title, detail)) in titles.enumerate() {
                    let response = row(ui, id.with(("row", at)), &title, detail, at == look.lit);
                    if at == look.lit && moved {
                        response.scroll_to_me(None);
                    }
                    if response.clicked() {
                        clicked = Some(at);
                    }
                }
                clicked
            });
            scroll::named(ui, shown)
        });
        let lit = id.with(("row", look.lit));
        ui.ctx().accesskit_node_builder(id.with("find"), |node| {
            if rows > 0 {
                node.set_active_descendant(lit.accesskit_id());
            }
        });
        let accepted = presses.contains(&Press::Accept).then_some(look.lit).filter(|at| *at < rows);
        let picked = clicked.inner.inner.or(accepted).map(|at| match found.get(at) {
            Some(item) => Picked::One(item.id.clone()),
            None => Picked::Make(shown::one_line(query, LONGEST_NAME)),
        });
        ui.data_mut(|data| data.insert_temp(id, look));
        picked
    }

    /// The field at the top; says whether something else is looked for.
    fn find_field(&self, ui: &mut Ui, id: Id, query: &mut String) -> bool {
        let palette = theme::palette(ui.ctx());
        let font = theme::font(Weight::Regular, size::BODY);
        let row = ui.fonts_mut(|fonts| fonts.row_height(&font));
        let above = ((control::HEIGHT - row) / 2.0).max(0.0) as i8;
        let frame = egui::Frame::NONE
            .fill(palette.bg)
            .corner_radius(theme::CONTROL)
            .inner_margin(egui::Margin::symmetric(control::INSET as i8, above));
        let edit = TextEdit::singleline(query)
            .id(id)
            .hint_text(egui::RichText::new(self.hint).font(font.clone()))
            .font(font)
            .frame(frame)
            .desired_width(f32::INFINITY)
            .char_limit(LONGEST)
            .event_filter(press::ALL);
        let response = ui.add(edit).accessible_name(self.name);
        ui.painter().rect_stroke(response.rect, theme::CONTROL, palette.focus(), StrokeKind::Inside);
        // While the list is open, what is typed is looked for.
        if !response.has_focus() && !ui.is_sizing_pass() {
            response.request_focus();
        }
        response.changed()
    }
}

/// The keys that an open list takes from the field.
const KEYS: [Press; 7] =
    [Press::Up, Press::Down, Press::PageUp, Press::PageDown, Press::Accept, Press::Cancel, Press::Leave];

/// How many rows the page keys take at once.
const PAGE: usize = 5;

/// The longest text that is looked for, in characters.
const LONGEST: usize = 80;

fn row(ui: &mut Ui, id: Id, title: &str, detail: &str, lit: bool) -> Response {
    let palette = theme::palette(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), control::ROW), Sense::hover());
    // No stop for the keyboard: the focus stays in the field.
    let response = ui.interact(rect, id, Sense::CLICK);
    let label = if detail.is_empty() { title.to_owned() } else { format!("{title}, {detail}") };
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, lit, &label));
    if !ui.is_rect_visible(rect) {
        return response;
    }
    if lit || response.hovered() {
        ui.painter().rect_filled(rect, theme::BAR, palette.raised);
    }
    if lit {
        ui.painter().rect_stroke(rect, theme::BAR, palette.edge(), StrokeKind::Inside);
    }
    let inner = rect.shrink2(vec2(control::INSET, 0.0));
    let apart = if detail.is_empty() { 0.0 } else { size::SMALL * 0.65 };
    let lines = [
        (title, Weight::Semi, size::BODY, palette.text, -apart),
        (detail, Weight::Regular, size::SMALL, palette.muted, apart * 1.2),
    ];
    for (words, weight, font_size, ink, down) in lines {
        one_line(ui, inner.translate(vec2(0.0, down)), words, &text::style(weight, font_size, ink));
    }
    response
}

/// A line cut off at the width of a row, which names it already.
fn one_line(ui: &Ui, rect: Rect, words: &str, style: &text::Style) {
    let mut job = egui::text::LayoutJob::simple_singleline(words.to_owned(), style.font.clone(), style.color);
    job.wrap = egui::text::TextWrapping::truncate_at_width(rect.width());
    let galley = ui.painter().layout_job(job);
    let place = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect);
    ui.painter().galley(place.min, galley, style.color);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ui::widgets::button::{self, Rank};
    use egui::{Event, Key};
    use egui_kittest::Harness;
    use egui_kittest::kittest::Queryable;

    fn desk<'a>() -> Harness<'a, Option<Picked<u8>>> {
        let item = |id, title: &str, detail: &str, words: &str| Item {
            id,
            title: title.to_owned(),
            detail: detail.to_owned(),
            words: words.to_owned(),
        };
        let mut items = vec![
            item(1, "Plank", "Core", "strength core"),
            item(2, "Side plank", "Core", "strength core"),
            item(3, "Half split", "Hamstrings", "stretching hamstrings thighs"),
        ];
        items.extend((10..40).map(|id| item(id, &format!("Squat {id}"), "", "")));
        let mut desk =
            Harness::builder().with_size(vec2(500.0, 500.0)).with_context_setup(theme::install).build_ui_state(
                move |ui, picked: &mut Option<Picked<u8>>| {
                    let opener = button::small(ui, "Add exercise", Rank::Plain);
                    let picker = Picker { name: "Exercise", hint: "Find one", items: &items, may_make: true };
                    if let Some(now) = picker.show(ui, &opener) {
                        *picked = Some(now);
                    }
                },
                None,
            );
        desk.run_steps(2);
        desk.get_by_label("Add exercise").click();
        desk.run_steps(4);
        desk
    }

    fn writes(desk: &mut Harness<'_, Option<Picked<u8>>>, text: &str) {
        desk.event(Event::Text(text.to_owned()));
        desk.run_steps(2);
    }

    fn presses(desk: &mut Harness<'_, Option<Picked<u8>>>, keys: &[Key]) {
        for key in keys {
            desk.key_press(*key);
            desk.run_steps(2);
        }
    }

    #[test]
    fn a_few_letters_and_enter_pick_the_first() {
        let mut desk = desk();
        writes(&mut desk, "pla");
        assert!(desk.query_by_label_contains("Squat").is_none());
        presses(&mut desk, &[Key::Enter]);
        assert_eq!(*desk.state(), Some(Picked::One(1)));
        assert!(desk.query_by_role(Role::ListBox).is_none(), "it closes");
    }

    #[test]
    fn arrows_and_clicks_pick_others() {
        let mut desk = desk();
        writes(&mut desk, "core");
        presses(&mut desk, &[Key::ArrowDown, Key::Enter]);
        assert_eq!(*desk.state(), Some(Picked::One(2)));
        presses(&mut desk, &[Key::Space]);
        desk.run_steps(2);
        writes(&mut desk, "ham");
        desk.get_by_role_and_label(Role::ListBoxOption, "Half split, Hamstrings").click();
        desk.run_steps(2);
        assert_eq!(*desk.state(), Some(Picked::One(3)));
    }

    #[test]
    fn what_is_not_there_can_be_made() {
        let mut desk = desk();
        writes(&mut desk, "wall sit");
        desk.get_by_label("Nothing is called that");
        desk.get_by_role_and_label(Role::ListBoxOption, "Make \"wall sit\"…");
        presses(&mut desk, &[Key::Enter]);
        assert_eq!(*desk.state(), Some(Picked::Make("wall sit".to_owned())));
    }

    #[test]
    fn esc_closes_it_and_what_was_looked_for_is_forgotten() {
        let mut desk = desk();
        writes(&mut desk, "wall");
        presses(&mut desk, &[Key::Escape]);
        assert!(desk.query_by_role(Role::ListBox).is_none());
        assert!(desk.get_by_label("Add exercise").is_focused());
        presses(&mut desk, &[Key::Space]);
        desk.run_steps(2);
        desk.get_by_label("Side plank, Core");
    }

    #[test]
    fn the_row_that_is_lit_is_in_sight() {
        let mut desk = desk();
        presses(&mut desk, &[Key::PageDown; 9]);
        let below = desk.get_by_role_and_label(Role::TextInput, "Exercise").rect().bottom();
        let row = desk.get_by_label("Squat 39").rect();
        assert!(row.top() >= below && row.bottom() <= below + control::PICKER.y + gap::SMALL, "{row:?}");
        presses(&mut desk, &[Key::Enter]);
        assert_eq!(*desk.state(), Some(Picked::One(39)));
    }
}
