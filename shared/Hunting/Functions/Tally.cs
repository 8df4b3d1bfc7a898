using ExposurePipeline.Hunting.Execution;
using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Functions;

/// <summary>Adds up what the values of one computation take, and ends the query before they take too much memory or time.</summary>
internal struct Tally(QueryContext context)
{
    private const int Every = 64;
    private const long Large = 1 << 20;
    private long bytes;
    private int values;

    public void Add<T>(T value)
    {
        if (typeof(T).IsValueType)
        {
            return; // of a known size, and quickly made
        }

        var size = Growth.Bytes(value);
        bytes += size;
        if (++values % Every == 0 || size > Large)
        {
            context.Computed(bytes);
        }
    }
}
