namespace ExposurePipeline.Local.Azurite;

/// <summary>Azurite could not be installed or started; the message says what to do.</summary>
public sealed class AzuriteException : Exception
{
    /// <summary>Without a reason.</summary>
    public AzuriteException()
    {
    }

    /// <summary>With a reason.</summary>
    public AzuriteException(string message)
        : base(message)
    {
    }

    /// <summary>With a reason and what lies behind it.</summary>
    public AzuriteException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
