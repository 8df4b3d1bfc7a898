namespace ExposurePipeline.Hunting.Functions;

/// <summary>Wall-clock time in the time zones of the IANA database.</summary>
internal static class TimeZones
{
    public static IEnumerable<string> Names => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Order(StringComparer.Ordinal);

    public static DateTime? ToLocal(DateTime utc, string zone)
        => TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found) ? Shifted(utc, found.GetUtcOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc))) : null;

    // A time that the clocks skip counts as the instant of the jump.
    public static DateTime? ToUtc(DateTime local, string zone)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out var found))
        {
            return null;
        }

        var offset = found.IsInvalidTime(local) ? found.GetUtcOffset(local.AddHours(1)) : found.GetUtcOffset(local);
        return Shifted(local, -offset);
    }

    private static DateTime? Shifted(DateTime value, TimeSpan by)
        => value.Ticks + by.Ticks is >= 0 and var ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTime(ticks) : null;
}
