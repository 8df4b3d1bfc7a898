namespace Microsoft.Azure.Functions.Worker.Declarations;

/// <summary>What starts a function.</summary>
internal enum TriggerKind
{
    /// <summary>Events of an event hub.</summary>
    EventHub,

    /// <summary>A clock.</summary>
    Timer,

    /// <summary>A request.</summary>
    Http,
}
