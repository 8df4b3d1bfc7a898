using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Starts the function by a clock.</summary>
/// <param name="schedule">Six-field NCRONTAB, a time span, or <c>%NAME%</c> for the app setting NAME.</param>
public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
{
    /// <summary>The schedule as given.</summary>
    public string Schedule { get; } = schedule;

    /// <summary>Whether the host keeps the schedule's status, so that a missed run is made up for. Default <see langword="true"/>.</summary>
    public bool UseMonitor { get; set; } = true;

    /// <summary>Whether the function also runs when the host starts. Default <see langword="false"/>.</summary>
    public bool RunOnStartup { get; set; }
}
