using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Execution;

/// <summary>Numbers the distinct combinations of key columns; null is a key like any other.</summary>
internal sealed class GroupIndex(IReadOnlyList<ScalarType> types)
{
    private readonly IKeyIndex[] keys = [.. types.Select(Index)];
    private readonly Dictionary<long, int>[] pairs = [.. types.Skip(1).Select(_ => new Dictionary<long, int>())];
    private readonly List<(int Left, int Right)>[] members = [.. types.Skip(1).Select(_ => new List<(int, int)>())];

    /// <summary>How many groups there are so far; without keys always one.</summary>
    public int Count => types.Count == 0 ? 1 : types.Count == 1 ? keys[0].Count : members[^1].Count;

    /// <summary>The group of each row; unseen combinations become new groups.</summary>
    public int[] Assign(IReadOnlyList<Column> columns, int length)
    {
        var groups = columns.Count == 0 ? ZeroCodes.Of(length) : keys[0].Assign(columns[0]);
        for (var i = 1; i < columns.Count; i++)
        {
            groups = Pair(i - 1, groups, keys[i].Assign(columns[i]), length);
        }

        return groups;
    }

    /// <summary>The group of each row; -1 where its combination has none.</summary>
    public int[] Find(IReadOnlyList<Column> columns)
    {
        var groups = keys[0].Find(columns[0]);
        for (var i = 1; i < columns.Count; i++)
        {
            var (known, right) = (pairs[i - 1], keys[i].Find(columns[i]));
            for (var row = 0; row < groups.Length; row++)
            {
                groups[row] = groups[row] >= 0 && right[row] >= 0 && known.TryGetValue(Both(groups[row], right[row]), out var group) ? group : -1;
            }
        }

        return groups;
    }

    /// <summary>The keys, a row a group.</summary>
    public Column[] Keys()
    {
        var columns = new Column[keys.Length];
        var rows = Enumerable.Range(0, Count).ToArray();
        for (var i = keys.Length - 1; i > 0; i--)
        {
            columns[i] = keys[i].Distinct().Take(Array.ConvertAll(rows, row => members[i - 1][row].Right));
            rows = Array.ConvertAll(rows, row => members[i - 1][row].Left);
        }

        if (keys.Length > 0)
        {
            columns[0] = keys[0].Distinct().Take(rows);
        }

        return columns;
    }

    private int[] Pair(int level, int[] left, int[] right, int length)
    {
        var groups = new int[length];
        var (known, list) = (pairs[level], members[level]);
        for (var row = 0; row < length; row++)
        {
            var pair = Both(left[row], right[row]);
            if (!known.TryGetValue(pair, out groups[row]))
            {
                known[pair] = groups[row] = list.Count;
                list.Add((left[row], right[row]));
            }
        }

        return groups;
    }

    private static long Both(int left, int right) => ((long)left << 32) | (uint)right;

    private static IKeyIndex Index(ScalarType type) => type switch
    {
        ScalarType.Bool => new KeyIndex<bool>(),
        ScalarType.DateTime => new KeyIndex<DateTime>(),
        ScalarType.Decimal => new KeyIndex<decimal>(),
        ScalarType.Guid => new KeyIndex<Guid>(),
        ScalarType.Int => new KeyIndex<int>(),
        ScalarType.Long => new KeyIndex<long>(),
        ScalarType.Real => new KeyIndex<double>(),
        ScalarType.String => new KeyIndex<string>(),
        ScalarType.TimeSpan => new KeyIndex<TimeSpan>(),
        _ => new KeyIndex<Dynamic>(DynamicEquality.Instance),
    };
}
