using System.Globalization;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>What became of a connection of the synthetic traffic.</summary>
internal enum Outcome
{
    /// <summary>A stranger opened it and was answered.</summary>
    Reached,

    /// <summary>A stranger's attempt that nobody answered.</summary>
    Refused,

    /// <summary>The organisation opened it.</summary>
    Outbound,

    /// <summary>From one of the organisation's hosts to another.</summary>
    Inside,
}

/// <summary>One connection.</summary>
internal readonly record struct Connection(int Number, Outcome Outcome, string Source, int SourcePort, string Destination, int DestinationPort, DateTimeOffset At)
{
    /// <summary>The organisation's host: who took the connection, or who opened it to the outside.</summary>
    public string Local => Outcome is Outcome.Outbound ? Source : Destination;

    /// <summary>Seconds since the Unix epoch.</summary>
    public long Seconds => At.ToUnixTimeSeconds();

    /// <summary>ISO 8601 with six digits of a second.</summary>
    public string Time => At.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff", CultureInfo.InvariantCulture);
}

/// <summary>Traffic of a border, the same in every run: one connection in a hundred is a stranger's that was answered.</summary>
/// <param name="isQuiet">Whether those are left out, so that everything is filtered.</param>
internal sealed class Connections(bool isQuiet)
{
    public static readonly DateTimeOffset Newest = new(2026, 7, 18, 14, 0, 0, TimeSpan.Zero);

    private static readonly int[] Ports = [22, 80, 443, 445, 993];
    private readonly Random _random = new(20260718);

    /// <summary>The next so many.</summary>
    public IEnumerable<Connection> Take(int count) => Enumerable.Range(0, count).Select(Next);

    private Connection Next(int number)
    {
        var outcome = _random.Next(100) switch
        {
            0 when !isQuiet => Outcome.Reached,
            < 50 => Outcome.Refused,
            < 90 => Outcome.Outbound,
            _ => Outcome.Inside,
        };
        var source = outcome is Outcome.Reached or Outcome.Refused ? Stranger() : Host();
        var destination = outcome is Outcome.Outbound ? Stranger() : Host();
        var at = Newest.AddTicks(-_random.NextInt64(TimeSpan.TicksPerHour * 24) / 10 * 10);
        return new(number, outcome, source, _random.Next(49152, 65536), destination, Ports[_random.Next(Ports.Length)], at);
    }

    private string Host() => $"10.2.{_random.Next(16)}.{_random.Next(1, 255)}";

    private string Stranger() => $"{(_random.Next(2) == 0 ? 45 : 185)}.{_random.Next(256)}.{_random.Next(256)}.{_random.Next(1, 255)}";
}
