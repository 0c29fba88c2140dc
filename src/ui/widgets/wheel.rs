//! The wheel over something that is stepped: how many steps it was turned, and that the page does not scroll by it.

use egui::{Event, Id, MouseWheelUnit, Response, Ui, Vec2};

/// The steps that the wheel asks for. Only where the pointer was moved here: a page that is scrolled under it must not change
/// what comes to lie there.
pub(super) fn steps(ui: &Ui, id: Id, over: &Response) -> isize {
    /// So many points of a touchpad are as one notch of a wheel.
    const NOTCH: f32 = 40.0;
    let id = id.with("wheel");
    let before: Option<f32> = ui.data(|data| data.get_temp(id));
    if !over.contains_pointer() || !over.enabled() {
        if before.is_some() {
            ui.data_mut(|data| data.remove::<f32>(id));
        }
        return 0;
    }
    let moved = ui.input(|input| input.pointer.delta() != Vec2::ZERO && !input.is_scrolling());
    let Some(left_over) = before.or(moved.then_some(0.0)) else { return 0 };
    let turned: f32 = ui.input_mut(|input| {
        // The page must not scroll by what is used here, now or in the frames over which it would be smoothed.
        input.smooth_scroll_delta = Vec2::ZERO;
        let notches = |event: &Event| match event {
            Event::MouseWheel { unit, delta, modifiers, .. } if modifiers.is_none() => match unit {
                MouseWheelUnit::Point => delta.y / NOTCH,
                MouseWheelUnit::Line | MouseWheelUnit::Page => delta.y,
            },
            _ => 0.0,
        };
        input.events.iter().map(notches).sum()
    });
    let sum = left_over + turned;
    ui.data_mut(|data| data.insert_temp(id, sum.fract()));
    sum.trunc() as isize
}
