namespace ExposurePipeline.Functions.Azure;

/// <summary>Packs items in order into transactions.</summary>
internal static class TransactionPacks
{
    /// <summary>Most operations of one transaction.</summary>
    public const int MaxOperations = 100;

    /// <summary>Most payload bytes of one transaction before Base64 and framing, which together keep it below the service's 4 MiB.</summary>
    public const int MaxBytes = 2_500_000;

    /// <summary>An item never splits; one that is too large by itself goes alone, and the service's answer names why it cannot.</summary>
    public static IEnumerable<List<T>> Of<T>(IEnumerable<T> items, Func<T, int> operations, Func<T, int> bytes) => Of(items, MaxOperations, MaxBytes, operations, bytes);

    /// <summary>The same with limits of the caller's.</summary>
    public static IEnumerable<List<T>> Of<T>(IEnumerable<T> items, int maxOperations, int maxBytes, Func<T, int> operations, Func<T, int> bytes)
    {
        var (pack, count, size) = (new List<T>(), 0, 0);
        foreach (var item in items)
        {
            if (pack.Count > 0 && (count + operations(item) > maxOperations || size + bytes(item) > maxBytes))
            {
                yield return pack;
                (pack, count, size) = ([], 0, 0);
            }

            pack.Add(item);
            count += operations(item);
            size += bytes(item);
        }

        if (pack.Count > 0)
        {
            yield return pack;
        }
    }
}
