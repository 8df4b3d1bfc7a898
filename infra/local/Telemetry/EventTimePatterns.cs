using System.Text.RegularExpressions;

namespace ExposurePipeline.Local.Telemetry;

/// <summary>Where event times stand in the formats that the pipeline reads; group <c>at</c> is the time. No two patterns match the same time.</summary>
internal static partial class EventTimePatterns
{
    private const string Iso = @"(?<at>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?)";

    public static IReadOnlyList<Regex> All { get; } = [JsonIso, JsonSpan, JsonEpoch, JsonDate, XmlEpoch, XmlIso, FlowTuple, FirstColumn, AwsColumns, MasscanList];

    // A member of the event itself: Defender, Windows events, Suricata, Zeek, GCP, VMConnection, scanners; not of a document inside a text.
    [GeneratedRegex("""(?<!\\)"(?:[Tt]imestamp|@timestamp|time|ts|_TimeReceivedBySvc|UtcTime|EventTime|EventReceivedTime|TimeCreated|TimeGenerated|SystemTime|start_time|end_time|receiveTimestamp|last_updated_at|last_update|last_seen|observed_at|scan_time|updated_at)"\s*:\s*""" + "\"" + Iso + "(?: UTC)?\"")]
    private static partial Regex JsonIso { get; }

    // Suricata's flows: with a fraction, which the validity of certificates in scan results has not.
    [GeneratedRegex("""(?<!\\)"(?:start|end)"\s*:\s*"(?<at>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+(?:Z|[+-]\d\d:?\d\d)?)""" + "\"")]
    private static partial Regex JsonSpan { get; }

    // masscan, Zeek (with a fraction), osquery, AWS as JSON: seconds or milliseconds as text or number.
    [GeneratedRegex("""(?<!\\)"(?:timestamp|ts|unixTime|time|start|end)"\s*:\s*"?(?<at>\d{13}|\d{10}(?:\.\d+)?)(?=["\s,}\]])""")]
    private static partial Regex JsonEpoch { get; }

    // What Windows PowerShell makes of a date.
    [GeneratedRegex("""\\/Date\((?<at>\d{13})\)\\/""")]
    private static partial Regex JsonDate { get; }

    // nmap and masscan: of the run, of a host, and of its end.
    [GeneratedRegex("""\s(?:start|starttime|endtime|time)="(?<at>\d{10})""" + "\"")]
    private static partial Regex XmlEpoch { get; }

    // Windows events as XML.
    [GeneratedRegex("""(?:SystemTime=["']|Name=["']UtcTime["']>)""" + Iso)]
    private static partial Regex XmlIso { get; }

    // Azure's flow logs: seconds (NSG) or milliseconds (VNet) before the addresses, in JSON or by itself.
    [GeneratedRegex("""(?:"|^)(?<at>\d{13}|\d{10})(?=,[0-9a-fA-F:.]+,[0-9a-fA-F:.]+,)""", RegexOptions.Multiline)]
    private static partial Regex FlowTuple { get; }

    // Zeek's ts (with a fraction, before a tab) and the Windows firewall's date and time.
    [GeneratedRegex(@"^(?:(?<at>\d{10}\.\d+)(?=\t)|" + Iso + @"(?=[\t ]))", RegexOptions.Multiline)]
    private static partial Regex FirstColumn { get; }

    // AWS's start and end where they stand before the action, as in the default format.
    [GeneratedRegex(@"(?<=[ \t])(?<at>\d{10})[ \t](?<at>\d{10})(?=[ \t](?:ACCEPT|REJECT|-)[ \t\r\n])")]
    private static partial Regex AwsColumns { get; }

    // masscan -oL and -oG.
    [GeneratedRegex(@"^(?:(?:open|closed|banner) \w+ \d+ \S+ |Timestamp: )(?<at>\d{10})\b", RegexOptions.Multiline)]
    private static partial Regex MasscanList { get; }
}
