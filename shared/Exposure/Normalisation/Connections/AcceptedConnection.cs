using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Connections;

/// <summary>A stranger's connection to a known device, as a value: what repeats in a batch is joined without an object of its own.</summary>
/// <param name="Transport">TCP or UDP.</param>
/// <param name="Local">The device's own endpoint.</param>
/// <param name="Remote">The stranger.</param>
/// <param name="Time">When.</param>
/// <param name="Source">The source format.</param>
internal readonly record struct AcceptedConnection(Transport Transport, Endpoint Local, IpAddress Remote, DateTimeOffset Time, string Source)
{
    /// <summary>File name of the process that accepted; null where unknown.</summary>
    public string? ProcessName { get; init; }

    /// <summary>Its command line, where known.</summary>
    public string? CommandLine { get; init; }

    /// <summary>Its id, or 0.</summary>
    public long ProcessId { get; init; }

    /// <summary>The process; null where unknown.</summary>
    public ProcessIdentity? Process => ProcessName is null ? null : new(ProcessName, CommandLine, ProcessId);

    /// <summary>Whether an evidence differs from this connection's at most in when, and from where, it was seen.</summary>
    public bool IsSeenIn(EvidenceSeen evidence) =>
        evidence.Key is { Reason: Reason.ExternalNetworkConnection, Public: null } key && key.Transport == Transport && key.Local == LocalOrNone
        && evidence.Rule == Attribution.NamedByEvent && evidence.Scanner is null && evidence.Source == Source && IsOf(evidence.Process);

    /// <summary>The connection as evidence.</summary>
    public EvidenceSeen ToEvidence() => new(
        new(Reason.ExternalNetworkConnection, Transport, LocalOrNone, null), Sighting.At(Time), [Remote], Attribution.NamedByEvent, Process, null, Source);

    private Endpoint? LocalOrNone => Local == new Endpoint(IpAddress.Unspecified, 0) ? null : Local;

    private bool IsOf(ProcessIdentity? process) => process is null
        ? ProcessName is null
        : process.Id == ProcessId && process.Name == ProcessName && process.CommandLine == CommandLine;
}
