using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace ExposurePipeline.Exposure.Normalisation;

/// <summary>The texts of a batch, each kept once: most records of a batch repeat its tenants, devices and processes.</summary>
internal sealed class TextPool
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<byte>> _texts = new HashSet<string>(AsciiComparer.Instance).GetAlternateLookup<ReadOnlySpan<byte>>();

    /// <summary>The text of these bytes, which are ASCII.</summary>
    public string Get(ReadOnlySpan<byte> ascii)
    {
        if (!_texts.TryGetValue(ascii, out var text))
        {
            _texts.Add(ascii);
            _texts.TryGetValue(ascii, out text);
        }

        return text!;
    }

    /// <summary>Compares texts with the bytes of texts, ASCII both.</summary>
    private sealed class AsciiComparer : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public static AsciiComparer Instance { get; } = new();

        public string Create(ReadOnlySpan<byte> alternate) => Encoding.ASCII.GetString(alternate);

        public bool Equals(ReadOnlySpan<byte> alternate, string other) => Ascii.Equals(alternate, other);

        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public int GetHashCode([DisallowNull] string obj) => GetHashCode(Encoding.ASCII.GetBytes(obj));
    }
}
