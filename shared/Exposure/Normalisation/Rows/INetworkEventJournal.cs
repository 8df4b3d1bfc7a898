using ExposurePipeline.Exposure.Values;

namespace ExposurePipeline.Exposure.Normalisation.Rows;

/// <summary>Takes connection events as rows of Defender's table <c>DeviceNetworkEvents</c>, value by value, whatever the policy makes of them.</summary>
public interface INetworkEventJournal
{
    /// <summary>Begins a row.</summary>
    /// <param name="tenant">Whose row.</param>
    /// <param name="source">The event that it came in.</param>
    void Begin(TenantId tenant, RawEvent source);

    /// <summary>Sets a value of the row, each column once at most; columns that are not set are null.</summary>
    /// <param name="column">The column.</param>
    /// <param name="text">The value as UTF-8 text: numbers in digits, times in ISO 8601, flags as <c>true</c> and <c>false</c>. Lent until the call returns.</param>
    void Set(NetworkEventColumn column, ReadOnlySpan<byte> text);

    /// <summary>Ends the row.</summary>
    void End();
}
