using ExposurePipeline.Hunting.Values;

namespace ExposurePipeline.Hunting.Archive;

/// <summary>The order of rows within a segment: by device, then by time, so that one device is a narrow range.</summary>
internal static class RowOrder
{
    /// <summary>The numbers of rows in their order.</summary>
    public static int[] Of(Column devices, Column times)
    {
        var ranks = Ranks((Column<string>)devices);
        var instants = (Column<DateTime>)times;
        var keys = new Key[devices.Length];
        for (var row = 0; row < keys.Length; row++)
        {
            keys[row] = new(ranks[row], instants.IsNull(row) ? -1 : instants[row].Ticks, row);
        }

        Array.Sort(keys);
        return Array.ConvertAll(keys, key => key.Row);
    }

    private static int[] Ranks(Column<string> devices)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        var codes = new int[devices.Length];
        for (var row = 0; row < codes.Length; row++)
        {
            var device = devices[row];
            codes[row] = places.TryGetValue(device, out var place) ? place : places[device] = places.Count;
        }

        var (names, order) = (places.Keys.ToArray(), places.Values.ToArray());
        Array.Sort(names, order, StringComparer.Ordinal);
        var ranks = new int[order.Length];
        for (var rank = 0; rank < order.Length; rank++)
        {
            ranks[order[rank]] = rank;
        }

        return Array.ConvertAll(codes, place => ranks[place]);
    }

    private readonly record struct Key(int Device, long Ticks, int Row) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var byDevice = Device.CompareTo(other.Device);
            var byTime = byDevice != 0 ? byDevice : Ticks.CompareTo(other.Ticks);
            return byTime != 0 ? byTime : Row.CompareTo(other.Row);
        }
    }
}
