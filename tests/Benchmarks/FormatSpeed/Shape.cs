using System.Text;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>One format: bodies as its producers write them, and the reader that one would write first.</summary>
/// <param name="Name">The format and its spelling.</param>
/// <param name="Records">How many records the bodies hold.</param>
/// <param name="Bodies">Messages as large as a hub takes.</param>
/// <param name="Peer">What the straightforward reader is made of.</param>
/// <param name="ReadPlainly">The straightforward reader: adds what strangers reached.</param>
/// <param name="Reason">Why the format is slower than Defender's events, where it is.</param>
internal sealed record Shape(string Name, int Records, IReadOnlyList<byte[]> Bodies, string Peer, Action<byte[], Reached> ReadPlainly, string Reason)
{
    /// <summary>Some of the same traffic without what counts.</summary>
    public Shape? Quiet { get; init; }

    /// <summary>How long the bodies are together.</summary>
    public long Bytes { get; } = Bodies.Sum(static body => (long)body.Length);

    /// <summary>Lines, in messages as large as a hub takes, each with the header that its producer begins a file with.</summary>
    public static IReadOnlyList<byte[]> Lines(IEnumerable<string> lines, string header = "") =>
        [.. Packing.Lines(lines.Select(Encoding.UTF8.GetBytes)).Select(body => header.Length == 0 ? body : (byte[])[.. Encoding.UTF8.GetBytes(header), .. body])];
}
