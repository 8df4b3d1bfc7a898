namespace ExposurePipeline.Local.Dispatch.Handler;

/// <summary>What follows the end of the handler process.</summary>
public enum AfterExit
{
    /// <summary>Start it again.</summary>
    Restart,

    /// <summary>It left with 0: the Functions host does not start it again.</summary>
    StayDown,

    /// <summary>It crashed too often: the host ends.</summary>
    GiveUp,
}

/// <summary>How often the handler crashed with less than <see cref="Forgets"/> between one crash and the next (HttpFunctionInvocationDispatcher).</summary>
/// <param name="Crashes">Crashes that still count.</param>
/// <param name="LastCrash">The latest of them.</param>
public readonly record struct RestartHistory(int Crashes, DateTimeOffset LastCrash)
{
    /// <summary>A crash is forgotten when the next one comes this much later.</summary>
    public static readonly TimeSpan Forgets = TimeSpan.FromMinutes(30);

    /// <summary>The exit code that asks for a restart and is no crash.</summary>
    public const int IntendedRestart = 200;

    /// <summary>Decides what follows an exit.</summary>
    /// <param name="exitCode">As the system reports it; 137 after SIGKILL.</param>
    /// <param name="now">The moment of the exit.</param>
    /// <param name="limit">The crash at which the host gives up; 0 for never.</param>
    /// <param name="next">The history including this exit.</param>
    public AfterExit Decide(int exitCode, DateTimeOffset now, int limit, out RestartHistory next)
    {
        next = this;
        if (exitCode == 0)
            return AfterExit.StayDown;
        if (exitCode == IntendedRestart)
            return AfterExit.Restart;
        next = new(now - LastCrash < Forgets ? Crashes + 1 : 1, now);
        return limit > 0 && next.Crashes >= limit ? AfterExit.GiveUp : AfterExit.Restart;
    }
}
