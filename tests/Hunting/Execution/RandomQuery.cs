namespace ExposurePipeline.Tests.Hunting.Execution;

/// <summary>Draws queries over the columns of <see cref="RandomTable"/> from a small grammar of the operators that most queries are made of.</summary>
internal sealed class RandomQuery(Random random)
{
    private static readonly string[] Endings =
    [
        "count", "distinct Text, Port", "take 7", "top 5 by Id asc, At", "sort by Share, Id", "summarize Id = count()", "serialize n = row_number() | where n < 9", "serialize | where prev(Id) == 3",
    ];

    private static readonly string[] Keys = ["", " by Text", " by Port, Text", " by bin(Id, 5)", " by Is"];

    private static readonly string[] Aggregates =
    [
        "count()", "countif(Is)", "sum(Id)", "sum(Share)", "avg(Port)", "avg(Share)", "min(Text)", "max(At)", "min(Share)", "max(Share)", "dcount(Text)", "dcountif(Id, Is)", "make_set(Text)", "make_list(Id)",
        "arg_max(Id, *)", "arg_min(At, Text, Share)", "arg_max(Share, Id)", "take_any(Text)", "take_any(Id, Text)", "take_anyif(Id, Is)", "percentile(Id, 50)", "sum(Id) + count()", "stdev(Id)",
    ];

    private static readonly string[] Predicates =
    [
        "Id > 5", "Id <= 12", "3 < Port", "Port == 4", "Port in (1, 2, 3)", "Id between (4 .. 15)", "At > datetime(2026-01-02)", "At <= datetime(2026-01-01) + 3d", "Is", "not(Is)",
        "Text == 'a'", "Text =~ 'A'", "Text has 'b'", "Text has_any ('taniumclient.exe', 'a')", "Text in~ ('B.C', 'a')", "Text in ('a', 'A', '')", "Text !has 'c'", "isempty(Text)", "isnull(Id)",
        "Text contains 'an'", "Share > 0.3", "Id == Port", "Id in ((T | where Port == 2 | project Id))", "Id > toscalar(T | summarize min(Id))", "Text has_all ('b', 'c')", "replace('b', 'a', Text) == 'a'",
    ];

    private static readonly string[] Steps = ["extend Id = Id + 1", "extend Text = strcat(Text, 'a')", "extend Port = toint(Id)", "project-away Is | extend Is = Id > 4", "as X", "union T", "union (T | where Id < 4 | extend Port = toint(1))", "extend Share = Share * 2"];

    public string Next()
    {
        var operators = Enumerable.Range(0, random.Next(5)).Select(_ => random.Next(3) == 0 ? One(Steps) : $"where {Predicate()}").Append(End());
        return $"T | {string.Join(" | ", operators)}";
    }

    private string End() => random.Next(3) == 0 ? One(Endings)
        : $"summarize {string.Join(", ", Enumerable.Range(0, 1 + random.Next(3)).Select((_, i) => $"r{i} = {One(Aggregates)}"))}{One(Keys)}";

    private string Predicate() => random.Next(6) switch
    {
        0 => $"{One(Predicates)} or {One(Predicates)}",
        1 => $"not({One(Predicates)} and {One(Predicates)})",
        2 => $"{One(Predicates)} and {One(Predicates)}",
        _ => One(Predicates),
    };

    private string One(string[] choices) => choices[random.Next(choices.Length)];
}
