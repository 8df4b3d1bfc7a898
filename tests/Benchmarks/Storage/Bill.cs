namespace ExposurePipeline.Benchmarks.Storage;

/// <summary>List prices in US dollars, and what a billion events of 1.93 KB cost by them.</summary>
/// <param name="tableRequests">Table requests per billion events.</param>
/// <param name="messages">Messages to topics per billion events.</param>
/// <param name="batches">Invocations per billion events, of both hops.</param>
/// <param name="observations">Events of hub <c>observations</c> per billion events.</param>
internal sealed class Bill(double tableRequests, double messages, double batches, double observations)
{
    /// <summary>The most that all but Event Hubs may cost, as a part of Event Hubs.</summary>
    public const double Goal = 0.2;

    private const double Megabytes = 1.93e6;
    private const double UnitHour = 0.03; // of a throughput unit: 1 MB/s
    private const double Ingress = 0.028 / 1e6; // an event of up to 64 KB
    private const double RecordsPerIngress = 33;
    private const double TableRequest = 0.00036 / 1e4;
    private const double BusOperation = 0.80 / 1e6; // beyond the 13 million that are included
    private const double OperationsPerMessage = 3; // sent, received, completed
    private const double Execution = 0.20 / 1e6;
    private const double Compute = 0.000016 * 0.1 * 0.128; // the least that an execution is charged for: 100 ms of 128 MB
    private const double CheckpointWrite = 0.065 / 1e4;

    /// <summary>Batches from one checkpoint to the next, as host.json has it.</summary>
    public const int BatchesPerCheckpoint = 10;

    private IEnumerable<(string Item, double Dollars, bool IsHubs)> Lines =>
    [
        ("Event Hubs, throughput units", Megabytes / 3600 * UnitHour, true),
        ($"Event Hubs, ingress of source events, {RecordsPerIngress:N0} records each", 1e9 / RecordsPerIngress * Ingress, true),
        ("Event Hubs, ingress of observations", observations * Ingress, true),
        ("executions", batches * Execution, false),
        ("compute, at the floor of an execution", batches * Compute, false),
        ($"checkpoints, one in {BatchesPerCheckpoint} batches", batches / BatchesPerCheckpoint * CheckpointWrite, false),
        ("table requests", tableRequests * TableRequest, false),
        ("Service Bus", messages * OperationsPerMessage * BusOperation, false),
    ];

    /// <summary>Prints it line by line, and the goal beside the result.</summary>
    public void Print()
    {
        foreach (var (item, dollars, _) in Lines)
        {
            Console.WriteLine($"| {item} | {dollars:F2} |");
        }

        var (hubs, rest) = (Lines.Where(line => line.IsHubs).Sum(line => line.Dollars), Lines.Where(line => !line.IsHubs).Sum(line => line.Dollars));
        Console.WriteLine($"| **total** | **{hubs + rest:F2}** |");
        Console.WriteLine($"All but Event Hubs: {rest:F2} of {hubs:F2} dollars, {rest / hubs:P0}; goal: at most {Goal:P0}, {(rest <= Goal * hubs ? "met" : "missed")}.");
    }
}
