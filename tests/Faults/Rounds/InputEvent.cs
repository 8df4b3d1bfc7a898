using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>An event as it is sent, and what is to become of each of its records.</summary>
/// <param name="Hub">The hub.</param>
/// <param name="Key">Partition key; events of a key keep their order.</param>
/// <param name="Body">Its bytes.</param>
/// <param name="Properties">Application properties.</param>
/// <param name="Records">Its records; an event that is sent again has none of its own.</param>
internal sealed record InputEvent(
    string Hub, string Key, ReadOnlyMemory<byte> Body, IReadOnlyDictionary<string, string> Properties, IReadOnlyList<InputRecord> Records);

/// <summary>One record of an input event.</summary>
internal abstract record InputRecord;

/// <summary>Is found back as a port in the state of an entity; no other record has the same.</summary>
internal sealed record ObservedRecord(EntityId Entity, ushort Port) : InputRecord;

/// <summary>Says nothing about exposure.</summary>
internal sealed record FilteredRecord : InputRecord;

/// <summary>Is found back in table <c>rejected</c>.</summary>
/// <param name="Marker">Text that no other record contains.</param>
internal sealed record RejectedRecord(string Marker) : InputRecord;
