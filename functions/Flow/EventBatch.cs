using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ExposurePipeline.Exposure.Events;
using ExposurePipeline.Exposure.Normalisation;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Functions.Azure;
using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Functions.Flow;

/// <summary>Joins the bodies of a batch with what the host says of each. What it does not say, or says unreadably, is left open: the bodies count.</summary>
internal static class EventBatch
{
    private const int LongestFormat = 256;

    private static readonly SearchValues<char> Empty = SearchValues.Create("[]{}, ");

    /// <summary>Reads the events of one invocation.</summary>
    /// <param name="bodies">The trigger's data.</param>
    /// <param name="context">The invocation.</param>
    /// <param name="hub">The hub, where the host does not name it.</param>
    /// <param name="now">The time of acceptance, where the host does not tell it.</param>
    public static IReadOnlyList<RawEvent> Read(ReadOnlyMemory<byte>[] bodies, FunctionContext context, string hub, DateTimeOffset now)
    {
        var data = context.BindingContext.BindingData;
        var numbers = Numbers(data);
        using var times = Parse(data, "EnqueuedTimeUtcArray");
        using var properties = SaysNothing(data, "PropertiesArray") ? null : Parse(data, "PropertiesArray");
        using var partition = Parse(data, "TriggerPartitionContext") ?? Parse(data, "PartitionContext");
        var (time, property) = (Elements(times), Elements(properties));
        var position = new EventPosition(Text(partition, "EventHubName") ?? hub, Text(partition, "PartitionId") ?? "", -1);
        var events = new RawEvent[bodies.Length];
        for (var index = 0; index < events.Length; index++)
        {
            var place = position with { SequenceNumber = At(numbers, index, -1) };
            events[index] = Create(bodies[index], place, Time(At(time, index, default)) ?? now, At(property, index, default));
        }

        return events;
    }

    private static RawEvent Create(ReadOnlyMemory<byte> body, EventPosition position, DateTimeOffset enqueued, JsonElement properties) => new(
        body,
        position,
        enqueued,
        Format(properties),
        Tenant(properties),
        HostText.Find(properties, EventProperty.TraceParent) ?? HostText.Find(properties, EventProperty.DiagnosticId))
    {
        Properties = ProducerProperties.Read(properties),
    };

    // One that cannot be a tenant's identifier is passed on: another tenant must not get the event. No more of it than shows that it is too long.
    private static TenantId? Tenant(JsonElement properties) =>
        HostText.Find(properties, RawEvent.TenantProperty) is { Length: > 0 } tenant ? new TenantId(tenant[..Math.Min(tenant.Length, TenantId.MaxLength + 1)]) : null;

    // Kept with an event that is set aside, whose row has room for so much: no format has a name that long.
    private static string? Format(JsonElement properties) =>
        HostText.Find(properties, RawEvent.FormatProperty) is { } format ? format[..Math.Min(format.Length, LongestFormat)] : null;

    // Most producers set no property; an array of empty objects need not be parsed to know that.
    private static bool SaysNothing(IReadOnlyDictionary<string, object?> data, string name) =>
        data.TryGetValue(name, out var value) && value is string text && !text.AsSpan().ContainsAnyExcept(Empty);

    private static T At<T>(T[] items, int index, T otherwise) => index < items.Length ? items[index] : otherwise;

    private static JsonDocument? Parse(IReadOnlyDictionary<string, object?> data, string name)
    {
        if (!data.TryGetValue(name, out var value) || value is not string text)
        {
            return null;
        }

        try
        {
            return JsonDocument.Parse(text);
        }
        catch (JsonException)
        {
            return null; // the host's own metadata; without it positions are unknown, but every body is still read
        }
    }

    // Text from a custom handler's host; the isolated worker negotiates a typed collection.
    private static long[] Numbers(IReadOnlyDictionary<string, object?> data)
    {
        if (data.GetValueOrDefault("SequenceNumberArray") is IEnumerable<long> typed)
        {
            return [.. typed];
        }

        using var text = Parse(data, "SequenceNumberArray");
        return Array.ConvertAll(Elements(text), Number);
    }

    private static JsonElement[] Elements(JsonDocument? array) => array?.RootElement is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray()] : [];

    private static long Number(JsonElement element) => element.ValueKind is JsonValueKind.Number && element.TryGetInt64(out var number) ? number : -1;

    // The host writes UTC without saying so: the text has no zone.
    private static DateTimeOffset? Time(JsonElement element) =>
        element.ValueKind is not JsonValueKind.String ? null
        : IsPlain(element) && element.TryGetDateTime(out var plain) && plain.Kind is not DateTimeKind.Local ? new DateTimeOffset(DateTime.SpecifyKind(plain, DateTimeKind.Utc))
        : DateTimeOffset.TryParse(HostText.Of(element), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    // The usual form: without escapes, which could be no Unicode, and then read without a string.
    private static bool IsPlain(JsonElement text) => !JsonMarshal.GetRawUtf8Value(text).Contains((byte)'\\');

    private static string? Text(JsonDocument? document, string name) => document is null ? null : HostText.Find(document.RootElement, name);
}
