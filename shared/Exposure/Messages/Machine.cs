using System.Text.Json;
using ExposurePipeline.Exposure.Decisions;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.State;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Messages;

/// <summary>A device as HTTP clients see it: names and meanings of Defender's machine resource, and what that resource lacks.</summary>
public sealed record Machine
{
    /// <summary>The device identifier.</summary>
    public required string Id { get; init; }

    /// <summary>Fully qualified or short name.</summary>
    public string? ComputerDnsName { get; init; }

    /// <summary>Earliest event about the device, UTC.</summary>
    public DateTime? FirstSeen { get; init; }

    /// <summary>Latest event about the device, UTC.</summary>
    public DateTime? LastSeen { get; init; }

    /// <summary>For example <c>WindowsServer2022</c>.</summary>
    public string? OsPlatform { get; init; }

    /// <summary>Operating system version.</summary>
    public string? Version { get; init; }

    /// <summary>For example <c>Onboarded</c>.</summary>
    public string? OnboardingStatus { get; init; }

    /// <summary>Last address of an own interface.</summary>
    public string? LastIpAddress { get; init; }

    /// <summary>Last address through which the device reached the internet; not exposure by itself.</summary>
    public string? LastExternalIpAddress { get; init; }

    /// <summary>For example <c>Active</c>.</summary>
    public string? HealthStatus { get; init; }

    /// <summary>Machine group.</summary>
    public string? RbacGroupName { get; init; }

    /// <summary>For example <c>Server</c>.</summary>
    public string? DeviceType { get; init; }

    /// <summary><c>None</c>, <c>Low</c>, <c>Medium</c> or <c>High</c>, as the producer rates it.</summary>
    public string? ExposureLevel { get; init; }

    /// <summary>Entra device id.</summary>
    public string? AadDeviceId { get; init; }

    /// <summary><c>Low</c>, <c>Normal</c> or <c>High</c>.</summary>
    public string? DeviceValue { get; init; }

    /// <summary>Tags of the producer.</summary>
    public IReadOnlyList<string> MachineTags { get; init; } = [];

    /// <summary>Addresses of own interfaces.</summary>
    public IReadOnlyList<MachineAddress> IpAddresses { get; init; } = [];

    /// <summary>ARM id, ARN or GCP full name.</summary>
    public string? CloudResourceId { get; init; }

    /// <summary>The device that inherited this one.</summary>
    public string? MergedIntoDeviceId { get; init; }

    /// <summary>What observation and configuration say together.</summary>
    public ExposureVerdict Verdict { get; init; }

    /// <summary>What its cloud's configuration says; null where that is not known.</summary>
    public ConfiguredExposureView? ConfiguredExposure { get; init; }

    /// <summary>Whether the device carries the tag.</summary>
    public required bool IsInternetFacing { get; init; }

    /// <summary>Reasons in force.</summary>
    public IReadOnlyList<Reason> InternetFacingReasons { get; init; } = [];

    /// <summary>Start of the episode; null without the tag, UTC.</summary>
    public DateTime? InternetFacingSince { get; init; }

    /// <summary>Latest counting sighting, in force or not, UTC.</summary>
    public DateTime? InternetFacingLastSeen { get; init; }

    /// <summary>The first moment without the tag unless seen again, UTC; null without the tag.</summary>
    public DateTime? InternetFacingExpiresAt { get; init; }

    /// <summary>The transports in force: <c>Tcp</c>, <c>Udp</c>.</summary>
    public IReadOnlyList<Transport> InternetFacingTransports { get; init; } = [];

    /// <summary>The device's own ports in force, ascending; the public port where the own one is not known.</summary>
    public IReadOnlyList<int> InternetFacingPorts { get; init; } = [];

    /// <summary>The causes in force.</summary>
    public IReadOnlyList<CauseKind> InternetFacingCauses { get; init; } = [];

    /// <summary>Whether something is to be done.</summary>
    public ExposureState ExposureState { get; init; }

    /// <summary>What to do, as recommended: empty unless exposed.</summary>
    public IReadOnlyList<Step> RecommendedSteps { get; init; } = [];

    /// <summary>What people reported as inaccurate, newest first.</summary>
    public IReadOnlyList<InaccuracyReportView> InaccuracyReports { get; init; } = [];

    /// <summary>When the device left the organisation's care, UTC.</summary>
    public DateTime? OffboardedAt { get; init; }

    /// <summary>How many different pieces of evidence were ever kept; may exceed those listed.</summary>
    public long EvidenceCount { get; init; }

    /// <summary>The newest evidence in force, at most <see cref="EvidenceView.Limit"/>.</summary>
    public IReadOnlyList<EvidenceView> Evidence { get; init; } = [];

    /// <summary>The newest evidence that would be in force, had nobody accepted it.</summary>
    public IReadOnlyList<EvidenceView> AcceptedEvidence { get; init; } = [];

    /// <summary>The resource of a device at a moment.</summary>
    public static Machine From(EntityId device, DeviceRecord record, ExposurePolicy policy, DateTimeOffset now) =>
        From(device, record, DeviceExposure.Of(record.State, policy, now), policy);

    /// <summary>The resource of a device.</summary>
    public static Machine From(EntityId device, DeviceRecord record, DeviceExposure exposure, ExposurePolicy policy)
    {
        var (state, profile, status) = (record.State, record.State.Profile?.Value, exposure.Status);
        return new()
        {
            Id = device.Key,
            ComputerDnsName = profile?.Name,
            FirstSeen = MachineTimes.First(state),
            LastSeen = MachineTimes.Last(state),
            OsPlatform = profile?.Platform,
            Version = profile?.OsVersion,
            OnboardingStatus = profile?.OnboardingStatus,
            LastIpAddress = Newest(state, AddressRelation.Interface),
            LastExternalIpAddress = Newest(state, AddressRelation.Egress),
            HealthStatus = profile?.HealthStatus,
            RbacGroupName = profile?.Group,
            DeviceType = profile?.DeviceType,
            ExposureLevel = profile?.ExposureLevel,
            AadDeviceId = profile?.AadDeviceId,
            DeviceValue = profile?.DeviceValue,
            MachineTags = profile?.Tags ?? [],
            IpAddresses = [.. Addresses(state, AddressRelation.Interface).Order().Select(a => new MachineAddress(a.ToString()))],
            CloudResourceId = profile?.CloudResourceId,
            MergedIntoDeviceId = status.MergedInto?.Value,
            Verdict = exposure.Verdict,
            ConfiguredExposure = ConfiguredExposureView.Of(exposure.Configured),
            IsInternetFacing = status.IsInternetFacing,
            InternetFacingReasons = status.Reasons,
            InternetFacingSince = status.IsInternetFacing ? record.Published.Since?.UtcDateTime : null,
            InternetFacingLastSeen = status.LastSeen?.UtcDateTime,
            InternetFacingExpiresAt = status.IsInternetFacing ? status.ExpiresAt?.UtcDateTime : null,
            InternetFacingTransports = [.. status.Evidence.Select(e => e.Key.Transport).Distinct().Order()],
            InternetFacingPorts = [.. status.Evidence.Select(e => e.Key.Local?.Port is > 0 and var own ? own : e.Key.Public?.Port).OfType<ushort>().Select(p => (int)p).Distinct().Order()],
            InternetFacingCauses = [.. exposure.Causes.Select(c => c.Cause.Kind).Distinct().Order()],
            ExposureState = exposure.State,
            RecommendedSteps = exposure.State is ExposureState.Exposed ? [.. Step.For(exposure).Take(EvidenceView.Limit)] : [],
            InaccuracyReports = InaccuracyReportView.Of(state.Disputes),
            OffboardedAt = state.OffboardedAt?.UtcDateTime,
            EvidenceCount = state.Evidence.EstimateDistinct,
            Evidence = EvidenceView.Of(exposure.Causes, exposure.Configured, policy),
            AcceptedEvidence = EvidenceView.Of(status.Accepted, state, policy),
        };
    }

    /// <summary>As UTF-8 JSON.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ExposureJson.Relaxed.Machine);

    /// <summary>Reads what <see cref="ToUtf8"/> wrote.</summary>
    /// <exception cref="JsonException">The bytes are something else.</exception>
    public static Machine FromUtf8(ReadOnlySpan<byte> utf8) => JsonSerializer.Deserialize(utf8, ExposureJson.Relaxed.Machine) ?? throw new JsonException("null");

    private static IEnumerable<IpAddress> Addresses(DeviceState state, AddressRelation relation) =>
        state.Addresses.Items.Where(a => a.Key.Relation == relation).Select(a => a.Key.Address);

    private static string? Newest(DeviceState state, AddressRelation relation) => state.Addresses.Items
        .Where(a => a.Key.Relation == relation && !AddressSpace.IsLoopback(a.Key.Address))
        .OrderByDescending(a => a.Value.Last).ThenBy(a => a.Key.Address)
        .Select(a => a.Key.Address.ToString()).FirstOrDefault();
}

/// <summary>An address of an interface.</summary>
/// <param name="IpAddress">The address.</param>
public sealed record MachineAddress(string IpAddress);
