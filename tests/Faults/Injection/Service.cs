namespace ExposurePipeline.Tests.Faults.Injection;

/// <summary>What the function app depends on.</summary>
internal enum Service
{
    /// <summary>Table Storage.</summary>
    Tables,

    /// <summary>Event Hubs.</summary>
    Hubs,

    /// <summary>Service Bus.</summary>
    Bus,
}
