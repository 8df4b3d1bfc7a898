using System.Globalization;
using System.Text;
using System.Text.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Azure's virtual network flow logs, as the blob holds them: a record a minute, in it a group a rule, in it the tuples.</summary>
internal static class AzureShape
{
    private const int TuplesPerGroup = 25;
    private const int GroupsPerBody = 500;

    public static Shape Create(int records, bool isQuiet) => new(
        "Azure virtual network flow log", records, [.. new Connections(isQuiet).Take(records).Chunk(TuplesPerGroup).Chunk(GroupsPerBody).Select(Body)], "JsonDocument, string.Split", Read,
        "a tuple of 70 bytes with 13 fields, every one of them checked: the record, not the byte, costs");

    private static byte[] Body(Connection[][] groups) => Encoding.UTF8.GetBytes($$"""{"records":[{{string.Join(',', groups.Chunk(5).Select(Record))}}]}""");

    private static string Record(Connection[][] groups) =>
        $$$"""
        {"time":"{{{groups[0][0].Time}}}Z","flowLogVersion":4,"flowLogGUID":"abcdef01-2345-6789-0abc-def012345678","macAddress":"00224871C205","category":"FlowLogFlowEvent","flowLogResourceID":"/SUBSCRIPTIONS/00000000-0000-0000-0000-000000000000/RESOURCEGROUPS/NETWORKWATCHERRG/PROVIDERS/MICROSOFT.NETWORK/NETWORKWATCHERS/NETWORKWATCHER_WESTEUROPE/FLOWLOGS/VNETFLOWLOG","targetResourceID":"/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/myResourceGroup/providers/Microsoft.Network/virtualNetworks/myVNet","operationName":"FlowLogFlowEvent","flowRecords":{"flows":[{"aclID":"00000000-1234-abcd-ef00-c1c2c3c4c5c6","flowGroups":[{{{string.Join(',', groups.Select(Group))}}}]}]}}
        """;

    private static string Group(Connection[] tuples) => $$"""{"rule":"UserRule_Web","flowTuples":["{{string.Join("\",\"", tuples.Select(Tuple))}}"]}""";

    private static string Tuple(Connection it) => string.Create(CultureInfo.InvariantCulture,
        $"{it.At.ToUnixTimeMilliseconds()},{it.Source},{it.Destination},{it.SourcePort},{it.DestinationPort},6,{(it.Outcome is Outcome.Outbound ? "O" : "I")},{(it.Outcome is Outcome.Refused ? "D,NX,0,0,0,0" : "E,NX,12,2600,10,8200")}");

    private static void Read(byte[] body, Reached into)
    {
        using var document = JsonDocument.Parse(body);
        foreach (var tuple in
            from record in document.RootElement.GetProperty("records").EnumerateArray()
            from flow in record.GetProperty("flowRecords").GetProperty("flows").EnumerateArray()
            from flowGroup in flow.GetProperty("flowGroups").EnumerateArray()
            from tuple in flowGroup.GetProperty("flowTuples").EnumerateArray()
            select tuple.GetString()!.Split(','))
        {
            Add(into, tuple);
        }
    }

    private static void Add(Reached into, string[] tuple)
    {
        if (tuple[5] == "6" && tuple[6] == "I" && tuple[7] is "C" or "E" && long.Parse(tuple[11], CultureInfo.InvariantCulture) > 0
            && IpAddress.TryParse(tuple[1], out var remote) && AddressSpace.IsGlobal(remote) && IpAddress.TryParse(tuple[2], out var local))
        {
            into.Add(local.ToString(), ushort.Parse(tuple[4], CultureInfo.InvariantCulture), remote, DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(tuple[0], CultureInfo.InvariantCulture)));
        }
    }
}
