using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation.Json;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Defender;

/// <summary>
/// Advanced hunting tables: Defender XDR's stream to Event Hubs (with its envelope, whatever wraps the records), and flat rows as the
/// hunting API and exports give them.
/// </summary>
public sealed class DefenderReader : IEventReader
{
    /// <summary>The format's name.</summary>
    public const string Name = "defender-streaming";

    private const int LongestEnvelope = 512;

    /// <summary>The members of the streaming envelope.</summary>
    internal static readonly AsciiNames Envelope = AsciiNames.Of<EnvelopeColumn>();

    private static readonly AsciiNames Columns = AsciiNames.Of<DefenderColumn>();

    /// <inheritdoc/>
    public string Format => Name;

    private static ReadOnlySpan<byte> Mark => "category\":\"AdvancedHunting-"u8;

    /// <inheritdoc/>
    public bool IsMarked(ReadOnlySpan<byte> head) => head is [(byte)'{', ..] && head[..Math.Min(head.Length, LongestEnvelope)].IndexOf(Mark) >= 0;

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> head) =>
        head.TrimStart(" \t\r\n,"u8) is [(byte)'{' or (byte)'[', ..]
        && (head.IndexOf("\"AdvancedHunting-"u8) >= 0 || head.IndexOf("\"DeviceId\""u8) >= 0 || IsEmptyEnvelope(head));

    /// <inheritdoc/>
    public void Read(ReadOnlyMemory<byte> body, ReadingContext context, RecordSink sink)
    {
        var records = new JsonRecords(body.Span);
        while (records.MoveNext())
        {
            sink.Next(records.Start, records.End - records.Start);
            if (records.Fault is { } fault)
            {
                sink.Reject(fault, "no complete JSON object");
            }
            else if (sink.Journal is null && NoiseProbe.Find(records.Current) is { } rule)
            {
                sink.Filter(rule);
            }
            else if (!(sink.Journal is { } journal ? WholeRow.TryRead(records.Current, context, sink, journal) : TryRead(records.Current, context, sink)))
            {
                records.Resynchronise();
                sink.Limit(records.Current.Length);
                var reason = JsonFault.Find(records.Current, JsonScan.MaxDepth, out var detail);
                sink.Reject(reason ?? RejectionReason.MalformedJson, detail);
            }
        }
    }

    private static bool IsEmptyEnvelope(ReadOnlySpan<byte> head)
    {
        Span<byte> compact = stackalloc byte[16];
        var length = 0;
        foreach (var b in head)
        {
            if (b is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') && length < compact.Length)
            {
                compact[length++] = b;
            }
        }

        return compact[..length].SequenceEqual("{\"records\":[]}"u8) || compact[..length].SequenceEqual("[]"u8);
    }

    // False when the record is not well-formed; the caller then concludes it.
    private static bool TryRead(ReadOnlySpan<byte> record, ReadingContext context, RecordSink sink)
    {
        Span<JsonCell> outer = stackalloc JsonCell[Envelope.Count];
        Span<JsonCell> inner = stackalloc JsonCell[Columns.Count];
        if (!JsonRow.TryRead(record, Envelope, outer, (int)EnvelopeColumn.Properties, Columns, inner, out var envelope, out var cells))
        {
            return false;
        }

        var properties = envelope[(int)EnvelopeColumn.Properties];
        var isFlat = properties.Kind is JsonTokenType.None;
        if (!isFlat && properties.Kind is not JsonTokenType.StartObject)
        {
            sink.Reject(RejectionReason.InvalidField, $"properties is {properties.Kind}, not an object");
            return true;
        }

        if (isFlat)
        {
            JsonRow.TryRead(record, Columns, inner, out cells);
        }

        if (TryTenant(isFlat ? default : envelope[(int)EnvelopeColumn.TenantId], context, sink, out var tenant))
        {
            var row = new DefenderRow(cells, tenant);
            context = context.For(tenant);
            if (isFlat)
            {
                DefenderTables.ReadFlat(envelope[(int)EnvelopeColumn.Type], row, context, sink);
            }
            else
            {
                DefenderTables.Read(envelope[(int)EnvelopeColumn.Category], row, context, sink);
            }
        }

        return true;
    }

    /// <summary>The tenant that a record names, or else the event's; concludes the record and returns false when it can be none.</summary>
    internal static bool TryTenant(JsonValue named, ReadingContext context, RecordSink sink, out TenantId tenant)
    {
        tenant = context.Tenant;
        if (named.IsAbsent || TenantId.TryCreate(named.Text(TenantId.MaxLength + 1, context.Texts), out tenant))
        {
            return true;
        }

        sink.Reject(RejectionReason.InvalidIdentifier, $"tenantId of {named.Bytes.Length} bytes; at most {TenantId.MaxLength} characters");
        return false;
    }
}
