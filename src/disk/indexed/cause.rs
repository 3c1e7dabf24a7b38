//! From the browser's errors to ours. The names are those of the IndexedDB specification.

use indexed_db_futures::error::{DomException, Error, JSError, OpenDbError, UnexpectedDataError};

use crate::store::StoreError;

pub(super) fn cause(error: Error) -> StoreError {
    match error {
        Error::DomException(exception) => match exception {
            // `transaction()` on a closed connection.
            DomException::InvalidStateError(_) => StoreError::Closed,
            DomException::AbortError(_) => StoreError::Aborted,
            DomException::TransactionInactiveError(inner)
            | DomException::NotFoundError(inner)
            | DomException::ConstraintError(inner)
            | DomException::InvalidAccessError(inner)
            | DomException::DataError(inner)
            | DomException::ReadOnlyError(inner)
            | DomException::DataCloneError(inner)
            | DomException::SyntaxError(inner)
            | DomException::Other(inner) => of_exception(&inner),
        },
        Error::MissingData(UnexpectedDataError::TransactionAborted) => StoreError::Aborted,
        Error::MissingData(_) => StoreError::Browser("no answer".to_owned()),
        Error::Serialisation(_) => StoreError::Browser("an answer that is none".to_owned()),
        Error::Unknown(JSError::Error(error)) => StoreError::Browser(String::from(error.name())),
        Error::Unknown(JSError::Unknown(_)) => StoreError::Browser("an error without a name".to_owned()),
    }
}

pub(super) fn opening_cause(error: OpenDbError) -> StoreError {
    match error {
        OpenDbError::Base(error) => cause(error),
        OpenDbError::UnsupportedEnvironment | OpenDbError::NullFactory => StoreError::Unavailable,
        OpenDbError::VersionZero => StoreError::Unavailable,
    }
}

pub(super) fn of_exception(exception: &web_sys::DomException) -> StoreError {
    match exception.name().as_str() {
        "QuotaExceededError" => StoreError::Quota,
        "InvalidStateError" => StoreError::Closed,
        "AbortError" => StoreError::Aborted,
        "VersionError" => StoreError::Newer,
        "SecurityError" => StoreError::Unavailable,
        // Safari: "Connection to Indexed Database server lost"; Chromium: "Connection is closing".
        "UnknownError" if exception.message().to_lowercase().contains("connection") => StoreError::Closed,
        name => StoreError::Browser(name.to_owned()),
    }
}
