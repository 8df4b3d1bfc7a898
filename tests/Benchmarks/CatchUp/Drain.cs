namespace ExposurePipeline.Benchmarks.CatchUp;

/// <summary>How long it took from the start of the function app's process.</summary>
/// <param name="Ready">Until it answered.</param>
/// <param name="Normalised">Until the input hub was empty.</param>
/// <param name="Settled">Until all hubs were, and every message was sent.</param>
/// <param name="Cpu">Processor seconds.</param>
internal sealed record Drain(TimeSpan Ready, TimeSpan Normalised, TimeSpan Settled, CpuTimes Cpu)
{
    /// <param name="events">Records that waited.</param>
    /// <param name="goal">Events per second; null when not known.</param>
    public void Print(int events, double? goal)
    {
        Console.WriteLine($"ready after {Ready.TotalSeconds:F2} s, input hub empty after {Normalised.TotalSeconds:F1} s ({events / Normalised.TotalSeconds:N0} events/s), everything after {Settled.TotalSeconds:F1} s ({events / Settled.TotalSeconds:N0} events/s)");
        Console.WriteLine($"processor seconds: hubs, topics and dispatch {Cpu.Host:F1}, function app {Cpu.App:F1}, Azurite {Cpu.Azurite:F1}");
        if (goal is { } rate)
        {
            Console.WriteLine($"goal {rate:N0} events/s drained (0.6 of the front door): {events / Settled.TotalSeconds / rate:F2} of it");
        }
    }
}
