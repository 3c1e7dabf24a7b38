//! What a person does, as edits.
