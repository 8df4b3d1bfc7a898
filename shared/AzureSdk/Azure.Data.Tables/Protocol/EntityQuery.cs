using System.Globalization;

namespace Azure.Data.Tables.Protocol;

/// <summary>What a query asks for; repeated on each page.</summary>
internal sealed record EntityQuery(string? Filter, int? MaxPerPage, string? Select)
{
    public IEnumerable<(string Name, string Value)> Options(int? top)
    {
        if (top is { } count) yield return ("$top", count.ToString(CultureInfo.InvariantCulture));
        if (!string.IsNullOrEmpty(Filter)) yield return ("$filter", Filter);
        if (!string.IsNullOrEmpty(Select)) yield return ("$select", Select);
    }
}
