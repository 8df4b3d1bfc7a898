namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>The process that answers invocations, as its callers see it.</summary>
public interface IHandler
{
    /// <summary>Its address while it listens; null while it starts or is down.</summary>
    Uri? Address { get; }

    /// <summary>Its address as soon as it listens.</summary>
    /// <exception cref="SetupException">It is down for good.</exception>
    Task<Uri> WhenReadyAsync(CancellationToken cancellation);

    /// <summary>Ends it, as the Functions host does after a timeout; it is started again.</summary>
    void Kill();
}
