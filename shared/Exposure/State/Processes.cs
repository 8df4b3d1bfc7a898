using ExposurePipeline.Exposure.Events;

namespace ExposurePipeline.Exposure.State;

/// <summary>Processes of one moment: by name, command line, id.</summary>
public readonly struct ProcessOrder : IOrder<ProcessIdentity>
{
    /// <inheritdoc/>
    public static int Compare(ProcessIdentity left, ProcessIdentity right) =>
        string.CompareOrdinal(left.Name, right.Name) is var name && name != 0 ? name
        : string.CompareOrdinal(left.CommandLine, right.CommandLine) is var command && command != 0 ? command
        : left.Id.CompareTo(right.Id);
}

/// <summary>What state keeps of a process.</summary>
public static class Processes
{
    /// <summary>Longest kept name, in encoded bytes.</summary>
    public const int NameBytes = 32;

    /// <summary>Longest kept command line of an evidence, in encoded bytes.</summary>
    public const int CommandBytes = 64;

    /// <summary>
    /// The process as reported at a moment. The moment is rounded down to its slot, as a batch that combined several sightings no longer
    /// knows when inside the slot the process was named.
    /// </summary>
    /// <param name="process">The process; null where the source did not say.</param>
    /// <param name="at">Event time.</param>
    /// <param name="resolution">Slot length.</param>
    /// <param name="commandBytes">Longest kept command line, in encoded bytes; zero keeps none.</param>
    public static ProcessRegister? Register(ProcessIdentity? process, DateTimeOffset at, TimeSpan resolution, int commandBytes) =>
        process is null ? null : new(Sightings.Floor(at, resolution), process with
        {
            Name = BoundedText.Shorten(process.Name, NameBytes),
            CommandLine = process.CommandLine is { } line && commandBytes > 0 ? BoundedText.Shorten(line, commandBytes) : null,
        });
}
