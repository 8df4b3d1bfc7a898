using Microsoft.Azure.Functions.Worker;

namespace ExposurePipeline.Tests.SampleApp;

public sealed class TimerFunctions(Seen seen)
{
    [Function("Tick")]
    [FixedDelayRetry(3, "00:00:05")]
    public void Tick([TimerTrigger("0 */5 * * * *", RunOnStartup = true)] TimerInfo timer, FunctionContext context) =>
        seen.Calls.Enqueue(new("Tick", [], new Dictionary<string, object?>
        {
            ["IsPastDue"] = timer.IsPastDue,
            ["Next"] = timer.ScheduleStatus?.Next,
            ["Name"] = context.FunctionDefinition.Name,
        }));
}
