namespace ExposurePipeline.Exposure.Normalisation.Windows;

/// <summary>The columns and the clock of a firewall log, as its last header names them.</summary>
/// <param name="properties">What holds until a header says otherwise.</param>
internal sealed class FirewallColumns(EventProperties properties)
{
    private const string Standard =
        "date time action protocol src-ip dst-ip src-port dst-port size tcpflags tcpsyn tcpack tcpwin icmptype icmpcode info path";

    private const int Most = 64; // every line looks its columns up by name

    private const string FieldsHeader = "#Fields:";
    private const string TimeHeader = "#Time Format:";

    private readonly LocalClock? _local = LocalClock.Of(properties);
    private string[] _names = Split(properties[EventProperties.Fields] ?? Standard);
    private bool _isUtc;

    /// <summary>How many there are.</summary>
    public int Count => _names.Length;

    /// <summary>The clock of the lines; null when the event's property names no zone that exists.</summary>
    public LocalClock? Clock => _isUtc ? LocalClock.Utc : _local;

    /// <summary>Takes a header line.</summary>
    public void Take(string header)
    {
        if (header.StartsWith(FieldsHeader, StringComparison.OrdinalIgnoreCase) && Split(header[FieldsHeader.Length..]) is { Length: > 0 } names)
        {
            _names = names[..Math.Min(names.Length, Most)];
        }
        else if (header.StartsWith(TimeHeader, StringComparison.OrdinalIgnoreCase))
        {
            _isUtc = !header[TimeHeader.Length..].Trim().Equals("Local", StringComparison.OrdinalIgnoreCase);
        }
    }

    /// <summary>Where a column stands; -1 when there is none.</summary>
    public int Find(string name) => Array.FindIndex(_names, column => column.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The parts of a line.</summary>
    public static string[] Split(string line) => line.Split([' ', '\t', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
