namespace ExposurePipeline.Local.Broker.Http;

internal enum AddressKind
{
    /// <summary><c>{entity}/messages</c></summary>
    Messages,

    /// <summary><c>{entity}/messages/head</c></summary>
    Head,

    /// <summary><c>{entity}/messages/{id}/{lock}</c></summary>
    Locked,

    /// <summary><c>{topic}/subscriptions/{name}</c></summary>
    Subscription,
}

/// <summary>What a request's path names. Entity names may hold slashes, so the path is read from its end.</summary>
/// <param name="Kind">Which of the four shapes.</param>
/// <param name="Entity">The hub's, queue's, topic's or subscription's path.</param>
internal readonly record struct Address(AddressKind Kind, string Entity)
{
    /// <summary>From <c>{hub}/partitions/{id}/messages</c>.</summary>
    public string? Partition { get; init; }

    /// <summary>From <c>{hub}/publishers/{id}/messages</c>; a publisher's events share a partition, so it acts as the key.</summary>
    public string? Publisher { get; init; }

    public string MessageId { get; init; } = "";

    public string LockToken { get; init; } = "";

    public static bool TryParse(string path, out Address address)
    {
        var parts = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        address = default;
        if (parts.Length < 2)
            return false;

        Address? found =
            Is(parts[^1], "messages") ? Sent(parts[..^1])
            : Is(parts[^2], "messages") && Is(parts[^1], "head") ? new(AddressKind.Head, Join(parts[..^2]))
            : parts.Length > 3 && Is(parts[^3], "messages") ? new(AddressKind.Locked, Join(parts[..^3])) { MessageId = parts[^2], LockToken = parts[^1] }
            : parts.Length > 2 && Is(parts[^2], "subscriptions") ? new(AddressKind.Subscription, Join(parts))
            : null;
        address = found.GetValueOrDefault();
        return found is { Entity.Length: > 0 };
    }

    private static Address Sent(string[] parts)
    {
        if (parts.Length > 2 && Is(parts[^2], "partitions"))
            return new(AddressKind.Messages, Join(parts[..^2])) { Partition = parts[^1] };
        if (parts.Length > 2 && Is(parts[^2], "publishers"))
            return new(AddressKind.Messages, Join(parts[..^2])) { Publisher = parts[^1] };
        return new(AddressKind.Messages, Join(parts));
    }

    private static string Join(string[] parts) => string.Join('/', parts);

    private static bool Is(string part, string word) => part.Equals(word, StringComparison.OrdinalIgnoreCase);
}
