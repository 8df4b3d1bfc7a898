namespace ExposurePipeline.Hunting.Values;

/// <summary>How large one value may become. What makes a value of others asks before it does: too large a one may not fit into memory at all.</summary>
internal static class Growth
{
    private const int MaxText = 1 << 24;
    private const int MaxItems = 1 << 22;
    private const long PerItem = 24;

    /// <summary>Ends the query when a text would have too many characters.</summary>
    public static void Text(long characters)
    {
        if (characters > MaxText)
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, $"a text would grow to more than {MaxText} characters");
        }
    }

    /// <summary>Ends the query when an array would have too many elements.</summary>
    public static void Items(long count)
    {
        if (count > MaxItems)
        {
            throw new QueryException(HuntingErrorKind.Budget, -1, $"an array would grow to more than {MaxItems} elements");
        }
    }

    /// <summary>An estimate of the memory a value takes, what it shares with others aside.</summary>
    public static long Bytes(object? value) => value switch
    {
        string text => text.Length * 2L,
        DynamicScalar<string> scalar => scalar.Value.Length * 2L,
        DynamicArray array => array.Items.Count * PerItem,
        DynamicBag bag => bag.Properties.Count * PerItem * 2,
        _ => 0,
    };
}
