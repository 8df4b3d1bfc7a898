using System.Globalization;

namespace Azure.Messaging.ServiceBus;

/// <summary>Times as broker properties carry them.</summary>
internal static class WireTime
{
    /// <summary>RFC 1123, or the default where there is none or it cannot be read: a time is never a reason to lose a message.</summary>
    public static DateTimeOffset Read(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : default;

    /// <summary>Seconds; the service writes "for ever" as more of them than a <see cref="TimeSpan"/> holds.</summary>
    public static TimeSpan ReadSeconds(double? seconds) =>
        seconds is >= 0 and < 9.0e11 ? TimeSpan.FromSeconds(seconds.Value) : TimeSpan.MaxValue;
}
