using System.Text.Json;
using System.Text.Json.Serialization;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Policy;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks;

/// <summary>The same job, done by the product and by two straightforward programs.</summary>
internal static class Candidates
{
    private static readonly ExcludedProcesses Excluded = new(ExposurePolicy.Default.ExcludedProcesses);

    /// <summary>The product's own path: batches of hub messages through <see cref="Normaliser"/>, all checks and all fields included.</summary>
    public static Summary Ours(Workload workload, DateTimeOffset now)
    {
        var summary = new Summary();
        var policy = ExposurePolicy.Default with { Resolution = TimeSpan.Zero };
        foreach (var batch in workload.Batches())
        {
            foreach (var entity in Normaliser.Normalise([.. batch.Select((message, i) => new RawEvent(message, new EventPosition("connections", "0", i), now))], policy, now).Observations)
            {
                foreach (var evidence in entity.Observations.OfType<EvidenceSeen>())
                {
                    Add(summary, entity.Entity.Key, evidence);
                }
            }
        }

        return summary;
    }

    /// <summary>What one would write first: <see cref="Utf8JsonReader"/> over every token of every line.</summary>
    public static Summary PlainReader(IReadOnlyList<byte[]> messages)
    {
        var summary = new Summary();
        foreach (var message in messages)
        {
            foreach (var line in message.AsSpan().Split((byte)'\n'))
            {
                if (!message.AsSpan(line).IsEmpty)
                {
                    AddPlain(summary, message.AsSpan(line));
                }
            }
        }

        return summary;
    }

    /// <summary>A document of every line.</summary>
    public static Summary Document(IReadOnlyList<byte[]> messages)
    {
        var summary = new Summary();
        foreach (var message in messages)
        {
            foreach (var line in message.AsSpan().Split((byte)'\n'))
            {
                if (!message.AsSpan(line).IsEmpty)
                {
                    using var document = JsonDocument.Parse(message.AsMemory(line));
                    AddDocument(summary, document.RootElement.GetProperty("properties"u8));
                }
            }
        }

        return summary;
    }

    /// <summary>A class with the seven members, read by the source generator.</summary>
    public static Summary Poco(IReadOnlyList<byte[]> messages)
    {
        var summary = new Summary();
        foreach (var message in messages)
        {
            foreach (var line in message.AsSpan().Split((byte)'\n'))
            {
                var row = message.AsSpan(line).IsEmpty ? null : JsonSerializer.Deserialize(message.AsSpan(line), RowJson.Default.Row)!.Properties;
                if (row is { ActionType: "InboundConnectionAccepted" })
                {
                    Add(summary, row.DeviceId, row.RemoteIP, row.LocalIP, row.LocalPort, row.InitiatingProcessCommandLine, row.Timestamp);
                }
            }
        }

        return summary;
    }

    private static void Add(Summary summary, string device, EvidenceSeen evidence)
    {
        foreach (var remote in evidence.Remotes)
        {
            summary.Add(device, evidence.Key.Local!.Value.Port, remote, evidence.Seen.Last);
        }
    }

    private static void AddDocument(Summary summary, JsonElement row)
    {
        string Text(ReadOnlySpan<byte> name) => row.GetProperty(name).GetString()!;
        if (row.GetProperty("ActionType"u8).ValueEquals("InboundConnectionAccepted"u8))
        {
            Add(summary, Text("DeviceId"u8), Text("RemoteIP"u8), Text("LocalIP"u8), row.GetProperty("LocalPort"u8).GetInt32(), Text("InitiatingProcessCommandLine"u8), row.GetProperty("Timestamp"u8).GetDateTimeOffset());
        }
    }

    private static void AddPlain(Summary summary, ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        string? action = null, device = null, remote = null, local = null, command = null;
        var port = 0;
        var seen = default(DateTimeOffset);
        while (reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth != 2)
            {
                continue;
            }

            if (reader.ValueTextEquals("ActionType"u8)) action = Text(ref reader);
            else if (reader.ValueTextEquals("DeviceId"u8)) device = Text(ref reader);
            else if (reader.ValueTextEquals("RemoteIP"u8)) remote = Text(ref reader);
            else if (reader.ValueTextEquals("LocalIP"u8)) local = Text(ref reader);
            else if (reader.ValueTextEquals("InitiatingProcessCommandLine"u8)) command = Text(ref reader);
            else if (reader.ValueTextEquals("LocalPort"u8) && reader.Read()) port = reader.GetInt32();
            else if (reader.ValueTextEquals("Timestamp"u8) && reader.Read()) seen = reader.GetDateTimeOffset();
        }

        if (action == "InboundConnectionAccepted")
        {
            Add(summary, device!, remote!, local!, port, command!, seen);
        }
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static void Add(Summary summary, string device, string remoteIp, string localIp, int port, string command, DateTimeOffset seen)
    {
        if (IpAddress.TryParse(remoteIp, out var remote) && IpAddress.TryParse(localIp, out var local)
            && remote != local && AddressSpace.IsGlobal(remote) && !Excluded.Match(command))
        {
            summary.Add(device, (ushort)port, remote, seen);
        }
    }
}

/// <summary>One record, as far as the job needs it.</summary>
internal sealed record Row([property: JsonPropertyName("properties")] RowProperties Properties);

/// <summary>The columns that the job needs.</summary>
internal sealed record RowProperties(
    string ActionType, string DeviceId, string RemoteIP, string LocalIP, int LocalPort, string InitiatingProcessCommandLine, DateTimeOffset Timestamp);

[JsonSerializable(typeof(Row))]
internal sealed partial class RowJson : JsonSerializerContext;
