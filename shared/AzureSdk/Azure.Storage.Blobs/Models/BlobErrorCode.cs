namespace Azure.Storage.Blobs.Models;

/// <summary>Error codes of the service.</summary>
/// <param name="value">As the service writes it.</param>
public readonly struct BlobErrorCode(string value) : IEquatable<BlobErrorCode>
{
    private readonly string _value = value;

    /// <summary>A blob of that name exists.</summary>
    public static BlobErrorCode BlobAlreadyExists { get; } = new("BlobAlreadyExists");

    /// <summary>There is no such blob.</summary>
    public static BlobErrorCode BlobNotFound { get; } = new("BlobNotFound");

    /// <summary>A condition on its version does not hold.</summary>
    public static BlobErrorCode ConditionNotMet { get; } = new("ConditionNotMet");

    /// <summary>A container of that name exists.</summary>
    public static BlobErrorCode ContainerAlreadyExists { get; } = new("ContainerAlreadyExists");

    /// <summary>The container is being deleted.</summary>
    public static BlobErrorCode ContainerBeingDeleted { get; } = new("ContainerBeingDeleted");

    /// <summary>There is no such container.</summary>
    public static BlobErrorCode ContainerNotFound { get; } = new("ContainerNotFound");

    /// <summary>The range begins behind the end.</summary>
    public static BlobErrorCode InvalidRange { get; } = new("InvalidRange");

    /// <summary>A code by its text.</summary>
    public static implicit operator BlobErrorCode(string? value) => new(value ?? "");

    /// <summary>Whether two are the same, whatever the case.</summary>
    public static bool operator ==(BlobErrorCode left, BlobErrorCode right) => left.Equals(right);

    /// <summary>Whether two differ.</summary>
    public static bool operator !=(BlobErrorCode left, BlobErrorCode right) => !left.Equals(right);

    /// <inheritdoc/>
    public bool Equals(BlobErrorCode other) => string.Equals(_value, other._value, StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BlobErrorCode other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(_value ?? "");

    /// <inheritdoc/>
    public override string ToString() => _value;
}
