namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the host says about the run of a timer.</summary>
public class TimerInfo
{
    /// <summary>The schedule's status; <see langword="null"/> where the schedule is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this run makes up for a missed one.</summary>
    public bool IsPastDue { get; set; }
}
