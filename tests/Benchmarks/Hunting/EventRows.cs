using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ExposurePipeline.Hunting.Tables;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>Connections of 50,000 devices in eight days, about 9 in 100 of which the seed's filter keeps; columns that the queries do not use are empty.</summary>
internal sealed class EventRows(int count)
{
    private const int Devices = 50_000;
    private const int Commands = 300;
    private const long Span = 8 * TimeSpan.TicksPerDay / TimeSpan.TicksPerMicrosecond;
    private const int Jitter = 5_000_000;
    private static readonly DateTime Start = new(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] Actions =
    [
        "InboundConnectionAccepted", "ConnectionSuccess", "ConnectionFailed", "ConnectionAttempt", "ConnectionFound", "ConnectionRequest", "ListeningConnectionCreated", "InboundConnectionAttempt", "ConnectionAcknowledged", "NetworkSignatureInspected",
    ];

    private static readonly int[] Ports = [443, 80, 53, 445, 3389, 22, 135, 139, 389, 88, 636, 8080, 8443, 5985, 1433, 3306, 123, 25, 993, 5432];
    private static readonly string[] Excluded = ["TaniumClient.exe", "ZSATunnel.exe", "MsSense.exe"];

    private readonly string[] devices = [.. Enumerable.Range(0, Devices).Select(static i => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes($"device {i}")))[..40])];
    private readonly string[] addresses = [.. Enumerable.Range(0, Devices).Select(static i => $"10.{i >> 16}.{i >> 8 & 255}.{i & 255}")];
    private readonly string[] commands = [.. Enumerable.Range(0, Commands).Select(Command)];

    /// <summary>How many.</summary>
    public int Count => count;

    /// <summary>The instant at which queries are asked: when the last row was seen.</summary>
    public static DateTimeOffset Now => Start.AddTicks((Span + Jitter) * TimeSpan.TicksPerMicrosecond);

    /// <summary>A device, to ask about.</summary>
    public string Device => devices[12_345];

    /// <summary>Rows as the pipeline hands them over to be kept.</summary>
    public Batch Rows(int from, int length)
    {
        var table = new TableBuilder(DeviceNetworkEventsTable.Stored, length);
        var place = DeviceNetworkEventsTable.Stored.Columns.Select(static (column, i) => (column.Name, i)).ToDictionary(static c => c.Name, static c => c.i);
        var (time, device, action, remote) = (place["Timestamp"], place["DeviceId"], place["ActionType"], place["RemoteIP"]);
        var (remotePort, local, localPort, command) = (place["RemotePort"], place["LocalIP"], place["LocalPort"], place["InitiatingProcessCommandLine"]);
        var ingested = place[DeviceNetworkEventsTable.IngestionTime];
        for (long i = from; i < from + length; i++)
        {
            var (whose, isInbound) = (Draws.Of(i, 0) % Devices, Action(i) == 0);
            var (common, passing) = (Ports[Draws.Of(i, 4) % Ports.Length], (int)(1024 + (Draws.Of(i, 4) % 60_000)));
            table.Add(time, Start.AddTicks(((i * (Span / count)) + (Draws.Of(i, 6) % Jitter)) * TimeSpan.TicksPerMicrosecond));
            table.Add(device, devices[whose]);
            table.Add(action, Actions[Action(i)]);
            table.Add(remote, Remote(i));
            table.Add(remotePort, isInbound ? passing : common);
            table.Add(local, addresses[whose]);
            table.Add(localPort, isInbound ? common : passing);
            table.Add(command, commands[Draws.Of(i, 5) % Commands]);
            table.Add(ingested, Start.AddTicks(i * (Span / count) * TimeSpan.TicksPerMicrosecond));
            table.EndRow();
        }

        return table.Build();
    }

    /// <summary>What makes the same rows in DuckDB, from tables of the devices and command lines.</summary>
    public string Sql() => $"""
        create table DeviceNetworkEvents as
        with drawn as (select range as i, {string.Join(", ", Enumerable.Range(0, 7).Select(static k => $"{Draws.Sql("range", k)} as d{k}"))} from range({count}))
        select make_timestamp({Start.Subtract(DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond} + drawn.i * {Span / count} + d6 % {Jitter}) as "Timestamp", d.text as DeviceId,
          [{string.Join(", ", Actions.Select(static a => $"'{a}'"))}][1 + case when d1 % 100 < 15 then 0 else 1 + d1 % 9 end] as ActionType,
          case when d3 % 100 < 25 then concat('10.', d2 // 100 % 256, '.', d2 // 25600 % 256, '.', d2 // 6553600 % 256) when d3 % 100 = 25 then '127.0.0.1' when d3 % 100 = 26 then '::1'
            else concat(case when d3 % 100 < 47 then '::ffff:' else '' end, 11 + d2 % 100, '.', d2 // 100 % 256, '.', d2 // 25600 % 256, '.', d2 // 6553600 % 256) end as RemoteIP,
          (case when d1 % 100 < 15 then 1024 + d4 % 60000 else [{string.Join(", ", Ports)}][1 + d4 % {Ports.Length}] end)::integer as RemotePort, d.address as LocalIP,
          (case when d1 % 100 < 15 then [{string.Join(", ", Ports)}][1 + d4 % {Ports.Length}] else 1024 + d4 % 60000 end)::integer as LocalPort, c.text as InitiatingProcessCommandLine
        from drawn join devices d on d.i = d0 % {Devices} join commands c on c.i = d5 % {Commands} order by drawn.i
        """;

    /// <summary>The devices, as lines of number, name and address.</summary>
    public IEnumerable<string> DeviceLines() => devices.Select((device, i) => $"{i}\t{device}\t{addresses[i]}");

    /// <summary>The command lines, as lines of number and text.</summary>
    public IEnumerable<string> CommandLines() => commands.Select(static (command, i) => $"{i}\t{command}");

    private static int Action(long row) => Draws.Of(row, 1) is var drawn && drawn % 100 < 15 ? 0 : (int)(1 + (drawn % 9));

    private static string Remote(long row)
    {
        var (drawn, kind) = (Draws.Of(row, 2), Draws.Of(row, 3) % 100);
        var rest = string.Create(CultureInfo.InvariantCulture, $"{drawn / 100 % 256}.{drawn / 25_600 % 256}.{drawn / 6_553_600 % 256}");
        return kind switch
        {
            < 25 => $"10.{rest}",
            25 => "127.0.0.1",
            26 => "::1",
            < 47 => $"::ffff:{11 + (drawn % 100)}.{rest}",
            _ => $"{11 + (drawn % 100)}.{rest}",
        };
    }

    private static string Command(int number) => number % 10 == 0
        ? $"\"C:\\Program Files\\Agents\\{Excluded[number / 10 % 3]}\" --service {number}"
        : $"C:\\Windows\\System32\\svchost.exe -k group{number % 40} -p -s service{number} --instance {number * 7919 % 100_003}";
}
