//! Laws of the editor's model: whatever is done, form and text say the same, files load, and undoing it all gives the bytes back.

use afterrun::domain::dose::{Dose, Tempo};
use afterrun::domain::edit::{BlockEdit, StepEdit};
use afterrun::domain::exercise::ExerciseId;
use afterrun::domain::library::{DiskNews, FileKey};
use afterrun::domain::routine::{BlockKind, RoutineId, Short};
use afterrun::domain::side::Sides;
use afterrun::domain::time::{Moment, Span};
use afterrun::model::editor::{BlockId, Change, Editing, Nudge, Pick, Spot, StepId};
use afterrun::model::{Action, Effect, Model};
use afterrun::notation::values::read_routine;
use proptest::prelude::*;
use proptest::sample::Index;

use crate::support::{evening, library, start};

/// Something that a person may do. Places are shares of what there is then.
#[derive(Clone, Debug)]
enum Deed {
    Open(Index),
    New(String),
    Duplicate,
    Rename(String),
    Delete,
    Reset,
    Select(Index, u8),
    AddBlock(BlockKind),
    RemoveBlock(Index),
    MoveBlock(Index, Index),
    Block(Index, BlockEdit),
    Add(Index, Index, Index),
    Remove,
    Copy,
    Nudge(Nudge),
    Move(Index, Index),
    Step(StepEdit),
    About(String),
    Comment(Index, String),
    Garbage(Index, char),
    Mend,
    MakeOwn,
    Undo,
    Redo,
    Saved,
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof![Just(String::new()), "[a-z]{1,12}", "[\\PC]{1,30}", Just("\"\\ // /* 🏃".to_owned())]
}

fn dose() -> impl Strategy<Value = Dose> {
    prop_oneof![
        (0..10_000_u64).prop_map(|secs| Dose::Hold(Span::secs(secs))),
        (0..500_u32).prop_map(Dose::Reps),
        (0..10_000_u64).prop_map(|secs| Dose::Open(Span::secs(secs))),
    ]
}

fn span() -> impl Strategy<Value = Span> {
    (0..100_000_u64).prop_map(Span::secs)
}

fn step_edit() -> impl Strategy<Value = StepEdit> {
    prop_oneof![
        dose().prop_map(|dose| StepEdit::Dose(Some(dose))),
        dose().prop_map(|dose| StepEdit::Goal(Some(dose))),
        prop_oneof![Just(Sides::Both), Just(Sides::Each), Just(Sides::Alternate)]
            .prop_map(|sides| StepEdit::Sides(Some(sides))),
        span().prop_map(|rep| StepEdit::Tempo(Some(Tempo::Every(rep)))),
        span().prop_map(|rep| StepEdit::Tempo(Some(Tempo::Own(rep)))),
        span().prop_map(|ready| StepEdit::Ready(Some(ready))),
        words().prop_map(|cue| StepEdit::Cue(Some(cue))),
        prop_oneof![Just(Short::Drop), Just(Short::Trim), Just(Short::Keep)].prop_map(StepEdit::Short),
        Just(StepEdit::Exercise(ExerciseId::new("lunge"))),
    ]
}

fn kind() -> impl Strategy<Value = BlockKind> {
    prop_oneof![Just(BlockKind::Strength), Just(BlockKind::Stretch), Just(BlockKind::CoolDown)]
}

fn block_edit() -> impl Strategy<Value = BlockEdit> {
    prop_oneof![
        words().prop_map(BlockEdit::Name),
        kind().prop_map(BlockEdit::Kind),
        proptest::option::of(span()).prop_map(BlockEdit::Budget),
        (0..100_u32).prop_map(BlockEdit::Rounds),
        proptest::option::of(span()).prop_map(BlockEdit::Rest),
    ]
}

fn deed() -> impl Strategy<Value = Deed> {
    let at = any::<Index>;
    let one = prop_oneof![
        at().prop_map(Deed::Open),
        words().prop_map(Deed::New),
        Just(Deed::Duplicate),
        words().prop_map(Deed::Rename),
        Just(Deed::Delete),
        Just(Deed::Reset),
        (at(), 0..5_u8).prop_map(|(at, how)| Deed::Select(at, how)),
        (at(), 0..5_u8).prop_map(|(at, how)| Deed::Select(at, how)),
        kind().prop_map(Deed::AddBlock),
        at().prop_map(Deed::RemoveBlock),
        (at(), at()).prop_map(|(from, to)| Deed::MoveBlock(from, to)),
        (at(), block_edit()).prop_map(|(at, edit)| Deed::Block(at, edit)),
    ];
    let two = prop_oneof![
        (at(), at(), at()).prop_map(|(block, step, exercise)| Deed::Add(block, step, exercise)),
        Just(Deed::Remove),
        Just(Deed::Copy),
        prop_oneof![Just(Nudge::Up), Just(Nudge::Down)].prop_map(Deed::Nudge),
        (at(), at()).prop_map(|(block, step)| Deed::Move(block, step)),
        step_edit().prop_map(Deed::Step),
        step_edit().prop_map(Deed::Step),
        words().prop_map(Deed::About),
        (at(), words()).prop_map(|(at, words)| Deed::Comment(at, words)),
        (at(), any::<char>()).prop_map(|(at, sign)| Deed::Garbage(at, sign)),
        Just(Deed::Mend),
        Just(Deed::MakeOwn),
        Just(Deed::Undo),
        Just(Deed::Redo),
        Just(Deed::Saved),
    ];
    prop_oneof![one, two]
}

/// A model that is edited, and what it asked for.
struct Desk {
    model: Model,
    now: Moment,
}

impl Desk {
    fn new() -> Self {
        use afterrun::clock::Clock;
        Self { model: Model::new(start()), now: evening().now() }
    }

    fn act(&mut self, action: Action) -> Vec<Effect> {
        self.model.update(action, self.now)
    }

    fn edit(&mut self, editing: Editing) -> Vec<Effect> {
        self.act(Action::Edit(editing))
    }

    fn steps(&self) -> Vec<StepId> {
        self.model.editor().open_doc().map(|doc| doc.outline().steps().collect()).unwrap_or_default()
    }

    fn blocks(&self) -> Vec<BlockId> {
        let doc = self.model.editor().open_doc();
        doc.map(|doc| doc.outline().blocks().iter().map(|block| block.id).collect()).unwrap_or_default()
    }

    fn spot(&self, block: Index, step: Index) -> Option<Spot> {
        let outline = self.model.editor().open_doc()?.outline();
        let all = outline.blocks();
        let block = all.get(block.index(all.len().max(1)))?;
        Some(Spot { block: block.id, before: block.steps.get(step.index(block.steps.len() + 1)).copied() })
    }

    fn one<T: Copy>(all: &[T], at: Index) -> Option<T> {
        all.get(at.index(all.len().max(1))).copied()
    }

    /// What a deed is in the editor as it stands now.
    fn editing(&self, deed: &Deed) -> Option<Editing> {
        let editor = self.model.editor();
        let open = editor.open()?.clone();
        let chosen = editor.selection().steps().to_vec();
        let text = || editor.open_doc().unwrap().text().to_string();
        Some(match deed {
            Deed::Open(at) => {
                let all: Vec<RoutineId> = editor.docs().map(|(id, _)| id.clone()).collect();
                Editing::Open(all.get(at.index(all.len()))?.clone())
            }
            Deed::New(name) => Editing::New(name.clone()),
            Deed::Duplicate => Editing::Duplicate(open),
            Deed::Rename(name) => Editing::Rename(open, name.clone()),
            Deed::Delete => Editing::Delete(open),
            Deed::Reset => Editing::Reset(open),
            Deed::Select(at, how) => Editing::Select(match how {
                0 => Pick::Only(Self::one(&self.steps(), *at)?),
                1 => Pick::Toggle(Self::one(&self.steps(), *at)?),
                2 => Pick::To(Self::one(&self.steps(), *at)?),
                3 => Pick::Block(Self::one(&self.blocks(), *at)?),
                _ => Pick::All,
            }),
            Deed::AddBlock(kind) => Editing::Change(Change::AddBlock(*kind)),
            Deed::RemoveBlock(at) => Editing::Change(Change::RemoveBlock(Self::one(&self.blocks(), *at)?)),
            Deed::MoveBlock(from, to) => {
                let blocks = self.blocks();
                Editing::Change(Change::MoveBlock(
                    Self::one(&blocks, *from)?,
                    blocks.get(to.index(blocks.len() + 1)).copied(),
                ))
            }
            Deed::Block(at, edit) => Editing::Change(Change::Block(Self::one(&self.blocks(), *at)?, edit.clone())),
            Deed::Add(block, step, exercise) => {
                let all: Vec<ExerciseId> =
                    self.model.library().catalogue.iter().map(|exercise| exercise.id.clone()).collect();
                Editing::Change(Change::Add(self.spot(*block, *step)?, all[exercise.index(all.len())].clone()))
            }
            Deed::Remove => Editing::Change(Change::Remove(chosen)),
            Deed::Copy => Editing::Change(Change::Duplicate(chosen)),
            Deed::Nudge(nudge) => Editing::Change(Change::Nudge(chosen, *nudge)),
            Deed::Move(block, step) => Editing::Change(Change::Move(chosen, self.spot(*block, *step)?)),
            Deed::Step(edit) => Editing::Change(Change::Step(chosen, edit.clone())),
            Deed::About(about) => Editing::Change(Change::About(about.clone())),
            Deed::Comment(at, words) => {
                let text = text();
                let ends: Vec<usize> = text.match_indices('\n').map(|(at, _)| at).collect();
                let at = *ends.get(at.index(ends.len().max(1)))?;
                Editing::Type(format!("{} // {}{}", &text[..at], words.replace(char::is_control, ""), &text[at..]))
            }
            Deed::Garbage(at, sign) => {
                let text = text();
                let at = (0..=at.index(text.len() + 1)).rev().find(|at| text.is_char_boundary(*at))?;
                Editing::Type(format!("{}{sign}{}", &text[..at], &text[at..]))
            }
            Deed::Mend => Editing::Change(Change::Mend(editor.problems().iter().find_map(|found| found.mend.clone())?)),
            Deed::MakeOwn => {
                let step = editor.selection().lead()?;
                let at = editor.open_doc()?.outline().step_at(step)?;
                let routine = self.model.library().routine(&open)?;
                let exercise = routine.blocks[at.block].steps[at.step].exercise.clone();
                Editing::MakeOwn { exercise, step }
            }
            Deed::Undo => Editing::Undo,
            Deed::Redo => Editing::Redo,
            Deed::Saved => return None,
        })
    }

    /// Every file's text.
    fn texts(&self) -> Vec<(RoutineId, String)> {
        self.model.editor().docs().map(|(id, doc)| (id.clone(), doc.text().to_string())).collect()
    }

    /// Form and text say the same.
    fn check(&self) -> Result<(), TestCaseError> {
        let editor = self.model.editor();
        for (id, doc) in editor.docs() {
            let read = read_routine(doc.text(), id.clone());
            let shown = self.model.library().routine(id);
            if doc.is_sound() {
                prop_assert_eq!(read.as_ref().ok(), shown);
                let routine = shown.unwrap();
                let outline = doc.outline();
                let sizes: Vec<usize> = outline.blocks().iter().map(|block| block.steps.len()).collect();
                prop_assert_eq!(sizes, routine.blocks.iter().map(|block| block.steps.len()).collect::<Vec<_>>());
                let mut ids: Vec<StepId> = outline.steps().collect();
                ids.sort_unstable();
                ids.dedup();
                prop_assert_eq!(ids.len(), routine.steps().count(), "no two steps share a name");
            }
        }
        if let Some(doc) = editor.open_doc() {
            let there: Vec<StepId> = doc.outline().steps().collect();
            prop_assert!(editor.selection().steps().iter().all(|step| there.contains(step)));
        }
        Ok(())
    }
}

fn config() -> ProptestConfig {
    ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_is_done_form_and_text_agree_and_it_can_all_be_undone(deeds in proptest::collection::vec(deed(), 1..30)) {
        let mut desk = Desk::new();
        desk.act(Action::Go(afterrun::model::Screen::Routines));
        let before = desk.texts();
        let mut saves = Vec::new();
        for deed in &deeds {
            if let Deed::Saved = deed {
                for (file, revision) in saves.drain(..) {
                    desk.act(Action::Disk(DiskNews::Saved(file, revision)));
                }
                continue;
            }
            let was_sound = desk.model.editor().open_doc().is_some_and(afterrun::model::editor::Doc::is_sound);
            let Some(editing) = desk.editing(deed) else { continue };
            let by_form = matches!(editing, Editing::Change(_) | Editing::Rename(..) | Editing::New(_) | Editing::MakeOwn { .. });
            for effect in desk.edit(editing) {
                if let Effect::SaveFile { file, text, revision, .. } = effect {
                    if let FileKey::Routine(id) = &file {
                        // What goes into a file loads, whoever wrote it.
                        let routine = read_routine(&text, id.clone());
                        prop_assert!(routine.is_ok(), "{:?}\n{}", routine, text);
                        let problems = afterrun::domain::check::check(&routine.unwrap(), &desk.model.library().catalogue);
                        let worst = problems.iter().map(|problem| problem.weight).max();
                        prop_assert!(worst < Some(afterrun::domain::check::Weight::Error), "{:?}\n{}", problems, text);
                    }
                    saves.push((file, revision));
                }
            }
            let is_sound = desk.model.editor().open_doc().is_none_or(afterrun::model::editor::Doc::is_sound);
            prop_assert!(!by_form || !was_sound || is_sound, "a form made a text that can't be read: {:?}", deed);
            desk.check()?;
        }
        let after = desk.texts();
        let mut undone = 0;
        while desk.model.editor().next_undo().is_some() {
            desk.edit(Editing::Undo);
            desk.check()?;
            undone += 1;
        }
        prop_assert_eq!(&desk.texts(), &before);
        for _ in 0..undone {
            desk.edit(Editing::Redo);
        }
        // What had been undone before is done again, too, unless something else was done since.
        if desk.model.editor().next_redo().is_none() && !deeds.iter().any(|deed| matches!(deed, Deed::Undo)) {
            prop_assert_eq!(desk.texts(), after);
        }
        while desk.model.editor().next_undo().is_some() {
            desk.edit(Editing::Undo);
        }
        prop_assert_eq!(&desk.texts(), &before);
        prop_assert_eq!(desk.model.library().catalogue.iter().count(), library().catalogue.iter().count());
    }
}
