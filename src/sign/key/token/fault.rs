//! What a token answers, in our words.

use cryptoki::error::{Error, RvError};

use crate::domain::signing::{SignFault, TriesLeft};

/// What went wrong. A wrong PIN says nothing of how many are left: whoever tried it asks the token.
pub(super) fn fault(error: &Error) -> SignFault {
    match error {
        Error::LibraryLoading(_) | Error::MissingSymbol(_) | Error::NullFunctionPointer => {
            SignFault::Library(error.to_string())
        }
        Error::Pkcs11(answer, _) => {
            of_answer(*answer).unwrap_or_else(|| SignFault::Device(error.to_string()))
        }
        _ => SignFault::Device(error.to_string()),
    }
}

fn of_answer(answer: RvError) -> Option<SignFault> {
    Some(match answer {
        RvError::PinIncorrect | RvError::PinInvalid | RvError::PinLenRange => {
            SignFault::WrongPin(TriesLeft::Many)
        }
        RvError::PinLocked => SignFault::Locked,
        RvError::TokenNotPresent
        | RvError::TokenNotRecognized
        | RvError::DeviceRemoved
        | RvError::SlotIdInvalid
        | RvError::SessionClosed
        | RvError::SessionHandleInvalid => SignFault::PulledOut,
        RvError::SessionCount
        | RvError::UserAlreadyLoggedIn
        | RvError::UserAnotherAlreadyLoggedIn
        | RvError::UserTooManyTypes
        | RvError::OperationActive => SignFault::Busy,
        RvError::FunctionCanceled | RvError::Cancel => SignFault::Stopped,
        RvError::UserPinNotInitialized | RvError::PinExpired => SignFault::PinNotSet,
        _ => return None,
    })
}

/// The token cannot sign in this way, whatever it says of itself.
pub(super) fn is_other_way(error: &Error) -> bool {
    let Error::Pkcs11(answer, _) = error else {
        return false;
    };
    matches!(
        answer,
        RvError::MechanismInvalid
            | RvError::MechanismParamInvalid
            | RvError::FunctionNotSupported
            | RvError::KeyTypeInconsistent
            | RvError::KeyFunctionNotPermitted
    )
}
