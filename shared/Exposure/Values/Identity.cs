namespace ExposurePipeline.Exposure.Values;

/// <summary>The organisation an event belongs to; no state, message or answer ever crosses it.</summary>
/// <param name="Value">1 to <see cref="MaxLength"/> characters, as the producer wrote it.</param>
public readonly record struct TenantId(string Value)
{
    /// <summary>Longest accepted identifier, in characters; keeps every table key below its 512-character limit.</summary>
    public const int MaxLength = 64;

    /// <summary>False when the text is missing, blank or longer than <see cref="MaxLength"/>.</summary>
    public static bool TryCreate(string? text, out TenantId id)
    {
        var isValid = !string.IsNullOrWhiteSpace(text) && text.Length <= MaxLength;
        id = isValid ? new(text!) : default;
        return isValid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>A device, by the identifier its producer gives it (Defender: 40 hexadecimal digits).</summary>
/// <param name="Value">1 to <see cref="MaxLength"/> characters; compared ordinally.</param>
public readonly record struct DeviceId(string Value)
{
    /// <summary>Longest accepted identifier, in characters; keeps every table key below its 512-character limit.</summary>
    public const int MaxLength = 128;

    /// <summary>False when the text is missing, blank or longer than <see cref="MaxLength"/>.</summary>
    public static bool TryCreate(string? text, out DeviceId id)
    {
        var isValid = !string.IsNullOrWhiteSpace(text) && text.Length <= MaxLength;
        id = isValid ? new(text!) : default;
        return isValid;
    }

    /// <inheritdoc/>
    public override string ToString() => Value;
}

/// <summary>What an entity is: the subject that keeps state.</summary>
public enum EntityKind
{
    /// <summary>A device of the organisation.</summary>
    Device,

    /// <summary>A public address that a scan found answering.</summary>
    Address,
}

/// <summary>A subject that keeps state, inside one tenant.</summary>
/// <param name="Tenant">The organisation.</param>
/// <param name="Kind">Device or public address.</param>
/// <param name="Key">The device identifier, or the address in its canonical text.</param>
public readonly record struct EntityId(TenantId Tenant, EntityKind Kind, string Key)
{
    /// <summary>The entity of a device.</summary>
    public static EntityId Of(TenantId tenant, DeviceId device) => new(tenant, EntityKind.Device, device.Value);

    /// <summary>The entity of a public address.</summary>
    public static EntityId Of(TenantId tenant, IpAddress address) => new(tenant, EntityKind.Address, address.ToString());

    /// <summary>Tenant-less text form, unique inside a tenant: <c>d|{device}</c> or <c>a|{address}</c>.</summary>
    public string Name => (Kind is EntityKind.Device ? "d|" : "a|") + Key;

    /// <summary>Which of <paramref name="count"/> equal shares of all entities this one falls in; the same on every machine.</summary>
    /// <param name="count">A power of two.</param>
    public int Share(int count) => (int)(StableHash.Of(Tenant.Value, Name) & (ulong)(count - 1));

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant.Value}|{Name}";
}
