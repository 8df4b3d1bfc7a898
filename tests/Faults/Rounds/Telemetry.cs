using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Tests.Faults.Rounds;

/// <summary>Mixed telemetry of one tenant, the same for the same seed: Defender records in all envelopes, sensor and scan files, noise, bad records, repetitions.</summary>
internal sealed class Telemetry(int seed, TenantId tenant, DateTimeOffset until)
{
    private const int DefenderEvents = 24;
    private const int Lanes = 4;
    private static readonly TimeSpan Span = TimeSpan.FromHours(15);

    private readonly Random _random = new(seed);

    /// <summary>The events in the order of their sending.</summary>
    public IReadOnlyList<InputEvent> Create()
    {
        var records = new DefenderRecords(tenant, _random);
        var events = new List<InputEvent>();
        for (var i = 0; i < DefenderEvents; i++)
        {
            events.Add(Defender(records, i));
            if (i % 8 == 3)
                events.AddRange([Sensor(i), Scan(i), Rubbish(i)]);
            if (i % 6 == 5)
                events.Add(events[_random.Next(events.Count)] with { Records = [] });
        }

        return events;
    }

    private InputEvent Defender(DefenderRecords records, int index)
    {
        var lane = index % Lanes;
        var made = Enumerable.Range(0, _random.Next(3, 9))
            .Select(n => records.Next(lane + (Lanes * _random.Next(DefenderRecords.Devices / Lanes)), Time(index).AddSeconds(n))).ToList();
        return new("connections", $"lane-{lane}", Envelope.Wrap([.. made.Select(m => m.Json)], _random), new Dictionary<string, string>(), [.. made.Select(m => m.Record)]);
    }

    // Zeek sees strangers reach addresses that devices hold, so devices learn of it by signals.
    private InputEvent Sensor(int index)
    {
        var records = new List<InputRecord>();
        var lines = new StringBuilder();
        for (var n = 0; n < 4; n++)
        {
            var (address, port) = (DefenderRecords.Address(_random.Next(DefenderRecords.Devices)), (ushort)(20_000 + (100 * index) + n));
            var time = Time(index).AddSeconds(n).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            lines.AppendLine($$"""{"ts":{{time}},"uid":"C{{index}}{{n}}","id.orig_h":"77.{{index}}.{{n}}.9","id.orig_p":40000,"id.resp_h":"{{address}}","id.resp_p":{{port}},"proto":"tcp","conn_state":"{{(n < 3 ? "SF" : "S0")}}","local_orig":false,"local_resp":true,"history":"ShADadfF","orig_pkts":9,"resp_pkts":8,"orig_bytes":412,"resp_bytes":1893}""");
            records.Add(n < 3 ? new ObservedRecord(EntityId.Of(tenant, Ip(address)), port) : new FilteredRecord());
        }

        return new("connections", "sensor", Encoding.UTF8.GetBytes(lines.ToString()), Named("zeek-conn"), records);
    }

    private InputEvent Scan(int index)
    {
        var records = new List<InputRecord>();
        var hosts = new StringBuilder();
        for (var n = 0; n < 3; n++)
        {
            var (address, port) = ($"20.73.{index}.{n + 10}", (ushort)(400 + n));
            var seconds = Time(index).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            hosts.Append(CultureInfo.InvariantCulture, $"""<host starttime="{seconds}" endtime="{seconds}"><status state="up" reason="syn-ack"/><address addr="{address}" addrtype="ipv4"/><ports><port protocol="tcp" portid="{port}"><state state="open" reason="syn-ack"/></port></ports></host>""");
            records.Add(new ObservedRecord(EntityId.Of(tenant, Ip(address)), port));
        }

        var body = $"""<?xml version="1.0"?><nmaprun scanner="nmap" start="{Time(index).ToUnixTimeSeconds()}" version="7.94">{hosts}<runstats><finished time="{Time(index).ToUnixTimeSeconds()}"/></runstats></nmaprun>""";
        return new("scans", "scanner", Encoding.UTF8.GetBytes(body), Named(null), records);
    }

    private InputEvent Rubbish(int index)
    {
        var marker = $"rubbish-{tenant.Value}-{index}-";
        return new("connections", "rubbish", Encoding.UTF8.GetBytes(marker), Named(null), [new RejectedRecord(marker)]);
    }

    private Dictionary<string, string> Named(string? format) =>
        format is null ? new() { ["tenantId"] = tenant.Value } : new() { ["tenantId"] = tenant.Value, ["format"] = format };

    private DateTimeOffset Time(int index) => until - Span + (Span * ((double)index / DefenderEvents));

    private static IpAddress Ip(string text) => IpAddress.TryParse(text, out var ip) ? ip : throw new FormatException(text);
}
