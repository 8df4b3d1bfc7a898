namespace ExposurePipeline.Benchmarks;

/// <summary>The same records for every candidate: in memory for those of this process, in a file for the others.</summary>
/// <param name="Name">How the records are packed.</param>
/// <param name="Messages">The bodies of hub events.</param>
/// <param name="PerBatch">How many hub events one invocation takes.</param>
/// <param name="Events">How many records they hold.</param>
internal sealed record Workload(string Name, IReadOnlyList<byte[]> Messages, int PerBatch, int Events) : IDisposable
{
    /// <summary>Most hub events of one invocation, as host.json has it.</summary>
    private const int MostPerBatch = 1000;

    /// <summary>Most records of one message of Defender's.</summary>
    private const int MostPerEnvelope = 33;

    /// <summary>Bytes of all bodies.</summary>
    public long Bytes { get; } = Messages.Sum(static message => (long)message.Length);

    /// <summary>All bodies, a line each or more.</summary>
    public string File { get; } = Path.Combine(Path.GetTempPath(), $"exposure-benchmark-{Environment.ProcessId}-{Messages.Count}.ndjson");

    /// <summary>JSON Lines in messages as large as a hub takes, one an invocation.</summary>
    public static Workload Lines(IEnumerable<byte[]> records, int events) => new("JSON Lines, 1 MB a message", Packing.Lines(records), 1, events);

    /// <summary>Defender's own packing: envelopes of 1 to 33 records, a thousand an invocation.</summary>
    public static Workload Envelopes(IEnumerable<byte[]> records, int events) =>
        new($"envelopes of 1 to {MostPerEnvelope} records, {MostPerBatch:N0} a batch", [.. Uneven(records).Select(Packing.Envelope)], MostPerBatch, events);

    /// <summary>The same, as a hub delivers them.</summary>
    public IEnumerable<byte[][]> Batches() => Messages.Chunk(PerBatch);

    /// <summary>Writes the file that other processes read.</summary>
    public Workload Write()
    {
        using var output = System.IO.File.Create(File);
        foreach (var message in Messages)
        {
            output.Write(message);
            output.Write(message is [.., (byte)'\n'] ? default : "\n"u8);
        }

        return this;
    }

    /// <inheritdoc/>
    public void Dispose() => System.IO.File.Delete(File);

    private static IEnumerable<byte[][]> Uneven(IEnumerable<byte[]> records)
    {
        var size = 1;
        var envelope = new List<byte[]>();
        foreach (var record in records)
        {
            envelope.Add(record);
            if (envelope.Count == size)
            {
                yield return [.. envelope];
                envelope.Clear();
                size = (size * 5 % MostPerEnvelope) + 1;
            }
        }

        yield return [.. envelope];
    }
}
