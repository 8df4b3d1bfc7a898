namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Both readers of one format, round by round.</summary>
internal sealed class Duel(Shape shape)
{
    private const int WarmUps = 6; // fewer, and the just-in-time compiler still changes its code while it is measured

    private static readonly TimeSpan TieringDelay = TimeSpan.FromMilliseconds(150); // it waits for 100 ms without new code

    /// <summary>What is read.</summary>
    public Shape Shape => shape;

    /// <summary>Processor seconds of the product.</summary>
    public List<double> Ours { get; } = [];

    /// <summary>Processor seconds of the straightforward reader.</summary>
    public List<double> Plain { get; } = [];

    /// <summary>Bytes that the product allocates for a record, filtered or not.</summary>
    public double Allocated { get; private set; }

    /// <summary>Bytes that the product allocates for a record that is filtered, its share of the batch's own included.</summary>
    public double AllocatedFiltered { get; private set; }

    /// <summary>Warms both readers up and compares their results; null when they are identical.</summary>
    public string? Difference()
    {
        Reached ours = new(), plain = new();
        for (var i = 0; i < WarmUps; i++)
        {
            Read(Product.Read, ours);
            Read(shape.ReadPlainly, plain);
            Thread.Sleep(TieringDelay);
        }

        (Allocated, AllocatedFiltered) = (Allocates(shape), Allocates(shape.Quiet!));

        return ours.Lines().Length == 0 ? "nothing found" : ours.Lines().Except(plain.Lines()).Concat(plain.Lines().Except(ours.Lines())).FirstOrDefault();
    }

    /// <summary>One round of each.</summary>
    public void Run()
    {
        Ours.Add(Read(Product.Read, new()));
        Plain.Add(Read(shape.ReadPlainly, new()));
    }

    private static double Allocates(Shape of)
    {
        var into = new Reached();
        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var body in of.Bodies)
        {
            Product.Read(body, into);
        }

        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / of.Records;
    }

    // Processor time, which neighbours on the machine change less than they change wall time.
    private double Read(Action<byte[], Reached> read, Reached into)
    {
        GC.Collect();
        var started = Environment.CpuUsage.TotalTime;
        foreach (var body in shape.Bodies)
        {
            read(body, into);
        }

        return (Environment.CpuUsage.TotalTime - started).TotalSeconds;
    }
}
