namespace ExposurePipeline.Exposure.Events;

/// <summary>Where an event lies: enough to find or replay it.</summary>
/// <param name="Hub">Hub name.</param>
/// <param name="Partition">Partition id.</param>
/// <param name="SequenceNumber">Sequence number in the partition; -1 where the host did not say.</param>
public readonly record struct EventPosition(string Hub, string Partition, long SequenceNumber);

/// <summary>The closed list of reasons for setting an event, or one record of it, aside.</summary>
public enum RejectionReason
{
    /// <summary>No body at all.</summary>
    Empty,

    /// <summary>Larger than the limit of a reader.</summary>
    TooLarge,

    /// <summary>Not UTF-8 where the format demands it.</summary>
    InvalidEncoding,

    /// <summary>Not well-formed JSON.</summary>
    MalformedJson,

    /// <summary>Not well-formed XML.</summary>
    MalformedXml,

    /// <summary>An XML document that refers to an external or recursive entity.</summary>
    ForbiddenEntity,

    /// <summary>Ends before its own end marker; what came complete before it was used.</summary>
    Truncated,

    /// <summary>Nested deeper than the limit.</summary>
    TooDeep,

    /// <summary>No reader recognises it, or the named format does not exist.</summary>
    UnknownFormat,

    /// <summary>A table or category that its producer is not known to have; a known one that is not read is filtered, not rejected.</summary>
    UnknownCategory,

    /// <summary>An action type that its table is not known to have; a known one that is not read is filtered, not rejected.</summary>
    UnknownAction,

    /// <summary>A member that the event cannot be understood without is missing.</summary>
    MissingField,

    /// <summary>A member has a type or value that its meaning forbids.</summary>
    InvalidField,

    /// <summary>An identifier is empty or too long.</summary>
    InvalidIdentifier,

    /// <summary>The event time is unreadable or missing.</summary>
    InvalidTimestamp,

    /// <summary>The event time lies further ahead than the allowed clock skew.</summary>
    TimestampInFuture,

    /// <summary>The event time lies further back than history is kept.</summary>
    TimestampTooOld,

    /// <summary>The reader failed on it: a defect of this software. The event is kept whole, to be sent again once that is mended.</summary>
    ReaderFault,
}

/// <summary>One event, or one record of it, that could not be used.</summary>
/// <param name="Reason">Why, from the closed list.</param>
/// <param name="Detail">What and where: member, byte or record position, offending value shortened.</param>
/// <param name="Record">Zero-based index of the record in its event; -1 for the whole event.</param>
public readonly record struct Rejection(RejectionReason Reason, string Detail, int Record);
