using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;

namespace ExposurePipeline.Exposure.Normalisation.Inventory.Firewalls;

/// <summary>
/// <c>Get-NetFirewallRule | … | ConvertTo-Json</c>, with the ports of each rule beside it or in an object inside, as scripts join them; enumerations as names or
/// numbers. One record a body: what the inbound rules let in, of every profile, since a rule does not say which profile is active.
/// </summary>
public sealed class WindowsFirewallReader : IEventReader
{
    /// <inheritdoc/>
    public string Format => "windows-firewall-rules";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..] && head.IndexOf("\"Direction\""u8) >= 0 && head.IndexOf("\"Action\""u8) >= 0
        && head.IndexOf("\"Enabled\""u8) >= 0 && head.IndexOf("\"DisplayName\""u8) + head.IndexOf("\"Profile\""u8) + head.IndexOf("MSFT_NetFirewallRule"u8) > -3;

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        sink.Next(0, body.Length);
        var rules = new List<WindowsFirewallRule>();
        var computer = default(string);
        var records = new JsonRecords(body.Span);
        while (records.MoveNext())
        {
            if (records.Fault is not null || JsonTree.Parse(records.Current) is not { } record)
            {
                sink.Reject(records.Fault ?? RejectionReason.MalformedJson, $"a rule at byte {records.Start}");
                return;
            }

            if (WindowsFirewallRule.Read(record, context.Policy, out var fault) is { } rule)
            {
                rules.Add(rule);
            }
            else if (fault is var (reason, detail))
            {
                sink.Reject(reason, $"{detail} of the rule at byte {records.Start}");
                return;
            }

            computer ??= record["PSComputerName"]?.Text;
        }

        new FirewallSnapshot(WindowsFirewallRule.Allowing(rules), [], Format) { Device = computer is "localhost" ? null : DeviceNames.Normalise(computer) }.Conclude(context, sink);
    }
}
