//! The layers there are: one line per screen or dialog, from which the enum and its dispatch are made.

/// Calls `$callback!` with every layer as `Variant => module (screen|dialog)`.
macro_rules! with_layers {
    ($callback:ident) => {
        $callback! {
            Account => account (screen),
            Act => act (dialog),
            AddPaper => add_paper (screen),
            Admin => admin (screen),
            Approve => approve (dialog),
            AskChoice => ask_choice (dialog),
            AskText => ask_text (dialog),
            Calendar => calendar (screen),
            Care => care (screen),
            Components => components (screen),
            Copying => copying (screen),
            Curtain => curtain (screen),
            Dossier => dossier (screen),
            Fees => fees (screen),
            Files => files (dialog),
            FirstStart => first_start (screen),
            Forward => forward (dialog),
            HandBack => hand_back (screen),
            Heavy => heavy (dialog),
            Help => help (screen),
            Holder => holder (screen),
            Home => home (screen),
            Kho => kho (screen),
            LastReceipt => last_receipt (dialog),
            List => list (screen),
            Login => login (screen),
            NewDesk => new_desk (screen),
            NewPin => new_pin (screen),
            NotWritten => not_written (dialog),
            Officers => officers (screen),
            Outcome => outcome (screen),
            Packages => packages (screen),
            Pages => pages (screen),
            Palette => palette (dialog),
            PickRow => pick_row (dialog),
            Preview => preview (screen),
            Procedure => procedure (screen),
            ReadOnly => read_only (screen),
            ReceiptPreview => receipt_preview (screen),
            Received => received (screen),
            Restore => restore (screen),
            Review => review (screen),
            SelfCheck => self_check (dialog),
            Settings => settings (screen),
            Supplement => supplement (screen),
            Tray => tray (screen),
            WhyDue => why_due (screen),
        }
    };
}

pub(crate) use with_layers;
