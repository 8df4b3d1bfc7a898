namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>Every reader of this assembly.</summary>
public static class EventReaders
{
    /// <summary>How much of a body sniffing sees, in bytes.</summary>
    public const int HeadBytes = 4096;

    // As an array: to go through it allocates nothing.
    private static readonly IEventReader[] Ordered = Find();

    /// <summary>By rank, then by format name.</summary>
    public static IReadOnlyList<IEventReader> All => Ordered;

    /// <summary>The reader that an event names; null when there is none.</summary>
    public static IEventReader? Named(string format) =>
        All.FirstOrDefault(reader => reader.Format.Equals(format.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>The first reader that recognises a body; null when none does.</summary>
    public static IEventReader? For(ReadOnlySpan<byte> body)
    {
        var head = body[..Math.Min(body.Length, HeadBytes)];
        foreach (var reader in Ordered)
        {
            if (reader.IsMarked(head))
            {
                return reader;
            }
        }

        foreach (var reader in Ordered)
        {
            if (reader.Recognises(head))
            {
                return reader;
            }
        }

        return null;
    }

    // Reflection runs once a process and lets a format be one file that no list has to name.
    private static IEventReader[] Find() =>
    [
        .. typeof(IEventReader).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IEventReader)))
            .Select(type => (IEventReader)Activator.CreateInstance(type)!)
            .OrderBy(reader => reader.Rank)
            .ThenBy(reader => reader.Format, StringComparer.Ordinal),
    ];
}
