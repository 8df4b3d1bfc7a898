using System.ComponentModel;

namespace Azure.Data.Tables.Models;

/// <summary>A code as the service sends it.</summary>
/// <param name="value">The code; compared without regard to case.</param>
public readonly partial struct TableErrorCode(string value)
{
    private readonly string? _value = value ?? throw new ArgumentNullException(nameof(value));

    /// <summary>Equality of codes.</summary>
    public static bool operator ==(TableErrorCode left, TableErrorCode right) => left.Equals(right);

    /// <summary>Inequality of codes.</summary>
    public static bool operator !=(TableErrorCode left, TableErrorCode right) => !left.Equals(right);

    /// <summary>Equality with the text of an error.</summary>
    public static bool operator ==(TableErrorCode code, string? value) => value is not null && code.Equals(value);

    /// <summary>Inequality with the text of an error.</summary>
    public static bool operator !=(TableErrorCode code, string? value) => !(code == value);

    /// <summary>Equality with the text of an error.</summary>
    public static bool operator ==(string? value, TableErrorCode code) => code == value;

    /// <summary>Inequality with the text of an error.</summary>
    public static bool operator !=(string? value, TableErrorCode code) => !(code == value);

    /// <summary>The code of a text.</summary>
    public static implicit operator TableErrorCode(string value) => new(value);

    /// <inheritdoc/>
    public bool Equals(TableErrorCode other) => string.Equals(_value, other._value, StringComparison.InvariantCultureIgnoreCase);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override bool Equals(object? obj) => obj is TableErrorCode other && Equals(other);

    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public override int GetHashCode() => _value is null ? 0 : StringComparer.InvariantCultureIgnoreCase.GetHashCode(_value);

    /// <inheritdoc/>
    public override string ToString() => _value ?? string.Empty;
}
