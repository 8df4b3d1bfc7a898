namespace ExposurePipeline.Benchmarks.FormatSpeed;

/// <summary>Both readers of one format, round by round.</summary>
internal sealed class Duel(Shape shape)
{
    private const int WarmUps = 4; // fewer, and the just-in-time compiler still changes its code while it is measured

    /// <summary>What is read.</summary>
    public Shape Shape => shape;

    /// <summary>Processor seconds of the product.</summary>
    public List<double> Ours { get; } = [];

    /// <summary>Processor seconds of the straightforward reader.</summary>
    public List<double> Plain { get; } = [];

    /// <summary>Bytes that the product allocated in its last round.</summary>
    public long Allocated { get; private set; }

    /// <summary>Warms both readers up and compares their results; null when they are identical.</summary>
    public string? Difference()
    {
        Reached ours = new(), plain = new();
        for (var i = 0; i < WarmUps; i++)
        {
            Read(Product.Read, ours);
            Read(shape.ReadPlainly, plain);
        }

        return ours.Lines().Length == 0 ? "nothing found" : ours.Lines().Except(plain.Lines()).Concat(plain.Lines().Except(ours.Lines())).FirstOrDefault();
    }

    /// <summary>One round of each.</summary>
    public void Run()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Ours.Add(Read(Product.Read, new()));
        Allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Plain.Add(Read(shape.ReadPlainly, new()));
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
