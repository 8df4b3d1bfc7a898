using System.Globalization;
using System.Text;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>AWS VPC flow logs of version 2, as S3 holds them. A record is what one side sent, so of what was answered the answer is shown.</summary>
internal static class AwsShape
{
    private const string Header = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n";

    public static Shape Create(int records, bool isQuiet) => new(
        "AWS VPC flow log, lines", records, Shape.Lines(new Connections(isQuiet).Take(records).Select(Line), Header), "string.Split", Read,
        "a short line of 14 fields, every one of them checked: the record, not the byte, costs");

    private static string Line(Connection it)
    {
        var ends = it.Outcome is Outcome.Reached ? $"{it.Destination} {it.Source} {it.DestinationPort} {it.SourcePort}" : $"{it.Source} {it.Destination} {it.SourcePort} {it.DestinationPort}";
        return $"2 123456789010 eni-1235b8ca123456789 {ends} 6 {(it.Outcome is Outcome.Refused ? "1 40" : "20 14249")} {it.Seconds - 60} {it.Seconds} {(it.Outcome is Outcome.Refused ? "REJECT" : "ACCEPT")} OK";
    }

    private static void Read(byte[] body, Reached into)
    {
        foreach (var line in Encoding.UTF8.GetString(body).Split('\n').Skip(1))
        {
            if (line.Split(' ') is { Length: 14 } fields)
            {
                Add(into, fields);
            }
        }
    }

    private static void Add(Reached into, string[] fields)
    {
        if (fields[12] == "ACCEPT" && fields[7] == "6" && IpAddress.TryParse(fields[3], out var source) && IpAddress.TryParse(fields[4], out var destination)
            && !AddressSpace.IsGlobal(source) && AddressSpace.IsGlobal(destination)
            && ushort.Parse(fields[5], CultureInfo.InvariantCulture) is < 1024 and var port && ushort.Parse(fields[6], CultureInfo.InvariantCulture) >= 1024
            && long.Parse(fields[9], CultureInfo.InvariantCulture) > 64 * long.Parse(fields[8], CultureInfo.InvariantCulture))
        {
            into.Add(source.ToString(), port, destination, DateTimeOffset.FromUnixTimeSeconds(long.Parse(fields[11], CultureInfo.InvariantCulture)));
        }
    }
}
