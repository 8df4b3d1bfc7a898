using ExposurePipeline.Hunting;

namespace ExposurePipeline.Tests.Hunting.Conformance;

internal enum Outcome
{
    Passed,

    /// <summary>Answered, and not as the real engine does.</summary>
    Failed,

    /// <summary>Refused by name: not supported, or not understood.</summary>
    Refused,
}

/// <summary>How a case went, and why.</summary>
internal sealed record Verdict(ConformanceCase Case, Outcome Outcome, string Reason)
{
    private static readonly HuntingOptions Options = new(TimeProvider.System, MaxRows: 2_000_000, MaxTime: TimeSpan.FromSeconds(20));

    public static Verdict Of(ConformanceCase conformance)
    {
        var answer = Run(conformance, out var thrown);
        if (thrown is not null)
        {
            return new(conformance, Outcome.Failed, $"threw {thrown.GetType().Name}: {thrown.Message}");
        }

        if (conformance.ExpectsError)
        {
            return answer!.Error is not { } rejection ? new(conformance, Outcome.Failed, "answered what the real engine rejects")
                : new(conformance, rejection.Kind is HuntingErrorKind.Unsupported ? Outcome.Refused : Outcome.Passed, rejection.Diagnostics[0].ToString());
        }

        return answer!.Error is { } error ? new(conformance, Outcome.Refused, error.Diagnostics[0].ToString())
            : ExpectedRows.Difference(conformance, answer.Result!) is { } difference ? new(conformance, Outcome.Failed, difference)
            : new(conformance, Outcome.Passed, "");
    }

    // A crash of the engine is a failed case, not the end of the run.
    private static HuntingAnswer? Run(ConformanceCase conformance, out Exception? thrown)
    {
        thrown = null;
        try
        {
            return HuntingEngine.Run(conformance.Query, HuntingSources.None, Options);
        }
        catch (Exception exception)
        {
            thrown = exception;
            return null;
        }
    }
}
