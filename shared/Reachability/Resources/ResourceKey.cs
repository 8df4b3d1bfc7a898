using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace ExposurePipeline.Reachability.Resources;

/// <summary>A resource's short name in storage and in addresses of the API, derived from its id: 32 hexadecimal digits.</summary>
/// <param name="Text">The digits, in lower case.</param>
public readonly record struct ResourceKey(string Text)
{
    private const int Length = 32;

    /// <summary>The key of a resource.</summary>
    public static ResourceKey Of(ResourceId id) => new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{id.Cloud}|{id.Text}")).AsSpan(0, Length / 2)));

    /// <summary>Reads what <see cref="ToString"/> writes.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out ResourceKey key)
    {
        var isKey = text?.Length == Length && text.All(char.IsAsciiHexDigit);
        key = isKey ? new(text!.ToLowerInvariant()) : default;
        return isKey;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
