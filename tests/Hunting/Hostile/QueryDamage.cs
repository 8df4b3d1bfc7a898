namespace ExposurePipeline.Tests.Hunting.Hostile;

/// <summary>What happens to queries in an editor, or on purpose: words lost, doubled, exchanged, taken from other queries.</summary>
internal sealed class QueryDamage(IReadOnlyList<string> queries)
{
    private static readonly string[] Scraps =
    [
        "|", ";", "(", ")", "[", "]", "{", "}", ",", "..", "=", "==", "!", "-", "*", "\"", "'", "@\"", "//", "\0", "\u200b", "é", "null", "true", "dynamic(null)", "long(null)", "1e308", "-1", "0",
        "9223372036854775807", "99999999999999999999", "1tick", "10675199d", "datetime(9999-12-31)", "datetime(null)", "real(nan)", "dynamic([])", "dynamic({\"a\":[1,{}]})", "\"\"", "h'x'", "let", "by",
        "| count", "| take 0", "| take -1", "| top 0 by 1", "| summarize by *", "| distinct *", "| extend x = x", "| where 1 == 1", "| sort by *", "| join (T) on x", "| union *", "| mv-expand *", "| project *",
        "| serialize", "| as T", "| getschema", "| evaluate bag_unpack(x)", "| make-series count() on x step 0", "| make-graph a --> b", "| graph-match (a)-[b*1..9]->(c) project a", "| parse x with *", "| invoke f()",
        "toscalar(", "materialize(", "strrep('a', 1000)", "range(1, 1000, 1)", "pack_array(1, 'a', dynamic(null))", "prev(x)", "row_number()", "arg_max(x, *)", "make_list(x)", "typeof(long)", "ago(1d)", "now()", "* has 'a'",
    ];

    /// <summary>A query, damaged once or twice.</summary>
    public string Any(Random random)
    {
        var damaged = Of(random);
        for (var times = random.Next(1, 3); times > 0; times--)
        {
            damaged = Once(damaged, random);
        }

        return damaged;
    }

    private string Once(string query, Random random)
    {
        var (at, end) = Word(query, random);
        var other = Of(random);
        var (from, to) = Word(other, random);
        return random.Next(8) switch
        {
            0 => query[..at] + query[end..],
            1 => query[..at] + Scraps[random.Next(Scraps.Length)] + query[end..],
            2 => query[..at] + " " + Scraps[random.Next(Scraps.Length)] + " " + query[at..],
            3 => query[..at] + other[from..to] + query[end..],
            4 => query[..end] + string.Concat(Enumerable.Repeat(query[at..end], random.Next(2, 30))) + query[end..],
            5 => query[..at],
            6 => query[..at] + other[from..],
            _ => query[..at] + string.Concat(Enumerable.Repeat(Scraps[random.Next(Scraps.Length)], random.Next(2, 3000))) + query[end..],
        };
    }

    private string Of(Random random) => queries[random.Next(queries.Count)];

    // From a random place to the end of the word there.
    private static (int At, int End) Word(string query, Random random)
    {
        var at = random.Next(query.Length + 1);
        while (at > 0 && at < query.Length && char.IsLetterOrDigit(query[at - 1]) && char.IsLetterOrDigit(query[at]))
        {
            at--;
        }

        var end = at;
        while (end < query.Length && (end == at || char.IsLetterOrDigit(query[end])))
        {
            end++;
        }

        return (at, end);
    }
}
