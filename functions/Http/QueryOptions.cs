using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace ExposurePipeline.Functions.Http;

/// <summary>The options of a query before any expression is parsed.</summary>
internal readonly record struct QueryOptions(string? Filter, string? OrderBy, int Skip, int? Top, bool Count)
{
    /// <summary>Most resources in one answer, as Defender's.</summary>
    public const int MaxTop = 10_000;

    private static readonly string[] Paging = ["$top", "$skip"];
    private static readonly string[] Offered = ["$filter", "$orderby", "$count", .. Paging];

    /// <summary>The options, or what is wrong with them. An option that is not OData's is none of our business and is ignored.</summary>
    public static ApiError? TryRead(IQueryCollection options, out QueryOptions read) => TryRead(options, Offered, out read);

    /// <summary>The options of an answer that only comes in pages, or what is wrong with them.</summary>
    public static ApiError? TryReadPage(IQueryCollection options, out QueryOptions read) => TryRead(options, Paging, out read);

    private static ApiError? TryRead(IQueryCollection options, string[] offered, out QueryOptions read)
    {
        read = default;
        foreach (var (name, values) in options.Where(static option => option.Key.StartsWith('$')))
        {
            if (!offered.Contains(name))
            {
                return ApiError.OData($"Query option '{name}' is not offered; there are {string.Join(", ", offered)}.", name);
            }

            if (values.Count > 1)
            {
                return ApiError.OData($"Query option '{name}' is given more than once.", name);
            }
        }

        var wrongTop = Number(options, "$top", MaxTop, out var top);
        var wrongSkip = Number(options, "$skip", int.MaxValue - MaxTop, out var skip);
        var wrongCount = Flag(options, "$count", out var count);
        read = new(options["$filter"], options["$orderby"], skip ?? 0, top, count);
        return wrongTop ?? wrongSkip ?? wrongCount;
    }

    private static ApiError? Number(IQueryCollection options, string name, int most, out int? number)
    {
        number = null;
        if (options[name] is not [{ } text])
        {
            return null;
        }

        var good = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value <= most;
        number = value;
        return good ? null : ApiError.OData($"'{name}' must be a whole number from 0 to {most}.", name);
    }

    private static ApiError? Flag(IQueryCollection options, string name, out bool flag)
    {
        flag = false;
        return options[name] is not [{ } text] || bool.TryParse(text, out flag) ? null : ApiError.OData($"'{name}' must be true or false.", name);
    }
}
