namespace ExposurePipeline.Benchmarks.Hunting;

/// <summary>A question in both languages.</summary>
/// <param name="Name">What is asked.</param>
/// <param name="Kql">For the product.</param>
/// <param name="Sql">For DuckDB, with the same columns by name.</param>
/// <param name="Columns">The columns that are compared, in this order; instants end in Timestamp.</param>
internal sealed record HuntingQuestion(string Name, string Kql, string Sql, IReadOnlyList<string> Columns);

/// <summary>The questions.</summary>
internal static class HuntingQueries
{
    private static readonly string[] Kept = ["Timestamp", "DeviceId", "ActionType", "RemoteIP", "RemotePort", "LocalIP", "LocalPort", "InitiatingProcessCommandLine"];

    private const string SeedFilter = """
        |where not(InitiatingProcessCommandLine has_any ("TaniumClient.exe", "ZSATunnel.exe", "MsSense.exe"))
        |where ActionType =="InboundConnectionAccepted"
        |extend LocalIP = replace(@"::ffff:", "", LocalIP),RemoteIP = replace(@"::ffff:", "", RemoteIP)
        |where LocalIP!=RemoteIP and RemoteIP !in~ ("::", "::1", "0.0.0.0", "127.0.0.1") and not(ipv4_is_private( RemoteIP ))
        """;

    /// <summary>All of them, at an instant.</summary>
    public static IReadOnlyList<HuntingQuestion> At(DateTimeOffset now, string device)
    {
        var recent = $"\"Timestamp\" > timestamp '{now.AddDays(-7).UtcDateTime:yyyy-MM-dd HH:mm:ss.ffffff}'";
        return
        [
            new("Q1 seed query, one device", $"""
                DeviceNetworkEvents
                |where Timestamp > ago(7d)
                |where DeviceId == "{device}"
                {SeedFilter}
                |project-reorder DeviceId, LocalIP, LocalPort, RemoteIP, RemotePort, InitiatingProcessCommandLine,InitiatingProcessId, DeviceName
                """,
                Seed($"{recent} and DeviceId = '{device}'"), Kept),
            new("Q2 seed filter, all devices", $"DeviceNetworkEvents |where Timestamp > ago(7d)\n{SeedFilter}\n|summarize Connections = count(), LastTimestamp = max(Timestamp) by DeviceId",
                $"select DeviceId, count(*) as Connections, max(\"Timestamp\") as LastTimestamp from ({Seed(recent)}) group by DeviceId", ["DeviceId", "Connections", "LastTimestamp"]),
            new("Q4 count by ActionType", "DeviceNetworkEvents | summarize Connections = count() by ActionType", "select ActionType, count(*) as Connections from DeviceNetworkEvents group by ActionType", ["ActionType", "Connections"]),
            new("Q5 last row of each device", "DeviceNetworkEvents | summarize arg_max(Timestamp, *) by DeviceId",
                $"select DeviceId, max(\"Timestamp\") as \"Timestamp\", {string.Join(", ", Kept.Skip(2).Select(static c => $"arg_max({c}, \"Timestamp\") as {c}"))} from DeviceNetworkEvents group by DeviceId", Kept),
        ];
    }

    // What is no IPv4 address is neither private nor not, and so is left out.
    private static string Seed(string where) => $"""
        with rows as (
          select * replace (replace(LocalIP, '::ffff:', '') as LocalIP, replace(RemoteIP, '::ffff:', '') as RemoteIP) from DeviceNetworkEvents
          where {where} and ActionType = 'InboundConnectionAccepted'
            and not (InitiatingProcessCommandLine ilike '%TaniumClient.exe%' or InitiatingProcessCommandLine ilike '%ZSATunnel.exe%' or InitiatingProcessCommandLine ilike '%MsSense.exe%'))
        select * from rows where LocalIP <> RemoteIP and RemoteIP not in ('::', '::1', '0.0.0.0', '127.0.0.1') and not contains(RemoteIP, ':')
          and not (starts_with(RemoteIP, '10.') or starts_with(RemoteIP, '192.168.') or regexp_matches(RemoteIP, '^172\.(1[6-9]|2[0-9]|3[01])\.'))
        """;
}
