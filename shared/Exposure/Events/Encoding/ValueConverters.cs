using System.Globalization;
using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Events.Encoding;

internal sealed class IpAddressConverter : TextConverter<IpAddress>
{
    protected override bool TryParse(string text, out IpAddress value) => IpAddress.TryParse(text, out value);
}

internal sealed class EndpointConverter : TextConverter<Endpoint>
{
    protected override bool TryParse(string text, out Endpoint value) => Endpoint.TryParse(text, out value);
}

internal sealed class TenantIdConverter : TextConverter<TenantId>
{
    protected override bool TryParse(string text, out TenantId value) => TenantId.TryCreate(text, out value);
}

internal sealed class DeviceIdConverter : TextConverter<DeviceId>
{
    protected override bool TryParse(string text, out DeviceId value) => DeviceId.TryCreate(text, out value);
}

/// <summary>By name only: a number would let undefined values in.</summary>
internal sealed class NameConverter<T> : TextConverter<T>
    where T : struct, Enum
{
    protected override bool TryParse(string text, out T value) => Enum.TryParse(text, out value) && Enum.GetName(value) == text;
}

/// <summary>One moment, or <c>first/last</c>, in UTC with up to seven fraction digits.</summary>
internal sealed class SightingConverter : TextConverter<Sighting>
{
    protected override string Format(Sighting value) =>
        value.First == value.Last ? Write(value.First) : $"{Write(value.First)}/{Write(value.Last)}";

    protected override bool TryParse(string text, out Sighting value)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? text : text.AsSpan(0, slash);
        var last = slash < 0 ? first : text.AsSpan(slash + 1);
        var isValid = TryRead(first, out var from) & TryRead(last, out var to) && from <= to;
        value = new(from, to);
        return isValid;
    }

    private static string Write(DateTimeOffset time) => time.UtcDateTime.ToString(JsonMembers.Moment, CultureInfo.InvariantCulture);

    private static bool TryRead(ReadOnlySpan<char> text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, JsonMembers.Moment, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);
}
