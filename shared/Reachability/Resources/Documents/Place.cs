namespace ExposurePipeline.Reachability.Resources.Documents;

/// <summary>Where in an envelope lists may stand.</summary>
internal enum Place
{
    /// <summary>No list here.</summary>
    None,

    /// <summary>A list whose elements are told one by one.</summary>
    List,

    /// <summary>An object with such lists under their names: <c>value</c>, <c>data</c>, <c>Reservations</c>, …</summary>
    Envelope,

    /// <summary>Google's lists by zones and regions: <c>items</c> is an object with a scope a member.</summary>
    Scopes,

    /// <summary>One of these scopes: every array in it is a list.</summary>
    Scope,
}

/// <summary>Places by the names of members.</summary>
internal static class Places
{
    private static readonly HashSet<string> Lists = new(Clouds.Readers.SelectMany(static reader => reader.Lists), StringComparer.OrdinalIgnoreCase);

    /// <summary>What a member of an object is.</summary>
    /// <param name="place">The object.</param>
    /// <param name="name">The member's name.</param>
    /// <param name="first">The first character of its value.</param>
    public static Place Of(this Place place, string name, byte first) => (place, first) switch
    {
        (Place.Scopes, (byte)'{') => Place.Scope,
        (Place.Scope, (byte)'[') => Place.List,
        (Place.Envelope, (byte)'[') when Lists.Contains(name) => Place.List,
        (Place.Envelope, (byte)'{') when name is "items" => Place.Scopes,
        (Place.Envelope, (byte)'{') when Lists.Contains(name) => Place.Envelope,
        _ => Place.None,
    };
}
