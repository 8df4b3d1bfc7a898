using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.FlowLogs;

/// <summary>The fields of AWS VPC flow logs that are read, of every version.</summary>
internal enum AwsFlowColumn
{
    SrcAddr,
    DstAddr,
    SrcPort,
    DstPort,
    Protocol,
    Packets,
    Bytes,
    Start,
    End,
    Action,
    LogStatus,
    InstanceId,
    TcpFlags,
    PktSrcAddr,
    PktDstAddr,
    FlowDirection,
}

/// <summary>The columns' names as AWS's own tools spell them: <c>log-status</c>, <c>log_status</c>, <c>logStatus</c>, and Athena's older table.</summary>
internal static class AwsFlowNames
{
    private static readonly string[][] Spellings =
    [
        ["srcaddr", "sourceaddress"],
        ["dstaddr", "destinationaddress"],
        ["srcport", "sourceport"],
        ["dstport", "destinationport"],
        ["protocol"],
        ["packets", "numpackets"],
        ["bytes", "numbytes"],
        ["start", "starttime", "start_time"],
        ["end", "endtime", "end_time"],
        ["action"],
        ["log-status", "log_status", "logstatus"],
        ["instance-id", "instance_id", "instanceid"],
        ["tcp-flags", "tcp_flags", "tcpflags"],
        ["pkt-srcaddr", "pkt_srcaddr", "pktsrcaddr"],
        ["pkt-dstaddr", "pkt_dstaddr", "pktdstaddr"],
        ["flow-direction", "flow_direction", "flowdirection"],
    ];

    private static readonly AwsFlowColumn[] Owners = [.. Spellings.SelectMany((names, column) => names.Select(_ => (AwsFlowColumn)column))];

    /// <summary>How many columns there are.</summary>
    public static int Count => Spellings.Length;

    /// <summary>Every spelling, in the order that <see cref="Owner"/> counts.</summary>
    public static AsciiNames All { get; } = new([.. Spellings.SelectMany(names => names)]);

    /// <summary>The column that a spelling stands for.</summary>
    public static AwsFlowColumn Owner(int spelling) => Owners[spelling];

    /// <summary>The column of a header's name, bare or as <c>${name}</c>; null for one that is not read.</summary>
    public static AwsFlowColumn? Find(ReadOnlySpan<byte> name)
    {
        var spelling = All.Find(name.Trim("${}\"' "u8));
        return spelling < 0 ? null : Owners[spelling];
    }
}
