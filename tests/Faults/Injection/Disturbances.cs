using ExposurePipeline.Tests.Faults.Proxies;

namespace ExposurePipeline.Tests.Faults.Injection;

/// <summary>What services and networks do to requests.</summary>
internal static class Disturbances
{
    /// <summary>Beyond the deadline of an invocation.</summary>
    public static readonly TimeSpan Stall = TimeSpan.FromSeconds(7);

    private static readonly Disturbance[] Network =
    [
        new Delayed(TimeSpan.FromMilliseconds(300)), new Reset(), new AnswerLost(TimeSpan.FromMilliseconds(100)), new AnswerCut(), new RequestCut(), new AnswerEmptied(),
    ];

    private static readonly Disturbance[] OfTables =
    [
        new ConditionRefused(), new Refused(TableErrors.ServerBusy, Done: false), new Refused(TableErrors.TooManyRequests, Done: false),
        new Refused(TableErrors.InternalError, Done: false), new Refused(TableErrors.TimedOut, Done: true), new Refused(TableErrors.ServerBusy, Done: true),
    ];

    private static readonly Disturbance[] OfBus =
    [
        new Refused(BusErrors.ServerBusy, Done: false), new Refused(BusErrors.TooManyRequests, Done: false), new Refused(BusErrors.InternalError, Done: true),
        new Refused(BusErrors.InternalError, Done: false), new Refused(BusErrors.Full, Done: false),
    ];

    /// <summary>All that can happen to requests to a service.</summary>
    public static Disturbance[] Of(Service service) => [.. Network, .. service is Service.Tables ? OfTables : OfBus];
}
