using System.Globalization;
using ExposurePipeline.Exposure.Values;
using ExposurePipeline.Hunting;

namespace ExposurePipeline.Functions.Hunting.Reference;

/// <summary>Where addresses are: the file <c>geo.csv</c> of the reference folder, a range a line.</summary>
internal sealed class AddressLocations : IAddressLocations
{
    private const long MostBytes = 1L << 30;

    private static readonly KeptFile<AddressLocations> Kept = new(static file => new(file));

    private readonly LocatedRange[] ranges;

    private AddressLocations(string file)
    {
        using var text = ReferenceFolder.Open(file, MostBytes);
        var places = new Dictionary<AddressLocation, AddressLocation>();
        var reader = new LocationReader(NamedRecords.Of(text), Path.GetFileName(file));
        ranges = [.. reader.Read(place => places.TryGetValue(place, out var same) ? same : places[place] = place)];
        Array.Sort(ranges, static (left, right) => Compare(left.First, right.First));
        for (var i = 1; i < ranges.Length; i++)
        {
            if (ranges[i].First.IsV4 == ranges[i - 1].First.IsV4 && ranges[i].First.Bits <= ranges[i - 1].Last.Bits)
            {
                throw new UnreadableDataException(string.Create(CultureInfo.InvariantCulture, $"the registered file '{Path.GetFileName(file)}' places {ranges[i].First} twice; its ranges may not overlap"));
            }
        }
    }

    /// <summary>The places of a file; it is read when a query first asks where an address is.</summary>
    public static IAddressLocations Of(string file) => new Deferred(file);

    public AddressLocation? Find(string address)
    {
        if (!IpAddress.TryParse(address, out var ip))
        {
            return null;
        }

        var (low, high) = (0, ranges.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(ranges[middle].First, ip) <= 0 ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && ranges[low - 1] is var range && range.First.IsV4 == ip.IsV4 && ip.Bits <= range.Last.Bits ? range.Place : null;
    }

    private sealed class Deferred(string file) : IAddressLocations
    {
        private AddressLocations? read;

        public AddressLocation? Find(string address) => (read ??= Kept.Get(file)).Find(address);
    }

    private static int Compare(IpAddress left, IpAddress right) => left.IsV4 == right.IsV4 ? left.Bits.CompareTo(right.Bits) : left.IsV4 ? -1 : 1;
}

/// <summary>Addresses of one place, both ends inclusive.</summary>
internal readonly record struct LocatedRange(IpAddress First, IpAddress Last, AddressLocation Place);
