//! Components of a dossier (thành phần hồ sơ) and their files.

use crate::domain::words::worded;

worded! {
    /// Must this component be handed in?
    Required {
        /// Yes.
        Yes = "yes",
        /// No.
        No = "no",
        /// The source does not say: the officer decides, reception is never blocked by it.
        Open = "open",
    }
}

/// Số bản of a paper that an officer marked as not applicable (`[-]` không áp dụng). One that is optional and merely did
/// not come has the number that would be handed in.
pub const NO_COPY: u32 = 0;

worded! {
    /// Handed in, or only shown and compared (xuất trình).
    Submission {
        /// Nộp.
        Submit = "submit",
        /// Xuất trình.
        Present = "present",
    }
}

worded! {
    /// Loại: which form the paper has.
    PaperForm {
        /// Bản chính.
        Original = "original",
        /// Bản sao chứng thực.
        Certified = "certified",
        /// Bản sao.
        Plain = "plain",
        /// Bản điện tử.
        Electronic = "electronic",
    }
}

worded! {
    /// State of digitising one component.
    Digitise {
        /// To be digitised.
        Todo = "todo",
        /// Done.
        Done = "done",
        /// Waits for a device.
        Waiting = "waiting",
        /// Not digitised, with a reason and a leader's approval.
        Exempt = "exempt",
    }
}

worded! {
    /// The page account of a component. Only `Short` keeps it from counting as digitised.
    PageAccount {
        /// Nobody was asked how many sheets: born digital, from the kho, or stored before page accounts.
        None = "none",
        /// Pages are missing.
        Short = "short",
        /// The sum is right.
        Balanced = "balanced",
        /// The sum is not right and a reason was written.
        Reasoned = "reasoned",
    }
}

worded! {
    /// Where a component's file came from.
    FileSource {
        /// Chosen from a folder.
        Picked = "picked",
        /// Scanned.
        Scan = "scan",
        /// Linked from the kho: same SHA-256, no copy.
        Kho = "kho",
        /// Came with an online dossier.
        Online = "online",
        /// The PDF made of the originals.
        Assembled = "assembled",
    }
}

worded! {
    /// What is known of a file's digital signature.
    SignatureMark {
        /// There is none.
        None = "none",
        /// There is one, unchecked.
        Present = "present",
        /// Checked and valid.
        Valid = "valid",
        /// Checked, not decidable here.
        Unknown = "unknown",
        /// Checked and invalid.
        Invalid = "invalid",
    }
}

worded! {
    /// Class of a paper (Loại giấy tờ): in the kho, and of a row that has pages.
    PaperClass {
        /// Thành phần hồ sơ.
        Component = "component",
        /// Kết quả giải quyết.
        Outcome = "outcome",
    }
}

worded! {
    /// State of an outcome.
    OutcomeState {
        /// In force.
        Active = "active",
        /// Replaced by a later one.
        Replaced = "replaced",
        /// Withdrawn with a reason.
        Revoked = "revoked",
    }
}

worded! {
    /// Why a dossier waits.
    WaitKind {
        /// For papers.
        Supplement = "supplement",
        /// For money.
        Fee = "fee",
    }
}
