namespace ExposurePipeline.Hunting.Operators;

/// <summary>Which rows a join gives.</summary>
/// <param name="Pairs">Matching rows side by side.</param>
/// <param name="LeftOnly">Left rows without a match, the right columns null.</param>
/// <param name="RightOnly">Right rows without a match, the left columns null.</param>
internal sealed record JoinKind(bool Pairs, bool LeftOnly, bool RightOnly)
{
    /// <summary>Whether only the first left row of a key counts.</summary>
    public bool UniqueLeft { get; init; }

    /// <summary>The only side whose columns come out, for the semi and anti kinds.</summary>
    public JoinSide Side { get; init; }

    private static readonly Dictionary<string, JoinKind> ByName = new(StringComparer.Ordinal)
    {
        [""] = new(true, false, false) { UniqueLeft = true },
        ["innerunique"] = new(true, false, false) { UniqueLeft = true },
        ["inner"] = new(true, false, false),
        ["leftouter"] = new(true, true, false),
        ["rightouter"] = new(true, false, true),
        ["fullouter"] = new(true, true, true),
        ["leftsemi"] = new(true, false, false) { Side = JoinSide.Left },
        ["leftanti"] = new(false, true, false) { Side = JoinSide.Left },
        ["leftantisemi"] = new(false, true, false) { Side = JoinSide.Left },
        ["anti"] = new(false, true, false) { Side = JoinSide.Left },
        ["rightsemi"] = new(true, false, false) { Side = JoinSide.Right },
        ["rightanti"] = new(false, false, true) { Side = JoinSide.Right },
        ["rightantisemi"] = new(false, false, true) { Side = JoinSide.Right },
    };

    public static IEnumerable<string> Names => ByName.Keys.Where(name => name.Length > 0);

    public static JoinKind? Find(string name) => ByName.GetValueOrDefault(name);
}

internal enum JoinSide
{
    Both,
    Left,
    Right,
}
